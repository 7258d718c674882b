# SPDX-License-Identifier: Apache-2.0
"""The record being filled in.

G01 Answers go to the vault in order, the newest alone where one place was answered twice.
G02 What could not be kept goes back to the head of the line and is tried again, but never over
    a newer answer.
G03 An answer is known at once, kept or not.
G04 Everything handed over being kept, or the last try having failed, is told.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.filling import Bench, bench
from helpers.small import place, small_form
from kinfile.app.changes import SetAnswer
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
