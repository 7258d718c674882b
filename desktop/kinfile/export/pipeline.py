# SPDX-License-Identifier: Apache-2.0
"""From a record to a file, in the only order there is. The heavy libraries load when first used.

lay_out -> draw -> UnsignedPdf -> sign -> SignedPdf -> write -> Written
"""

from datetime import datetime
from pathlib import Path

from kinfile.export.blocks import Facts
from kinfile.export.identity import Identity
from kinfile.export.layout import lay_out
from kinfile.export.naming import sealed_name
from kinfile.export.printable import Printable
from kinfile.export.stages import SignedPdf, UnsignedPdf, Written
from kinfile.export.writing import write
from kinfile.i18n import Language


def draw(printable: Printable, language: Language, *, large_print: bool = False) -> UnsignedPdf:
    """The document of a record, unsigned. Raises MissingGlyph."""
    from kinfile.export import pdf

    return pdf.draw(lay_out(printable, language), large_print=large_print)


def seal(unsigned: UnsignedPdf, identity: Identity, *, language: Language) -> SignedPdf:
    """The sealed original, signed at the moment at which the document says it was made."""
    from kinfile.export import signing

    return signing.sign(unsigned, identity, at=unsigned.made_at, language=language)


def countersign(
    signed: SignedPdf, identity: Identity, *, at: datetime, language: Language
) -> SignedPdf:
    """The same file with the manager's signature in the place that waits for it."""
    from kinfile.export import signing

    return signing.countersign(signed, identity, at=at, language=language)


def reopen(data: bytes, *, edition: str) -> SignedPdf | None:
    """A sealed file that was kept, with what its receipt says; None where it is not whole."""
    from kinfile.export import verify

    found = verify.verify(data)
    if not found.signatures or not all(each.intact and each.valid for each in found.signatures):
        return None
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


def save(signed: SignedPdf, folder: Path) -> Written:
    """The sealed file in `folder`, under its own name, with its receipt. Raises NotWritten."""
    return write(signed, folder, sealed_name(signed.facts, signed.signed_at))
