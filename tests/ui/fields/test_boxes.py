# SPDX-License-Identifier: Apache-2.0
"""The boxes that text is typed into.

B01 A text area grows with its text from its least to its most lines, and then scrolls.
B02 Tab leaves a text area.
B03 A box leaves Ctrl+Z to the page once it has nothing of its own to undo.
B04 Characters that no record can keep are dropped; everything else stays.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfile.ui.fields.boxes import LineBox, TextArea, storable
from kinfile.ui.theme import Theme


def asks_for_undo(box: QWidget) -> bool:
    """Whether `box` takes Ctrl+Z for itself."""
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
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
