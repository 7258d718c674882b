# SPDX-License-Identifier: Apache-2.0
"""What a newer version of the form would change.

R50 The strip stands on the fill page while there is a newer version, until "not now".
R51 The page tells what stays, what finds no place, what is new, what is missing, which prompts
    come and go; where nothing changes it says that.
R52 Nothing happens before "Move this record"; pressing twice moves once; what fails says so.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from event_turns import take_turns
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import Filled, filled, three_sections
from helpers.filling import Bench, bench
from kinfile.app.draft import LeftOver
from kinfile.app.moving import Move
from kinfile.errors import UnknownForm
from kinfile.forms.model import AlertId
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.records.model import Path as AnswerPath
from kinfile.ui.pages.move import AT_FIRST, MovePage
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    return bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})


def page(here: Bench, theme: Theme, **changes: Any) -> MovePage:
    nothing: dict[str, Any] = {
        "left_over": (), "asked": (), "missing": (), "raised": (), "ended": (),
    }  # fmt: skip
    draft = here.workspace.open()
    plan = Move(ref=draft.ref, before=1, after=2, carried=7, **nothing | changes)
    made = MovePage(here.desk, draft, plan, draft.form, theme, Language.load())
    here.qtbot.addWidget(made)
    made.resize(1366, 714)
    made.show()
    made.activateWindow()
    here.wait(made.isActiveWindow)
    made.focus_first()
    take_turns()
    return made


def words(made: QWidget) -> list[str]:
    return [each.text() for each in made.findChildren(QLabel) if not each.isHidden()]


def test_where_nothing_changes_it_says_so(here: Bench, theme: Theme) -> None:
    """R51"""
    told = words(page(here, theme))
    assert "7 answers stay as they are. Nothing changes until you move this record." in told
    assert "Nothing else changes: no question, no prompt, no answer." in told
    assert "What version 2 of this form changes" in told


def test_everything_that_changes_is_told(here: Bench, theme: Theme) -> None:
    """R51"""
    asked = here.workspace.open().form.by_id()
    detail = asked[next(name for name in asked if name == "detail")]
    left = LeftOver(
        path=AnswerPath("detail"),
        place=Place(detail.id),
        question=detail,
        answer=Answer(value="It was said"),
    )
    made = page(
        here,
        theme,
        left_over=(left,),
        asked=(AnswerPath("seen"), AnswerPath("children.name", "children", 2)),
        missing=(AnswerPath("seen"), AnswerPath("who")),
        raised=(AlertId("R01"),),
        ended=(AlertId("R02"),),
    )
    told = words(made)
    for each in (
        "1 answer finds no place", "What is happening?", "It was said", "2 new questions",
        "Last seen", "Name (2)", "Also needed before you can sign", "Say who it is about",
        "New prompts from your answers", "Prompts that end", "“It is said”",
    ):  # fmt: skip
        assert each in told
    assert "Enter when they were last seen" not in told


def test_a_long_list_opens(here: Bench, theme: Theme) -> None:
    """R51"""
    made = page(here, theme, asked=(AnswerPath("who"),) * (AT_FIRST + 3))
    assert words(made).count("Who is it about?") == AT_FIRST
    more = made.findChild(QWidget, "move.asked.more")
    assert more is not None
    more.click()  # type: ignore[attr-defined]
    take_turns()
    assert words(made).count("Who is it about?") == AT_FIRST + 3
    assert not more.isVisible()


def test_moving_and_leaving(here: Bench, theme: Theme) -> None:
    """R52"""
    made = page(here, theme)
    assert made.leave.hasFocus()
    for leave in (made.leave.click, made.go_back):
        with here.qtbot.waitSignal(made.put_off):
            leave()
    assert here.workspace.noted == []
    with here.qtbot.waitSignal(made.moved):
        made.go.click()
        made.go.click()
    assert here.workspace.noted == [("move", 2)]


def test_what_fails_says_so(here: Bench, theme: Theme) -> None:
    """R52"""
    made = page(here, theme)
    here.workspace.errors["move"] = UnknownForm(
        form="small", problem="version", version=2, installed=3
    )
    for _ in range(2):
        made.go.click()
        here.settle()
    assert made.problem is not None
    assert "Version 2 of small is not installed" in made.problem.title.text()
    assert made.property("announced") == "problem"


def test_the_strip_on_the_fill_page(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """R50"""
    made: Filled = filled(qtbot, tasks, theme, tmp_path)
    filling = made.bench.filling
    assert not made.page.newer.isVisible()
    filling._draft = replace(filling.draft, newer=2)
    filling.draft_changed.emit()
    assert made.page.newer.isVisible()
    with qtbot.waitSignal(made.page.move_chosen):
        made.page.newer.look.click()
    filling.has_put_off = True
    made.show()
    assert not made.page.newer.isVisible()
