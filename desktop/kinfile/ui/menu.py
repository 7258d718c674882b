# SPDX-License-Identifier: Apache-2.0
"""The menu of the bar: text size, colours, languages, details, backup, PIN and passphrase, about,
close.

Only what works is in it.
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kinfile.i18n import LANGUAGES, N_
from kinfile.ui.appearance import Appearance
from kinfile.ui.theme import SCALES
from kinfile.ui.widgets.page import MenuLine

COLOURS = {
    "system": N_("As the computer is set"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


class Menu(QMenu):
    """`sizes`, `colours` and `languages` are menus of their own, for pages that offer just them."""

    about_chosen = Signal()
    pin_wished = Signal()
    passphrase_wished = Signal()
    people_wished = Signal()
    my_details_wished = Signal()
    backup_wished = Signal()
    verify_wished = Signal()
    countersign_wished = Signal()
    close_chosen = Signal()

    def __init__(
        self,
        appearance: Appearance,
        *,
        parent: QWidget,
        offers_capture: bool = sys.platform == "win32",
        about_page: Sequence[MenuLine] = (),
    ) -> None:
        super().__init__(parent)
        text = appearance.language.text
        self.setObjectName("menu")
        self.setAccessibleName(text("Menu"))
        self._appearance = appearance
        for line in about_page:
            self._add_line(line)
        if about_page:
            self.addSeparator()
        self.sizes = self._sizes(text("Text size"))
        self.colours = self._colours(text("Colours"))
        self.addMenu(self.sizes)
        self.addMenu(self.colours)
        self.languages = self._languages(text("Language"))
        self.addMenu(self.languages)
        self._add_wish("people", text("People…"), self.people_wished)
        self._add_wish("my_details", text("My details…"), self.my_details_wished)
        self._add_wish("backup", text("Backup…"), self.backup_wished)
        self._add_wish("verify", text("Check a signed file…"), self.verify_wished)
        self._add_wish("countersign", text("Countersign a file…"), self.countersign_wished)
        self._add_wish("pin", text("PIN for Hide screen…"), self.pin_wished)
        self._add_wish("passphrase", text("Change passphrase…"), self.passphrase_wished)
        self._add_switches(offers_capture=offers_capture)
        self.addSeparator()
        self._add_wish("about", text("Help and about Kinfile"), self.about_chosen)
        self._add_wish("close", text("Close Kinfile"), self.close_chosen)
        self.aboutToHide.connect(self.deleteLater)

    def _add_wish(self, name: str, words: str, wish: SignalInstance) -> None:
        action = self.addAction(words)
        action.setObjectName(f"menu.{name}")
        action.triggered.connect(wish)

    def _add_line(self, line: MenuLine) -> None:
        # The tab is where a menu puts its key; the page itself listens for it.
        action = self.addAction(f"{line.words}\t{line.key}" if line.key else line.words)
        action.setObjectName(f"menu.{line.name}")
        if line.is_on is not None:
            action.setCheckable(True)
            action.setChecked(line.is_on)
        # When the menu is gone: what is chosen may build the page anew.
        action.triggered.connect(line.chosen, Qt.ConnectionType.QueuedConnection)

    def _sizes(self, words: str) -> QMenu:
        menu = QMenu(words, self)
        menu.setObjectName("menu.sizes")
        menu.setAccessibleName(words)
        language = self._appearance.language
        group = QActionGroup(menu)
        for scale in SCALES:
            percent = language.text("{n} %", n=round(scale * 100))
            action = self._choice(menu, group, percent, f"menu.size.{round(scale * 100)}")
            action.setChecked(scale == self._appearance.scale)
            action.triggered.connect(
                lambda _=False, scale=scale: self._appearance.choose_scale(scale)
            )
        return menu

    def _colours(self, words: str) -> QMenu:
        menu = QMenu(words, self)
        menu.setObjectName("menu.colours")
        menu.setAccessibleName(words)
        group = QActionGroup(menu)
        for code, colour in COLOURS.items():
            shown = self._appearance.language.text(colour)
            action = self._choice(menu, group, shown, f"menu.colours.{code}")
            action.setChecked(code == self._appearance.colours)
            action.triggered.connect(
                lambda _=False, code=code: self._appearance.choose_colours(code)
            )
        return menu

    def _languages(self, words: str) -> QMenu:
        """Three choices: of this window, of what is asked, and of documents."""
        menu = QMenu(words, self)
        menu.setObjectName("menu.languages")
        menu.setAccessibleName(words)
        look, text = self._appearance, self._appearance.language.text
        chosen = look.preferences
        self._one_of(
            menu, text("This window"), "window", LANGUAGES, look.language.code, look.choose_language
        )
        self._one_of(
            menu,
            text("The questions"),
            "questions",
            {"": text("As the window"), **LANGUAGES},
            chosen.form_language,
            look.choose_form_language,
        )
        self._one_of(
            menu,
            text("Documents"),
            "documents",
            LANGUAGES,
            look.document_language.code,
            look.choose_document_language,
        )
        return menu

    def _one_of(
        self,
        menu: QMenu,
        words: str,
        name: str,
        choices: Mapping[str, str],
        chosen: str,
        choose: Callable[[str], None],
    ) -> None:
        """A menu of its own, so that a screen reader says what is chosen in it."""
        inside = menu.addMenu(words)
        inside.setObjectName(f"menu.language.{name}")
        inside.setAccessibleName(words)
        group = QActionGroup(inside)
        for code, shown in choices.items():
            action = self._choice(inside, group, shown, f"menu.language.{name}.{code or 'same'}")
            action.setChecked(code == chosen)
            action.triggered.connect(lambda _=False, code=code: choose(code))

    def _add_switches(self, *, offers_capture: bool) -> None:
        look, text = self._appearance, self._appearance.language.text
        quiet = self.addAction(text("Quiet announcements: say failures only"))
        quiet.setObjectName("menu.quiet")
        quiet.setCheckable(True)
        quiet.setChecked(look.preferences.is_quiet)
        quiet.triggered.connect(lambda is_on: look.choose_quiet(is_on=is_on))
        if not offers_capture or look.forbids_capture:
            return
        capture = self.addAction(text("Let screenshots and screen sharing show Kinfile"))
        capture.setObjectName("menu.capture")
        capture.setCheckable(True)
        capture.setChecked(look.preferences.may_be_captured)
        capture.triggered.connect(lambda is_on: look.choose_capture(is_on=is_on))

    @staticmethod
    def _choice(menu: QMenu, group: QActionGroup, words: str, name: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setCheckable(True)
        group.addAction(action)
        return action
