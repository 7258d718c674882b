# SPDX-License-Identifier: Apache-2.0
"""Records of an open vault, signed and handed over (handover.py does the making)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.app import handover
from kinfile.app.copies import FULL, ORIGINAL, EditionChoice, Wish
from kinfile.app.correcting import correction_of
from kinfile.app.draft import Draft
from kinfile.app.handover import Exported, SignedCopy
from kinfile.app.identities import Identities
from kinfile.app.references import plain_reference
from kinfile.app.signing_keys import ANY_KEY, KeyChoice, choose
from kinfile.errors import WrongPassphrase
from kinfile.export import identity, pipeline
from kinfile.export.stages import SignedPdf
from kinfile.i18n import Language
from kinfile.policy.limits import require_export_folder, require_transfer
from kinfile.vault.rows import LedgerLine
from kinfile.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    from kinfile.export.verdict import Signature


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Countersigned:
    """A countersigned file, ready to be written with its receipt, and its six words.

    `practitioner` is what was found of the signature that was there.
    """

    signed: SignedPdf
    practitioner: "Signature"
    code: str

    @property
    def key_words(self) -> str:
        """The six words of the practitioner's key, to be compared on the telephone."""
        return identity.words(bytes.fromhex(self.practitioner.fingerprint))


class HandingOver(Identities):
    """What may be done with a record that is ready, and with one that is not but must go now."""

    def sign(
        self,
        ref: str,
        passphrase: bytearray,
        *,
        declared: bool,
        language: Language,
        manager_field: bool = False,
        key: KeyChoice = ANY_KEY,
        watch: Watch = UNWATCHED,
    ) -> SignedCopy:
        """Freeze this version and sign its document.

        Raises WrongPassphrase, NotReadyToSign (what it waits for), RecordClosed, MissingGlyph,
        UnfitIdentity, TokenUnusable, Cancelled. Whichever it is, nothing was signed.
        """
        draft = self.open(ref, language=language)
        handover.require_ready(draft, declared=declared)
        self._require_owner(passphrase)
        copy = handover.sign(
            self._vault,
            self._printable(draft, manager_field=manager_field, key=key),
            language=language,
            watch=watch,
        )
        self._held.clear()
        return copy

    def signed_copy(self, ref: str, *, version: int | None = None) -> SignedCopy | None:
        """The signed PDF that the vault keeps of the present or an earlier `version`, or None."""
        return handover.signed_copy(self._vault, self.open(ref), version=version)

    def editions(self, ref: str, *, language: Language) -> tuple[EditionChoice, ...]:
        """The copies that `ref` can leave in, and how much each leaves out. Raises UnknownRecord.

        Works for records in every state; what they hold is what stands there now.
        """
        draft = self.open(ref, language=language)
        return handover.editions(self._vault, self._printable(draft), language=language)

    def document_language(self, ref: str) -> str:
        """The code of the language in which `ref` was signed; English before that."""
        return handover.document_language(self._vault, self.open(ref))

    def require_copy(
        self, ref: str, *, edition: str, request: int = 0, urgent: bool = False
    ) -> None:
        """Raises what export would: NotSigned, UsageError (no-edition, urgent-edition, ...)."""
        wish = Wish(edition=edition, request=request)
        handover.require_copy(self._vault, self.open(ref), wish, urgent=urgent)

    def preview(
        self,
        ref: str,
        *,
        language: Language,
        edition: str = FULL,
        large_print: bool = False,
        request: int = 0,
        watch: Watch = UNWATCHED,
    ) -> bytes:
        """The copy as it would be, stamped as a draft; the signed one where there is one.

        `request` chooses the letter where the edition is a request for information: its place in
        EditionChoice.requests, 0 for the next without a reply. Raises UsageError, MissingGlyph,
        Cancelled.
        """
        wish = Wish(edition=edition, large_print=large_print, request=request)
        draft = self.open(ref, language=language)
        facts = self._printable(draft, wish=wish)
        return handover.preview(self._vault, facts, language=language, watch=watch)

    def export(  # noqa: PLR0913  (all that can be chosen of one file)
        self,
        ref: str,
        folder: Path,
        *,
        language: Language,
        edition: str = FULL,
        large_print: bool = False,
        request: int = 0,
        urgent: bool = False,
        transfer: bool = False,
        key: KeyChoice = ANY_KEY,
        watch: Watch = UNWATCHED,
    ) -> Exported:
        """Write a copy of a signed record (or, `urgent`, one stamped INCOMPLETE) into `folder`.

        The full edition is the file that was signed; every other copy is signed when it is first
        wanted, and kept. An urgent copy of an unsigned record is full, or a request for
        information. With `transfer` also the copy to send: its passphrase comes back and stays in
        the ledger. `key` signs what is signed here. Raises NotSigned, UsageError (no-edition,
        urgent-edition, no-request), PasswordsBanned, PolicyForbids, NotWritten, MissingGlyph,
        UnfitIdentity, TokenUnusable, Cancelled.
        """
        self.require_folder(folder)
        if transfer:
            require_transfer(self._policies)
        wish = Wish(edition=edition, large_print=large_print, request=request)
        draft = self.open(ref, language=language)
        exported = handover.export(
            self._vault,
            self._printable(draft, key=key, wish=wish),
            folder,
            language=language,
            urgent=urgent,
            transfer=transfer,
            watch=watch,
        )
        self._log.event("exported", ref=draft.ref, edition=edition, transfer=transfer)
        return exported

    def require_folder(self, folder: Path) -> None:
        """Raises PolicyForbids unless documents may be saved in `folder`."""
        require_export_folder(self._policies, folder)

    def countersign(
        self,
        data: bytes,
        passphrase: bytearray,
        *,
        language: Language,
        edition: str = FULL,
        witnesses: Mapping[str, Any] | None = None,
        key: KeyChoice = ANY_KEY,
        watch: Watch = UNWATCHED,
    ) -> Countersigned:
        """Sign somebody else's sealed file in the place for the manager.

        The file is checked first; `witnesses` are what export.verify.verify takes to know the
        practitioner by. Without any, what is found of them comes back to be compared. Raises
        WrongPassphrase, NotCountersigned, UnfitIdentity, TokenUnusable, MissingGlyph, Cancelled.
        """
        watch.step(0, 3)
        self._require_owner(passphrase)
        watch.step(1, 3)
        signed, verdict = pipeline.opened(data, edition=edition, witnesses=witnesses)
        watch.step(2, 3)
        at = self._clock()
        chosen = choose(self._vault, self._at_least(key), at=at)
        made = pipeline.countersign(signed, chosen.identity, at=at, language=language)
        return Countersigned(
            signed=made, practitioner=verdict.signatures[0], code=identity.code(made.data)
        )

    def countersigned(self, ref: str, data: bytes) -> SignedCopy:
        """File a document of the record back that came back countersigned; exports write it then.

        Raises UnknownRecord, NotCountersigned.
        """
        return handover.file_countersigned(self._vault, self.open(ref), data)

    def passphrases(self, ref: str) -> tuple[LedgerLine, ...]:
        """The ledger's lines of transfer copies, whose passphrases can be read out again."""
        kept = self._vault.summary(plain_reference(ref))
        return tuple(line for line in self._vault.ledger(kept.ref) if line.passphrase)

    def _require_owner(self, passphrase: bytearray) -> None:
        if not self.is_owner(passphrase):
            raise WrongPassphrase(wait=0)

    def _printable(
        self,
        draft: Draft,
        *,
        manager_field: bool = False,
        key: KeyChoice = ANY_KEY,
        wish: Wish = ORIGINAL,
    ) -> handover.Facts:
        return handover.Facts(
            draft=draft,
            worker=self.worker,
            at=self._clock(),
            manager_field=manager_field,
            key=self._at_least(key),
            wish=wish,
            correction=correction_of(self._vault, draft),
        )
