# SPDX-License-Identifier: Apache-2.0
"""Save an empty form, to be printed and written on where a laptop cannot go.

What was written is typed in later, with the day on which it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinfile.i18n import LANGUAGES, N_, Language
from kinfile.ui.pages.print_out import PrintOutPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.text import label

if TYPE_CHECKING:
    from kinfile.ui.door_cards import FormCard


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyForm:
    """Which form is wanted, and how. `language` is the code of its language."""

    form: str
    language: str
    large_print: bool = False
    fillable: bool = False


class EmptyFormPage(PrintOutPage):
    """`forms` are those installed."""

    title = N_("An empty form to print")

    def __init__(self, forms: Sequence[FormCard], theme: Theme, language: Language) -> None:
        text = language.text
        about = text(
            "It has the same questions and numbers as on the screen, with room to write. "
            "Paper is not encrypted: keep it safe, and type it in soon."
        )
        super().__init__("empty_form", about, theme, language)
        offered = [(form.id, language.asked(form.title)) for form in forms]
        self.forms = self.ask(
            text("Which form?"), offered, offered[0][0] if offered else "", "form"
        )
        self._add_ways()
        self.add_buttons()

    def _add_ways(self) -> None:
        text, theme = self.language.text, self.theme
        self.large = Tick(text("Large print"), theme, name=self.part("large"))
        self.fillable = Tick(
            text("With fields that can be filled in on a computer"),
            theme,
            name=self.part("fillable"),
        )
        self.asks.addWidget(self.large)
        self.asks.addWidget(self.fillable)
        asks = text("Language of the form")
        self.asks.addWidget(label(asks, "question"))
        self.tongue = Picker(theme, says=asks, name=self.part("language"))
        self.tongue.addItems(list(LANGUAGES.values()))
        self.tongue.setMaximumWidth(theme.px(320))
        self.asks.addWidget(self.tongue)

    def focus_first(self) -> None:
        first = self.forms.buttons.get(self.forms.code())
        (self.save if first is None else first).setFocus()

    def wish(self) -> EmptyForm | None:
        if not self.forms.code():
            return None
        return EmptyForm(
            form=self.forms.code(),
            language=list(LANGUAGES)[self.tongue.currentIndex()],
            large_print=self.large.isChecked(),
            fillable=self.fillable.isChecked(),
        )
