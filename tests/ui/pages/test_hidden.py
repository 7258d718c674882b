# SPDX-License-Identifier: Apache-2.0
"""The cover: the time of day and a box, nothing that tells what is behind."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
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


def test_the_passphrase_goes_up_as_bytes(page: HiddenPage, qtbot: QtBot) -> None:
    page.passphrase.set_text("four random words here")
    with qtbot.waitSignal(page.return_asked) as blocker:
        qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    assert blocker.args == [bytearray(b"four random words here")]
    with qtbot.assertNotEmitted(page.return_asked):
        page.back.click()
    page.refuse()
    assert page.problem.isVisible()
    assert page.back.isEnabled()


def test_an_empty_box_asks_nothing(page: HiddenPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.return_asked):
        page.back.click()
