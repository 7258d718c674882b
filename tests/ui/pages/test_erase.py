# SPDX-License-Identifier: Apache-2.0
"""Erasing a record for good.

R20 It says what goes and what stays, and the focus is on keeping it; no key erases by a slip.
R21 The initials or the reference have to be typed, however they are spaced and dotted.
R23 Deleting asks the same, puts the record aside and says until when.
R22 What fails says what to do; keeping it leads back.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from event_turns import take_turns
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import Bench, bench
from helpers.small import TODAY
from kinfile.app.draft import Draft, Subject
from kinfile.errors import NotKept
from kinfile.i18n import Language
from kinfile.ui.pages.erase import ASIDE, GOES, STAYS, ErasePage, PutAsidePage, is_confirmed
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})


def draft_of(here: Bench, initials: str = "A. E.") -> Draft:
    return replace(here.workspace.open(), subject=Subject(initials, "Anna Example"))


def page(here: Bench, theme: Theme, initials: str = "A. E.") -> ErasePage:
    made = ErasePage(here.desk, draft_of(here, initials), theme, Language.load())
    here.qtbot.addWidget(made)
    made.resize(1366, 714)
    made.show()
    made.activateWindow()
    here.wait(made.isActiveWindow)
    made.focus_first()
    take_turns()
    return made


def test_it_says_what_goes_and_what_stays(here: Bench, theme: Theme) -> None:
    """R20"""
    made = page(here, theme)
    told = {each.text() for each in made.findChildren(QLabel)}
    assert told.issuperset((*GOES, *STAYS))
    assert not any("Anna Example" in each for each in told)
    assert made.keep.hasFocus()
    made.box.setText("A. E.")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        here.qtbot.keyClick(made.box, key)
    here.settle()
    assert here.workspace.noted == []
    assert not made.erase.isDefault()
    assert not made.erase.autoDefault()


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("A. E.", True), ("ae", True), ("test-0001", True), ("TEST0001", True), ("", False),
     ("AE TEST-0001", False), ("Anna Example", False), ("e", False), (".", False)],
)  # fmt: skip
def test_a_word_has_to_be_typed(here: Bench, theme: Theme, typed: str, is_right: bool) -> None:
    """R21"""
    assert is_confirmed(typed, draft_of(here)) is is_right
    made = page(here, theme)
    made.box.setText(typed)
    if is_right:
        with here.qtbot.waitSignal(made.erased):
            made.erase.click()
        assert here.workspace.noted == [("erase",)]
    else:
        made.erase.click()
        here.settle()
        assert here.workspace.noted == []
        assert made.error.isVisible()
        assert made.box.hasFocus()


def test_without_initials_the_reference_is_asked_for(here: Bench, theme: Theme) -> None:
    """R21"""
    made = page(here, theme, "")
    assert made.box.accessibleName() == "To erase it, type its reference: TEST-0001"
    assert not is_confirmed("", draft_of(here, ""))


def test_what_fails_says_so(here: Bench, theme: Theme) -> None:
    """R22"""
    made = page(here, theme)
    made.box.setText("ae")
    here.workspace.errors["erase"] = NotKept(problem="disk-full", errno=28)
    made.erase.click()
    here.settle()
    assert made.error.isVisible()
    for leave in (made.keep.click, made.go_back):
        with here.qtbot.waitSignal(made.went_back):
            leave()


def test_deleting_puts_aside(here: Bench, theme: Theme) -> None:
    """R23"""
    made = PutAsidePage(here.desk, draft_of(here), theme, Language.load())
    here.qtbot.addWidget(made)
    made.show()
    assert {each.text() for each in made.findChildren(QLabel)}.issuperset(
        each.format(n=30) for each in ASIDE
    )
    made.erase.click()
    here.settle()
    assert here.workspace.noted == []
    made.box.setText("a e")
    with here.qtbot.waitSignal(made.put_aside) as told:
        made.erase.click()
    assert told.args == [TODAY + timedelta(days=30)]
    assert here.workspace.noted == [("put_aside",)]
