# SPDX-License-Identifier: Apache-2.0
"""The stages of a document on its way out, as types: only the step before yields the next.

lay_out -> Document -> draw -> UnsignedPdf -> sign -> SignedPdf -> write -> Written
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kinfile.export.blocks import Facts


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UnsignedPdf:
    """A drawn document. `fields` are its empty signature fields, in the order of signing."""

    data: bytes
    facts: Facts
    fields: tuple[str, ...]
    made_at: datetime
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedPdf:
    """The sealed original. `fingerprints` are SHA-256 of the certificates, in signing order."""

    data: bytes
    facts: Facts
    fingerprints: tuple[str, ...]
    signed_at: datetime

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    def receipt(self) -> dict[str, object]:
        """What stands beside the file: the receipt of the command line's design."""
        return {
            "ref": self.facts.ref,
            "form": self.facts.form,
            "version": self.facts.version,
            "edition": self.facts.edition,
            "sha256": self.sha256,
            "signatures": len(self.fingerprints),
            "fingerprints": list(self.fingerprints),
            "head": self.facts.head,
            "made_at": self.signed_at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Written:
    """Where the sealed file and its receipt came to stand."""

    sealed: Path
    receipt: Path
