# SPDX-License-Identifier: Apache-2.0
"""Rows of people and things.

W01 A row is added below, its first question takes the focus, and no more are offered than fit.
W02 A row is named by its number and what it is called, as that is typed.
W03 A row is struck out to one line, and restored with its answers.
W04 "There are none" can be said of a group that needs no row, and is taken back by adding one.
W05 A group with too few rows is named among the errors, and the link leads to Add.
W06 A section that begins with a group without rows begins where they are added, and not at what
    stands below.
"""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import Filled, filled, row
from kinfile.forms.model import GroupId, QuestionId
from kinfile.records.model import Answer, Place
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CHILDREN = GroupId("children")


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path, at="family")


def name_of_child(here: Filled, number: int = 0) -> Place:
    return Place(QuestionId("children.name"), row("children", here.bench, number))


def test_adding_rows(here: Filled) -> None:
    """W01"""
    add = here.named("group:children.add")
    assert add.text() == "Add child"
    add.click()
    here.settle()
    first = here.shown(name_of_child(here))
    assert first.field.box.hasFocus()
    add.click()
    here.settle()
    assert here.shown(name_of_child(here, 1)).field.box.hasFocus()
    assert not add.isVisible()


def test_a_section_begins_at_its_first_group(here: Filled) -> None:
    """W06"""
    assert here.page.focusWidget() is here.named("group:children.none")
    here.press("group:helpers.add")
    here.page.body.focus_first()
    assert here.page.focusWidget() is here.named("group:children.none")
    here.press("group:children.add")
    here.page.body.focus_first()
    assert here.page.focusWidget() is here.shown(name_of_child(here)).field.box


def test_a_row_is_named(here: Filled) -> None:
    """W02"""
    here.press("group:children.add")
    card = here.page.body.page._items[0].cards[row("children", here.bench)]  # type: ignore[union-attr]
    assert card.name.text() == "Child 1"
    QTest.keyClicks(here.shown(name_of_child(here)).field.box, "Ash")
    here.page.settle()
    here.settle()
    assert card.name.text() == "Child 1: Ash"
    assert card.strike.accessibleName() == "Strike out: Child 1: Ash"


def test_striking_out_and_restoring(here: Filled) -> None:
    """W03"""
    here.press("group:children.add")
    place = name_of_child(here)
    box = here.shown(place).field.box
    QTest.keyClicks(box, "Ash")
    here.press(f"row:{place.row}:children.name.strike")
    assert here.bench.workspace.open().answers.rows("children") == ()
    assert here.block(place) is None
    here.press(f"row:{place.row}.restore")
    assert here.shown(place).field.box is box
    assert here.answer(place) == Answer(value="Ash")
    assert here.page.findChild(QWidget, f"row:{place.row}.restore") is None


def test_undo_takes_a_row_back(here: Filled) -> None:
    """W03"""
    here.press("group:children.add")
    here.press("foot.undo")
    assert here.bench.workspace.open().answers.rows("children") == ()
    here.page.redo()
    here.settle()
    assert len(here.bench.workspace.open().answers.rows("children")) == 1


def test_there_are_none(here: Filled) -> None:
    """W04"""
    here.press("group:children.none")
    assert here.bench.workspace.open().answers.none_stated == {CHILDREN}
    here.press("group:children.add")
    assert here.bench.workspace.open().answers.none_stated == frozenset()
    assert not here.named("group:children.none").isVisible()
    assert not here.named("group:helpers.none").isVisible()


def test_too_few_rows_are_named(here: Filled) -> None:
    """W05"""
    here.press("foot.save")
    link = here.page.body.summary.links[-1]
    assert link.text() == "Add at least one helper"
    assert here.named("group:helpers.error").isVisible()
    link.click()
    assert here.named("group:helpers.add").hasFocus()
    here.press("group:helpers.add")
    assert not here.named("group:helpers.error").isVisible()


def test_what_is_missing_in_a_row_is_named_with_it(here: Filled) -> None:
    """W05"""
    here.press("group:helpers.add")
    here.press("foot.save")
    assert [link.text() for link in here.page.body.summary.links] == [
        "Helper 1: Enter the name of the helper"
    ]
