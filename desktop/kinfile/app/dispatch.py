# SPDX-License-Identifier: Apache-2.0
"""What comes after handing over: who got it, that they have it, corrections, and letting go."""

from collections.abc import Iterable
from datetime import date

from kinfile.app import copies
from kinfile.app.changes import SignByHand
from kinfile.app.draft import Draft
from kinfile.app.handing_over import HandingOver
from kinfile.app.references import plain_reference
from kinfile.errors import NothingToNote, NotSigned, RecordClosed, Refused
from kinfile.records.hand import NO_HAND
from kinfile.vault.rows import LedgerLine


class Dispatch(HandingOver):
    """Signed records: sent, confirmed, corrected, erased. The ledger says what went to whom."""

    def sent(self, ref: str, *, to: str, on: date, channel: str = "") -> LedgerLine:
        """Note that the last file exported of `ref` went to `to` on the day `on`.

        A signed record is `sent` from then on, unless what went was a family's copy, a letter or
        the like. Raises UnknownRecord; NothingToNote (export) when nothing was exported since;
        Refused for a day to come, or where nobody is named.
        """
        kept = self._vault.summary(plain_reference(ref))
        self._require(to, on)
        waiting = [line for line in self._vault.ledger(kept.ref) if line.sent_on is None]
        if not waiting:
            raise NothingToNote(ref=ref, problem="export")
        line = self._vault.note_sent(
            waiting[-1].id, recipient=to.strip(), channel=channel, on=on.isoformat()
        )
        is_record = copies.is_record(line.edition) and line.version == kept.version
        if kept.status == "signed" and is_record:
            self._vault.set_status(kept.ref, "sent")
        return line

    def acknowledged(self, ref: str, *, by: str, on: date) -> LedgerLine:
        """Note that `by` confirmed on the day `on` to have what was sent to them last.

        Raises UnknownRecord; NothingToNote (sent) when nothing unconfirmed went to them; Refused.
        """
        kept = self._vault.summary(plain_reference(ref))
        self._require(by, on)
        waiting = [
            line
            for line in self._vault.ledger(kept.ref)
            if line.sent_on is not None
            and line.acknowledged_on is None
            and _folded(line.recipient or "") == _folded(by)
        ]
        if not waiting:
            raise NothingToNote(ref=ref, problem="sent")
        if on.isoformat() < (waiting[-1].sent_on or ""):
            raise Refused(path="date", problem="before-sent")
        return self._vault.note_acknowledged(waiting[-1].id, on=on.isoformat())

    def ledger(self, ref: str | None = None) -> tuple[LedgerLine, ...]:
        """Every export, or those of one record, oldest first. Raises UnknownRecord."""
        return self._vault.ledger(self._vault.summary(plain_reference(ref)).ref if ref else None)

    def correct(self, ref: str, *, reason: str) -> Draft:
        """Open a signed record again as the draft of its next version, and say why.

        What was signed stays as it is. Raises UnknownRecord, NotSigned for a draft, RecordClosed
        for an erased record, Refused without a reason.
        """
        kept = self._vault.summary(plain_reference(ref))
        if kept.status == "draft":
            raise NotSigned(ref=ref)
        if not reason.strip():
            raise Refused(path="reason", problem="blank")
        self._vault.correct(kept.ref, reason=reason.strip())
        self._held.clear()
        draft = self.open(kept.ref)
        if not draft.marks.hand:
            return draft
        # Signed by hand was the version before.
        return self.keep(kept.ref, [SignByHand(NO_HAND)]).draft

    def erase(self, ref: str) -> None:
        """Erase a record's answers and documents for good; its lines in the ledger stay.

        Raises UnknownRecord, and RecordClosed for one that is erased already.
        """
        kept = self._vault.summary(plain_reference(ref))
        if kept.status == "erased":
            raise RecordClosed(ref=ref, status=kept.status)
        self._vault.erase(kept.ref)
        self._held.clear()

    def is_here(self, heads: Iterable[str]) -> bool:
        """Whether the history of this vault holds every one of `heads`, as files tell them.

        A file exported from here carries the head of that moment. One that is missing now means
        that an older copy of the vault was put in its place, or that its history was rewritten.
        """
        return all(self._vault.holds(head) for head in heads)

    def _require(self, who: str, on: date) -> None:
        if not who.strip():
            raise Refused(path="to", problem="blank")
        if on > self._clock().date():
            raise Refused(path="date", problem="to-come")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
