# SPDX-License-Identifier: Apache-2.0
"""The frame: the bar, the page below it, the cover over both. It knows nothing of records.

Its title is always "Kinfile": the task bar and Alt-Tab are read over shoulders. A page is shown
by giving the function that builds it, because it is built anew whenever theme, text size,
language or the window's class of width changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import set_quiet
from kinfile.ui.widgets.focus_ring import FocusRing
from kinfile.ui.widgets.page import Page, PagePlace

if TYPE_CHECKING:
    from datetime import datetime

    from kinfile.ui.appearance import Appearance
    from kinfile.ui.bar import Bar
    from kinfile.ui.menu import Menu
    from kinfile.ui.pages.hidden import HiddenPage

Build = Callable[[Theme, Language], Page]
TITLE = "Kinfile"
USUAL = QSize(1366, 768)
SMALLEST = QSize(512, 288)
"""Half of 1024x576: the effective size at 200 % that must still work."""


class Window(QMainWindow):
    """What the user does to the frame comes out as past-tense signals; Routes answers them."""

    home_chosen = Signal()
    lock_chosen = Signal()
    hide_chosen = Signal()
    about_chosen = Signal()
    new_chosen = Signal()
    find_chosen = Signal()
    names_chosen = Signal()
    back_chosen = Signal()
    close_chosen = Signal()
    return_asked = Signal(object)
    """The passphrase typed on the cover, as a bytearray."""
    pin_asked = Signal(object)
    """The PIN typed on the cover, as a bytearray."""
    pin_chosen = Signal(object)
    """The PIN for the rest of the session, as a bytearray."""
    pin_declined = Signal()
    pin_wished = Signal()
    """The user wants to choose a PIN now."""
    passphrase_wished = Signal()
    """The user wants another passphrase."""
    people_wished = Signal()
    """The people of all records are wanted."""
    my_details_wished = Signal()
    """The user wants to see or change what stands on what they sign."""
    backup_wished = Signal()
    """The user wants to see to backups."""
    verify_wished = Signal()
    """The user wants to check a signed file."""
    countersign_wished = Signal()
    """The user wants to sign somebody else's file too."""
    rebuild_needed = Signal()
    """Look or language changed: the page shown must be built anew from fresh facts."""

    def __init__(
        self, app: QApplication, appearance: Appearance, *, clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._app = app
        self._appearance = appearance
        self._clock = clock
        self.setWindowTitle(TITLE)
        self.setObjectName("window")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self.theme = appearance.theme(self.width())
        self.theme.apply(app)
        self._make_layers()
        self.bar: Bar | None = None
        self.strip: QWidget | None = None
        self.caution: QWidget | None = None
        self._caution_words: tuple[str, str] | None = None
        self.page: Page | None = None
        self.cover: HiddenPage | None = None
        self._has_bar = False
        self._spoken = appearance.language
        """In which language bar and strip are."""
        self._make_strip: Callable[[Theme, Language], QWidget] | None = None
        self._may_close = False
        self._place = PagePlace()
        self.ring = FocusRing(self, self.theme)
        self._hush()
        self._rebuild_later = QTimer(self, singleShot=True, interval=0)
        self._rebuild_later.timeout.connect(self.rebuild_needed)
        appearance.changed.connect(self._hush)
        appearance.changed.connect(self._rebuild_later.start)
        self._shortcuts = self._make_shortcuts()

    def _hush(self) -> None:
        set_quiet(self, is_quiet=self._appearance.preferences.is_quiet)

    def _make_layers(self) -> None:
        """The shell (bar, strip, page), and room above it for the cover."""
        self._layers = QStackedWidget()
        self._layers.setObjectName("layers")
        self.setCentralWidget(self._layers)
        self._shell = QWidget()
        self._column = QVBoxLayout(self._shell)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._layers.addWidget(self._shell)

    # What is shown

    def show_page(
        self, build: Build, *, place: PagePlace | None = None, has_bar: bool = True
    ) -> Page:
        """Replace the page by the one `build` makes, at `place` or at its beginning."""
        theme = self._appearance.theme(self.width())
        if self.page is not None:
            from kinfile.ui.widgets.menus import close_menus

            close_menus(self)
            self._drop(self.page)
            self.page = None
        spoken = self._appearance.language
        if theme != self.theme or spoken != self._spoken or has_bar != self._has_bar:
            self._set_frame(theme, has_bar=has_bar)
        page = build(theme, self._appearance.language)
        self.page = page
        self._column.addWidget(page, 1)
        page.trail_changed.connect(self._on_trail_changed)
        page.home_chosen.connect(self.home_chosen)
        self._on_trail_changed()
        page.show()
        if self.cover is None:
            self._arrive(page, place or PagePlace())
        return page

    def _arrive(self, page: Page, place: PagePlace) -> None:
        """Go to `place`, and in any case leave the focus on the page and not on the bar."""
        page.return_to(place)
        focus: QWidget | None = self.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            focus_in(page)
        if not place.focus:
            self.ring.bring_into_view()

    def set_strip(self, make: Callable[[Theme, Language], QWidget] | None) -> None:
        """Show a strip between bar and page from the next page on, or no longer."""
        self._make_strip = make
        self._has_bar = False

    def set_caution(self, words: tuple[str, str] | None) -> None:
        """Show a banner (its title and text, untranslated) over every page, or no longer."""
        self._caution_words = words
        if self.caution is not None:
            self._drop(self.caution)
            self.caution = None
        if self.bar is not None:
            self._add_caution()

    def place(self) -> PagePlace:
        """Where the user is on the page shown; unsaved work is handed on first."""
        if self.page is None:
            return PagePlace()
        self.page.settle()
        return self.page.place()

    def _set_frame(self, theme: Theme, *, has_bar: bool) -> None:
        """Make bar and strip anew, in the look of `theme`."""
        for part in (self.bar, self.strip, self.caution):
            if part is not None:
                self._drop(part)
        self.bar = self.strip = self.caution = None
        self._has_bar, self._spoken = has_bar, self._appearance.language
        if theme != self.theme:
            self.theme = theme
            theme.apply(self._app)
            self.ring.set_theme(theme)
        if has_bar:
            self._add_bar()
            if self._make_strip is not None:
                self.strip = self._make_strip(theme, self._appearance.language)
                self._column.insertWidget(1, self.strip)
            self._add_caution()

    def _drop(self, part: QWidget) -> None:
        """Take `part` out of the window. It may be what this was called from: it goes later."""
        self._column.removeWidget(part)
        part.setParent(None)
        # The layout may have asked for it to be shown in a moment, as a window of its own by then.
        part.hide()
        part.deleteLater()

    def _add_caution(self) -> None:
        if self._caution_words is None:
            return
        from kinfile.ui.widgets.banner import Banner

        title, text = (self._appearance.language.text(each) for each in self._caution_words)
        self.caution = Banner(
            title, text, self.theme, kind="warn", icon="triangle-alert", name="caution"
        )
        self._column.insertWidget(1, self.caution)

    def _add_bar(self) -> None:
        from kinfile.ui.bar import Bar

        bar = Bar(self.theme, self._appearance.language)
        bar.home_chosen.connect(self.home_chosen)
        bar.hide_chosen.connect(self.hide_chosen)
        bar.lock_chosen.connect(self.lock_chosen)
        bar.menu_chosen.connect(self._on_menu_chosen)
        self._column.insertWidget(0, bar)
        self.bar = bar

    def _on_trail_changed(self) -> None:
        if self.bar is not None and self.page is not None:
            self.bar.set_trail(self.page.trail(), leads_home=not self.page.is_alone())

    # Menus

    def menu(self) -> Menu:
        """The menu of the bar; also what the unlock page opens parts of."""
        from kinfile.ui.menu import Menu

        lines = self.page.menu_lines() if self.page is not None else ()
        menu = Menu(self._appearance, parent=self, about_page=lines)
        menu.about_chosen.connect(self.about_chosen)
        menu.pin_wished.connect(self.pin_wished)
        menu.passphrase_wished.connect(self.passphrase_wished)
        menu.people_wished.connect(self.people_wished)
        menu.my_details_wished.connect(self.my_details_wished)
        menu.backup_wished.connect(self.backup_wished)
        menu.verify_wished.connect(self.verify_wished)
        menu.countersign_wished.connect(self.countersign_wished)
        menu.close_chosen.connect(self.close_chosen)
        return menu

    def pop_up(self, part: str, below: QWidget) -> None:
        """Open a part of the menu (all, sizes, colours) at a widget."""
        from kinfile.ui.widgets.menus import open_menu

        menu = self.menu()
        shown = {"all": menu, "sizes": menu.sizes, "colours": menu.colours}[part]
        size = shown.sizeHint()
        corner = below.mapToGlobal(QPoint(0, below.height() + 4))
        if not self.theme.language_rtl:
            corner.setX(below.mapToGlobal(QPoint(below.width(), 0)).x() - size.width())
        bottom = self.mapToGlobal(QPoint(0, self.height())).y()
        if corner.y() + size.height() > bottom:
            corner.setY(below.mapToGlobal(QPoint(0, -4)).y() - size.height())
        if shown is not menu:
            shown.aboutToHide.connect(menu.deleteLater)
        open_menu(shown, corner)

    def _on_menu_chosen(self) -> None:
        if self.bar is not None:
            self.pop_up("all", self.bar.menu_button)

    # The cover

    @property
    def is_hidden(self) -> bool:
        return self.cover is not None

    def hide_all(self, *, has_pin: bool = False) -> None:
        """Cover everything at once: page, menus, dialogs, tooltips.

        `has_pin` is whether a PIN takes the cover away again.
        """
        if self.cover is not None:
            return
        # Before anything hides: Qt moves the focus away from what disappears.
        self._place = self.page.place() if self.page is not None else PagePlace()
        from kinfile.ui.pages.hidden import HiddenPage

        cover = HiddenPage(
            self.theme, self._appearance.language, clock=self._clock, has_pin=has_pin
        )
        cover.return_asked.connect(self.return_asked)
        cover.pin_asked.connect(self.pin_asked)
        cover.pin_chosen.connect(self.pin_chosen)
        cover.pin_declined.connect(self.pin_declined)
        cover.lock_chosen.connect(self.lock_chosen)
        self.cover = cover
        self._layers.addWidget(cover)
        self._layers.setCurrentWidget(cover)
        self._layers.repaint()
        for other in self._app.topLevelWidgets():
            if other is not self and other.isVisible():
                other.hide()
        cover.focus_first()
        self._allow_shortcuts()

    def uncover(self) -> None:
        """Back to the page, with the focus where it was."""
        if self.cover is None:
            return
        cover, self.cover = self.cover, None
        self._layers.setCurrentWidget(self._shell)
        self._layers.removeWidget(cover)
        cover.setParent(None)
        cover.deleteLater()
        self._allow_shortcuts()
        if self.page is not None:
            self._arrive(self.page, self._place)

    # Keys

    def _make_shortcuts(self) -> Sequence[QShortcut]:
        grow, shrink = self._appearance.grow, self._appearance.shrink
        return [
            self._shortcut(keys, slot)
            for keys, slot in (
                ("Ctrl+L", self.lock_chosen.emit), ("Ctrl+H", self.hide_chosen.emit),
                ("Ctrl+N", self.new_chosen.emit), ("Ctrl+F", self.find_chosen.emit),
                ("Ctrl+Shift+N", self.names_chosen.emit), ("Alt+Left", self.back_chosen.emit),
                ("Ctrl++", grow), ("Ctrl+=", grow), ("Ctrl+-", shrink),
                ("Ctrl+0", lambda: self._appearance.choose_scale(1.0)),
                ("F6", lambda: self._go_round(1)), ("Shift+F6", lambda: self._go_round(-1)),
            )
        ]  # fmt: skip

    def _shortcut(self, keys: str, slot: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(slot)
        return shortcut

    def _allow_shortcuts(self) -> None:
        """While the cover is up only Lock and the text size answer."""
        always = {"Ctrl+L", "Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"}
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not self.is_hidden or shortcut.key().toString() in always)

    def _go_round(self, step: int) -> None:
        """F6: from one region of the window to the next, the bar being one of them."""
        regions: list[QWidget] = [self.bar] if self.bar is not None else []
        regions += self.page.regions() if self.page is not None else ()
        regions = [region for region in regions if region.isVisible()]
        if not regions:
            return
        focus: QWidget | None = self.focusWidget()
        here = next((i for i, each in enumerate(regions) if focus and each.isAncestorOf(focus)), -1)
        for offset in range(1, len(regions) + 1):
            if focus_in(regions[(here + step * offset) % len(regions)]):
                return

    # The window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self._appearance.theme(self.width())
        if theme.is_compact != self.theme.is_compact and self.page is not None:
            self._rebuild_later.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a wish like any other: the records are closed first."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.close_chosen.emit()

    def close_now(self) -> None:
        self._may_close = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowTitleChange and self.windowTitle() != TITLE:
            self.setWindowTitle(TITLE)


def focus_in(region: QWidget) -> bool:
    """Put the focus on the first thing in `region` that takes it; False when there is none."""
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        region.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    each = region.nextInFocusChain()
    while each is not None and each is not region:
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if region.isAncestorOf(each) and takes and each.isVisible() and each.isEnabled():
            each.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        each = each.nextInFocusChain()
    return False
