# SPDX-License-Identifier: Apache-2.0
"""What a corrected record says of the version that it replaces, over a real vault.

R01 A first version replaces nothing.
R02 The next one names the version, the day on which it was signed, and the reason.
R03 Each answer that prints differently is listed once: as it stood when it was signed, as it
    stands now, and who changed it when. What was changed and changed back is not listed.
R04 A question that is no longer asked is listed without the answer that is set aside now.
R05 A new row's answers were blank before; those of one struck out are listed as gone.
R06 The signed document says all this: on its cover, on a page, and in its data.
"""

import json
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from helpers.opened import ENGLISH, Clock, secret
from helpers.small import place
from kinfile.app.changes import AddRow, SetAnswer, StrikeRow
from kinfile.app.correcting import correction_of
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.forms.model import GroupId, QuestionId
from kinfile.records.correction import Changed, Correction
from kinfile.records.model import Answer, Place, RowId

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def first(workspace: Workspace) -> str:
    """A signed record, opened again as its second version."""
    ref = workspace.bring_in(example_answers(TODAY, ENGLISH)).draft.ref
    assert correction_of(workspace._vault, workspace.open(ref)) is None  # R01
    workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    workspace.correct(ref, reason="The unit was wrong")
    return ref


def found(workspace: Workspace, ref: str) -> Correction:
    correction = correction_of(workspace._vault, workspace.open(ref))
    assert correction is not None
    return correction


def changes(workspace: Workspace, ref: str) -> dict[str, Changed]:
    return {str(each.path): each for each in found(workspace, ref).changes}


def text(value: str) -> Answer:
    return Answer(value=value)


def test_nothing_is_different_at_first(workspace: Workspace, first: str) -> None:
    """R02"""
    correction = found(workspace, first)
    assert (correction.replaces, correction.signed_on) == (1, TODAY)
    assert correction.reason == "The unit was wrong"
    assert correction.changes == ()


def test_a_changed_answer_is_listed_once(workspace: Workspace, first: str, clock: Clock) -> None:
    """R03"""
    unit = place("maternity_unit")
    was = workspace.open(first).answers.at(unit)
    for words in ("Somewhere", "Fictional North"):
        workspace.keep(first, [SetAnswer(unit, text(words))])
    at = clock.at
    other = place("named_midwife")
    stood = workspace.open(first).answers.at(other)
    workspace.keep(first, [SetAnswer(other, text("x"))])
    workspace.keep(first, [SetAnswer(other, stood)])
    listed = changes(workspace, first)
    assert set(listed) == {"maternity_unit"}
    changed = listed["maternity_unit"]
    assert (changed.before, changed.after) == (was, text("Fictional North"))
    assert changed.by == "Jo Rowe"
    assert changed.at is not None
    assert abs((changed.at - at).total_seconds()) < 5


def test_rows_that_came_and_went(workspace: Workspace, first: str) -> None:
    """R05"""
    before = workspace.open(first)
    group = GroupId("actions")
    gone = before.answers.rows(group)[0]
    new = RowId("11111111-2222-4333-8444-555555555555")
    what = QuestionId("actions.what")
    workspace.keep(
        first,
        [
            StrikeRow(group, gone.id),
            AddRow(group, new),
            SetAnswer(Place(what, new), text("Ring the school")),
        ],
    )
    listed = {each.place: each for each in found(workspace, first).changes}
    struck, added = listed[Place(what, gone.id)], listed[Place(what, new)]
    assert (struck.before, struck.after, struck.has_row) == (gone.answers[what], None, False)
    assert struck.by == "Jo Rowe"
    assert (added.before, added.after, added.has_row) == (None, text("Ring the school"), True)


def test_a_question_no_longer_asked_keeps_its_answer_to_itself(
    workspace: Workspace, first: str
) -> None:
    """R04"""
    draft = workspace.open(first)
    detail = next(
        Place(q.id, row.id)
        for row in draft.answers.rows("parents")
        for q in [draft.form.by_id()["parents.suicidal_detail"]]
        if row.answers.get(q.id)
    )
    asked = Place(QuestionId("parents.suicidal"), detail.row)
    workspace.keep(first, [SetAnswer(asked, text("no"))])
    listed = {each.place: each for each in found(workspace, first).changes}
    assert listed[asked].after == text("no")
    hidden = listed[detail]
    assert (hidden.after, hidden.is_asked, hidden.has_row) == (None, False, True)
    assert hidden.at is None


def test_the_signed_document_names_what_it_replaces(workspace: Workspace) -> None:
    """R06"""
    ref = workspace.bring_in(example_answers(TODAY, ENGLISH)).draft.ref
    workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    workspace.correct(ref, reason="Typed in the wrong box")
    workspace.keep(ref, [SetAnswer(place("maternity_unit"), text("Fictional North"))])
    copy = workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    with pikepdf.open(BytesIO(copy.pdf)) as pdf:
        answers = json.loads(pdf.attachments["ANSWERS.json"].get_file().read_bytes())
        response = json.loads(pdf.attachments["QuestionnaireResponse.json"].get_file().read_bytes())
        headings = [item.title for item in pdf.open_outline().root]
    assert answers["replaces"] == {
        "version": 1,
        "signed": "2026-11-22",
        "reason": "Typed in the wrong box",
    }
    assert "What changed" in headings
    assert response["status"] == "amended"
