# SPDX-License-Identifier: Apache-2.0
"""From a record to a file, in the only order there is. The heavy libraries load when first used.

lay_out -> draw -> UnsignedPdf -> sign -> SignedPdf -> write -> Written
"""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.errors import NotCountersigned
from kinfile.export.blocks import Facts
from kinfile.export.identity import Identity
from kinfile.export.layout import lay_out
from kinfile.export.naming import sealed_name, transfer_name
from kinfile.export.printable import Printable
from kinfile.export.stages import SignedPdf, UnsignedPdf, Written
from kinfile.export.writing import write, write_alone
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    from kinfile.export.transfer import TransferCopy
    from kinfile.export.verdict import Verdict

_LAID_OUT = 20
"""Hundredths of drawing that go by until it is known what will be drawn."""


def draw(printable: Printable, language: Language, *, watch: Watch = UNWATCHED) -> UnsignedPdf:
    """The document of a record as its edition shows it, unsigned.

    Raises MissingGlyph, Cancelled.
    """
    watch.step(0, 100)
    from kinfile.export import pdf

    document = lay_out(printable, language)
    return pdf.draw(document, large_print=printable.large_print, watch=watch.part(_LAID_OUT, 100))


def seal(unsigned: UnsignedPdf, identity: Identity, *, language: Language) -> SignedPdf:
    """The sealed original, signed at the moment at which the document says it was made."""
    from kinfile.export import signing

    return signing.sign(unsigned, identity, at=unsigned.made_at, language=language)


def countersign(
    signed: SignedPdf, identity: Identity, *, at: datetime, language: Language
) -> SignedPdf:
    """The same file with the manager's signature in the place that waits for it.

    Raises NotCountersigned: already, no-place, own-key.
    """
    from kinfile.export import countersigning

    return countersigning.countersign(signed, identity, at=at, language=language)


def reopen(data: bytes, *, edition: str) -> SignedPdf | None:
    """A sealed file that was kept, with what its receipt says; None where it is not whole."""
    from kinfile.export import verify

    found = verify.verify(data)
    if not found.signatures or not all(each.intact and each.valid for each in found.signatures):
        return None
    return _as_found(data, found, edition)


def language_of(data: bytes) -> str:
    """The code of the language in which a sealed file was drawn: en, cy."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return str(pdf.Root.get("/Lang", "")).partition("-")[0]


def opened(
    data: bytes, *, edition: str, witnesses: Mapping[str, Any] | None = None
) -> tuple[SignedPdf, "Verdict"]:
    """A sealed file from elsewhere, with what was found of it.

    `witnesses` are what `verify` takes; without any, nothing shows who signed, which is then for
    the reader to ask. Raises NotCountersigned (does-not-hold) with what was found.
    """
    from kinfile.export import verify

    verdict = verify.verify(data, **(witnesses or {}))
    unknown = () if witnesses else ("not-trusted",)
    against = tuple(found for found in verdict.problems if found.code not in unknown)
    if against or not verdict.signatures or not verdict.record:
        raise NotCountersigned(problem="does-not-hold", findings=against or verdict.problems)
    return _as_found(data, verdict, edition), verdict


def _as_found(data: bytes, found: "Verdict", edition: str) -> SignedPdf:
    facts = Facts(
        ref=str(found.record["ref"]),
        form=str(found.record["form"]),
        version=int(str(found.record["version"])),
        edition=edition,
        head=str(found.record["head"]),
    )
    return SignedPdf(
        data=data,
        facts=facts,
        fingerprints=tuple(each.fingerprint for each in found.signatures),
        signed_at=datetime.fromisoformat(found.signatures[0].time),
    )


def transfer(
    signed: SignedPdf, identity: Identity, passphrase: str, *, at: datetime, language: Language
) -> "TransferCopy":
    """The copy of a sealed file that goes by post: encrypted, with the file itself inside."""
    from kinfile.export import transfer

    return transfer.make_transfer_copy(signed, identity, passphrase, at=at, language=language)


def save_transfer(copy: "TransferCopy", signed: SignedPdf, folder: Path) -> Path:
    """The transfer copy of `signed` in `folder`, under its own name. Raises NotWritten."""
    return write_alone(copy.data, folder, transfer_name(signed.facts, signed.signed_at))


def save(signed: SignedPdf, folder: Path) -> Written:
    """The sealed file in `folder`, under its own name, with its receipt. Raises NotWritten."""
    return write(signed, folder, sealed_name(signed.facts, signed.signed_at))
