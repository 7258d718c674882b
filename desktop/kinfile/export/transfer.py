# SPDX-License-Identifier: Apache-2.0
"""The one file to send: the pages behind a password, the sealed original inside, byte for byte.

A password takes a file out of PDF/A, and one added afterwards breaks every signature. So the copy
is encrypted first (AES-256) and certified then, and it says that it conforms to nothing but
PDF/UA. What the standard leaves unencrypted is the signature's container, and with it the name
and organisation of the signer.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from secrets import token_urlsafe

import pikepdf
from pikepdf import Array, Dictionary, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata

from kinfile.export.attached import ORIGINAL
from kinfile.export.blocks import Attachment
from kinfile.export.conform import filespec
from kinfile.export.flattened import flatten
from kinfile.export.hushed import hush
from kinfile.export.identity import Identity
from kinfile.export.naming import sealed_name
from kinfile.export.signing import put
from kinfile.export.stages import SignedPdf
from kinfile.i18n import Language

FIELD = "Transfer"
_OUT = ("pdfaid:part", "pdfaid:conformance")

_ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TransferCopy:
    """A copy to send, and what opens it."""

    data: bytes
    passphrase: str

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def make_transfer_copy(
    signed: SignedPdf, identity: Identity, passphrase: str, *, at: datetime, language: Language
) -> TransferCopy:
    """Encrypt the pages of `signed` with `passphrase`, put `signed` inside, and certify that.

    Nothing may be changed in the copy afterwards. Raises TokenUnusable.
    """
    hush()
    writer = IncrementalPdfFileWriter(BytesIO(_encrypted(signed, passphrase, at, language)))
    writer.encrypt(passphrase)  # type: ignore[no-untyped-call]
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return TransferCopy(data=put(writer, metadata, identity, at=at), passphrase=passphrase)


def _encrypted(signed: SignedPdf, passphrase: str, at: datetime, language: Language) -> bytes:
    whole = BytesIO()
    with pikepdf.open(BytesIO(signed.data)) as pdf:
        flatten(pdf)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name in _OUT:
                metadata.pop(name, None)
        original = Attachment(
            name=sealed_name(signed.facts, signed.signed_at),
            media_type="application/pdf",
            description=language.text("The sealed original. Keep this one on file."),
            relationship=ORIGINAL,
            data=signed.data,
        )
        spec = filespec(pdf, original, at)
        pdf.Root.AF = Array([spec])
        pdf.Root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=Array([String(original.name), spec]))
        )
        pdf.save(
            whole,
            min_version=("2.0", 0),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=pikepdf.Encryption(
                user=passphrase, owner=token_urlsafe(18), R=6, allow=_ALLOWED
            ),
        )
    return whole.getvalue()
