# SPDX-License-Identifier: Apache-2.0
"""Save a sheet for the family: what the assessment is, and how information is shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.fields.options import OptionSet
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """Which sheet is wanted, and in what: the codes of app/family_sheet.py."""

    sheet: str
    language: str


class LeafletPage(Page):
    """`sheets` are ids with titles, `languages` codes with names; `chosen` is ticked at first."""

    wished = Signal(object)
    """Leaflet: it is to be saved to a folder."""
    went_back = Signal()

    title = N_("A sheet for the family")
    may_be_shared = True

    def __init__(
        self,
        sheets: Sequence[tuple[str, str]],
        languages: Mapping[str, str],
        theme: Theme,
        language: Language,
        *,
        chosen: str = "",
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("leaflet")
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="leaflet.scroll")
        self._area, column = area, area.column
        column.setSpacing(theme.space(14))
        self._add_banners()
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "It says what the assessment is and how information is shared. It has no "
                    "names in it. Think about who else may read it at home."
                )
            )
        )
        first = chosen if chosen in dict(sheets) else sheets[0][0]
        self.sheets = self._ask(text("About what?"), sheets, first, "sheet")
        tongues = tuple(languages.items())
        self.languages = self._ask(text("In what?"), tongues, tongues[0][0], "language")
        self._add_buttons()
        column.addStretch()
        self.column.addWidget(area, 1)

    def _add_banners(self) -> None:
        theme = self.theme
        self.told = Banner("", "", theme, kind="ok", name="leaflet.told")
        self.failed = Banner(
            "", "", theme, kind="warn", icon="triangle-alert", name="leaflet.failed"
        )
        for banner in (self.told, self.failed):
            banner.hide()
            self._area.column.addWidget(banner)

    def _ask(
        self, asks: str, offered: Sequence[tuple[str, str]], chosen: str, part: str
    ) -> OptionSet:
        options = OptionSet(asks, list(offered), theme=self.theme, name=f"leaflet.{part}")
        options.show_codes({chosen})
        self._area.column.addWidget(label(asks, "question"))
        self._area.column.addWidget(options)
        return options

    def _add_buttons(self) -> None:
        text, theme, column = self.language.text, self.theme, self._area.column
        self.save = PrimaryButton(
            text("Save it to a folder…"), theme, icon="folder-output", name="leaflet.save"
        )
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="leaflet.back")
        self.save.clicked.connect(self._on_save)
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.save)
        row.addWidget(back)
        column.addLayout(row)
        self.working = Working(theme, self.language, name="leaflet")
        # It is drawn in one go: there is nothing to cancel.
        self.working.cancel.hide()
        column.addWidget(self.working)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.sheets.buttons[self.sheets.code()].setFocus()

    def _on_save(self) -> None:
        if self.working.isVisible():
            return
        self.told.hide()
        self.failed.hide()
        self.wished.emit(Leaflet(sheet=self.sheets.code(), language=self.languages.code()))

    def show_working(self) -> None:
        self.working.show_step(self.language.text("Drawing the sheet"), 0, 0)

    def show_saved(self, name: str) -> None:
        title = self.language.text("Saved as {name}", name=name)
        self._show(self.told, title, self.language.text("Print it from there."))
        announce(self, Announcement.SAVED, self.language)

    def show_failed(self, what: str, do: str) -> None:
        self._show(self.failed, what, do)
        announce(self, Announcement.NOT_DONE, self.language)

    def _show(self, banner: Banner, title: str, words: str) -> None:
        self.working.end()
        banner.set_words(title, words)
        banner.show()
        self._area.verticalScrollBar().setValue(0)
