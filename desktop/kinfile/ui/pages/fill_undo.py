# SPDX-License-Identifier: Apache-2.0
"""What was done to a record since it was opened, so that it can be taken back step by step.

Typing in one field is one step however often it was kept meanwhile, and a step that ended where
it began is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kinfile.app.changes import (
    AddRow,
    Change,
    CloseSection,
    OpenSection,
    RestoreRow,
    SetAnswer,
    StateNone,
    StrikeRow,
)
from kinfile.records.model import Answer, Place


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: what takes it back, and what does it again."""

    back: tuple[Change, ...]
    again: tuple[Change, ...]


def _opposite(change: Change) -> Change | None:
    """What takes `change` back; None for what a person has put their name to."""
    back: Change | None = None
    match change:
        case AddRow(group, row) | RestoreRow(group, row):
            back = StrikeRow(group, row)
        case StrikeRow(group, row):
            back = RestoreRow(group, row)
        case StateNone(group, stated):
            back = StateNone(group, not stated)
        case OpenSection(section):
            back = CloseSection(section)
        case CloseSection(section):
            back = OpenSection(section)
        case _:
            pass
    return back


class UndoTrail:
    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._place: Place | None = None

    @property
    def steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """What was done, and what of it was undone since."""
        return tuple(self._done), tuple(self._undone)

    @property
    def may_undo(self) -> bool:
        return bool(self._done)

    @property
    def may_redo(self) -> bool:
        return bool(self._undone)

    def answered(self, place: Place, before: Answer | None, after: Answer | None) -> None:
        """Note that `place` was answered; more answers to it join this step until `moved_on`."""
        if self._place == place and self._done:
            (first,) = self._done.pop().back
            before = first.answer if isinstance(first, SetAnswer) else before
        if before == after:
            self._place = None
            return
        self._place = place
        self._done.append(Step((SetAnswer(place, before),), (SetAnswer(place, after),)))
        self._undone.clear()

    def took(self, step: Step) -> None:
        """Note a step that knows what takes it back."""
        self._place = None
        self._done.append(step)
        self._undone.clear()

    def did(self, changes: Sequence[Change]) -> None:
        self._place = None
        back = tuple(_opposite(change) for change in reversed(changes))
        if back and all(change is not None for change in back):
            taken = tuple(change for change in back if change is not None)
            again = tuple(_again(change) for change in changes)
            self._done.append(Step(taken, again))
            self._undone.clear()

    def went_on(self, after: "UndoTrail") -> None:
        """Let the steps of `after` follow those of this trail."""
        done, undone = after.steps
        if done:
            self._undone.clear()
        self._place = None
        self._done += done
        self._undone += undone

    def moved_on(self) -> None:
        """The worker left the field: what comes next is a step of its own."""
        self._place = None

    def undo(self) -> tuple[Change, ...]:
        self._place = None
        if not self._done:
            return ()
        step = self._done.pop()
        self._undone.append(step)
        return step.back

    def redo(self) -> tuple[Change, ...]:
        self._place = None
        if not self._undone:
            return ()
        step = self._undone.pop()
        self._done.append(step)
        return step.again


def _again(change: Change) -> Change:
    """A row that was added and taken back is restored, not added a second time."""
    return RestoreRow(change.group, change.row) if isinstance(change, AddRow) else change
