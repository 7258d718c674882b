# SPDX-License-Identifier: Apache-2.0
"""The dates painted down a line.

M01 Every entry is a part, in order, below the one before; its words are not cut off.
M02 Years, long gaps and today stand between them, each once.
M03 It reads right in every colour, at every size, from the right too.
M04 Other names change what is heard.
"""

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from helpers import families
from helpers.families import PARTED, chronology, family
from kinfile.i18n import Language
from kinfile.records.family_words import by_initials, by_name
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.timeline_view import TimelineView

ENGLISH = Language("en")
RECORD = {
    **PARTED,
    "events": [
        {"date": "2019", "what": "A year only " + "and many words " * 12, "source": "GP record"},
        {"date": "2026-11", "what": "A month only"},
        {"date": "2026-11-03", "what": "One in November"},
        {"date": "2026-11-03", "what": "Another on that day"},
        {"what": "No date"},
    ],
    "actions": [{"what": "Late", "by": "2026-10-01"}],
}


def shown(qtbot: QtBot, theme: Theme, width: int, answers: families.Row = RECORD) -> TimelineView:
    names = by_name(family(answers), ENGLISH)
    made = TimelineView(
        chronology(answers), families.form(), names, theme, ENGLISH, name="dates.timeline"
    )
    qtbot.addWidget(made)
    made.resize(width, 10)
    made.arrange()
    return made


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [420, 1300])
@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_every_entry_has_its_place(
    qtbot: QtBot, qapp: object, look: str, width: int, scale: float
) -> None:
    """M01, M03"""
    theme = Theme(look, scale)
    view = shown(qtbot, theme, width)
    boxes = view.boxes()
    assert len(boxes) == len(chronology(RECORD).entries)
    assert all(one.bottom() <= two.top() for one, two in pairwise(boxes))
    assert boxes[-1].bottom() <= view.height()
    assert all(box.height() >= 24 for box in boxes)
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3)
               for y in range(0, image.height(), 3)}  # fmt: skip
    for token in ("text", "link"):
        assert QColor(theme.hex(token)).name() in colours


def test_long_words_make_a_row_higher(qtbot: QtBot, theme: Theme) -> None:
    """M01"""
    wide, narrow = shown(qtbot, theme, 1300), shown(qtbot, theme, 420)
    entry = next(n for n, e in enumerate(chronology(RECORD).entries) if str(e.when) == "2019")
    assert narrow.boxes()[entry].height() > 2 * wide.boxes()[entry].height()


def test_years_gaps_and_today_stand_once(qtbot: QtBot, theme: Theme) -> None:
    """M02"""
    view = shown(qtbot, theme, 1300)
    told = [(row.what.value, row.words) for row in view._rows if row.words]
    assert told == [
        ("year", "1961"),
        ("gap", "26 years without an entry"),
        ("year", "1988"),
        ("gap", "1 year without an entry"),
        ("year", "1990"),
        ("gap", "22 years without an entry"),
        ("year", "2013"),
        ("gap", "1 year without an entry"),
        ("year", "2015"),
        ("gap", "3 years without an entry"),
        ("year", "2019"),
        ("gap", "6 years without an entry"),
        ("year", "2026"),
        ("today", "Today, 22 November 2026"),
        ("year", "2027"),
        ("year", "No date recorded"),
    ]


def test_today_stands_last_where_all_is_past(qtbot: QtBot, theme: Theme) -> None:
    """M02"""
    view = shown(qtbot, theme, 900, {"events": [{"date": "2019", "what": "x"}]})
    assert view._rows[-1].what.value == "today"
    assert shown(qtbot, theme, 900, {}).boxes() == []


def test_it_reads_from_the_right_too(qtbot: QtBot, qapp: object) -> None:
    """M03"""
    view = shown(qtbot, Theme(language_rtl=True), 1300)
    ink = QColor(Theme().hex("link")).name()
    image = view.grab().toImage()
    box = view.boxes()[0]
    middle = int(box.center().y())
    half = image.width() // 2
    rows = range(middle - 12, middle + 12)
    right = any(
        image.pixelColor(x, y).name() == ink for x in range(half, image.width()) for y in rows
    )
    left = any(image.pixelColor(x, y).name() == ink for x in range(half) for y in rows)
    assert (left, right) == (False, True)


def test_other_names_change_what_is_heard(qtbot: QtBot, theme: Theme) -> None:
    """M04"""
    view = shown(qtbot, theme, 900)
    assert "Gran Test born" in view.accessibleDescription()
    view.rename(by_initials(family(RECORD), ENGLISH))
    assert "G. T. born" in view.accessibleDescription()
