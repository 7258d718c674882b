# SPDX-License-Identifier: Apache-2.0
"""A record that was written on paper first.

P01 The day is asked for; what is no day, and a day to come, is said at its box.
P02 It is kept with the record, and can be taken back.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from event_turns import take_turns
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import Bench, bench
from kinfile.errors import Refused
from kinfile.i18n import Language
from kinfile.records.marks import OnPaper
from kinfile.ui.pages.paper import PaperPage
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

DAY = date(2026, 11, 20)


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})


def shown(here: Bench, theme: Theme, *, paper: OnPaper | None = None) -> PaperPage:
    draft = here.workspace.open()
    draft = replace(draft, marks=replace(draft.marks, paper=paper))
    page = PaperPage(here.desk, draft, theme, Language("en"))
    here.qtbot.addWidget(page)
    page.show()
    page.focus_first()
    return page


def press(here: Bench, page: PaperPage, name: str) -> None:
    button = page.findChild(QPushButton, f"paper.{name}")
    assert button is not None
    button.click()
    here.settle()
    take_turns()


def type_day(page: PaperPage, day: str, month: str, year: str) -> None:
    for box, words in zip(page.day.boxes, (day, month, year), strict=True):
        box.setText(words)


def test_what_is_no_day_is_said(here: Bench, theme: Theme) -> None:  # P01
    page = shown(here, theme)
    assert page.findChild(QPushButton, "paper.drop") is None
    press(here, page, "keep")
    assert page.error.text() == "Enter the day"
    type_day(page, "31", "2", "2026")
    press(here, page, "keep")
    assert page.error.text() != "Enter the day"
    here.workspace.errors["written_on_paper"] = Refused(path="date", problem="to-come")
    type_day(page, "20", "11", "2027")
    press(here, page, "keep")
    assert page.error.isVisible()
    assert page.property("announced") == "problem"


def test_the_day_is_kept(here: Bench, theme: Theme) -> None:  # P02
    page = shown(here, theme)
    type_day(page, "20", "nov", "2026")
    done: list[Any] = []
    page.kept.connect(lambda: done.append(1))
    press(here, page, "keep")
    assert here.workspace.noted == [("paper", DAY)]
    assert done == [1]


def test_it_is_taken_back(here: Bench, theme: Theme) -> None:  # P02
    page = shown(here, theme, paper=OnPaper(DAY, DAY, "Jo Rowe"))
    assert page.day.boxes[0].text() == "20"
    press(here, page, "drop")
    assert here.workspace.noted == [("paper", None)]
    with here.qtbot.waitSignal(page.went_back):
        page.go_back()
