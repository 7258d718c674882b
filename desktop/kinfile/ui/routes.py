# SPDX-License-Identifier: Apache-2.0
"""From page to page: what each wish leads to. The only place that knows which pages there are.

A route is a function that shows a page from fresh facts. The one taken last is taken again when
theme, text size, language or width change, after everything unsaved has been handed on: the
task queue is in order, so what is read comes after what was kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kinfile.ui.door import EXAMPLE_PASSPHRASE, is_example
from kinfile.ui.pages.unlock import UnlockPage
from kinfile.ui.widgets.page import PagePlace

if TYPE_CHECKING:
    from kinfile.app.draft import Draft, RecordLine, Worker
    from kinfile.app.outcomes import ResumePoint
    from kinfile.errors import KinfileError
    from kinfile.ui.appearance import Appearance
    from kinfile.ui.desk import Desk
    from kinfile.ui.dialogs import Dialogs
    from kinfile.ui.door import FormCard, ProfileCard
    from kinfile.ui.pages.door_step import DoorStepPage
    from kinfile.ui.pages.fill_places import Spot
    from kinfile.ui.pages.fill_record import Filling
    from kinfile.ui.pages.records import RecordsPage
    from kinfile.ui.widgets.page import Page
    from kinfile.ui.window import Build, Window

Route = Callable[[PagePlace | None], None]


class Routes(QObject):
    """Answers the window's and the pages' signals by showing the next page."""

    def __init__(
        self, window: Window, desk: Desk, appearance: Appearance, dialogs: Dialogs
    ) -> None:
        super().__init__(window)
        self._dialogs = dialogs
        self._window = window
        self._desk = desk
        self._appearance = appearance
        self._route: Route = self.show_start
        self._before: Route = self.show_records
        self._forms: dict[str, FormCard] = {}
        self._shows_names = False
        self._chip = "all"
        self._typed_worker: Worker | None = None
        self._filling: Filling | None = None
        """The record in hand; it outlives the pages that show it."""
        window.rebuild_needed.connect(self.rebuild)
        window.home_chosen.connect(self.go_home)
        window.back_chosen.connect(self.go_back)
        window.new_chosen.connect(self.go_new)
        window.find_chosen.connect(self.go_find)
        window.names_chosen.connect(self._toggle_names)
        window.about_chosen.connect(self.show_about)

    @property
    def _text(self) -> Callable[..., str]:
        return self._appearance.language.text

    def _show(
        self, route: Route, build: Build, place: PagePlace | None, *, has_bar: bool = True
    ) -> Page:
        self._route = route
        return self._window.show_page(build, place=place, has_bar=has_bar)

    def rebuild(self) -> None:
        """Show the same page in the look of now, with the user where they were."""
        self._route(self._window.place())

    # Before records are open

    def show_start(self, place: PagePlace | None = None) -> None:
        """Unlock where there is a vault, else set one up."""
        if self._desk.vaults():
            self.show_unlock(place)
        else:
            self.show_first_run(place)

    def show_unlock(self, place: PagePlace | None = None) -> None:
        folders = self._ordered(self._desk.vaults())
        hint = ""
        if is_example(folders[0]):
            hint = self._text(
                "This is the made-up family. Its passphrase is: {words}", words=EXAMPLE_PASSPHRASE
            )
        page = self._show(
            self.show_unlock, partial(UnlockPage, self._desk, folders, hint=hint), place,
            has_bar=False,
        )  # fmt: skip
        self._join_door_step(page)
        if isinstance(page, UnlockPage):
            page.unlocked.connect(self._on_unlocked)
            page.cannot_chosen.connect(self.show_cannot_unlock)

    def _ordered(self, folders: tuple[Path, ...]) -> tuple[Path, ...]:
        """The vault opened last comes first."""
        last = self._appearance.preferences.vault
        return tuple(sorted(folders, key=lambda folder: str(folder) != last))

    def show_cannot_unlock(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.cannot_unlock import CannotUnlockPage

        build = partial(CannotUnlockPage, self._desk.vaults())
        page = self._show(self.show_cannot_unlock, build, place, has_bar=False)
        self._join_door_step(page)
        if isinstance(page, CannotUnlockPage):
            page.went_back.connect(self.show_unlock)

    def show_first_run(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.first_run import FirstRunPage

        page = self._show(
            self.show_first_run, partial(FirstRunPage, self._typed_worker), place, has_bar=False
        )
        self._join_door_step(page)
        if isinstance(page, FirstRunPage):
            page.worker_told.connect(self._on_worker_told)
            page.example_chosen.connect(self.show_example)

    def _on_worker_told(self, worker: Worker) -> None:
        self._typed_worker = worker
        self.show_choose_passphrase()

    def show_choose_passphrase(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.choose_passphrase import ChoosePassphrasePage

        if self._typed_worker is None:
            self.show_first_run()
            return
        build = partial(ChoosePassphrasePage, self._desk, self._typed_worker)
        page = self._show(self.show_choose_passphrase, build, place, has_bar=False)
        self._join_door_step(page)
        if isinstance(page, ChoosePassphrasePage):
            page.vault_made.connect(self.show_recovery_code)
            page.went_back.connect(self.show_first_run)

    def show_recovery_code(self, code: str, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.recovery_code import RecoveryCodePage

        self._remember_vault()
        page = self._show(
            partial(self.show_recovery_code, code), partial(RecoveryCodePage, code), place,
            has_bar=False,
        )  # fmt: skip
        self._join_door_step(page)
        if isinstance(page, RecoveryCodePage):
            page.code_kept.connect(self.show_records)

    def _join_door_step(self, page: Page | DoorStepPage) -> None:
        from kinfile.ui.pages.door_step import DoorStepPage

        if isinstance(page, DoorStepPage):
            page.sizes_chosen.connect(lambda link: self._window.pop_up("sizes", link))
            page.colours_chosen.connect(lambda link: self._window.pop_up("colours", link))
            page.help_chosen.connect(self.show_about)

    def _on_unlocked(self) -> None:
        self._remember_vault()
        if is_example(self._desk.folder):
            self._mark_example()
        self.show_records()

    def _remember_vault(self) -> None:
        folder = self._desk.folder
        if folder is not None and not is_example(folder):
            self._appearance.remember_vault(str(folder))

    # The made-up family

    def show_example(self) -> None:
        """Open the example's own vault and its record, without a word to type."""
        self._notice(
            self._text("Opening the made-up family"),
            (self._text("This takes a moment the first time."),),
            (),
        )
        self._desk.unlock_example(
            language=self._appearance.language,
            done=self._on_example_open,
            failed=self._on_example_failed,
        )

    def _on_example_open(self, draft: Draft) -> None:
        from kinfile.ui.pages.fill_places import Spot

        self._mark_example()
        # From the beginning: everything in it is answered, so nothing waits to be done.
        self.show_record(draft, at=Spot(draft.form.sections[0].id))

    def _mark_example(self) -> None:
        from kinfile.ui.pages.example_strip import ExampleStrip

        self._window.set_strip(ExampleStrip)

    def _on_example_failed(self, error: KinfileError) -> None:
        self.show_error(error, then=self.show_start)

    # Records

    def go_home(self) -> None:
        """Back to the list, or to the first page while nothing is open."""
        self._window.place()
        (self.show_records if self._desk.is_unlocked else self.show_start)()

    def go_back(self) -> None:
        """Alt+Left: from checking to the questions; elsewhere the page knows."""
        if self._route == self.show_check:
            self.show_fill()
        elif self._desk.is_unlocked and self._window.page is not None:
            self._window.page.go_back()

    def show_records(self, place: PagePlace | None = None) -> None:
        """Read the list anew, then show it (or the invitation, where it is empty)."""

        def with_lines(lines: tuple[RecordLine, ...]) -> None:
            self._desk.resume_point(done=lambda point: self._on_records(lines, point, place))

        if self._forms:
            self._desk.caseload(done=with_lines)
        else:
            self._read_forms(lambda: self._desk.caseload(done=with_lines))

    def _read_forms(self, then: Callable[[], None]) -> None:
        def read(cards: tuple[FormCard, ...]) -> None:
            self._forms = {card.id: card for card in cards}
            then()

        self._desk.forms(done=read)

    def _on_records(
        self,
        lines: tuple[RecordLine, ...],
        resume: ResumePoint | None,
        place: PagePlace | None,
    ) -> None:
        from kinfile.ui.pages.records import Caseload, EmptyPage, RecordsPage

        if not lines:
            build: Build = partial(EmptyPage, tuple(self._forms.values()))
        else:
            caseload = Caseload(
                lines, self._forms, self._desk.clock(), resume, self._shows_names, self._chip
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
        page.new_chosen.connect(self.go_new)
        page.names_toggled.connect(self._on_names_toggled)
        page.chips.chosen.connect(self._on_chip)

    def _on_names_toggled(self, shows: bool) -> None:
        self._shows_names = shows

    def _on_chip(self, key: str) -> None:
        self._chip = key

    def _toggle_names(self) -> None:
        from kinfile.ui.pages.records import RecordsPage

        if isinstance(self._window.page, RecordsPage):
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
            build = partial(NewPage, tuple(self._forms.values()), profiles)
            page = self._show(self.show_new, build, place)
            if isinstance(page, NewPage):
                page.form_chosen.connect(self._start)

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

    # One record

    def open_record(self, ref: str) -> None:
        self._desk.open(ref, done=self.show_record, failed=self._on_failed)

    def show_record(self, draft: Draft, *, at: Spot | None = None) -> None:
        """Where work on `draft` goes on: filling in (at `at`), or the signed copy."""
        from kinfile.ui.pages.fill_record import Filling

        if draft.status.may_change:
            self._filling = Filling(self._desk, draft, parent=self)
            self.show_fill(at=at)
        else:
            self._filling = None
            self.show_signed(draft)

    def show_fill(self, place: PagePlace | None = None, *, at: Spot | None = None) -> None:
        from kinfile.ui.pages.fill import FillPage

        if self._filling is None:
            self.show_records()
            return
        page = self._show(self.show_fill, partial(FillPage, self._filling, at=at), place)
        if isinstance(page, FillPage):
            page.check_chosen.connect(self.show_check)

    def show_check(self, place: PagePlace | None = None) -> None:
        """Check and sign, when what was typed last has been kept."""
        from kinfile.ui.pages.check import CheckPage

        if self._filling is None:
            self.show_records()
            return
        build = partial(CheckPage, self._filling, dialogs=self._dialogs)
        page = self._show(self.show_check, build, place)
        if isinstance(page, CheckPage):
            page.change_chosen.connect(lambda spot: self.show_fill(at=spot))
            page.signed.connect(self.open_record)

    def show_signed(self, draft: Draft, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.signed import SignedPage

        build = partial(SignedPage, self._desk, draft, dialogs=self._dialogs)
        self._show(partial(self.show_signed, draft), build, place)

    # What is not about records

    def show_about(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.about import AboutPage

        if self._route != self.show_about:
            self._before = self._route
            self._before_place = self._window.place()
        page = self._show(self.show_about, AboutPage, place, has_bar=self._desk.is_unlocked)
        if isinstance(page, AboutPage):
            page.went_back.connect(lambda: self._before(self._before_place))

    def _on_failed(self, error: KinfileError) -> None:
        self.show_error(error, then=self.go_home)

    def show_error(self, error: KinfileError, *, then: Callable[[], None]) -> None:
        """What happened and what to do, in a page of its own."""
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        self._notice(words.what, (words.do,), (("back", self._text("Go back")),), then)

    def show_fault(self) -> None:
        """A mistake of ours: what was kept is kept, and work can go on."""
        self._notice(
            self._text("Something in Kinfile went wrong"),
            (
                self._text("Everything that was shown as kept is safe in your records."),
                self._text("Go back and look at your last change. If this happens again, tell "
                           "your IT service desk."),
            ),
            (("back", self._text("Go back to my records")), ("close", self._text("Close Kinfile"))),
            self.go_home,
        )  # fmt: skip

    def _notice(
        self,
        title: str,
        lines: tuple[str, ...],
        actions: tuple[tuple[str, str], ...],
        then: Callable[[], None] | None = None,
    ) -> None:
        from kinfile.ui.pages.notice import NoticePage

        def route(place: PagePlace | None) -> None:
            build = partial(NoticePage, title, lines, actions)
            page = self._show(route, build, place, has_bar=self._desk.is_unlocked)
            if isinstance(page, NoticePage):
                page.action_chosen.connect(chosen)

        def chosen(key: str) -> None:
            if key == "close":
                self._window.close_chosen.emit()
            elif then is not None:
                then()

        route(None)
