# SPDX-License-Identifier: Apache-2.0
"""Routes of the ways in: the recovery code, and another passphrase."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.door import is_example
from kinfile.ui.routes.about import AboutRoutes
from kinfile.ui.routes.verify import VerifyRoutes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kinfile.ui.pages.door_step import DoorStepPage
    from kinfile.ui.widgets.page import Page, PagePlace


class KeyRoutes(AboutRoutes, VerifyRoutes):
    """Forgotten passphrases, and new ones."""

    def show_cannot_unlock(self, place: PagePlace | None = None) -> None:
        """What to do, with what to read to the help desk where that can help."""
        from kinfile.ui.pages.cannot_unlock import CannotUnlockPage

        def with_ids(ids: Mapping[Path, str]) -> None:
            build = partial(CannotUnlockPage, self._folders(), ids)
            page = self._show(self.show_cannot_unlock, build, place, has_bar=False)
            self._join_door_step(page)
            if isinstance(page, CannotUnlockPage):
                page.code_chosen.connect(self.show_recover)
                page.went_back.connect(self.show_start)

        self._desk.recovery_ids(done=with_ids)

    def show_recover(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.recover import RecoverPage

        def with_ids(ids: Mapping[Path, str]) -> None:
            build = partial(RecoverPage, self._desk, self._folders(), ids)
            page = self._show(self.show_recover, build, place, has_bar=False)
            self._join_door_step(page)
            if isinstance(page, RecoverPage):
                page.code_accepted.connect(self.show_recover_passphrase)
                page.went_back.connect(self.show_cannot_unlock)

        self._desk.recovery_ids(done=with_ids)

    def show_recover_passphrase(
        self, folder: Path, code: str, place: PagePlace | None = None
    ) -> None:
        from kinfile.ui.pages.recover_passphrase import RecoverPassphrasePage

        done = partial(self.show_recovery_code, is_next=True)
        page = self._show(
            partial(self.show_recover_passphrase, folder, code),
            partial(RecoverPassphrasePage, self._desk, folder, code, done),
            place,
            has_bar=False,
        )
        self._join_door_step(page)
        if isinstance(page, RecoverPassphrasePage):
            page.went_back.connect(self.show_recover)

    def show_recovery_code(
        self, code: str, place: PagePlace | None = None, *, is_next: bool = False
    ) -> None:
        """The code, once; `is_next` is whether it takes the place of one that was used."""
        from kinfile.ui.pages.recovery_code import RecoveryCodePage

        self._remember_vault()
        page = self._show(
            partial(self.show_recovery_code, code, is_next=is_next),
            partial(RecoveryCodePage, code, is_next=is_next),
            place,
            has_bar=False,
        )
        self._join_door_step(page)
        if isinstance(page, RecoveryCodePage):
            page.code_kept.connect(self.show_records)

    def go_change_passphrase(self) -> None:
        """From the menu: whatever is unsaved is handed on first."""
        if self._desk.is_unlocked:
            self._window.place()
            self.show_change_passphrase()

    def show_change_passphrase(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.change_passphrase import ChangePassphrasePage

        if is_example(self._desk.folder):
            self._notice(
                self._text("The made-up family keeps its passphrase"),
                (self._text("It is shown to everybody, so it guards nothing."),),
                (("back", self._text("Go back to my records")),),
                self.show_records,
            )
            return
        build = partial(ChangePassphrasePage, self._desk, self._on_passphrase_changed)
        page = self._show(self.show_change_passphrase, build, place)
        if isinstance(page, ChangePassphrasePage):
            page.went_back.connect(self.show_records)

    def _on_passphrase_changed(self, _outcome: None) -> None:
        self._notice(
            self._text("Your passphrase is changed"),
            (self._text("From now on only the new one opens your records, and signs."),),
            (("back", self._text("Go back to my records")),),
            self.show_records,
        )

    def _folders(self) -> tuple[Path, ...]:
        """The vaults there are, the one opened last first."""
        last = self._appearance.preferences.vault
        return tuple(sorted(self._desk.vaults(), key=lambda folder: str(folder) != last))

    def _remember_vault(self) -> None:
        folder = self._desk.folder
        if folder is not None and not is_example(folder):
            self._appearance.remember_vault(str(folder))

    def _join_door_step(self, page: Page | DoorStepPage) -> None:
        from kinfile.ui.pages.door_step import DoorStepPage

        if isinstance(page, DoorStepPage):
            page.sizes_chosen.connect(lambda link: self._window.pop_up("sizes", link))
            page.colours_chosen.connect(lambda link: self._window.pop_up("colours", link))
            page.language_chosen.connect(self._appearance.choose_language)
            page.help_chosen.connect(self.show_about)
            page.verify_chosen.connect(self.go_verify)
