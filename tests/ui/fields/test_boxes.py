# SPDX-License-Identifier: Apache-2.0
"""The boxes that text is typed into.

B01 A text area grows with its text from its least to its most lines, and then scrolls.
B02 Tab leaves a text area.
B03 A box leaves Ctrl+Z to the page once it has nothing of its own to undo.
B04 Characters that no record can keep are dropped; everything else stays.
B05 What a screen reader or voice control puts in counts as typed, what the program fills in not.
B06 Ctrl+D and Ctrl+E are the page's, though Linux knows them as keys of editing; Ctrl+Y brings back
    what was undone in the box, though Linux knows only Ctrl+Shift+Z.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from helpers.screen_reader import write
from kinfile.ui.fields.boxes import LineBox, TextArea, storable
from kinfile.ui.theme import Theme


def asks_for_undo(box: QWidget) -> bool:
    """Whether `box` takes Ctrl+Z for itself."""
    return asks_for(box, Qt.Key.Key_Z)


def asks_for(box: QWidget, key: Qt.Key) -> bool:
    """Whether `box` takes Ctrl and this key for itself."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    box.event(event)
    return event.isAccepted()


def test_an_area_grows_and_then_scrolls(qtbot: QtBot, theme: Theme) -> None:
    """B01"""
    area = TextArea("Why", theme=theme, name="a", least=3, most=6)
    qtbot.addWidget(area)
    area.resize(400, 50)
    area.show()
    low = area.height()
    area.setPlainText("one\ntwo\nthree")
    assert area.height() == low
    area.setPlainText("\n".join("line" for _ in range(5)))
    middle = area.height()
    area.setPlainText("\n".join("line" for _ in range(6)))
    most = area.height()
    assert low < middle < most
    assert area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    area.setPlainText("\n".join("line" for _ in range(40)))
    assert area.height() == most
    assert area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_an_area_follows_the_lines_of_a_long_text(qtbot: QtBot, theme: Theme) -> None:
    """B01"""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    area = TextArea("Why", theme=theme, name="a", least=3, most=14)
    area.setPlainText("word " * 80)
    column.addWidget(area)
    window.resize(600, 600)
    window.show()
    wide = area.height()
    assert area.document().size().height() * area.fontMetrics().lineSpacing() <= wide
    window.resize(300, 600)
    qtbot.waitUntil(lambda: area.height() > wide)


def test_tab_leaves_an_area(qtbot: QtBot, theme: Theme) -> None:
    """B02"""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    area, after = TextArea("Why", theme=theme, name="a"), LineBox("Who", theme=theme, name="b")
    column.addWidget(area)
    column.addWidget(after)
    window.show()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert window.focusWidget() is after
    assert area.toPlainText() == ""


@pytest.mark.parametrize("kind", [LineBox, TextArea])
def test_undo_goes_to_the_page_when_the_box_has_none(
    qtbot: QtBot, theme: Theme, kind: type[LineBox | TextArea]
) -> None:
    """B03"""
    box = kind("Why", theme=theme, name="a")
    qtbot.addWidget(box)
    assert not asks_for_undo(box)
    QTest.keyClicks(box, "abc")
    assert asks_for_undo(box)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_all_that_can_be_kept_stays(text: str) -> None:
    """B04"""
    assert storable(text) == text


def test_what_cannot_be_kept_goes() -> None:
    """B04"""
    assert storable("a\0b\ud83dc") == "abc"


def test_what_is_put_in_without_a_key_is_typed(qtbot: QtBot, theme: Theme) -> None:
    """B05"""
    box, said = LineBox("Who", theme=theme, name="who"), list[str]()
    qtbot.addWidget(box)
    box.typed.connect(said.append)
    box.setText("filled in")
    assert said == []
    write(box, "by voice")
    QTest.keyClicks(box, "!")
    assert said == ["by voice", "by voice!"]


@pytest.mark.parametrize("kind", [LineBox, TextArea])
def test_the_keys_of_the_page_are_left_to_it(
    qtbot: QtBot, theme: Theme, kind: type[LineBox | TextArea]
) -> None:
    """B06"""
    box = kind("Who", theme=theme, name="a")
    qtbot.addWidget(box)
    QTest.keyClicks(box, "Ash")
    assert not asks_for(box, Qt.Key.Key_D)
    assert not asks_for(box, Qt.Key.Key_E)
    assert not asks_for(box, Qt.Key.Key_Y)
    box.undo()
    assert box.words() == ""
    assert asks_for(box, Qt.Key.Key_Y)
    QTest.keyClick(box, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert box.words() == "Ash"
