# SPDX-License-Identifier: Apache-2.0
"""Routes before records are open: first run, unlocking, and the made-up family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.door import EXAMPLE_PASSPHRASE, is_example
from kinfile.ui.pages.unlock import UnlockPage
from kinfile.ui.routes.rescue import RescueRoutes

if TYPE_CHECKING:
    from kinfile.app.draft import Draft, Worker
    from kinfile.errors import KinfileError
    from kinfile.ui.widgets.page import PagePlace


class DoorRoutes(RescueRoutes):
    """Up to the open vault. `refused` is why none may be opened, if none may."""

    refused: KinfileError | None = None

    def show_start(self, place: PagePlace | None = None) -> None:
        """Unlock where there is a vault, else set one up; nothing where another has them open.

        Nothing either where what IT decided cannot be read.
        """
        if self.refused is not None:
            self._show_refused(self.refused)
            return
        folders = self._desk.vaults()
        if not folders:
            self.show_first_run(place)
        elif all(self._desk.call(folder) for folder in folders):
            self._show_open_elsewhere()
        else:
            self.show_unlock(place)

    def refuse(self, error: KinfileError) -> None:
        """Open nothing from now on, and say why."""
        self.refused = error
        self.show_start()

    def _show_refused(self, error: KinfileError) -> None:
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        self._notice(
            self._text("Kinfile opens no records now"),
            (words.what, words.do),
            (("close", self._text("Close Kinfile")),),
        )

    def _show_open_elsewhere(self) -> None:
        self._notice(
            self._text("Kinfile is open already"),
            (
                self._text("Its window has been asked to come forward."),
                self._text("If you do not see it, look for Kinfile in the task bar."),
            ),
            (("close", self._text("Close this window")),),
        )

    def show_unlock(self, place: PagePlace | None = None) -> None:
        folders = self._folders()
        hint = ""
        if is_example(folders[0]):
            hint = self._text(
                "This is the made-up family. Its passphrase is: {words}", words=EXAMPLE_PASSPHRASE
            )
        build = partial(UnlockPage, self._desk, folders, done=self._on_unlocked, hint=hint)
        page = self._show(self.show_unlock, build, place, has_bar=False)
        self._join_door_step(page)
        if isinstance(page, UnlockPage):
            page.cannot_chosen.connect(self.show_cannot_unlock)
            page.not_opened.connect(self.show_not_opened)

    def show_first_run(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.first_run import FirstRunPage

        page = self._show(
            self.show_first_run, partial(FirstRunPage, self._typed_worker), place, has_bar=False
        )
        self._join_door_step(page)
        if isinstance(page, FirstRunPage):
            page.worker_told.connect(self._on_worker_told)
            page.example_chosen.connect(self.show_example)
            page.backup_chosen.connect(self.show_choose_backup)

    def _on_worker_told(self, worker: Worker) -> None:
        self._typed_worker = worker
        self.show_choose_passphrase()

    def show_choose_passphrase(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.choose_passphrase import ChoosePassphrasePage

        if self._typed_worker is None:
            self.show_first_run()
            return
        build = partial(
            ChoosePassphrasePage, self._desk, self._typed_worker, self.show_recovery_code
        )
        page = self._show(self.show_choose_passphrase, build, place, has_bar=False)
        self._join_door_step(page)
        if isinstance(page, ChoosePassphrasePage):
            page.went_back.connect(self.show_first_run)

    def _on_unlocked(self) -> None:
        self._remember_vault()
        if is_example(self._desk.folder):
            self._mark_example()
        self.show_records()

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
