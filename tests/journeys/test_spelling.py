# SPDX-License-Identifier: Apache-2.0
"""Spelling with the real hunspell of this computer, on a real encrypted vault.

J80 Misspelt words are marked and gone through with F7; words of the work and the family's names
    are right; a kept word is in the vault and stays right after unlocking again.
"""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from helpers.screens import load_screens
from kinfile.app.spelling.system import open_for
from kinfile.forms.model import QuestionId
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot

pytestmark = pytest.mark.external

screens = load_screens()
PLAN = Place(QuestionId("discharge_plan"))
WORDS = "Marigold recieved teh letter about wellbeing and safeguarding; Siôn agreed, NHS told."


def make_records(home: Any) -> None:
    from kinfile.app.workspace import Workspace
    from kinfile.vault.keys import Cost

    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        workspace.example(language=Language.load())


def at_the_plan(begin: Any) -> tuple[Any, FillPage]:
    stage = begin()
    stage.program.desk.spelling.opens = open_for
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    fill = stage.page
    assert isinstance(fill, FillPage)
    fill.filling.set_answer(PLAN, Answer(value=WORDS))
    fill.filling.flush()
    stage.settle()
    section = fill.filling.draft.form.by_id()[PLAN.question].section
    fill.go_to(Spot(section, PLAN))
    for _ in range(2):
        fill.panels.spelling.marks.look()
        stage.settle()
    fill.panels.spelling.marks.look()
    return stage, fill


def marked(fill: FillPage) -> list[str]:
    page = fill.body.page
    assert page is not None
    area: Any = next(iter(page.blocks_by_place[PLAN].field.spelled()))
    return [each.cursor.selectedText() for each in area.extraSelections()]


def test_words_are_marked_changed_and_kept(begin: Any, home: Any) -> None:
    """J80"""
    make_records(home)
    stage, fill = at_the_plan(begin)
    assert marked(fill) == ["recieved", "teh"]
    QTest.keyClick(stage.program.window, Qt.Key.Key_F7)
    panel = fill.panels.spelling.panel
    stage.wait(lambda: bool(panel.buttons), "the first word")
    assert panel.buttons[0].text() == "Change to “received”"
    panel.buttons[-1].click()
    stage.settle()
    stage.settle()
    fill.panels.spelling.marks.look()
    assert marked(fill) == ["teh"]
    _, again = at_the_plan(begin)
    assert marked(again) == ["teh"]
