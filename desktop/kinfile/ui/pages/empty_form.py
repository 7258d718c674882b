# SPDX-License-Identifier: Apache-2.0
"""Save an empty form, to be printed and written on where a laptop cannot go.

What was written is typed in later, with the day on which it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kinfile.i18n import LANGUAGES, N_, Language
from kinfile.ui.fields.options import OptionSet
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working

if TYPE_CHECKING:
    from kinfile.ui.door import FormCard


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyForm:
    """Which form is wanted, and how. `language` is the code of its language."""

    form: str
    language: str
    large_print: bool = False
    fillable: bool = False


class EmptyFormPage(Page):
    """`forms` are those installed."""

    wished = Signal(object)
    """EmptyForm: it is to be saved to a folder."""
    went_back = Signal()

    title = N_("An empty form to print")
    may_be_shared = True

    def __init__(self, forms: Sequence[FormCard], theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("empty_form")
        text = language.text
        area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="empty_form.scroll")
        self._area, column = area, area.column
        column.setSpacing(theme.space(14))
        self.told = Banner("", "", theme, kind="ok", name="empty_form.told")
        self.failed = Banner("", "", theme, kind="warn", icon="triangle-alert",
                             name="empty_form.failed")  # fmt: skip
        for banner in (self.told, self.failed):
            banner.hide()
            column.addWidget(banner)
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(
                text(
                    "It has the same questions and numbers as on the screen, with room to write. "
                    "Paper is not encrypted: keep it safe, and type it in soon."
                )
            )
        )
        asks = text("Which form?")
        column.addWidget(label(asks, "question"))
        offered = [(form.id, language.asked(form.title)) for form in forms]
        self.forms = OptionSet(asks, offered, theme=theme, name="empty_form.form")
        self.forms.show_codes({offered[0][0]} if offered else set())
        column.addWidget(self.forms)
        self._add_ways()
        self._add_buttons()
        column.addStretch()
        self.column.addWidget(area, 1)

    def _add_ways(self) -> None:
        text, theme, column = self.language.text, self.theme, self._area.column
        self.large = Tick(text("Large print"), theme, name="empty_form.large")
        self.fillable = Tick(
            text("With fields that can be filled in on a computer"),
            theme,
            name="empty_form.fillable",
        )
        column.addWidget(self.large)
        column.addWidget(self.fillable)
        asks = text("Language of the form")
        column.addWidget(label(asks, "question"))
        self.tongue = Picker(theme, says=asks, name="empty_form.language")
        self.tongue.addItems(list(LANGUAGES.values()))
        self.tongue.setMaximumWidth(theme.px(320))
        column.addWidget(self.tongue)

    def _add_buttons(self) -> None:
        text, theme, column = self.language.text, self.theme, self._area.column
        self.save = PrimaryButton(
            text("Save it to a folder…"), theme, icon="folder-output", name="empty_form.save"
        )
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="empty_form.back")
        self.save.clicked.connect(self._on_save)
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.save)
        row.addWidget(back)
        column.addLayout(row)
        self.working = Working(theme, self.language, name="empty_form")
        # It is drawn in one go: there is nothing to cancel.
        self.working.cancel.hide()
        column.addWidget(self.working)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        first = self.forms.buttons.get(self.forms.code())
        (self.save if first is None else first).setFocus()

    def _on_save(self) -> None:
        if self.working.isVisible() or not self.forms.code():
            return
        self.told.hide()
        self.failed.hide()
        self.wished.emit(
            EmptyForm(
                form=self.forms.code(),
                language=list(LANGUAGES)[self.tongue.currentIndex()],
                large_print=self.large.isChecked(),
                fillable=self.fillable.isChecked(),
            )
        )

    def show_working(self) -> None:
        self.working.show_step(self.language.text("Drawing the form"), 0, 0)

    def show_saved(self, name: str) -> None:
        self.working.end()
        title = self.language.text("Saved as {name}", name=name)
        self.told.set_words(title, self.language.text("Print it from there."))
        self.told.show()
        self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.SAVED, self.language)

    def show_failed(self, what: str, do: str) -> None:
        self.working.end()
        self.failed.set_words(what, do)
        self.failed.show()
        self._area.verticalScrollBar().setValue(0)
        announce(self, Announcement.NOT_DONE, self.language)
