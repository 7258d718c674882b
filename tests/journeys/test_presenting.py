# SPDX-License-Identifier: Apache-2.0
"""The family looks on while a record is filled in.

J70 One key hides what they may not see, and the same key shows it again at the same question.
J71 Meanwhile nothing leads to other records, checking or what was done; help and colours do, and
    lead back.
J72 Another text size changes nothing of it.
"""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from helpers.screens import load_screens
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot

screens = load_screens()
ABUSE = Place(QuestionId("domestic_abuse"))


@pytest.fixture
def stage(begin: Any, home: Any) -> Any:
    """The made-up family's record, at a question that the family may not see."""
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
    stage = begin()
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    fill(stage).go_to(Spot(SectionId("cooccurring"), ABUSE))
    stage.settle()
    return stage


def fill(stage: Any) -> FillPage:
    assert isinstance(stage.page, FillPage)
    return stage.page


def press_f9(stage: Any) -> None:
    QTest.keyClick(stage.program.window, Qt.Key.Key_F9)
    stage.settle()


def shows_abuse(stage: Any) -> bool:
    page = fill(stage).body.page
    assert page is not None
    return ABUSE in page.blocks_by_place


def test_one_key_hides_and_shows(stage: Any) -> None:  # J70
    assert shows_abuse(stage)
    press_f9(stage)
    assert not shows_abuse(stage)
    assert fill(stage).presenting is not None
    press_f9(stage)
    assert fill(stage).presenting is None
    assert shows_abuse(stage)


def test_the_record_stays_alone(stage: Any) -> None:  # J71
    press_f9(stage)
    window, routes = stage.program.window, stage.program.routes
    for wish in (window.home_chosen, window.new_chosen, window.find_chosen):
        wish.emit()
        stage.settle()
        assert fill(stage).presenting is not None
    routes.show_check()
    routes.show_family()
    routes.show_details(fill(stage).filling.draft.ref)
    stage.settle()
    assert fill(stage).presenting is not None
    assert not stage.find("bar.home").isVisible()
    for page, wish in (("about", window.about_chosen), ("my_details", window.my_details_wished)):
        wish.emit()
        stage.wait_for(page)
        stage.press(f"{page}.back")
        stage.wait_for("fill")
        assert fill(stage).presenting is not None
    window.passphrase_wished.emit()
    stage.wait_for("change_passphrase")
    stage.press("change_passphrase.back")
    stage.wait_for("fill")
    assert not shows_abuse(stage)


def test_another_text_size_changes_nothing(stage: Any) -> None:  # J72
    press_f9(stage)
    stage.program.appearance.choose_scale(1.5)
    stage.settle()
    assert fill(stage).presenting is not None
    assert not shows_abuse(stage)


def test_the_menu_says_so(stage: Any) -> None:  # J70
    for is_on in (False, True):
        menu = stage.program.window.menu()
        line = menu.findChild(QAction, "menu.present")
        assert line is not None
        assert line.isChecked() is is_on
        line.trigger()
        stage.settle()
        assert (fill(stage).presenting is None) is is_on
