# SPDX-License-Identifier: Apache-2.0
"""Correcting a signed record.

R10 A reason is asked for; without one nothing happens, and it says so.
R11 With one, the next version is opened; pressing twice does it once.
R12 What fails says what to do, and it can be tried again.
R13 Leaving it leads back.
"""

from pathlib import Path

import pytest
from event_turns import take_turns
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import Bench, bench
from kinfile.app.draft import RecordStatus
from kinfile.errors import NotKept
from kinfile.i18n import Language
from kinfile.ui.pages.correct import CorrectPage
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    made = bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})
    made.workspace.status = RecordStatus.SIGNED
    return made


def page(here: Bench, theme: Theme) -> CorrectPage:
    made = CorrectPage(here.desk, here.workspace.open(), theme, Language.load())
    here.qtbot.addWidget(made)
    made.resize(1366, 714)
    made.show()
    made.activateWindow()
    here.wait(made.isActiveWindow)
    made.focus_first()
    take_turns()
    return made


def test_a_reason_is_needed(here: Bench, theme: Theme) -> None:
    """R10"""
    made = page(here, theme)
    assert made.reason.hasFocus()
    made.reason.setPlainText("  \n ")
    made.begin.click()
    here.settle()
    assert here.workspace.noted == []
    assert made.error.text() == "Enter why it needs correcting"
    assert made.error.isVisible()
    assert made.reason.property("err") is True
    assert "Error: Enter why" in made.reason.accessibleDescription()
    assert made.property("announced") == "problem"


def test_the_next_version_is_opened(here: Bench, theme: Theme) -> None:
    """R11"""
    made = page(here, theme)
    assert made.begin.text() == "Open version 2"
    made.reason.setPlainText(" A wrong name ")
    with here.qtbot.waitSignal(
        made.corrected, check_params_cb=lambda draft: draft.status.may_change
    ):
        made.begin.click()
        made.begin.click()
    assert here.workspace.noted == [("correct", "A wrong name")]


def test_what_fails_can_be_tried_again(here: Bench, theme: Theme) -> None:
    """R12"""
    made = page(here, theme)
    made.reason.setPlainText("A wrong name")
    here.workspace.errors["correct"] = NotKept(problem="disk-full", errno=28)
    made.begin.click()
    here.settle()
    assert made.error.isVisible()
    here.workspace.errors.clear()
    with here.qtbot.waitSignal(made.corrected):
        made.begin.click()


def test_leaving_it_leads_back(here: Bench, theme: Theme) -> None:
    """R13"""
    made = page(here, theme)
    for leave in (made.leave.click, made.go_back):
        with here.qtbot.waitSignal(made.went_back):
            leave()
    assert made.trail()[1] == "Correct this record"
