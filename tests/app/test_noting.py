# SPDX-License-Identifier: Apache-2.0
"""Notes written during a visit.

N01 What is written is kept, and found again by another window; cleared, nothing of it is left.
N02 A line that is used leaves the notes and stands with its place among what was used; what was
    in the answer before stays, in the same transaction.
N03 It can be put back: then it is in the notes again, and nothing typed meanwhile is lost.
N04 Notes are in no rule, no answers file and no document; a signed record takes none.
N05 They are erased with their record.
N06 Moving a record to another version of its form keeps them. (tests/app/test_moving.py moves.)
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.app.changes import ReturnNote, SetAnswer, UseNote, WriteNotes
from kinfile.app.draft import Draft
from kinfile.app.moving import _still_meant
from kinfile.app.noting import joined, noted, without
from kinfile.app.workspace import Workspace
from kinfile.forms import catalogue
from kinfile.forms.model import Kind, NonAnswer, QuestionId
from kinfile.records.marks import Marks, Notes
from kinfile.records.model import Answer, Place, Said

AT = datetime(2026, 3, 17, 10, 42, tzinfo=UTC)
REASON = Place(QuestionId("reason_for_assessment"))
LINES = st.lists(st.text(alphabet="ab ", max_size=6), max_size=6).map("\n".join)


@pytest.fixture
def ref(workspace: Workspace) -> str:
    return workspace.start("pre_birth").ref


@pytest.fixture
def place(workspace: Workspace, ref: str) -> Place:
    """A long text of the form."""
    form = workspace.open(ref).form
    return Place(next(q.id for q in form.questions() if q.kind is Kind.LONG_TEXT and not q.group))


def test_they_are_kept(workspace: Workspace, ref: str, reopened: Callable[[str], Draft]) -> None:
    """N01"""
    workspace.keep(ref, [WriteNotes("Lives with Nan\nSleeps badly")])
    workspace.keep(ref, [WriteNotes("Lives with Nan\n\n Sleeps well ")])
    found = reopened(ref).marks.notes
    assert found.text == "Lives with Nan\n\n Sleeps well "
    assert found.lines == ("Lives with Nan", "Sleeps well")
    workspace.keep(ref, [WriteNotes("")])
    assert reopened(ref).marks.notes == Notes()


def test_a_line_is_used_and_put_back(
    workspace: Workspace, ref: str, place: Place, reopened: Callable[[str], Draft]
) -> None:
    """N02 N03"""
    workspace.keep(ref, [WriteNotes("one\ntwo\nthree"), SetAnswer(place, Answer(value="zero"))])
    answer = joined(Answer(value="zero"), "two", Kind.LONG_TEXT)
    kept = workspace.keep(ref, [SetAnswer(place, answer), UseNote("n1", "two", place)])
    assert kept.draft.answers.at(place) == Answer(value="zero\ntwo")
    notes = reopened(ref).marks.notes
    assert (notes.text, [each.text for each in notes.used]) == ("one\nthree", ["two"])
    assert notes.used[0].place == place
    workspace.keep(ref, [WriteNotes("one\nthree\nfour")])
    workspace.keep(ref, [ReturnNote("n1")])
    notes = reopened(ref).marks.notes
    assert (notes.text, notes.used) == ("one\nthree\nfour\ntwo", ())


def test_what_changes_nothing_leaves_no_event(workspace: Workspace, ref: str) -> None:
    """N01"""
    workspace.keep(ref, [WriteNotes("one")])
    assert workspace.keep(ref, [WriteNotes("one"), ReturnNote("unknown")]).sequence == ()


def test_they_are_in_no_file(workspace: Workspace, ref: str) -> None:
    """N04"""
    before = workspace.answers_json(ref)
    report = workspace.open(ref).report
    workspace.keep(ref, [WriteNotes("suicidal, in danger, 943 476 5919")])
    assert workspace.answers_json(ref) == before
    assert workspace.open(ref).report == report


def test_nothing_of_them_is_shown_when_printed() -> None:
    """N04"""
    notes, entries = noted(Notes(), WriteNotes("Nan drinks"), at=AT)
    assert "Nan" not in repr(notes)
    assert "Nan" not in repr(WriteNotes("Nan drinks"))
    assert "Nan" not in repr(Marks(notes=notes))
    assert len(entries) == 1


def test_they_go_with_the_record(workspace: Workspace, ref: str) -> None:
    """N05"""
    workspace.keep(ref, [WriteNotes("Nan")])
    workspace.erase(ref)
    left = workspace._vault.history(ref.replace("-", ""))
    assert all("Nan" not in str(event.new) for event in left)


def test_another_version_of_the_form_keeps_them() -> None:
    """N06"""
    notes, _ = noted(Notes(), WriteNotes("one"), at=AT)
    kept, ended = _still_meant(catalogue.load("pre_birth"), Marks(notes=notes))
    assert kept.notes == notes
    assert ended == []


@pytest.mark.parametrize(
    ("text", "taken", "left"),
    [
        ("one\ntwo\nthree", "two", "one\nthree"),
        ("two words\ntwo", "two", "two words"),
        ("a  \n b", "b", "a  "),
        ("one\ntwo\nthree", "one\ntwo", "three"),
        ("she said so", "said", "she  so"),
        ("one", "other", "one"),
    ],
)
def test_what_is_taken_goes_from_its_line(text: str, taken: str, left: str) -> None:
    """N02"""
    assert without(text, taken) == left


def test_what_is_known_of_an_answer_stays() -> None:
    """N02"""
    said = Said(who="Mother")
    spoken = Answer(value="I am tired.", said=said)
    assert joined(spoken, "Of it all.", Kind.VERBATIM) == Answer(
        value="I am tired.\nOf it all.", said=said
    )
    assert joined(Answer(value="Jo"), " Ann\nLee ", Kind.TEXT) == Answer(value="Jo Ann Lee")
    assert joined(None, "x", Kind.LONG_TEXT) == Answer(value="x")
    declined = Answer(status=NonAnswer.DECLINED)
    assert joined(declined, "x", Kind.LONG_TEXT) == Answer(value="x")


@given(LINES, st.integers(0, 5))
def test_using_and_putting_back_loses_no_line(text: str, at: int) -> None:
    """N03"""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return
    line = lines[at % len(lines)].strip()
    notes, _ = noted(Notes(text=text), UseNote("n", line, REASON), at=AT)
    back, _ = noted(notes, ReturnNote("n"), at=AT)
    assert sorted(back.lines) == sorted(Notes(text=text).lines)
