# SPDX-License-Identifier: Apache-2.0
"""Home.

E01 Continue is focused: one Enter resumes. Without anything to resume the table is.
E02 Names are hidden until asked for; the toggle says what it will do next.
E03 Search and filters show what matches, and say so when nothing does.
E04 In a compact window all of it scrolls, and three columns and the row's button are left.
E05 A pause and Enter look in answers too; what comes late for another text is passed over.
E06 Kinds of records that are rarely looked for are in a menu, and stand there while chosen.
E07 The foot says when a copy was made last, and stands out when that was long ago or never.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from helpers.window_fakes import FORMS, LINES, NOW, line
from kinfile.app.draft import RecordStatus
from kinfile.i18n import Language
from kinfile.ui.pages.records import Caseload, EmptyPage, RecordsPage
from kinfile.ui.pages.records_tools import CHIPS
from kinfile.ui.records_model import FILTERS
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.chips import Chip

ENGLISH = Language.load()
CASELOAD = Caseload(LINES, {card.id: card for card in FORMS}, NOW)


def page(qtbot: QtBot, theme: Theme, **facts: Any) -> RecordsPage:
    made = RecordsPage(replace(CASELOAD, **facts), theme, ENGLISH)
    qtbot.addWidget(made)
    made.resize(1366, 714)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(made: RecordsPage) -> str:
    return " ".join(each.accessibleName() for each in made.findChildren(QLabel))


def test_one_enter_resumes(qtbot: QtBot, theme: Theme) -> None:  # E01
    made = page(qtbot, theme)
    made.focus_first()
    assert made.continue_button is not None
    qtbot.waitUntil(made.continue_button.hasFocus)
    with qtbot.waitSignal(made.record_chosen, check_params_cb=lambda ref: ref == "AAAA-0001"):
        qtbot.keyClick(made.continue_button, Qt.Key.Key_Return)


def test_the_resume_point_decides(qtbot: QtBot, theme: Theme) -> None:  # E01
    point = SimpleNamespace(ref="AAAA0003", section="s1", place=None)
    made = page(qtbot, theme, resume=point)
    assert made.resume is LINES[2]
    assert "You were in Section 1." in words(made)
    assert "T. O., hospital visit assessment" in words(made)


def test_with_nothing_to_resume_the_table_is_first(qtbot: QtBot, theme: Theme) -> None:  # E01
    closed = tuple(replace(line, status=RecordStatus.SENT) for line in LINES)
    made = page(qtbot, theme, lines=closed)
    assert made.continue_button is None
    made.focus_first()
    qtbot.waitUntil(made.table.hasFocus)


def test_names_are_hidden_until_asked_for(qtbot: QtBot, theme: Theme) -> None:  # E02
    made = page(qtbot, theme)
    assert "Anna Example" not in words(made)
    assert made.names.text() == "Show full names"
    with qtbot.waitSignal(made.names_toggled, check_params_cb=lambda shows: shows):
        made.names.click()
    assert made.names.text() == "Show initials only"
    assert "Anna Example, pre-birth assessment" in words(made)
    with qtbot.waitSignal(made.names_toggled, check_params_cb=lambda shows: not shows):
        made.toggle_names()
    assert "Anna Example" not in words(made)


def test_search_and_filters(qtbot: QtBot, theme: Theme) -> None:  # E03
    made = page(qtbot, theme)
    made.search.setText("young")
    assert made.table.model().rowCount() == 3
    made.chips.choose("ready")
    assert made.table.model().rowCount() == 1
    made.search.setText("zzz")
    assert not made.table.isVisible()
    assert "No records match “zzz”." in words(made)
    clear = made.findChild(QPushButton, "records.clear")
    assert clear is not None
    clear.click()
    assert made.table.isVisible()
    assert made.table.model().rowCount() == len(LINES)
    assert set(CHIPS) == set(FILTERS)


def test_answers_are_searched_after_a_pause(qtbot: QtBot, theme: Theme) -> None:  # E05
    made = page(qtbot, theme)
    with qtbot.waitSignal(made.sought, check_params_cb=lambda text: text == "ward"):
        made.search.setText("ward")
    assert "Looking in answers…" in words(made)
    made.show_found("war", ("AAAA-0001",))
    assert not made.table.isVisible()
    made.show_found("ward", ("AAAA-0003",))
    assert [each.ref for each in made.lines] == ["AAAA-0003"]
    assert made.table.isVisible()
    made.search.setText("wards")
    with qtbot.waitSignal(made.sought):
        qtbot.keyClick(made.search, Qt.Key.Key_Return)
    made.show_found("wards", ())
    assert "No records match “wards”." in words(made)
    with qtbot.assertNotEmitted(made.sought, wait=0):
        made.search.setText(" ")
        qtbot.keyClick(made.search, Qt.Key.Key_Return)


def test_other_kinds_are_in_a_menu(qtbot: QtBot, theme: Theme) -> None:  # E06
    made = page(qtbot, theme)
    sent = made.findChild(Chip, "records.chips.sent")
    assert sent is not None
    assert not sent.isVisible()
    made.tools.more.click()
    menu = made.tools.menu_shown
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert names == ["records.more.not_started", "records.more.in_progress", "records.more.sent"]
    menu.actions()[-1].trigger()
    menu.hide()
    assert sent.isVisible()
    assert made.chip == "sent"
    assert [each.status for each in made.lines] == [RecordStatus.SENT] * 2
    made.chips.choose("all")
    assert not sent.isVisible()


def test_a_filter_with_nothing_left_gives_way(qtbot: QtBot, theme: Theme) -> None:  # E06
    assert page(qtbot, theme, chip="erased").chip == "all"
    assert page(qtbot, theme, chip="not_sent").chip == "not_sent"
    few = page(qtbot, theme, lines=tuple(line("A", "A.", status=s) for s in ALWAYS_THERE))
    assert not few.tools.more.isVisible()


ALWAYS_THERE = (RecordStatus.READY_TO_SIGN, RecordStatus.SIGNED)


@pytest.mark.parametrize(
    ("made_at", "told", "stands_out"),
    [
        (None, "No backup yet", True),
        (NOW - timedelta(days=3), "Last backup: 14 Mar 2026", False),
        (NOW - timedelta(days=8), "Last backup: 9 Mar 2026", True),
    ],
)
def test_the_last_backup(
    qtbot: QtBot, theme: Theme, made_at: datetime | None, told: str, stands_out: bool
) -> None:  # E07
    made = page(qtbot, theme, last_backup=made_at).findChild(QLabel, "records.backup")
    assert made is not None
    assert made.text() == told
    assert (made.property("look") == "footnoteBold") is stands_out


def test_the_details_of_a_record(qtbot: QtBot, theme: Theme) -> None:
    made = page(qtbot, theme)
    with qtbot.waitSignal(made.details_chosen, check_params_cb=lambda ref: ref == "AAAA-0001"):
        made.table.details_chosen.emit("AAAA-0001")


def test_an_empty_filter_is_said_too(qtbot: QtBot, theme: Theme) -> None:  # E03
    made = page(qtbot, theme, lines=LINES[5:])
    made.chips.choose("to_do")
    assert "There are no records here just now." in words(made)


def test_the_foot_counts(qtbot: QtBot, theme: Theme) -> None:
    assert "7 records, encrypted on this laptop" in words(page(qtbot, theme))
    assert "1 record, encrypted on this laptop" in words(page(qtbot, theme, lines=LINES[:1]))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_compact_page_scrolls_as_a_whole(qtbot: QtBot, theme: Theme, scale: float) -> None:
    look = Theme(scale=scale, is_compact=True)  # E04
    made = page(qtbot, look)
    assert made.table.model().columnCount() == 4
    assert made.table.height() == made.table.whole_height
    assert made.table.verticalScrollBar().maximum() == 0


def test_the_invitation(qtbot: QtBot, theme: Theme) -> None:
    made = EmptyPage(FORMS, theme, ENGLISH)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.form_chosen, check_params_cb=lambda form: form == "pre_birth"):
        made.cards.buttons[0].click()
    example = made.findChild(QPushButton, "empty.example")
    assert example is not None
    with qtbot.waitSignal(made.example_chosen):
        example.click()
