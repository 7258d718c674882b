# SPDX-License-Identifier: Apache-2.0
"""The page of family and dates.

A01 It shows the diagram and the timeline, each of which can be shown as a table instead.
A02 Names are initials until they are asked for; typed words lose the family's names too.
A03 Enter on a person or a date goes to its question; Escape, Ctrl+D and Alt+Left go back.
A04 How it is shown outlives the page.
A05 A record without anybody or any date says so.
A06 Where the window is too narrow for the diagram, the table stands in its place.
"""

from typing import Any

import pytest
from event_turns import take_turns
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers import families
from helpers.families import PARTED, THREE_FATHERS
from helpers.filling import Bench, bench
from kinfile.i18n import Language
from kinfile.ui.pages.family import FamilyPage, Shown
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

RECORD = {
    **PARTED,
    "events": [{"date": "2019", "what": "Kim saw a doctor", "source": "GP"}],
}


@pytest.fixture
def open_bench(qtbot: QtBot, tasks: Tasks) -> Bench:
    return bench(qtbot, tasks, families.form(), RECORD)


def shown(
    qtbot: QtBot, at: Bench, theme: Theme, how: Shown | None = None, width: int = 1366
) -> FamilyPage:
    page = FamilyPage(at.filling, how or Shown(), theme, Language("en"))
    qtbot.addWidget(page)
    page.resize(width, 714)
    page.show()
    page.activateWindow()
    at.wait(page.isActiveWindow)
    page.focus_first()
    take_turns()
    return page


def said(page: FamilyPage) -> str:
    """Everything that the two tables say."""
    models = (page.people.words, page.dates.words)
    return " ".join(
        str(model.index(row, column).data())
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def test_diagram_and_timeline_can_be_tables(qtbot: QtBot, open_bench: Bench, theme: Theme) -> None:
    """A01"""
    page = shown(qtbot, open_bench, theme)
    assert page.diagram.isVisible()
    assert page.timeline.isVisible()
    assert not page.people.isVisible()
    page.family_as.click()
    page.dates_as.click()
    assert page.people.isVisible()
    assert page.dates.isVisible()
    assert not page.diagram.isVisible()
    assert page.people.words.rowCount() == len(page.diagram.members)
    assert page.dates.words.rowCount() == len(page.timeline.boxes())
    assert page.family_as.text() == "Show the diagram"
    assert page.family_as.accessibleName() == "Show the diagram: Family"
    page.family_as.click()
    assert page.diagram.isVisible()


def test_names_are_initials_until_asked_for(qtbot: QtBot, open_bench: Bench, theme: Theme) -> None:
    """A02"""
    page = shown(qtbot, open_bench, theme)
    told: list[bool] = []
    page.names_toggled.connect(told.append)
    for name in ("Kim", "Lee", "Ash", "Gran"):
        assert name not in said(page)
        assert name not in page.diagram.accessibleDescription()
        assert name not in page.timeline.accessibleDescription()
    assert "K. saw a doctor" in said(page)
    page.names.click()
    assert told == [True]
    assert "Kim saw a doctor" in said(page)
    assert "Kim Test" in said(page)
    assert page.names.text() == "Show initials only"
    page.toggle_names()
    assert told == [True, False]
    assert "Kim" not in said(page)


def test_enter_goes_to_the_question(qtbot: QtBot, open_bench: Bench, theme: Theme) -> None:
    """A03"""
    page = shown(qtbot, open_bench, theme)
    spots: list[Spot] = []
    page.spot_chosen.connect(spots.append)
    QTest.keyClick(page.diagram, Qt.Key.Key_Return)
    QTest.keyClick(page.timeline, Qt.Key.Key_End)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    page.people.row_chosen.emit(0)
    page.dates.row_chosen.emit(0)
    assert [(spot.section, spot.place.question) for spot in spots if spot.place] == [
        ("parents", "parents.role"),
        ("pregnancy", "edd"),
        ("parents", "parents.role"),
        ("household", "adults.dob"),
    ]


@pytest.mark.parametrize("way", ["escape", "ctrl+d", "back", "link"])
def test_ways_back(qtbot: QtBot, open_bench: Bench, theme: Theme, way: str) -> None:
    """A03"""
    page = shown(qtbot, open_bench, theme)
    ways: dict[str, Any] = {
        "escape": lambda: QTest.keyClick(page.diagram, Qt.Key.Key_Escape),
        "ctrl+d": lambda: QTest.keyClick(
            page.diagram, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier
        ),
        "back": page.go_back,
        "link": page.back.click,
    }
    with qtbot.waitSignal(page.went_back):
        ways[way]()


def test_how_it_is_shown_outlives_the_page(qtbot: QtBot, open_bench: Bench, theme: Theme) -> None:
    """A04"""
    how = Shown()
    page = shown(qtbot, open_bench, theme, how)
    page.names.click()
    page.dates_as.click()
    again = shown(qtbot, open_bench, theme, how)
    assert again.dates.isVisible()
    assert again.names.text() == "Show initials only"
    assert "Kim Test" in said(again)
    assert again.trail()[-1] == "Family and dates"


def test_an_empty_record_says_so(qtbot: QtBot, tasks: Tasks, theme: Theme) -> None:
    """A05"""
    page = shown(qtbot, bench(qtbot, tasks, families.form("hospital_visit")), theme)
    words = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nobody is recorded yet." in words
    assert "No dates are recorded." in words
    assert not page.family_as.isVisible()
    assert page.back.hasFocus()


def test_a_narrow_window_has_the_table(qtbot: QtBot, tasks: Tasks, theme: Theme) -> None:
    """A06"""
    here = bench(qtbot, tasks, families.form(), THREE_FATHERS)
    page = shown(qtbot, here, theme, width=340)
    assert not page.diagram.fits
    assert page.people.isVisible()
    assert page.no_room.isVisible()
    assert not page.key.isVisible()
    page.resize(1366, 714)
    qtbot.waitUntil(lambda: page.diagram.fits)
    assert not page.people.isVisible()
    assert page.key.isVisible()
