# SPDX-License-Identifier: Apache-2.0
"""The record list on the screen: keys, clicks, drawing, and how much is read to draw it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpers.screen_reader import select
from helpers.window_fakes import FORMS, LINES, NOW, line
from kinfile.i18n import Language
from kinfile.ui.records_model import COMPACT, AnyIndex, Column, RecordsModel, Words
from kinfile.ui.records_table import SHARES, RecordsTable
from kinfile.ui.theme import NAMES, Theme

WORDS = Words(Language.load(), {card.id: card for card in FORMS}, NOW)


class CountingModel(RecordsModel):
    reads = 0

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.reads += 1
        return super().data(index, role)


def table(qtbot: QtBot, theme: Theme, model: RecordsModel | None = None) -> RecordsTable:
    if model is None:
        model = RecordsModel(WORDS)
        model.set_lines(LINES)
    made = RecordsTable(model, theme, says="Your records", language=WORDS.language)
    qtbot.addWidget(made)
    made.resize(1310, 430)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_enter_opens_the_row(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    made.setFocus()
    assert made.currentIndex().row() == 0
    qtbot.keyClick(made, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.record_chosen, check_params_cb=lambda ref: ref == "AAAA-0004"):
        qtbot.keyClick(made, Qt.Key.Key_Return)


def test_a_click_opens_the_row(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    place = made.visualRect(made.model().index(2, Column.STATUS)).center()
    with qtbot.waitSignal(made.record_chosen, check_params_cb=lambda ref: ref == "AAAA-0002"):
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.assertNotEmitted(made.record_chosen):
        below = QPoint(10, made.viewport().height() - 2)
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=below)


def test_alt_enter_and_the_menu_key_lead_to_the_details(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    made.setFocus()
    with qtbot.waitSignal(made.details_chosen, check_params_cb=lambda ref: ref == "AAAA-0001"):
        qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(made.viewport(), key)
    assert made.menu_shown is not None
    with qtbot.waitSignal(made.details_chosen, check_params_cb=lambda ref: ref == "AAAA-0001"):
        named(made, "details").trigger()
    with qtbot.waitSignal(made.record_chosen):
        named(made, "open").trigger()
    made.menu_shown.hide()


def named(made: RecordsTable, name: str) -> QAction:
    found = made.findChild(QAction, f"records.menu.{name}")
    assert found is not None
    return found


def test_the_end_of_a_row_is_a_button(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    place = made.visualRect(made.model().index(2, Column.MORE))
    assert min(place.width(), place.height()) >= 24
    with qtbot.assertNotEmitted(made.record_chosen):
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    with qtbot.waitSignal(made.details_chosen, check_params_cb=lambda ref: ref == "AAAA-0002"):
        named(made, "details").trigger()
    assert made.menu_shown is not None
    made.menu_shown.hide()


def test_the_mouse_opens_the_menu_where_it_is(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    place = made.visualRect(made.model().index(1, Column.WHO)).center()
    mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    QApplication.sendEvent(made.viewport(), mouse)
    with qtbot.waitSignal(made.details_chosen, check_params_cb=lambda ref: ref == "AAAA-0004"):
        named(made, "details").trigger()
    assert made.menu_shown is not None
    made.menu_shown.hide()
    made.menu_shown = None
    below = QPoint(10, made.viewport().height() - 2)
    QApplication.sendEvent(
        made.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, below, below)
    )
    assert made.menu_shown is None


def test_the_ring_goes_round_the_row_in_view(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    assert made.ring_box().height() > 400
    made.setFocus()
    first = made.ring_box()
    with qtbot.waitSignal(made.ring_moved):
        qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.ring_box().top() == first.top() + 52
    assert first.width() > 1_200


def test_the_header_is_worked_by_keys(qtbot: QtBot, theme: Theme) -> None:
    made = table(qtbot, theme)
    made.header.setFocus()
    qtbot.keyClick(made.header, Qt.Key.Key_Right)
    first = made.header.ring_box()
    qtbot.keyClick(made.header, Qt.Key.Key_Left)
    assert made.header.ring_box().left() < first.left()
    qtbot.keyClick(made.header, Qt.Key.Key_Right)
    told: list[tuple[int, bool]] = []
    made.header.sort_chosen.connect(lambda place, down: told.append((place, down)))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(made.header, key)
    assert told == [(1, False), (1, True), (1, False)]
    assert made.header.accessibleName()


def test_columns_share_the_width(qtbot: QtBot, theme: Theme) -> None:
    assert sum(SHARES.values()) == 100
    made = table(qtbot, theme)
    assert sum(made.columnWidth(n) for n in range(7)) == made.viewport().width()
    model = RecordsModel(WORDS, columns=COMPACT)
    model.set_lines(LINES)
    few = table(qtbot, theme, model)
    assert few.columnWidth(0) > made.columnWidth(0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rtl", [False, True])
def test_every_row_is_drawn(qtbot: QtBot, qapp: QApplication, name: str, rtl: bool) -> None:
    theme = Theme(name, language_rtl=rtl)
    theme.apply(qapp)
    made = table(qtbot, theme)
    image = made.grab().toImage()
    Theme().apply(qapp)
    ground = theme.colour("surface")
    for row in range(7):
        box = made.visualRect(made.model().index(row, Column.WHO))
        corner = made.viewport().mapTo(made, box.topLeft())
        inked = sum(
            image.pixelColor(corner.x() + x, corner.y() + y) != ground
            for x in range(box.width())
            for y in range(6, 46)
        )
        assert inked > 50, row


def test_reading_does_not_grow_with_the_list(qtbot: QtBot, theme: Theme) -> None:
    reads = []
    for count in (20, 10_000):
        model = CountingModel(WORDS)
        model.set_lines(
            [line(f"R{n}", "X. Y.", changed=NOW - timedelta(minutes=n)) for n in range(count)]
        )
        made = table(qtbot, theme, model)
        model.reads = 0
        made.grab()
        reads.append(model.reads)
    assert 0 < reads[1] <= reads[0] * 1.5


def test_a_screen_reader_opens_the_row(qtbot: QtBot, theme: Theme) -> None:
    made, said = table(qtbot, theme), list[str]()
    made.record_chosen.connect(said.append)
    select(made, 2)
    assert said == ["AAAA-0002"]
