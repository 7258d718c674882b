# SPDX-License-Identifier: Apache-2.0
"""Routes to the people of all records, and by them to a new assessment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.record import RecordRoutes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinfile.records.known import KnownPerson
    from kinfile.records.model import RowId
    from kinfile.ui.pages.people import Known, PeoplePage
    from kinfile.ui.pages.records import RecordsPage
    from kinfile.ui.widgets.page import PagePlace


class PeopleRoutes(RecordRoutes):
    """A new assessment asks who it is about wherever anybody is known."""

    _looked_at = ""
    """Whose card is open: a person's id."""
    _about = ""
    """About whom the assessment is that is being begun, where that is settled already."""

    def go_people(self) -> None:
        """From the menu: whatever is unsaved is handed on first."""
        if self._desk.is_unlocked:
            self._window.place()
            self._looked_at = ""
            self._read_forms(self.show_people)

    def _join_records(self, page: RecordsPage) -> None:
        super()._join_records(page)
        page.people_chosen.connect(self.go_people)

    def show_people(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.people import PeoplePage

        def with_people(people: tuple[KnownPerson, ...]) -> None:
            build = partial(PeoplePage, self._known(people))
            page = self._show(self.show_people, build, place)
            if isinstance(page, PeoplePage):
                self._join_people(page)
                page.record_chosen.connect(self.open_record)
                page.start_chosen.connect(self._start_about)
                page.went_back.connect(self.show_records)

        self._desk.ask(lambda workspace: workspace.people(), done=with_people)

    def _known(self, people: tuple[KnownPerson, ...]) -> Known:
        from kinfile.ui.pages.people import Known

        return Known(people, self._forms, self._shows_names, self._looked_at)

    def _join_people(self, page: PeoplePage) -> None:
        page.names_toggled.connect(self._on_names_toggled)
        page.looked_at.connect(self._on_looked_at)

    def _on_looked_at(self, person: str) -> None:
        self._looked_at = person

    # a new assessment

    def go_new(self) -> None:
        self._about = ""
        super().go_new()

    def _start_about(self, person: str) -> None:
        """From somebody's card: which assessment, then with whom."""
        super().go_new()
        self._about = person

    def _start(self, form: str, profile: str) -> None:
        def with_people(people: tuple[KnownPerson, ...]) -> None:
            if people:
                self._looked_at = self._about
                self.show_about_whom(form, profile)
            else:
                self._begin(form, profile, ())

        self._desk.ask(lambda workspace: workspace.people(), done=with_people)

    def show_about_whom(self, form: str, profile: str, place: PagePlace | None = None) -> None:
        """Who the assessment is about: somebody known, or somebody new."""
        from kinfile.ui.pages.people import AboutWhomPage

        def with_people(people: tuple[KnownPerson, ...]) -> None:
            build = partial(AboutWhomPage, self._known(people))
            page = self._show(partial(self.show_about_whom, form, profile), build, place)
            if isinstance(page, AboutWhomPage):
                self._join_people(page)
                page.about_chosen.connect(lambda chosen: self._begin(form, profile, chosen))
                page.went_back.connect(self.go_new)

        self._desk.ask(lambda workspace: workspace.people(), done=with_people)

    def _begin(self, form: str, profile: str, people: Sequence[RowId]) -> None:
        from kinfile.forms.profile import NATIONAL

        self._about = self._looked_at = ""
        taken, local = tuple(people), profile or NATIONAL
        self._desk.start(
            form, profile=local, people=taken, done=self.show_record, failed=self._on_failed
        )

    # what the window asks

    def _toggle_names(self) -> None:
        from kinfile.ui.pages.people import PeoplePage

        if isinstance(self._window.page, PeoplePage):
            self._window.page.toggle_names()
        else:
            super()._toggle_names()

    def go_find(self) -> None:
        """Ctrl+F: on a page with people, somebody; elsewhere a record."""
        from kinfile.ui.pages.people import PeoplePage

        if isinstance(self._window.page, PeoplePage):
            self._window.page.focus_find()
        else:
            super().go_find()
