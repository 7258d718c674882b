# SPDX-License-Identifier: Apache-2.0
"""Looking at the family and the dates of a record while filling it in.

J70 Ctrl+D opens the page from a question, and Escape leads back to that very question.
J71 From checking it opens too, and leads back there.
J72 Enter on a person goes to that person's row; a date to its question.
J73 Names shown here stay shown on the list, and a new look keeps how it is shown.
J74 Names and answers are in no title and no bar.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.ui.pages.family import FamilyPage
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.vault.keys import Cost

screens = load_screens()
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(begin: Any, home: Path) -> Any:
    """The example, at one of its questions."""
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        workspace.example(language=Language.load())
    stage = begin()
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    fill(stage).go_to(Spot(SectionId("analysis"), Place(QuestionId("mh_contribution"))))
    stage.settle()
    return stage


def fill(stage: Any) -> FillPage:
    assert isinstance(stage.page, FillPage)
    return stage.page


def family(stage: Any) -> FamilyPage:
    stage.wait_for("family")
    assert isinstance(stage.page, FamilyPage)
    return stage.page


def press(stage: Any, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = stage.program.window.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)
    stage.settle()


def test_there_and_back_to_the_same_question(stage: Any) -> None:
    """J70, J74"""
    before = stage.program.window.focusWidget().objectName()
    press(stage, Qt.Key.Key_D, CTRL)
    page = family(stage)
    assert page.diagram.hasFocus()
    assert stage.program.window.windowTitle() == "Kinfile"
    assert page.trail() == ("M. T.", "Family and dates")
    press(stage, Qt.Key.Key_Escape)
    stage.wait_for("fill")
    here = fill(stage).filling.here
    assert here is not None
    assert here.place == Place(QuestionId("mh_contribution"))
    assert stage.program.window.focusWidget().objectName() == before


def test_from_checking_and_back(stage: Any) -> None:
    """J71"""
    fill(stage).check_chosen.emit()
    stage.wait_for("check")
    stage.press("check.family")
    family(stage)
    press(stage, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.wait_for("check")


def test_enter_goes_to_the_person(stage: Any) -> None:
    """J72"""
    press(stage, Qt.Key.Key_D, CTRL)
    page = family(stage)
    press(stage, Qt.Key.Key_Down)
    child = page.diagram.members[page.diagram.here]
    assert child.person.group == "children"
    press(stage, Qt.Key.Key_Return)
    stage.wait_for("fill")
    here = fill(stage).filling.here
    assert here is not None
    assert (here.section, here.place) == ("children", child.place)


def test_names_and_tables_stay_as_chosen(stage: Any) -> None:
    """J73"""
    press(stage, Qt.Key.Key_D, CTRL)
    family(stage)
    press(stage, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    stage.press("family.as_table")
    stage.program.routes.rebuild()
    page = family(stage)
    assert page.people.isVisible()
    assert page.people.words.index(0, 0).data() == "Marigold Testcase"
    stage.program.routes.go_home()
    stage.wait_for("records")
    assert stage.find("records.names").text() == "Show initials only"
