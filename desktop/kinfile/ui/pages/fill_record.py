# SPDX-License-Identifier: Apache-2.0
"""The record being filled in, for as long as it is open: what is unsaved, kept, and undoable.

Pages come and go (another theme, another text size, the check page); a `Filling` stays. It hands
every change to the desk, in order, and keeps the draft that came back. A change that could not
be kept goes back to the head of the line and is tried again; nothing typed is dropped.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from kinfile.app.changes import Change, ReturnNote, SetAnswer, UseNote, WriteNotes
from kinfile.app.draft import Draft, Kept
from kinfile.app.noting import joined, noted
from kinfile.app.presented import presented
from kinfile.errors import KinfileError
from kinfile.forms.model import SectionId
from kinfile.records.marks import Notes
from kinfile.records.model import Answer, Place
from kinfile.ui.desk import Desk
from kinfile.ui.pages.fill_places import Spot, open_sections, seen_spot
from kinfile.ui.pages.fill_undo import Step, UndoTrail

TRY_AGAIN = 5_000
"""Milliseconds until a change that could not be kept is tried again by itself."""


class State(StrEnum):
    """What the line at the foot of the page says of the last change."""

    KEPT = "kept"
    KEEPING = "keeping"
    NOT_KEPT = "not-kept"


class Filling(QObject):
    """See the module."""

    draft_changed = Signal()
    state_changed = Signal()
    settled = Signal()
    """Everything handed over is kept, or the last try failed."""

    def __init__(self, desk: Desk, draft: Draft, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._draft = draft
        self._seen: Draft | None = None
        """What the family may see of the draft, while they look on."""
        self._aside: UndoTrail | None = None
        self.state = State.KEPT
        self.kept_at: datetime = draft.changed_at
        self.error: KinfileError | None = None
        self.trail = UndoTrail()
        self.visited: list[SectionId] = []
        """The sections seen, in order, for "Back"."""
        self.here: Spot | None = None
        """Where the worker is, or was last."""
        self.has_put_off = False
        """The worker looked at a newer version of the form and said "not now"."""
        self.unread: dict[Place, tuple[str, ...]] = {}
        """What was typed and could not be read, so that it stands there again."""
        self._waiting: list[Change] = []
        self._handed: list[tuple[Change, ...]] = []
        self._again = QTimer(self, singleShot=True, interval=TRY_AGAIN)
        self._again.timeout.connect(self.flush)

    # what the pages ask

    @property
    def draft(self) -> Draft:
        """The newest that came back from the vault; while presenting, what of it may be seen."""
        return self._seen or self._draft

    @property
    def is_presenting(self) -> bool:
        return self._seen is not None

    @property
    def is_settled(self) -> bool:
        return not self._waiting and not self._handed

    def answer_at(self, place: Place) -> Answer | None:
        """The newest answer at `place`, kept or not yet."""
        for change in (*reversed(self._waiting), *self._handed_newest_first()):
            if isinstance(change, SetAnswer) and change.place == place:
                return change.answer
        return self.draft.answers.at(place)

    @property
    def notes(self) -> Notes:
        """The newest notes, kept or not yet."""
        notes = self._draft.marks.notes
        for change in (*reversed(self._handed_newest_first()), *self._waiting):
            if isinstance(change, WriteNotes | UseNote | ReturnNote):
                notes, _ = noted(notes, change, at=self.kept_at)
        return notes

    def _handed_newest_first(self) -> tuple[Change, ...]:
        return tuple(change for batch in reversed(self._handed) for change in reversed(batch))

    # what the pages do

    def present(self, *, is_on: bool) -> None:
        """Begin or end showing only what the family may see; the page is built anew after it.

        Meanwhile only what is done meanwhile can be undone.
        """
        if is_on and self._seen is None:
            seen = presented(self._draft)
            if not open_sections(seen):
                return
            self._seen = seen
            self._aside, self.trail = self.trail, UndoTrail()
            known = {section.id for section in seen.form.sections}
            self.visited = [section for section in self.visited if section in known]
            self.here = seen_spot(self._draft, seen, self.here)
        elif not is_on and self._aside is not None:
            self._seen = None
            self._aside.went_on(self.trail)
            self.trail, self._aside = self._aside, None

    def read_again(self, then: Callable[[], None]) -> None:
        """Take the record anew, as the desk asks now; `then` comes when it is there."""

        def take(draft: Draft) -> None:
            self._draft = draft
            if self._seen is not None:
                self._seen = presented(draft)
            then()

        self.desk.open(self._draft.ref, done=take)

    def remember_here(self) -> None:
        """Let the vault know where to go on after locking or a power cut."""
        from kinfile.app.outcomes import ResumePoint

        here = self.here
        if here is None or not self.desk.is_unlocked:
            return
        point = ResumePoint(self._draft.ref, here.section, here.place)
        self.desk.ask(
            lambda workspace: workspace.keep_resume_point(point), failed=self._on_not_remembered
        )

    def _on_not_remembered(self, _error: KinfileError) -> None:
        """Only a convenience is lost; answers that cannot be kept have their own alarm."""

    def set_answer(self, place: Place, answer: Answer | None) -> None:
        """Take an answer; it goes to the vault with the next `flush`."""
        before = self.answer_at(place)
        if before != answer:
            self.trail.answered(place, before, answer)
            self._queue(SetAnswer(place, answer))

    def change(self, *changes: Change) -> None:
        """Do something else to the record, at once."""
        self.trail.did(changes)
        self._queue(*changes)
        self.flush()

    def write_notes(self, text: str) -> None:
        """Take what stands in the notes; it goes to the vault with the next `flush`."""
        if text != self.notes.text:
            self._waiting = [each for each in self._waiting if not isinstance(each, WriteNotes)]
            self._queue(WriteNotes(text))

    def use_note(self, text: str, place: Place) -> None:
        """Put `text` from the notes at the end of the answer at `place`, as one step."""
        kind = self.draft.form.by_id()[place.question].kind
        before, note = self.answer_at(place), str(uuid4())
        changes = (SetAnswer(place, joined(before, text, kind)), UseNote(note, text, place))
        self.trail.took(Step((SetAnswer(place, before), ReturnNote(note)), changes))
        self._queue(*changes)
        self.flush()

    def flush(self) -> None:
        """Hand over everything that is waiting. Cheap when nothing is."""
        self._again.stop()
        # At the very end a page that is being let go of may still come by.
        if not self._waiting or self.desk.tasks.is_closed:
            return
        batch = tuple(self._waiting)
        self._waiting.clear()
        self._handed.append(batch)
        self._set_state(State.NOT_KEPT if self.error else State.KEEPING)
        self.desk.keep(self.draft.ref, batch, done=self._on_kept, failed=self._on_failed)

    def undo(self) -> tuple[Change, ...]:
        """Take back the last thing done; answers with what that changed."""
        return self._redone(self.trail.undo())

    def redo(self) -> tuple[Change, ...]:
        return self._redone(self.trail.redo())

    def _redone(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        if changes:
            self._queue(*changes)
            self.flush()
        return tuple(changes)

    def _queue(self, *changes: Change) -> None:
        for change in changes:
            if isinstance(change, SetAnswer):
                self._forget(change.place)
            self._waiting.append(change)

    def _forget(self, place: Place) -> None:
        """Drop a waiting answer that a newer one replaces."""
        self._waiting = [
            change
            for change in self._waiting
            if not (isinstance(change, SetAnswer) and change.place == place)
        ]

    # what the desk answers

    def _on_kept(self, kept: Kept) -> None:
        self._handed.pop(0)
        self._draft, self.kept_at, self.error = kept.draft, kept.at, None
        if self._seen is not None:
            self._seen = presented(kept.draft)
        self._set_state(State.KEPT if self.is_settled else State.KEEPING)
        self.draft_changed.emit()
        self._tell_settled()

    def _on_failed(self, error: KinfileError) -> None:
        failed = self._handed.pop(0)
        newer = {
            change.place
            for change in (*self._waiting, *self._handed_newest_first())
            if isinstance(change, SetAnswer)
        }
        kept_back = [
            change
            for change in failed
            if not (isinstance(change, SetAnswer) and change.place in newer)
        ]
        self._waiting = [*kept_back, *self._waiting]
        self.error = error
        self._set_state(State.NOT_KEPT)
        self._again.start()
        if not self._handed:
            self.settled.emit()

    def _tell_settled(self) -> None:
        if self.is_settled:
            self.settled.emit()

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit()
