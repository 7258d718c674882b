# SPDX-License-Identifier: Apache-2.0
"""Routes about backups of the open records."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.ui.door import is_example
from kinfile.ui.routes.base import Choice, Route, RoutesBase
from kinfile.ui.widgets.announce import Announcement, announce

if TYPE_CHECKING:
    from kinfile.errors import KinfileError
    from kinfile.ui.pages.backup import BackupPage
    from kinfile.ui.widgets.page import PagePlace
    from kinfile.ui.wishes import Copies


class BackupRoutes(RoutesBase):
    """A page that can be looked at in passing: leaving it leads back."""

    _before_backup: tuple[Route, PagePlace | None] | None = None
    _was_running = False

    def go_backup(self) -> None:
        """From the menu: whatever is unsaved is handed on first."""
        if not self._desk.is_unlocked:
            return
        place = self._window.place()
        if self._route != self.show_backup:
            self._before_backup = (self._route, place)
        self.show_backup()

    def back_up_now(self) -> None:
        """Make a backup, and show how it goes."""
        self.go_backup()
        if not is_example(self._desk.folder):
            self._backing_up.start()

    def show_backup(self, place: PagePlace | None = None, *, is_news: bool = False) -> None:
        from kinfile.ui.pages.backup import BackupPage
        from kinfile.ui.wishes import copies

        if is_example(self._desk.folder):
            self._notice(
                self._text("The made-up family needs no backup"),
                (self._text("It can be made anew at any time."),),
                (("back", self._text("Go back to my records")),),
                self.show_records,
            )
            return

        def with_copies(found: Copies) -> None:
            build = partial(
                BackupPage, found, self._backing_up, self._desk.clock(), is_news=is_news
            )
            page = self._show(self.show_backup, build, place)
            if isinstance(page, BackupPage):
                self._join_backup(page)
                if is_news and page.told is not None:
                    is_made = self._backing_up.outcome is not None
                    told = Announcement.BACKED_UP if is_made else Announcement.NOT_BACKED_UP
                    announce(page, told, self._appearance.language)

        self._desk.ask(copies, done=with_copies, failed=self._on_failed)

    def _join_backup(self, page: BackupPage) -> None:
        page.now_chosen.connect(self._backing_up.start)
        page.place_chosen.connect(self._choose_place)
        page.place_dropped.connect(lambda: self._put_place(None))
        page.restore_chosen.connect(self._tell_restore)
        page.mend_chosen.connect(self.lock_and_mend)
        page.went_back.connect(self._leave_backup)

    def _leave_backup(self) -> None:
        route, place = self._before_backup or (self.show_records, None)
        route(place)

    def _on_backup_changed(self) -> None:
        """The page that is shown has other facts once one has ended."""
        from kinfile.ui.pages.backup import BackupPage

        is_running = self._backing_up.is_running
        has_ended = self._was_running and not is_running
        self._was_running = is_running
        if has_ended and isinstance(self._window.page, BackupPage) and self._desk.is_unlocked:
            self.show_backup(self._window.place(), is_news=True)

    def _choose_place(self) -> None:
        folder = self._dialogs.choose_folder(
            self._window, self._text("A second place for backups"), start=Path.home()
        )
        if folder is not None:
            self._put_place(folder)

    def _put_place(self, folder: Path | None) -> None:
        self._desk.ask(
            lambda workspace: workspace.choose_second_backup_place(folder),
            done=lambda _: self.show_backup(self._window.place()),
            failed=self._on_place_refused,
        )

    def _on_place_refused(self, error: KinfileError) -> None:
        self.show_error(error, then=self.show_backup)

    def _tell_restore(self) -> None:
        """Going back to a backup begins with locking: the present records must be closed."""
        self._tell(
            self._text("Go back to a backup"),
            (
                self._text(
                    "Kinfile locks first. Then you choose the backup and give your passphrase of "
                    "the day it was made."
                ),
                self._text(
                    "You see what is in it before anything changes, and the present records are "
                    "kept whatever you choose."
                ),
            ),
            (
                Choice("lock", self._text("Lock, and choose a backup"), self._lock_for_restore),
                Choice("back", self._text("Leave it as it is"), self.show_backup),
            ),
        )

    def _lock_for_restore(self) -> None:
        self.after_lock = ("--restore",)
        self._window.lock_chosen.emit()

    def _on_damaged(self) -> None:
        """A wish met a damaged page of the database, and nobody has words for it."""
        from kinfile.errors import VaultDamaged

        self.show_error(VaultDamaged(problem="database"), then=self.go_home)
