# SPDX-License-Identifier: Apache-2.0
"""Routes with a vault open: the list, a new record, filling in, checking, the signed copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kinfile.policy.table import Key
from kinfile.ui.routes.notes import NotesRoutes
from kinfile.ui.routes.print_outs import PrintOutRoutes
from kinfile.ui.widgets.page import PagePlace

if TYPE_CHECKING:
    from kinfile.app.draft import Draft
    from kinfile.app.handover import Exported
    from kinfile.forms.packs.shelf import ShelfProblem
    from kinfile.ui.door_cards import FormCard, ProfileCard
    from kinfile.ui.finder import Finder
    from kinfile.ui.pages.fill_places import Spot
    from kinfile.ui.pages.records import RecordsPage
    from kinfile.ui.window import Build
    from kinfile.ui.wishes import Home, Leaving


class RecordRoutes(NotesRoutes, PrintOutRoutes):
    """Records, one and all."""

    _finder: Finder | None = None

    @property
    def may_print(self) -> bool:
        """Whether IT lets documents be printed."""
        return not self._desk.policies.is_on(Key.NO_PRINT)

    def go_back(self) -> None:
        """Alt+Left: from checking to the questions; elsewhere the page knows."""
        if self._route == self.show_check:
            self.show_fill()
        elif self._desk.is_unlocked and self._window.page is not None:
            self._window.page.go_back()

    def show_records(self, place: PagePlace | None = None) -> None:
        """Read the list anew, then show it (or the invitation, where it is empty)."""
        from kinfile.ui.wishes import home

        def read() -> None:
            self._desk.ask(home, done=lambda found: self._on_records(found, place))

        if self._forms:
            read()
        else:
            self._read_forms(read)

    def _read_forms(self, then: Callable[[], None]) -> None:
        def read(cards: tuple[FormCard, ...]) -> None:
            self._forms = {card.id: card for card in cards}
            then()

        self._desk.forms(done=read)

    def _on_records(self, found: Home, place: PagePlace | None) -> None:
        from kinfile.ui.pages.records import Caseload, EmptyPage, RecordsPage

        self._begin_finding()
        if not found.lines:
            build: Build = partial(EmptyPage, tuple(self._forms.values()))
        else:
            caseload = Caseload(
                found.lines,
                self._forms,
                self._desk.clock(),
                found.resume,
                self._shows_names,
                self._chip,
                found.last_backup,
            )
            build = partial(RecordsPage, caseload)
        page = self._show(self.show_records, build, place)
        if isinstance(page, EmptyPage):
            page.form_chosen.connect(self._start_here)
            page.example_chosen.connect(self._start_example)
        if isinstance(page, RecordsPage):
            self._join_records(page)

    def _join_records(self, page: RecordsPage) -> None:
        page.record_chosen.connect(self.open_record)
        page.details_chosen.connect(self.show_details)
        if self._finder is not None:
            page.sought.connect(self._finder.seek)
        page.new_chosen.connect(self.go_new)
        page.backup_chosen.connect(self.back_up_now)
        page.names_toggled.connect(self._on_names_toggled)
        page.chips.chosen.connect(self._on_chip)

    def _begin_finding(self) -> None:
        """The finder works for as long as the window lives, once records were open."""
        from kinfile.ui.finder import Finder
        from kinfile.ui.input_watch import InputWatch

        app = QApplication.instance()
        if self._finder is None and isinstance(app, QApplication):
            self._finder = Finder(
                self._desk,
                InputWatch(app),
                language=lambda: self._appearance.language,
                parent=self,
            )
            self._finder.found.connect(self._on_found)

    def _on_found(self, text: str, refs: tuple[str, ...]) -> None:
        from kinfile.ui.pages.records import RecordsPage

        if isinstance(self._window.page, RecordsPage):
            self._window.page.show_found(text, refs)

    def _on_chip(self, key: str) -> None:
        self._chip = key

    def _toggle_names(self) -> None:
        from kinfile.ui.pages.family import FamilyPage
        from kinfile.ui.pages.records import RecordsPage

        if isinstance(self._window.page, RecordsPage | FamilyPage):
            self._window.page.toggle_names()

    def go_find(self) -> None:
        """Ctrl+F: the search box of the list, wherever one is."""
        from kinfile.ui.pages.records import RecordsPage

        if not self._desk.is_unlocked:
            return
        if isinstance(self._window.page, RecordsPage):
            self._window.page.focus_find()
        else:
            self._window.place()
            self.show_records(PagePlace(focus="records.find"))

    def go_new(self) -> None:
        if self._desk.is_unlocked:
            self._window.place()
            self._read_forms(self.show_new)

    def show_new(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.new import NewPage

        def with_profiles(profiles: tuple[ProfileCard, ...]) -> None:
            self._desk.form_problems(done=lambda problems: with_all(profiles, problems))

        def with_all(profiles: tuple[ProfileCard, ...], problems: tuple[ShelfProblem, ...]) -> None:
            build = partial(NewPage, tuple(self._forms.values()), profiles, problems)
            page = self._show(self.show_new, build, place)
            if isinstance(page, NewPage):
                page.form_chosen.connect(self._start)
                page.empty_wished.connect(self.show_empty_form)
                page.leaflet_wished.connect(lambda: self.show_leaflet(back=self.go_new))

        self._desk.profiles(done=with_profiles)

    def _start_here(self, form: str) -> None:
        """From the empty list: ask for the local arrangements only where there is a choice."""

        def with_profiles(profiles: tuple[ProfileCard, ...]) -> None:
            if len(profiles) > 1:
                self.show_new()
            else:
                self._start(form, "")

        self._desk.profiles(done=with_profiles)

    def _start(self, form: str, profile: str) -> None:
        from kinfile.forms.profile import NATIONAL

        self._desk.start(
            form, profile=profile or NATIONAL, done=self.show_record, failed=self._on_failed
        )

    def _start_example(self) -> None:
        self._desk.example(
            language=self._appearance.language, done=self.show_record, failed=self._on_failed
        )

    def open_record(self, ref: str) -> None:
        self._desk.open(ref, done=self.show_record, failed=self._on_failed)

    def show_record(self, draft: Draft, *, at: Spot | None = None) -> None:
        """Where work on `draft` goes on: filling in (at `at`), or the signed copy."""
        from kinfile.ui.pages.fill_record import Filling

        if draft.put_aside is not None:
            self._filling = None
            self.show_details(draft.ref)
        elif draft.status.may_change:
            self._filling = Filling(self._desk, draft, parent=self)
            self.show_fill(at=at)
        else:
            self._filling = None
            if draft.status.value == "erased":
                self.show_details(draft.ref)
            else:
                self.show_signed(draft)

    def show_fill(self, place: PagePlace | None = None, *, at: Spot | None = None) -> None:
        from kinfile.ui.pages.fill import FillPage

        if self._filling is None:
            self.show_records()
            return
        page = self._show(self.show_fill, partial(FillPage, self._filling, at=at), place)
        if isinstance(page, FillPage):
            ref = self._filling.draft.ref
            page.check_chosen.connect(self.show_check)
            page.preview_chosen.connect(self._show_preview)
            page.present_chosen.connect(self.toggle_presenting)
            page.notes_chosen.connect(self.show_notes)
            page.leaflet_chosen.connect(self._show_own_leaflet)
            page.family_chosen.connect(self.show_family)
            page.details_chosen.connect(lambda: self.show_details(ref, back=self.show_fill))
            page.move_chosen.connect(self.show_move)

    def _show_own_leaflet(self) -> None:
        """The sheet that goes with the form in hand."""
        if self._filling is not None:
            self.show_leaflet(back=self.show_fill, form=self._filling.draft.form.id)

    def go_to_spot(self, spot: Spot) -> None:
        self.show_fill(at=spot)

    def show_check(self, place: PagePlace | None = None) -> None:
        """Check and sign, when what was typed last has been kept."""
        from kinfile.ui.pages.check import CheckPage

        if self._filling is None:
            self.show_records()
            return
        build = partial(CheckPage, self._filling, dialogs=self._dialogs, may_print=self.may_print)
        page = self._show(self.show_check, build, place)
        if isinstance(page, CheckPage):
            page.change_chosen.connect(lambda spot: self.show_fill(at=spot))
            page.signed.connect(self.open_record)
            page.family_chosen.connect(lambda: self.show_family(back=self.show_check))
            page.notes_chosen.connect(lambda: self.show_notes(back=self.show_check))

    def _show_preview(self) -> None:
        """The document, over Check and sign."""
        from kinfile.ui.pages.check import CheckPage

        self.show_check()
        if isinstance(self._window.page, CheckPage):
            self._window.page.preview_button.click()

    def show_hand_over(
        self, draft: Draft, place: PagePlace | None = None, *, exported: Exported | None = None
    ) -> None:
        """A copy of a signed record for somebody, from the signed copy and back to it."""
        from kinfile.ui.pages.hand_over import HandOverPage
        from kinfile.ui.wishes import leaving

        here = partial(self.show_hand_over, draft, exported=exported)
        language = self._appearance.language

        def keep(saved: Exported) -> None:
            # The password on the page must outlive another look.
            self._route = partial(self.show_hand_over, draft, exported=saved)

        def with_copies(found: Leaving) -> None:
            build = partial(
                HandOverPage,
                self._desk,
                draft,
                found,
                dialogs=self._dialogs,
                may_print=self.may_print,
                exported=exported,
            )
            page = self._show(here, build, place)
            if isinstance(page, HandOverPage):
                page.saved.connect(keep)
                page.went_back.connect(lambda: self.open_record(draft.ref))
                page.note_chosen.connect(
                    lambda: self.show_details(
                        draft.ref, back=partial(self._route, None), notes=True
                    )
                )

        self._desk.ask(
            lambda workspace: leaving(workspace, draft.ref, language),
            done=with_copies,
            failed=self._on_failed,
        )

    def show_signed(
        self, draft: Draft, place: PagePlace | None = None, *, version: int | None = None
    ) -> None:
        from kinfile.ui.pages.signed import SignedPage

        here = partial(self.show_signed, draft, version=version)
        build = partial(
            SignedPage,
            self._desk,
            draft,
            dialogs=self._dialogs,
            version=version,
            may_print=self.may_print,
        )
        page = self._show(here, build, place)
        if isinstance(page, SignedPage):
            page.details_chosen.connect(lambda: self.show_details(draft.ref, back=here))
            page.note_chosen.connect(lambda: self.show_details(draft.ref, back=here, notes=True))
            page.correct_chosen.connect(lambda: self.show_correct(draft, back=here))
            page.other_chosen.connect(lambda: self.show_hand_over(draft))
