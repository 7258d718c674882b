# SPDX-License-Identifier: Apache-2.0
"""A page remembers where its user was, and goes back there on its successor."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page, PagePlace
from kinfile.ui.widgets.scroll import ScrollColumn


class Sample(Page):
    keeps_typed = True

    def __init__(self, theme: Theme, language: Language, text: str = "") -> None:
        super().__init__(theme, language)
        self.area = ScrollColumn(theme, name="area")
        self.column.addWidget(self.area)
        self.heading = Heading("Sample", theme)
        self.first, self.words = QLineEdit(text), QPlainTextEdit("kept words")
        for name, box in (("first", self.first), ("words", self.words)):
            box.setObjectName(name)
            box.setMinimumHeight(600)
            self.area.column.addWidget(box)

    def focus_first(self) -> None:
        self.first.setFocus()


def shown(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def test_focus_caret_scroll_and_typing_come_back(qtbot: QtBot, theme: Theme) -> None:
    page = Sample(theme, Language.load(), "half typed")
    shown(qtbot, page)
    page.words.setFocus()
    cursor = page.words.textCursor()
    cursor.setPosition(4)
    page.words.setTextCursor(cursor)
    page.area.verticalScrollBar().setValue(123)
    place = page.place()
    assert place.focus == "words"
    after = Sample(theme, Language.load())
    shown(qtbot, after)
    after.return_to(place)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is after.words)
    assert after.words.textCursor().position() == 4
    assert after.first.text() == "half typed"
    assert after.area.verticalScrollBar().value() == 123


def test_a_new_page_begins_at_its_beginning(qtbot: QtBot, theme: Theme) -> None:
    page = Sample(theme, Language.load())
    shown(qtbot, page)
    page.return_to(PagePlace(focus="not there"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.first)
    assert page.trail() == ()
    assert page.regions() == (page,)


def test_a_place_shows_nothing_that_was_typed() -> None:
    place = PagePlace(typed={"passphrase": "secret words"})
    assert "secret" not in repr(place)
