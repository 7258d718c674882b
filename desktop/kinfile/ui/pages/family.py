# SPDX-License-Identifier: Apache-2.0
"""Family and dates: the family as a diagram and the record's dates down a line, or as tables.

Both only show what is answered elsewhere: Enter on a person or a date goes to its question. Full
names stand on the glass only where they were asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.forms.model import GroupId
from kinfile.i18n import N_, Language
from kinfile.records import chronology_words, family_words
from kinfile.records.chronology import chronology_of
from kinfile.records.family import family_of
from kinfile.records.model import Place
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.fill_keys import bind
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.diagram import Diagram
from kinfile.ui.widgets.family_view import FamilyView
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page, PagePlace
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.timeline_view import TimelineView
from kinfile.ui.widgets.words_table import WordsTable

FAMILY_SHARES, DATES_SHARES = (4, 5, 4, 5), (1, 4, 8, 4, 4)


@dataclass(slots=True)
class Shown:
    """How its user wants to see it; it outlives the page, which is built anew now and then."""

    names: bool = False
    family_as_table: bool = False
    dates_as_table: bool = False


class FamilyPage(Page):
    went_back = Signal()
    """To where one came from: the question, or checking."""
    spot_chosen = Signal(object)
    """Spot: where the person or the date is answered."""
    names_toggled = Signal(bool)
    title = N_("Family and dates")

    def __init__(self, filling: Filling, shown: Shown, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("family")
        self.filling = filling
        self._shown = shown
        draft = filling.draft
        self._family = family_of(draft.form, draft.answers, draft.report)
        self._chronology = chronology_of(draft.form, draft.answers, draft.report)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._shortcuts = bind(self, {"Escape": self.go_back, "Ctrl+D": self.go_back})
        self._show_forms()

    # the page

    def _make_parts(self) -> None:
        theme, text = self.theme, self.language.text
        self._title = Heading(text(self.title), theme)
        self.heading = self._title
        self.back = LinkButton(text("Back to where you were"), theme, name="family.back")
        self.names = SecondaryButton(self._names_words(), theme, name="family.names")
        self.family_as = SecondaryButton("", theme, name="family.as_table")
        self.dates_as = SecondaryButton("", theme, name="dates.as_table")
        self.diagram = FamilyView(
            self._family, self._called(), theme, self.language, name="family.diagram"
        )
        self.people = WordsTable(
            self._header(family_words.HEADER),
            self._people_cells(),
            FAMILY_SHARES,
            theme,
            says=text("Family as a table"),
            name="family.table",
        )
        self.timeline = TimelineView(
            self._chronology,
            self.filling.draft.form,
            self._called(),
            theme,
            self.language,
            name="dates.timeline",
        )
        self.dates = WordsTable(
            self._header(chronology_words.HEADER),
            self._date_cells(),
            DATES_SHARES,
            theme,
            says=text("Dates as a table"),
            name="dates.table",
        )
        key = " ".join(family_words.key_of(self._family, self.language))
        self.key = label(key, "hint", name="family.key")
        self.no_room = label(
            text("The window is too narrow for the diagram; the table says the same."),
            "hint",
            name="family.no_room",
        )

    def _lay_out(self) -> None:
        text, theme = self.language.text, self.theme
        self.area = ScrollColumn(theme, measure=0, name="family.scroll")
        self.column.addWidget(self.area)
        content = Column(theme, gap=10)
        self.area.column.addWidget(content)
        self.area.column.addStretch(1)
        inside = content.layout_
        inside.addLayout(self._top())
        intro = text(
            "Both show what is answered in the record and nothing else. The arrows move; Enter "
            "goes to the answer."
        )
        inside.addWidget(label(intro, "hint"))
        inside.addLayout(self._titled(Heading(text("Family"), theme, level=2), self.family_as))
        if not self._family:
            inside.addWidget(label(text("Nobody is recorded yet.")))
        for part in (self.no_room, self.diagram, self.key, self.people):
            inside.addWidget(part)
        inside.addSpacing(theme.space(14))
        inside.addLayout(self._titled(Heading(text("Dates"), theme, level=2), self.dates_as))
        words = chronology_words.summary_words(self._chronology, self.language)
        inside.addWidget(label(words, "hint", name="dates.summary"))
        inside.addWidget(self.timeline)
        inside.addWidget(self.dates)

    def _top(self) -> QVBoxLayout:
        """The title, the way back, and the button for names, which wraps below where it must."""
        column = QVBoxLayout()
        column.setSpacing(self.theme.space(2))
        column.addLayout(self._titled(self._title, self.names))
        column.addWidget(self.back)
        return column

    def _titled(self, heading: Heading, button: QWidget) -> QVBoxLayout | QHBoxLayout:
        """A heading and, beside it or below it, a button."""
        row: QVBoxLayout | QHBoxLayout
        row = QVBoxLayout() if self.theme.is_compact else QHBoxLayout()
        row.setSpacing(self.theme.space(8))
        row.addWidget(heading)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
            row.addWidget(button)
        else:
            beside = QHBoxLayout()
            beside.addWidget(button)
            beside.addStretch(1)
            row.addLayout(beside)
        return row

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.names.clicked.connect(self.toggle_names)
        self.family_as.clicked.connect(self._toggle_family)
        self.dates_as.clicked.connect(self._toggle_dates)
        self.diagram.row_chosen.connect(lambda n: self._choose(self.diagram.members[n].place))
        self.people.row_chosen.connect(lambda n: self._choose(self._family.members[n].place))
        for view in (self.timeline, self.dates):
            view.row_chosen.connect(lambda n: self._choose(self._chronology.entries[n].place))
        self.diagram.arranged.connect(self._show_forms)

    # what the window asks

    def trail(self) -> tuple[str, ...]:
        initials = self.filling.draft.subject.initials or self.language.text("New record")
        return initials, self.language.text(self.title)

    def focus_first(self) -> None:
        self.people.setFocus() if self._is_table else self.diagram.setFocus()
        if not self._family:
            self.back.setFocus()

    def return_to(self, place: PagePlace) -> None:
        super().return_to(place)
        if isinstance(self.focusWidget(), Diagram | WordsTable):
            return
        if not place.focus:
            self.focus_first()

    def go_back(self) -> None:
        self.went_back.emit()

    # names

    def toggle_names(self) -> None:
        """Full names for initials, or the other way round."""
        self._shown.names = not self._shown.names
        words = self._names_words()
        self.names.setText(words)
        self.names.setAccessibleName(words)
        self.diagram.rename(self._called())
        self.timeline.rename(self._called())
        self.people.words.show_rows(self._people_cells())
        self.dates.words.show_rows(self._date_cells())
        self.names_toggled.emit(self._shown.names)

    def _names_words(self) -> str:
        text = self.language.text
        return text("Show initials only") if self._shown.names else text("Show full names")

    def _called(self) -> family_words.Names:
        made = family_words.by_name if self._shown.names else family_words.by_initials
        return made(self._family, self.language)

    # diagram or table

    @property
    def _is_table(self) -> bool:
        return self._shown.family_as_table or not self.diagram.fits

    def _toggle_family(self) -> None:
        self._shown.family_as_table = not self._shown.family_as_table
        self._show_forms()

    def _toggle_dates(self) -> None:
        self._shown.dates_as_table = not self._shown.dates_as_table
        self._show_forms()

    def _show_forms(self) -> None:
        text, shown = self.language.text, self._shown
        has_family, has_dates = bool(self._family), bool(self._chronology)
        # A diagram that is hidden is never laid out, so that it could not find out that it fits.
        self.diagram.setVisible(has_family and not shown.family_as_table)
        self.key.setVisible(has_family and not self._is_table)
        self.people.setVisible(has_family and self._is_table)
        self.no_room.setVisible(has_family and not self.diagram.fits and not shown.family_as_table)
        self.timeline.setVisible(has_dates and not shown.dates_as_table)
        self.dates.setVisible(has_dates and shown.dates_as_table)
        self.family_as.setVisible(has_family)
        self.dates_as.setVisible(has_dates)
        as_diagram, as_line = text("Show the diagram"), text("Show the timeline")
        as_table = text("Show as table")
        for button, is_table, back, what in (
            (self.family_as, shown.family_as_table, as_diagram, text("Family")),
            (self.dates_as, shown.dates_as_table, as_line, text("Dates")),
        ):
            words = back if is_table else as_table
            button.setText(words)
            button.setAccessibleName(text("{button}: {what}", button=words, what=what))

    def _header(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.language.text(each) for each in words)

    def _people_cells(self) -> list[tuple[str, ...]]:
        names = self._called()
        return [
            family_words.cells_of(each, self._family, names, self.language)
            for each in self._family.members
        ]

    def _date_cells(self) -> list[tuple[str, ...]]:
        form, names = self.filling.draft.form, self._called()
        return [
            chronology_words.cells_of(number, entry, form, names, self.language)
            for number, entry in enumerate(self._chronology.entries, start=1)
        ]

    def _choose(self, place: Place) -> None:
        form = self.filling.draft.form
        question = form.by_id().get(place.question)
        if question is not None:
            self.spot_chosen.emit(Spot(question.section, place))
            return
        # Somebody else's form may have the people without this question.
        group = form.groups[GroupId(place.question.partition(".")[0])]
        self.spot_chosen.emit(Spot(group.section, group=group.id))
