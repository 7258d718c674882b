# SPDX-License-Identifier: Apache-2.0
"""The record being filled in.

G01 Answers go to the vault in order, the newest alone where one place was answered twice.
G02 What could not be kept goes back to the head of the line and is tried again, but never over
    a newer answer.
G03 An answer is known at once, kept or not.
G04 Everything handed over being kept, or the last try having failed, is told.
G05 Notes are known at once and kept in the order of what was done; what a later text replaces
    is not kept any more.
G06 While presenting, the draft has only what the family may see; what is kept is all of it.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.filling import Bench, bench
from helpers.small import place, small_form
from kinfile.app.changes import SetAnswer, UseNote, WriteNotes
from kinfile.errors import NotKept
from kinfile.records.model import Answer
from kinfile.ui.pages.fill_record import State
from kinfile.ui.tasks import Tasks

ITEMS = """
  - {id: who, kind: text, ask: Who?, required: yes, disclose: all, source: [S1.1], error: Say who}
  - {id: where, kind: text, ask: Where?, required: yes, disclose: all, source: [S1.1],
     error: Say where}
"""
WHO, WHERE = place("who"), place("where")


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, small_form(tmp_path, ITEMS))


def kept(here: Bench) -> dict[str, object]:
    answers = here.workspace.open().answers.single
    return {str(name): answer.value for name, answer in answers.items()}


def state(here: Bench) -> State:
    return here.filling.state


def test_the_newest_answer_alone_is_handed_over(here: Bench) -> None:
    """G01, G03"""
    here.filling.set_answer(WHO, Answer(value="A"))
    here.filling.set_answer(WHERE, Answer(value="Home"))
    here.filling.set_answer(WHO, Answer(value="Ash"))
    assert here.filling.answer_at(WHO) == Answer(value="Ash")
    here.filling.flush()
    assert state(here) is State.KEEPING
    here.settle()
    assert state(here) is State.KEPT
    assert here.workspace.kept == [
        (SetAnswer(WHERE, Answer(value="Home")), SetAnswer(WHO, Answer(value="Ash")))
    ]
    assert kept(here) == {"who": "Ash", "where": "Home"}


def test_what_failed_is_tried_again(here: Bench) -> None:
    """G02"""
    here.workspace.errors["keep"] = NotKept(problem="disk-full", errno=28)
    here.filling.set_answer(WHO, Answer(value="Ash"))
    here.filling.flush()
    here.settle()
    assert state(here) is State.NOT_KEPT
    assert here.filling.answer_at(WHO) == Answer(value="Ash")
    assert not here.filling.is_settled
    del here.workspace.errors["keep"]
    here.filling.flush()
    assert state(here) is State.NOT_KEPT
    here.settle()
    assert state(here) is State.KEPT
    assert kept(here) == {"who": "Ash"}


def test_an_older_answer_is_not_tried_over_a_newer(here: Bench) -> None:
    """G02"""
    here.workspace.errors["keep"] = NotKept(problem="other", errno=5)
    here.filling.set_answer(WHO, Answer(value="Old"))
    here.filling.set_answer(WHERE, Answer(value="Home"))
    here.filling.flush()
    here.filling.set_answer(WHO, Answer(value="New"))
    here.settle()
    del here.workspace.errors["keep"]
    here.filling.flush()
    here.settle()
    assert kept(here) == {"who": "New", "where": "Home"}


def test_settling_is_told(here: Bench, qtbot: QtBot) -> None:
    """G04"""
    here.filling.set_answer(WHO, Answer(value="Ash"))
    with qtbot.waitSignal(here.filling.settled):
        here.filling.flush()
    here.workspace.errors["keep"] = NotKept(problem="other", errno=5)
    here.filling.set_answer(WHO, Answer(value="Bo"))
    with qtbot.waitSignal(here.filling.settled):
        here.filling.flush()
    assert state(here) is State.NOT_KEPT


def test_the_same_answer_is_no_change(here: Bench) -> None:
    """G01"""
    here.filling.set_answer(WHO, None)
    here.filling.flush()
    assert here.filling.is_settled
    assert here.workspace.kept == []


def test_undoing_and_redoing(here: Bench) -> None:
    """G01"""
    here.filling.set_answer(WHO, Answer(value="Ash"))
    here.filling.flush()
    assert here.filling.undo() == (SetAnswer(WHO, None),)
    here.settle()
    assert kept(here) == {}
    here.filling.redo()
    here.settle()
    assert kept(here) == {"who": "Ash"}


def test_notes_are_known_at_once_and_kept_in_order(here: Bench) -> None:
    """G05"""
    filling = here.filling
    filling.write_notes("one")
    filling.write_notes("one\ntwo")
    assert filling.notes.text == "one\ntwo"
    filling.use_note("one", WHO)
    assert (filling.notes.text, filling.answer_at(WHO)) == ("two", Answer(value="one"))
    filling.write_notes("two\nthree")
    filling.flush()
    here.settle()
    assert [type(change) for batch in here.workspace.kept for change in batch] == [
        WriteNotes,
        SetAnswer,
        UseNote,
        WriteNotes,
    ]
    assert filling.draft.marks.notes.text == "two\nthree"
    assert filling.notes == filling.draft.marks.notes
    filling.write_notes("two\nthree")
    assert filling.is_settled


def test_notes_that_could_not_be_kept_are_tried_again(here: Bench) -> None:
    """G05"""
    here.workspace.errors["keep"] = NotKept(problem="disk-full")
    here.filling.write_notes("one")
    here.filling.flush()
    here.settle()
    here.filling.write_notes("one two")
    here.workspace.errors.clear()
    here.filling.flush()
    here.settle()
    assert here.workspace.open().marks.notes.text == "one two"
    assert here.workspace.kept == [(WriteNotes("one two"),)]


def test_while_presenting_the_draft_has_only_what_may_be_seen(here: Bench) -> None:
    """G06"""
    filling = here.filling
    filling.set_answer(WHO, Answer(value="Ash"))
    filling.flush()
    here.settle()
    filling.present(is_on=True)
    assert filling.draft.answers.at(WHO) == Answer(value="Ash")
    filling.set_answer(WHERE, Answer(value="Here"))
    filling.flush()
    here.settle()
    assert filling.draft.report.alerts == ()
    assert filling.draft.answers.at(WHERE) == Answer(value="Here")
    filling.present(is_on=True)
    filling.present(is_on=False)
    filling.present(is_on=False)
    assert not filling.is_presenting
    assert filling.draft == here.workspace.open()
