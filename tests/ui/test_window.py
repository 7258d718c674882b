# SPDX-License-Identifier: Apache-2.0
"""The frame.

N01 Its title is always "Kinfile".
N02 The cover hides page, menus and dialogs in one go; coming back is to the same place.
N03 Under the cover only Lock and the text size answer.
N04 F6 goes round the regions and back.
N05 A change of look or of width class asks for a rebuild, once; an open menu goes with its page.
N06 Every shortcut works from inside a text field, and no two are the same.
N07 Closing is a wish until the records are closed.
"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from helpers.program import Program
from kinfile.policy.preferences import Preferences
from kinfile.ui.widgets.menus import open_menu
from kinfile.ui.window import TITLE


def test_the_title_never_tells_anything(program: Program) -> None:  # N01
    window = program.begin().app.window
    window.setWindowTitle("A. E., pre-birth")
    assert window.windowTitle() == TITLE
    program.unlock()
    assert window.windowTitle() == TITLE


def test_the_cover_hides_everything_at_once(program: Program, qtbot: QtBot) -> None:  # N02
    program.begin().unlock()
    window = program.app.window
    menu, dialog = QMenu(window), QDialog(window)
    menu.addAction("Words")
    for other in (menu, dialog):
        other.show()
    focus = window.focusWidget()
    window.hide_all()
    assert not menu.isVisible()
    assert not dialog.isVisible()
    assert program.page.isVisible() is False
    cover = window.cover
    assert cover is not None
    way = cover.way_back
    assert way is not None
    qtbot.waitUntil(lambda: window.focusWidget() is way.secret.box)
    window.hide_all()
    window.uncover()
    qtbot.waitUntil(lambda: window.focusWidget() is focus)
    assert program.page.isVisible()
    window.uncover()


def test_under_the_cover_only_lock_and_text_size_answer(program: Program) -> None:  # N03
    program.begin().unlock()
    window = program.app.window

    def answering() -> set[str]:
        return {
            each.key().toString()
            for each in window.findChildren(QShortcut)
            if each.isEnabled() and each.parent() is window
        }

    before = answering()
    window.hide_all()
    assert answering() == {"Ctrl+L", "Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"}
    window.uncover()
    assert answering() == before


def test_f6_goes_round(program: Program, qtbot: QtBot) -> None:  # N04
    program.begin().unlock()
    window = program.app.window
    start = window.focusWidget()
    assert start is not None
    seen = []
    for _ in range(3):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(window.bar is not None and window.bar.isAncestorOf(focus))
    assert seen == [True, False, True]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focus = window.focusWidget()
    assert focus is not None
    assert program.page.isAncestorOf(focus)


def test_before_unlocking_f6_goes_between_card_and_foot(program: Program) -> None:  # N04
    window = program.begin().app.window
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F6)
    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "unlock.verify"


def test_a_change_of_look_asks_for_a_rebuild_once(program: Program, qtbot: QtBot) -> None:
    window = program.begin().app.window  # N05
    with qtbot.waitSignal(window.rebuild_needed):
        program.app.appearance.choose_colours("dark")
        program.app.appearance.choose_scale(2.0)
    program.settle()
    assert (window.theme.name, window.theme.scale) == ("dark", 2.0)


def test_no_menu_outlives_its_page(program: Program) -> None:  # N05
    window = program.begin().app.window
    menu = QMenu(window)
    menu.addAction("Clear this answer")
    open_menu(menu, QPoint(0, 0))
    program.app.appearance.choose_colours("dark")
    program.wait(lambda: window.theme.name == "dark")
    assert QApplication.activePopupWidget() is None


def test_a_narrow_window_is_built_anew(program: Program, qtbot: QtBot) -> None:  # N05
    window = program.begin().app.window
    compact = [window.theme.is_compact]
    with qtbot.waitSignal(window.rebuild_needed):
        window.resize(900, 600)
    program.settle()
    compact.append(window.theme.is_compact)
    assert compact == [False, True]
    with qtbot.assertNotEmitted(window.rebuild_needed, wait=20):
        window.resize(890, 600)


@pytest.mark.parametrize(
    ("key", "modifiers", "signal"),
    [
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_chosen"),
        (Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier, "hide_chosen"),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "new_chosen"),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, "find_chosen"),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, "back_chosen"),
    ],
)
def test_shortcuts_work_from_inside_a_field(
    program: Program,
    qtbot: QtBot,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    signal: str,
) -> None:  # N06
    window = program.begin().app.window
    window.disconnect(program.app.guard)
    program.unlock()
    box = program.named("records.find")
    assert isinstance(box, QLineEdit)
    box.setFocus()
    with qtbot.waitSignal(getattr(window, signal)):
        QTest.keyClick(window.windowHandle(), key, modifiers)


def test_no_two_shortcuts_are_the_same(program: Program) -> None:  # N06
    window = program.begin().app.window
    keys = [each.key().toString() for each in window.findChildren(QShortcut)]
    assert len(keys) == len(set(keys)) > 10


def test_the_text_grows_and_shrinks_by_keys(program: Program) -> None:
    window = program.begin(Preferences(1.0)).app.window
    ctrl = Qt.KeyboardModifier.ControlModifier
    for key, size in (
        (Qt.Key.Key_Plus, 1.15), (Qt.Key.Key_Plus, 1.3), (Qt.Key.Key_Minus, 1.15),
        (Qt.Key.Key_0, 1.0),
    ):  # fmt: skip
        QTest.keyClick(window.windowHandle(), key, ctrl)
        program.settle()
        assert window.theme.scale == size
    assert program.named("unlock.passphrase").hasFocus()


def test_closing_is_a_wish_first(program: Program, qtbot: QtBot) -> None:  # N07
    program.begin().unlock()
    window = program.app.window
    window.close()
    assert window.isVisible()
    program.wait(lambda: not window.isVisible())
    assert program.workspace.is_locked


def test_half_typed_words_stay_when_the_look_changes(program: Program) -> None:
    program.door.folders = ()
    program.begin()
    program.type_in("first_run.name", "Jo R")
    program.named("first_run.role").setFocus()
    program.app.appearance.choose_colours("contrast")
    program.settle()
    box = program.named("first_run.name")
    assert isinstance(box, QLineEdit)
    assert box.text() == "Jo R"
    program.wait(lambda: program.named("first_run.role").hasFocus())


def test_the_menu_opens_below_its_button(program: Program, qtbot: QtBot) -> None:
    program.begin().unlock()
    program.press("bar.menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    button = program.named("bar.menu")
    assert menu.geometry().top() >= button.mapToGlobal(button.rect().bottomLeft()).y()
    menu.close()


def test_sizes_open_from_the_unlock_page(program: Program) -> None:
    program.begin()
    program.press("unlock.sizes")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "menu.sizes"
    assert menu.geometry().bottom() <= program.app.window.geometry().bottom() + 1
    menu.close()
