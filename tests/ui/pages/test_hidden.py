# SPDX-License-Identifier: Apache-2.0
"""The cover: the time of day and a box, nothing that tells what is behind.

B01 The passphrase typed goes up as bytes; a wrong one is told for the eye and the ear.
B02 So does a PIN, where one was chosen; who has forgotten it can use the passphrase.
B03 A PIN can be offered: chosen with four to eight digits, or done without, by button or Esc.
B04 What was typed is gone when the cover asks something else.
B05 While a last backup is made there is no way back; it can be left out, and nothing is named.
"""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.hidden import HiddenPage
from kinfile.ui.theme import Theme

NOW = datetime(2026, 3, 17, 10, 42, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, clock: Clock) -> HiddenPage:
    made = HiddenPage(theme, Language.load(), clock=clock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_shows_the_time_and_nothing_else(page: HiddenPage, clock: Clock) -> None:
    words = " ".join(each.text() for each in page.findChildren(QLabel))
    assert "10:42" in words
    assert "Tuesday 17 March" in words
    assert "Kinfile" not in words
    assert "record" not in words.lower()
    clock.now += timedelta(minutes=1)
    page.show_time()
    assert page.heading is not None
    assert page.heading.text() == "10:43"


def box(page: HiddenPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def press(page: HiddenPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    found.click()


@pytest.mark.parametrize("by_pin", [False, True])
def test_what_is_typed_goes_up_as_bytes(page: HiddenPage, qtbot: QtBot, by_pin: bool) -> None:
    """B01, B02"""
    page.ask(by_pin=by_pin)
    way = page.way_back
    assert way is not None
    signal = page.pin_asked if by_pin else page.return_asked
    way.secret.set_text("2580")
    with qtbot.waitSignal(signal) as blocker:
        qtbot.keyClick(way.secret.box, Qt.Key.Key_Return)
    assert blocker.args == [bytearray(b"2580")]
    with qtbot.assertNotEmitted(signal):
        way.back.click()
    page.refuse()
    assert way.problem.isVisible()
    assert ("PIN" in way.problem.text()) == by_pin
    assert way.problem.text() in way.secret.box.accessibleDescription()
    assert way.back.isEnabled()


def test_an_empty_box_asks_nothing(page: HiddenPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.return_asked):
        press(page, "hidden.back")


def test_a_forgotten_pin_leaves_the_passphrase(page: HiddenPage) -> None:
    """B02"""
    page.ask(by_pin=True)
    press(page, "hidden.use_passphrase")
    assert box(page, "hidden.passphrase").accessibleName() == "Enter your passphrase to go back"


def test_a_pin_can_be_chosen(page: HiddenPage, qtbot: QtBot) -> None:
    """B03"""
    page.offer_pin()
    assert page.way_back is None
    page.refuse()
    new = box(page, "hidden.pin.new")
    for typed, why in (("", "4 to 8 digits"), ("123", "4 to 8 digits"), ("1234", "not in a row")):
        new.setText(typed)
        with qtbot.assertNotEmitted(page.pin_chosen):
            press(page, "hidden.pin.use")
        assert why in new.accessibleDescription()
    new.setText("2580")
    with qtbot.waitSignal(page.pin_chosen) as blocker:
        qtbot.keyClick(new, Qt.Key.Key_Return)
    assert blocker.args == [bytearray(b"2580")]


def test_a_pin_can_be_done_without(page: HiddenPage, qtbot: QtBot) -> None:
    """B03"""
    page.offer_pin()
    with qtbot.waitSignal(page.pin_declined):
        press(page, "hidden.pin.later")
    with qtbot.waitSignal(page.pin_declined):
        qtbot.keyClick(box(page, "hidden.pin.new"), Qt.Key.Key_Escape)


def test_what_was_typed_does_not_outlive_its_question(page: HiddenPage) -> None:
    """B04"""
    old = box(page, "hidden.passphrase")
    old.setText("four random words")
    page.offer_pin()
    assert old.text() == ""


@pytest.mark.parametrize("is_lock", [True, False])
def test_a_last_backup_can_be_left_out(page: HiddenPage, qtbot: QtBot, is_lock: bool) -> None:
    """B05"""
    page.tell_closing(is_lock=is_lock)
    assert page.way_back is None
    words = " ".join(each.text() for each in page.findChildren(QLabel))
    assert ("It locks by itself" if is_lock else "It closes by itself") in words
    assert "backup" not in words.lower()
    assert not page.lock.isVisible()
    page.refuse()
    with qtbot.waitSignal(page.lock_chosen):
        press(page, "hidden.skip")
    page.ask(by_pin=False)
    assert page.way_back is not None
