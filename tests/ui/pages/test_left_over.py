# SPDX-License-Identifier: Apache-2.0
"""Answers that find no place in this version of the form.

R30 They are listed with question and answer, in words, and nothing can be changed in them.
R31 They stand on the check page, and beside the questions when asked for; Esc closes them.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import Filled, filled, three_sections
from helpers.filling import bench
from kinfile.app.draft import Draft, LeftOver
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.records.model import Path as AnswerPath
from kinfile.ui.pages.check import CheckPage
from kinfile.ui.pages.left_over import LeftOverCard, said
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

ENGLISH = Language.load()


def with_left(draft: Draft) -> Draft:
    asked = draft.form.by_id()
    single, in_row = (asked[name] for name in ("detail", "children.name"))
    left = (
        LeftOver(
            path=AnswerPath("detail"),
            place=Place(single.id),
            question=single,
            answer=Answer(value="It was said"),
        ),
        LeftOver(
            path=AnswerPath("children.name", "children", 2),
            place=Place(in_row.id),
            question=in_row,
            answer=Answer(value="Rowan"),
        ),
    )
    return replace(draft, left_over=left)


def words(made: QWidget) -> list[str]:
    return [each.text() for each in made.findChildren(QLabel)]


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def test_question_and_answer_are_told(here: Filled) -> None:
    """R30"""
    draft = with_left(here.bench.workspace.open())
    assert list(said(draft.left_over, draft.answers, ENGLISH)) == [
        ("What is happening?", "It was said"),
        ("Name (2)", "Rowan"),
    ]


def test_they_stand_on_the_check_page(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """R31"""
    made = bench(qtbot, tasks, three_sections(tmp_path))
    card = LeftOverCard(made.workspace.open(), theme=theme, language=ENGLISH)
    qtbot.addWidget(card)
    assert card.isHidden()
    made.filling._draft = with_left(made.filling.draft)
    page = CheckPage(made.filling, theme, ENGLISH)
    qtbot.addWidget(page)
    assert not page.left_over.isHidden()
    assert {"Kept from an earlier version", "It was said", "Rowan"} <= set(words(page.left_over))
    assert page.left_over.findChildren(QLineEdit) == []


def test_they_open_beside_the_questions(here: Filled) -> None:
    """R31"""
    assert not here.named("sections.left_over").isVisible()
    here.bench.filling._draft = with_left(here.bench.filling.draft)
    here.bench.filling.draft_changed.emit()
    link = here.named("sections.left_over")
    assert link.text() == "Kept from an earlier version (2)"
    link.setFocus()
    here.press("sections.left_over")
    panel = here.page.left_over
    assert panel.isVisible()
    assert panel.close_button.hasFocus()
    assert "It was said" in words(panel)
    here.qtbot.keyClick(panel.close_button, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert link.hasFocus()
    here.press("sections.left_over")
    here.press("sections.left_over")
    assert words(panel).count("It was said") >= 1
