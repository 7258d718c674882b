# SPDX-License-Identifier: Apache-2.0
"""Routes before records are open: first run, unlocking, and the made-up family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.door import EXAMPLE_PASSPHRASE, is_example
from kinfile.ui.pages.unlock import UnlockPage
from kinfile.ui.routes.about import AboutRoutes

if TYPE_CHECKING:
    from pathlib import Path

    from kinfile.app.draft import Draft, Worker
    from kinfile.errors import KinfileError
    from kinfile.ui.pages.door_step import DoorStepPage
    from kinfile.ui.widgets.page import Page, PagePlace


class DoorRoutes(AboutRoutes):
    """Up to the open vault."""

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
