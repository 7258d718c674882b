# SPDX-License-Identifier: Apache-2.0
"""The line over the record list: find, filter, names."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.ui.fields.boxes import LineBox
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.chips import Chips
from kinfile.ui.widgets.flow import Flow
from kinfile.ui.widgets.menus import open_menu
from kinfile.ui.widgets.text import label

CHIPS = {
    "all": N_("All ({n})"),
    "to_do": N_("To do ({n})"),
    "due": N_("Due soon ({n})"),
    "ready": N_("Ready to sign ({n})"),
    "not_sent": N_("Not sent ({n})"),
    "not_started": N_("Not started ({n})"),
    "in_progress": N_("In progress ({n})"),
    "sent": N_("Sent ({n})"),
    "closed": N_("Closed ({n})"),
    "put_aside": N_("Put aside ({n})"),
    "erased": N_("Erased ({n})"),
}
ALWAYS = ("all", "to_do", "due", "ready", "not_sent")
"""Filters that stand there by themselves; the others are in the menu, and come when chosen."""
PAUSE = 300
"""Milliseconds without a key until the answers are searched too."""


class RecordTools(QWidget):
    """`count` tells how many lines a filter would show."""

    typed = Signal(str)
    """What stands in the search box is something else."""
    sought = Signal(str)
    """The worker paused, or pressed Enter: look in the answers too."""
    filter_chosen = Signal(str)
    names_chosen = Signal()

    def __init__(self, count: Callable[[str], int], theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        text = language.text
        self._counts = {key: count(key) for key in CHIPS}
        self.search = LineBox(text("Find a record"), theme=theme, name="records.find")
        self.search.setPlaceholderText(text("Initials, name or any word"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._seek)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._seek)
        self.chips = Chips(
            [(key, text(words, n=self._counts[key])) for key, words in CHIPS.items()],
            theme,
            says=text("Show"),
            name="records.chips",
        )
        self.more = LinkButton(
            text("More"), theme, says=text("More kinds of records"), name="records.more"
        )
        self.more.clicked.connect(self._on_more)
        # Only hidden here: shown without a parent it would be a window of its own.
        if not self._others():
            self.more.hide()
        self.menu_shown: QMenu | None = None
        self._show_chips()
        self.chips.chosen.connect(self._on_chip)
        self.names = LinkButton("", theme, icon="users", name="records.names")
        self.names.clicked.connect(self.names_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        found = label(self._language.text("Find a record"), "bodyBold", wraps=False)
        filters = Flow(gap=theme.space(8))
        filters.add(self.chips)
        filters.add(self.more)
        if theme.is_compact:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(found)
            column.addWidget(self.search)
            column.addWidget(filters)
            column.addWidget(self.names)
            return
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(8))
        self.search.setFixedWidth(theme.px(250))
        row.addWidget(found)
        row.addWidget(self.search)
        row.addSpacing(theme.space(6))
        row.addWidget(filters, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.names)

    def show_names(self, *, shows: bool) -> None:
        """Say what the link does next: full names are shown now, or they are not."""
        text = self._language.text
        words = text("Show initials only") if shows else text("Show full names")
        self.names.setText(words)
        self.names.setAccessibleName(words)
        self.names.updateGeometry()

    def choose(self, key: str) -> None:
        """Put the filter `key` on; all, where nothing is left to be shown by it."""
        self.chips.choose(key if key in ALWAYS or self._counts[key] else "all")

    def clear(self) -> None:
        self.choose("all")
        self.search.clear()

    def _others(self) -> list[str]:
        return [key for key in CHIPS if key not in ALWAYS and self._counts[key]]

    def _show_chips(self) -> None:
        for key in CHIPS:
            self.chips.set_shown(key, is_shown=key in ALWAYS or key == self.chips.key)

    def _on_chip(self, key: str) -> None:
        self._show_chips()
        self.filter_chosen.emit(key)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.more.accessibleName())
        for key in self._others():
            action = menu.addAction(self._language.text(CHIPS[key], n=self._counts[key]))
            action.setObjectName(f"records.more.{key}")
            action.triggered.connect(lambda _=False, key=key: self.choose(key))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_shown = menu
        open_menu(menu, self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_typed(self, text: str) -> None:
        self.typed.emit(text)
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _seek(self) -> None:
        self._pause.stop()
        if self.search.words():
            self.sought.emit(self.search.text())
