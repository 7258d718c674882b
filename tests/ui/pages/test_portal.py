# SPDX-License-Identifier: Apache-2.0
"""Copying a record into an area's own web form.

B01 Each press copies the next answer, in the order of the form; the last one ends with a clear
    clipboard.
B02 What is withheld is never copied; what is restricted only when it is asked for.
B03 Leaving the page, hiding and locking take the last answer off the clipboard, and nothing else.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpers.fill_page import POSTCODE, three_sections
from helpers.filling import Bench, bench
from kinfile.i18n import Language
from kinfile.ui.pages.portal import PortalPage
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

ANSWERS = {
    "who": "Ash",
    "abuse": "no",
    "seen": "2026-11-20",
    "postcode": "DE1 1AA",
    "children": [{"name": "Rowan", "dob": "2020-01-02"}],
}


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, three_sections(tmp_path), ANSWERS)


def page(here: Bench, theme: Theme, *, withheld: bool = False) -> PortalPage:
    draft = here.workspace.open()
    if withheld:
        draft = replace(draft, marks=replace(draft.marks, withheld=frozenset({POSTCODE})))
    made = PortalPage(draft, theme, Language.load())
    here.qtbot.addWidget(made)
    made.show()
    return made


def copied() -> str:
    return QApplication.clipboard().text()


def test_one_answer_after_the_other(here: Bench, theme: Theme) -> None:
    """B01"""
    made = page(here, theme)
    found = []
    for _ in made.lines:
        made.next.click()
        found.append(copied())
    assert found == ["Ash", "20 November 2026", "DE1 1AA", "Rowan", "2 January 2020"]
    assert made.ask.text() == "Child 1: Rowan: Date of birth"
    assert made.count.text() == "Section family · 5 of 5 · copied"
    made.before.click()
    assert copied() == "Rowan"
    made.next.click()
    assert made.next.text() == "Done: clear the clipboard"
    made.next.click()
    assert copied() == ""
    assert made.ask.text() == "Ready"


def test_some_answers_are_not_for_it(here: Bench, theme: Theme) -> None:
    """B02"""
    made = page(here, theme, withheld=True)
    assert "DE1 1AA" not in [line.answer for line in made.lines]
    assert "Is anybody being hurt?" not in [line.ask for line in made.lines]
    made.restricted.click()
    assert "Is anybody being hurt?" in [line.ask for line in made.lines]


def test_nothing_is_left_behind(here: Bench, theme: Theme) -> None:
    """B03"""
    for leave in (PortalPage.hide, PortalPage.settle):
        made = page(here, theme)
        made.next.click()
        assert copied() == "Ash"
        leave(made)
        assert copied() == ""
        made.hide()
    made = page(here, theme)
    made.next.click()
    QApplication.clipboard().setText("Somebody else's words")
    made.hide()
    assert copied() == "Somebody else's words"
    QApplication.clipboard().clear()
