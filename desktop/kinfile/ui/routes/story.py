# SPDX-License-Identifier: Apache-2.0
"""Routes about one record: its details, its corrections, erasing it, a newer form for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.door import DoorRoutes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kinfile.app.draft import Draft
    from kinfile.app.story import Story
    from kinfile.errors import KinfileError
    from kinfile.ui.widgets.page import Page, PagePlace
    from kinfile.ui.wishes import Planned


class StoryRoutes(DoorRoutes):
    """Pages that look at a record from outside, and lead back to where they were opened."""

    def show_fill(self, place: PagePlace | None = None) -> None:
        """The record in hand, where work on it goes on."""
        raise NotImplementedError

    def show_signed(
        self, draft: Draft, place: PagePlace | None = None, *, version: int | None = None
    ) -> None:
        """The signed copy of a record, or of one of its earlier versions."""
        raise NotImplementedError

    def open_record(self, ref: str) -> None:
        raise NotImplementedError

    # details

    def show_details(
        self,
        ref: str,
        place: PagePlace | None = None,
        *,
        back: Callable[[], None] | None = None,
        notes: bool = False,
    ) -> None:
        """`back` is where Alt+Left leads; `notes` opens the form for who its file went to."""

        def with_story(story: Story) -> None:
            from kinfile.ui.pages.details import DetailsPage

            today = self._desk.clock().date()
            page = self._show(
                partial(self.show_details, ref, back=back),
                partial(DetailsPage, self._desk, story, today, back or self.show_records),
                place,
            )
            if isinstance(page, DetailsPage):
                self._join_details(page, story.draft, back)
                if notes:
                    page.ledger.open_first()

        self._desk.ask(
            lambda workspace: workspace.story(ref), done=with_story, failed=self._on_failed
        )

    def _join_details(self, page: Page, draft: Draft, back: Callable[[], None] | None) -> None:
        from kinfile.ui.pages.details import DetailsPage

        if not isinstance(page, DetailsPage):
            return
        here = partial(self.show_details, draft.ref, back=back)
        page.record_chosen.connect(lambda: self.open_record(draft.ref))
        page.copy_chosen.connect(lambda version: self.show_signed(draft, version=version))
        page.correct_chosen.connect(lambda: self.show_correct(draft, back=here))
        page.paper_chosen.connect(lambda: self.show_paper(draft, back=here))
        page.portal_chosen.connect(lambda: self.show_portal(draft, back=here))
        page.erase_chosen.connect(lambda: self.show_erase(draft, back=here))
        page.put_aside_chosen.connect(lambda: self.show_put_aside(draft, back=here))
        page.taken_back.connect(lambda: here(self._window.place()))
        page.noted.connect(lambda: here(self._window.place()))

    def show_portal(
        self, draft: Draft, place: PagePlace | None = None, *, back: Callable[[], None]
    ) -> None:
        """One answer after the other onto the clipboard, for an area's own web form."""
        from kinfile.ui.pages.portal import PortalPage

        here = partial(self.show_portal, draft, back=back)
        page = self._show(here, partial(PortalPage, draft), place)
        if isinstance(page, PortalPage):
            page.went_back.connect(back)

    # corrections

    def show_correct(
        self, draft: Draft, place: PagePlace | None = None, *, back: Callable[[], None]
    ) -> None:
        from kinfile.ui.pages.correct import CorrectPage

        page = self._show(
            partial(self.show_correct, draft, back=back),
            partial(CorrectPage, self._desk, draft),
            place,
        )
        if isinstance(page, CorrectPage):
            page.corrected.connect(self.show_record)
            page.went_back.connect(back)

    def show_paper(
        self, draft: Draft, place: PagePlace | None = None, *, back: Callable[[], None]
    ) -> None:
        from kinfile.ui.pages.paper import PaperPage

        here = partial(self.show_paper, draft, back=back)
        page = self._show(here, partial(PaperPage, self._desk, draft), place)
        if isinstance(page, PaperPage):
            page.kept.connect(back)
            page.went_back.connect(back)

    # erasing

    def show_erase(
        self, draft: Draft, place: PagePlace | None = None, *, back: Callable[[], None]
    ) -> None:
        from kinfile.ui.pages.erase import ErasePage

        page = self._show(
            partial(self.show_erase, draft, back=back),
            partial(ErasePage, self._desk, draft),
            place,
        )
        if isinstance(page, ErasePage):
            page.erased.connect(self._on_erased)
            page.went_back.connect(back)

    def show_put_aside(
        self, draft: Draft, place: PagePlace | None = None, *, back: Callable[[], None]
    ) -> None:
        from kinfile.ui.pages.erase import PutAsidePage

        page = self._show(
            partial(self.show_put_aside, draft, back=back),
            partial(PutAsidePage, self._desk, draft),
            place,
        )
        if isinstance(page, PutAsidePage):
            page.put_aside.connect(self._on_put_aside)
            page.went_back.connect(back)

    def _on_put_aside(self, until: date) -> None:
        self._filling = None
        day = self._appearance.language.date(until)
        self._notice(
            self._text("The record is put aside"),
            (
                self._text("It will be erased on {date}.", date=day),
                self._text("Until then it stands under Put aside, in More on the list."),
            ),
            (("back", self._text("Go back to my records")),),
            self.show_records,
        )

    def _on_erased(self) -> None:
        self._filling = None
        self._notice(
            self._text("The record is erased"),
            (
                self._text("Its answers and signed copies are gone from this laptop."),
                self._text("Where its files went stays under Erased, in More on the list."),
            ),
            (("back", self._text("Go back to my records")),),
            self.show_records,
        )

    # a newer version of its form

    def show_move(self, place: PagePlace | None = None) -> None:
        """What the installed version of the form would change for the record in hand."""
        from kinfile.forms.translation import translated
        from kinfile.ui.pages.move import MovePage
        from kinfile.ui.wishes import planned

        draft = self._filling.draft if self._filling is not None else None
        if draft is None or draft.newer is None:
            self.show_fill()
            return
        ref, newer = draft.ref, draft.newer

        def with_plan(found: Planned) -> None:
            form = translated(found.form, self._appearance.form_language)
            build = partial(MovePage, self._desk, draft, found.plan, form)
            page = self._show(self.show_move, build, place)
            if isinstance(page, MovePage):
                page.moved.connect(self._on_moved)
                page.put_off.connect(self._on_put_off)

        self._desk.ask(
            lambda workspace: planned(workspace, ref, newer),
            done=with_plan,
            failed=self._on_not_planned,
        )

    def _on_moved(self, draft: Draft) -> None:
        here = self._filling.here if self._filling is not None else None
        sections = {section.id for section in draft.form.sections}
        self.show_record(draft, at=here if here and here.section in sections else None)

    def _on_put_off(self) -> None:
        if self._filling is not None:
            self._filling.has_put_off = True
        self.show_fill()

    def _on_not_planned(self, error: KinfileError) -> None:
        self.show_error(error, then=self.show_fill)
