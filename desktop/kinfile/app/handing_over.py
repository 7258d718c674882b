# SPDX-License-Identifier: Apache-2.0
"""Records of an open vault, signed and handed over (handover.py does the making)."""

from pathlib import Path

from kinfile.app import handover
from kinfile.app.casework import Casework
from kinfile.app.draft import Draft
from kinfile.app.handover import Exported, SignedCopy
from kinfile.errors import WrongPassphrase
from kinfile.i18n import Language


class HandingOver(Casework):
    """What may be done with a record that is ready, and with one that is not but must go now."""

    def sign(
        self,
        ref: str,
        passphrase: bytearray,
        *,
        declared: bool,
        language: Language,
        manager_field: bool = False,
    ) -> SignedCopy:
        """Freeze this version and sign its document.

        Raises WrongPassphrase, NotReadyToSign (what it waits for), RecordClosed, MissingGlyph.
        """
        draft = self.open(ref)
        handover.require_ready(draft, declared=declared)
        if not self.is_owner(passphrase):
            raise WrongPassphrase(wait=0)
        copy = handover.sign(
            self._vault,
            self._printable(draft, manager_field=manager_field),
            language=language,
        )
        self._held.clear()
        return copy

    def signed_copy(self, ref: str) -> SignedCopy | None:
        """The signed PDF that the vault keeps, or None."""
        return handover.signed_copy(self._vault, self.open(ref))

    def preview(self, ref: str, *, language: Language) -> bytes:
        """The document as it would be, stamped as a draft; the signed one where there is one."""
        copy = self.signed_copy(ref)
        if copy is not None:
            return copy.pdf
        return handover.preview(self._vault, self._printable(self.open(ref)), language=language)

    def export(
        self, ref: str, folder: Path, *, language: Language, urgent: bool = False
    ) -> Exported:
        """Write the signed document (or, `urgent`, one stamped INCOMPLETE) into `folder`.

        Raises NotSigned, NotWritten, MissingGlyph.
        """
        draft = self.open(ref)
        return handover.export(
            self._vault, self._printable(draft), folder, language=language, urgent=urgent
        )

    def _printable(self, draft: Draft, *, manager_field: bool = False) -> handover.Facts:
        return handover.Facts(
            draft=draft,
            worker=self.worker,
            at=self._clock(),
            manager_field=manager_field,
        )
