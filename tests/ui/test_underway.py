# SPDX-License-Identifier: Apache-2.0
"""Something long that a page has begun.

U01 What ends soon is not told; what goes on is, with how far it is, and is announced once.
U02 Cancel, or Esc, lets the work end with Cancelled; then the focus is where it was begun.
U03 Once it is being kept Cancel is gone, and what is said is true: it was not stopped.
U05 It is brought into view where it stands below the edge.
U04 Without a cancellation the focus moves only where it stood on Cancel, and errors are the page's.
"""

from dataclasses import dataclass, field

import pytest
from event_turns import take_turns
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kinfile.errors import Cancelled, MissingGlyph
from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.working import Working
from kinfile.watch import Watch

LAST = "It is being kept now and can no longer be stopped."


@dataclass
class Shown:
    theme: Theme
    page: QWidget = field(default_factory=QWidget)

    def __post_init__(self) -> None:
        column = QVBoxLayout(self.page)
        self.opener, self.other = QPushButton("Draw"), QPushButton("Other")
        self.working = Working(self.theme, Language(), name="w")
        for part in (self.opener, self.other, self.working):
            column.addWidget(part)
        self.underway = Underway(self.page, Language(), self.working)

    def begin(self) -> Watch:
        return self.underway.begin("Drawing", self.working, opener=self.opener)


@pytest.fixture
def here(qtbot: QtBot, theme: Theme) -> Shown:
    made = Shown(theme)
    qtbot.addWidget(made.page)
    made.page.show()
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    made.other.setFocus()
    return made


def test_what_ends_soon_is_not_told(here: Shown) -> None:
    """U01, U04"""
    watch = here.begin()
    assert here.underway.is_running
    watch.step(1, 2)
    watch.finish()
    assert not here.underway.end()
    here.underway.tell()
    here.underway.cancel()
    assert not here.working.isVisible()
    assert here.page.property("announced") is None
    assert here.other.hasFocus()


def test_what_goes_on_is_told(here: Shown) -> None:
    """U01"""
    watch = here.begin()
    watch.step(1, 4)
    here.underway.tell()
    assert here.working.isVisible()
    assert here.working.words.text() == "Drawing"
    assert (here.working.bar.value(), here.working.bar.maximum()) == (1, 4)
    assert here.page.property("announced") == "underway"
    assert here.other.hasFocus()
    here.page.setProperty("announced", None)
    watch.step(3, 4)
    here.underway.tell()
    assert here.page.property("announced") is None
    here.underway.look()
    assert here.working.bar.value() == 3
    here.underway.end()
    assert not here.working.isVisible()


def test_it_is_told_by_itself(qtbot: QtBot, here: Shown) -> None:
    """U01"""
    here.begin()
    qtbot.waitUntil(here.working.isVisible)
    here.underway.end()


@pytest.mark.parametrize("by_key", [True, False])
def test_it_can_be_cancelled(here: Shown, by_key: bool) -> None:
    """U02"""
    watch = here.begin()
    here.underway.tell()
    if by_key:
        QTest.keyClick(here.other, Qt.Key.Key_Escape)
    else:
        here.working.cancel.setFocus()
        here.working.cancel.click()
    assert here.working.words.text() == "Stopping…"
    with pytest.raises(Cancelled) as stopped:
        watch.step(2, 4)
    assert here.underway.end(stopped.value)
    assert here.opener.hasFocus()
    assert not here.working.isVisible()
    assert here.page.property("announced") == "stopped"
    here.begin().step(1, 4)
    here.underway.tell()
    assert here.working.words.text() == "Drawing"
    assert here.working.cancel.isVisible()


def test_escape_is_free_while_nothing_goes_on(qtbot: QtBot, here: Shown) -> None:
    """U02"""
    with qtbot.assertNotEmitted(here.working.cancelled):
        QTest.keyClick(here.other, Qt.Key.Key_Escape)


def test_what_is_being_kept_is_not_stopped(here: Shown) -> None:
    """U03"""
    watch = here.begin()
    here.underway.tell()
    here.working.cancel.setFocus()
    watch.finish()
    here.working.cancel.click()
    watch.step(1, 1)
    assert here.working.words.text() == LAST
    assert not here.working.cancel.isVisible()
    assert here.opener.hasFocus()
    QTest.keyClick(here.opener, Qt.Key.Key_Escape)
    watch.step(1, 1)
    assert not here.underway.end()
    again = here.begin()
    again.finish()
    here.underway.tell()
    assert here.working.words.text() == LAST


def test_it_comes_into_view(qtbot: QtBot, theme: Theme) -> None:
    """U05"""
    area = ScrollColumn(theme, measure=0, name="area")
    qtbot.addWidget(area)
    tall, working = QWidget(), Working(theme, Language(), name="w")
    tall.setFixedHeight(2000)
    area.column.addWidget(tall)
    area.column.addWidget(working)
    area.resize(400, 300)
    area.show()
    underway = Underway(area, Language(), working)
    underway.begin("Drawing", working, opener=area)
    underway.tell()
    take_turns()
    top = working.cancel.mapTo(area, QPoint(0, 0)).y()
    assert 0 < top < area.height() - working.cancel.height()
    underway.end()


def test_what_fails_is_the_pages(here: Shown) -> None:
    """U04"""
    here.begin()
    here.underway.tell()
    here.working.cancel.setFocus()
    assert not here.underway.end(MissingGlyph(characters=("x",)))
    assert here.opener.hasFocus()
    assert here.underway.end(Cancelled())
