# SPDX-License-Identifier: Apache-2.0
"""The menu: sizes and colours to choose from, what is chosen is marked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.policy.preferences import COLOURS, Preferences
from kinfile.ui.appearance import Appearance
from kinfile.ui.menu import Menu
from kinfile.ui.theme import SCALES, Theme
from kinfile.ui.widgets.page import MenuLine


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    return Appearance(Preferences(1.5, "dark"), Language.load(), keep=lambda _: None)


@pytest.fixture
def menu(look: Appearance, qtbot: QtBot) -> Iterator[Menu]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Menu(look, parent=window)
    window.close()


def action(menu: Menu, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert found is not None
    return found


def test_what_is_chosen_is_marked(menu: Menu) -> None:
    marked = [each.objectName() for each in menu.findChildren(QAction) if each.isChecked()]
    spoken = ("window.en", "questions.same", "documents.en")
    assert marked == [
        *("menu.size.150", "menu.colours.dark"),
        *(f"menu.language.{each}" for each in spoken),
    ]
    assert len(menu.sizes.actions()) == len(SCALES)
    assert len(menu.colours.actions()) == len(COLOURS)


def test_a_menu_longer_than_the_screen_is_one_column(menu: Menu, qapp: QApplication) -> None:
    Theme(scale=2.0).apply(qapp)
    menu.popup(QPoint(0, 0))
    assert menu.isVisible()
    lefts = {menu.actionGeometry(each).left() for each in menu.actions()}
    menu.close()
    Theme().apply(qapp)
    assert len(lefts) == 1


def test_choosing_changes_the_look(menu: Menu, look: Appearance) -> None:
    action(menu, "menu.size.200").trigger()
    assert look.scale == 2.0
    action(menu, "menu.colours.contrast").trigger()
    assert look.colours == "contrast"


def test_window_questions_and_documents_have_languages_of_their_own(
    menu: Menu, look: Appearance
) -> None:
    action(menu, "menu.language.documents.cy").trigger()
    assert look.document_language.code == "cy"
    assert (look.language.code, look.form_language.code) == ("en", "en")
    action(menu, "menu.language.window.cy").trigger()
    assert (look.language.code, look.form_language.code) == ("cy", "cy")
    action(menu, "menu.language.questions.en").trigger()
    assert (look.language.code, look.form_language.code) == ("cy", "en")


def test_about_and_close_tell(menu: Menu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.about_chosen):
        action(menu, "menu.about").trigger()
    with qtbot.waitSignal(menu.passphrase_wished):
        action(menu, "menu.passphrase").trigger()
    with qtbot.waitSignal(menu.close_chosen):
        action(menu, "menu.close").trigger()


def test_a_pin_can_be_wished_for(menu: Menu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.pin_wished):
        action(menu, "menu.pin").trigger()


def test_screenshots_are_offered_where_they_can_be_kept_out(
    menu: Menu, look: Appearance, qtbot: QtBot
) -> None:
    assert menu.findChild(QAction, "menu.capture") is None
    window = QWidget()
    qtbot.addWidget(window)
    offering = Menu(look, parent=window, offers_capture=True)
    chosen = action(offering, "menu.capture")
    assert not chosen.isChecked()
    chosen.trigger()
    assert look.preferences.may_be_captured


def test_announcements_can_be_quiet(menu: Menu, look: Appearance) -> None:
    chosen = action(menu, "menu.quiet")
    assert not chosen.isChecked()
    chosen.trigger()
    assert look.preferences.is_quiet


def test_lines_about_the_page_stand_first(look: Appearance, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chosen: list[str] = []
    lines = (
        MenuLine(name="one", words="One", chosen=lambda: chosen.append("one"), key="F9"),
        MenuLine(name="two", words="Two", chosen=lambda: chosen.append("two"), is_on=True),
    )
    made = Menu(look, parent=window, about_page=lines)
    first, second = made.actions()[:2]
    assert (first.text(), second.text()) == ("One\tF9", "Two")
    assert (first.isCheckable(), second.isChecked()) == (False, True)
    first.trigger()
    assert chosen == []
    qtbot.waitUntil(lambda: chosen == ["one"])


def test_my_details_are_wished_for(menu: Menu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.my_details_wished):
        action(menu, "menu.my_details").trigger()
