# SPDX-License-Identifier: Apache-2.0
"""The second person's signature on a sealed file, and whether a file that comes back has it."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from kinfile.errors import NotCountersigned
from kinfile.export import signing
from kinfile.export.identity import Identity
from kinfile.export.layout.closing import MANAGER, PRACTITIONER
from kinfile.export.stages import SignedPdf
from kinfile.export.verify import verify
from kinfile.i18n import Language


def countersign(
    signed: SignedPdf, identity: Identity, *, at: datetime, language: Language
) -> SignedPdf:
    """Sign a file that holds, in the place for the manager, at the aware moment `at`.

    Raises NotCountersigned: already, no-place, own-key (a second person signs here); TokenUnusable.
    """
    places = _places(signed.data)
    if places.get(MANAGER):
        raise NotCountersigned(problem="already")
    if MANAGER not in places:
        raise NotCountersigned(problem="no-place")
    if identity.public_key in _signing_keys(signed.data):
        raise NotCountersigned(problem="own-key")
    return signing.countersign(signed, identity, at=at, language=language)


def require_one_more(kept: bytes, returned: bytes) -> None:
    """Raises NotCountersigned unless `returned` is `kept` with one countersignature behind it.

    Whose signature that is, is not asked: whoever files it back compares the six words of the key.
    """
    if not returned.startswith(kept):
        raise NotCountersigned(problem="not-ours")
    verdict = verify(returned)
    against = [found for found in verdict.problems if found.code != "not-trusted"]
    if against:
        raise NotCountersigned(problem="does-not-hold", findings=tuple(against))
    fields = [each.field for each in verdict.signatures]
    if fields != [PRACTITIONER, MANAGER] or verdict.stamps:
        raise NotCountersigned(problem="one-signature")
    if len({each.fingerprint for each in verdict.signatures}) != len(fields):
        raise NotCountersigned(problem="own-key")


def _places(data: bytes) -> Mapping[str, bool]:
    """The signature fields of a file, and whether each is signed."""
    found = enumerate_sig_fields(PdfFileReader(BytesIO(data)))
    return {name: value is not None for name, value, _ in found}


def _signing_keys(data: bytes) -> set[bytes]:
    """The public keys (DER) of those who signed a file."""
    reader = PdfFileReader(BytesIO(data))
    read = x509.load_der_x509_certificate
    return {
        read(each.signer_cert.dump())
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for each in reader.embedded_signatures
    }
