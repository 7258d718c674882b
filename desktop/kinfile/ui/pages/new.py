# SPDX-License-Identifier: Apache-2.0
"""New assessment: which one, and by whose local arrangements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.ui.door_cards import FormCard, ProfileCard
from kinfile.ui.pages.form_cards import FormCards
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.picker import Picker
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.wording import words

if TYPE_CHECKING:
    from kinfile.forms.packs.shelf import ShelfProblem


class NewPage(Page):
    """`form_chosen` carries the form's id and the profile's."""

    empty_wished = Signal()
    """An empty form is to be printed."""
    leaflet_wished = Signal()
    """A sheet that explains an assessment to a family is to be printed."""
    form_chosen = Signal(str, str)

    title = N_("New assessment")

    def __init__(
        self,
        forms: Sequence[FormCard],
        profiles: Sequence[ProfileCard],
        problems: Sequence["ShelfProblem"],
        theme: Theme,
        language: Language,
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("new")
        self._profiles = tuple(profiles)
        text = language.text
        area = ScrollColumn(theme, measure=0, margins=(28, 24, 28, 24), name="new.scroll")
        column = area.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        self.problem = self._add_problems(area, forms, problems)
        column.addWidget(
            label(
                text(
                    "Choose what you want to fill in. You can answer in any order, stop at any "
                    "point, and nothing is lost."
                )
            )
        )
        self.picker = self._add_picker(area)
        column.addSpacing(theme.space(12))
        self.cards = FormCards(forms, theme, language)
        self.cards.form_chosen.connect(self._on_form_chosen)
        column.addWidget(self.cards)
        column.addSpacing(theme.space(16))
        words = text("Print an empty form to write on")
        empty = LinkButton(words, theme, icon="printer", name="new.empty")
        empty.clicked.connect(self.empty_wished)
        column.addWidget(empty)
        words = text("Print a sheet for the family")
        leaflet = LinkButton(words, theme, icon="printer", name="new.leaflet")
        leaflet.clicked.connect(self.leaflet_wished)
        column.addWidget(leaflet)
        back = LinkButton(text("Back"), theme, icon="arrow-left", name="new.back")
        back.clicked.connect(self.home_chosen)
        column.addWidget(back)
        column.addStretch()
        self.column.addWidget(area, 1)

    def _add_problems(
        self,
        area: ScrollColumn,
        forms: Sequence[FormCard],
        problems: Sequence["ShelfProblem"],
    ) -> Banner | None:
        """Packs that were installed and are not used: what is wrong, and what to do about it."""
        if not problems:
            return None
        text, titles = self.language.text, {form.id: form.title for form in forms}
        said = [
            str(
                words(
                    f"shelf.{each.problem}",
                    {"form": self.language.asked(titles.get(each.subject.id, each.subject.id))},
                    self.language,
                )
            )
            for each in problems
        ]
        banner = Banner(
            text("A form pack could not be used"),
            "\n".join(said),
            self.theme,
            kind="warn",
            icon="triangle-alert",
            name="new.problems",
        )
        area.column.addWidget(banner)
        return banner

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def focus_first(self) -> None:
        if self.cards.buttons:
            self.cards.buttons[0].setFocus()

    def _add_picker(self, area: ScrollColumn) -> Picker | None:
        """Asked only where there is a choice."""
        if len(self._profiles) < 2:
            return None
        words = self.language.text("Local arrangements")
        hint = self.language.text(
            "Timings, names of levels and phone numbers come from the area you choose."
        )
        area.column.addSpacing(self.theme.space(8))
        area.column.addWidget(label(words, "question"))
        area.column.addWidget(label(hint, "hint"))
        picker = Picker(self.theme, says=words, name="new.profile")
        picker.setAccessibleDescription(hint)
        picker.addItems([self.language.asked(profile.name) for profile in self._profiles])
        picker.setMaximumWidth(self.theme.px(480))
        area.column.addWidget(picker)
        return picker

    def _on_form_chosen(self, form: str) -> None:
        place = self.picker.currentIndex() if self.picker is not None else 0
        profile = self._profiles[place].id if self._profiles else ""
        self.form_chosen.emit(form, profile)
