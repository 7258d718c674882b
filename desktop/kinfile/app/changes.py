# SPDX-License-Identifier: Apache-2.0
"""What may be done to a record being filled in, as values.

A view makes these and hands them to `Workspace.keep`, which writes them all in one transaction
on the one database thread and answers with the draft as it then is.
"""

from dataclasses import dataclass

from kinfile.forms.model import AlertId, GroupId, SectionId
from kinfile.records.hand import Hand
from kinfile.records.marks import OnPaper
from kinfile.records.model import Answer, Place, RowId


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """Give `place` an answer; None blanks it."""

    place: Place
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add a row at the end of `group` under the new id `row` (records.model.new_row_id)."""

    group: GroupId
    row: RowId


@dataclass(frozen=True, slots=True)
class StrikeRow:
    """Strike a row out; it can be restored until signing."""

    group: GroupId
    row: RowId


@dataclass(frozen=True, slots=True)
class RestoreRow:
    group: GroupId
    row: RowId


@dataclass(frozen=True, slots=True)
class StateNone:
    """Say of an empty group "asked, none", or take that back."""

    group: GroupId
    stated: bool


@dataclass(frozen=True, slots=True)
class OpenSection:
    """Open by hand a section that alerts can open."""

    section: SectionId


@dataclass(frozen=True, slots=True)
class CloseSection:
    section: SectionId


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Answer a standing alert: who did it, and what was done or why not."""

    alert: AlertId
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ConfirmText:
    """A named person confirms of one text that it counts no child as lowering risk."""

    alert: AlertId
    place: Place
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmProblem:
    """Answer "yes, this is right" to a problem of level check."""

    code: str
    place: Place


@dataclass(frozen=True, slots=True)
class Withhold:
    """Leave what stands at `place` out of every copy (`on`), or no longer."""

    place: Place
    on: bool


@dataclass(frozen=True, slots=True, repr=False)
class WriteNotes:
    """What stands in the notes now, but for what was used."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class UseNote:
    """Take `text` out of the notes, as used for the answer at `place`, under the new id `note`."""

    note: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Put what was used as `note` back at the end of the notes."""

    note: str


@dataclass(frozen=True, slots=True, repr=False)
class NotePaper:
    """Say when a record was written on paper and typed up, or None to take that back."""

    paper: OnPaper | None


@dataclass(frozen=True, slots=True, repr=False)
class SignByHand:
    """Draw or type a signature beside the seal to come; an empty one takes it away."""

    hand: Hand


Change = (
    SetAnswer
    | AddRow
    | StrikeRow
    | RestoreRow
    | StateNone
    | OpenSection
    | CloseSection
    | Acknowledge
    | ConfirmText
    | ConfirmProblem
    | Withhold
    | WriteNotes
    | UseNote
    | ReturnNote
    | NotePaper
    | SignByHand
)
