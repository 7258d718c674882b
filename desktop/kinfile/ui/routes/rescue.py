# SPDX-License-Identifier: Apache-2.0
"""Routes for records that do not open: why, back to a backup, what can be read, a copy for IT."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.errors import Cancelled
from kinfile.ui.routes.base import Choice, Route
from kinfile.ui.routes.keys import KeyRoutes
from kinfile.ui.widgets.announce import Announcement, announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinfile.errors import KinfileError
    from kinfile.ui.pages.ask_secret import Asking
    from kinfile.ui.rescue_door import Found
    from kinfile.ui.widgets.page import PagePlace
    from kinfile.vault.restore import Restored
    from kinfile.vault.salvage import Salvaged


class RescueRoutes(KeyRoutes):
    """Nothing here takes the place of any records before its worker has said so."""

    # Why they do not open

    def show_not_opened(self, folder: Path, error: KinfileError) -> None:
        """A page for why the records in `folder` do not open, with what to do about it."""
        from kinfile.ui.pages.not_opened import is_damage, words_for

        if is_damage(error):
            self.show_mend(folder=folder, problem=str(error.facts.get("problem", "")))
            return
        words = words_for(error, self._appearance.language)
        if words is None:
            self.show_error(error, then=self.show_start)
            return
        title, lines = words
        choices = [Choice("again", self._text("Try again"), self.show_start)]
        if error.facts.get("problem") == "no-folder":
            choices.append(
                Choice("restore", self._text("Go back to a backup"), self.show_choose_backup)
            )
        choices.append(Choice("close", self._text("Close Kinfile")))
        self._tell(title, (*lines, str(folder)), choices)

    def show_mend(
        self, place: PagePlace | None = None, *, folder: Path | None = None, problem: str = ""
    ) -> None:
        """What can be done about the damaged records in `folder`, or in the likeliest vault."""
        from kinfile.ui.pages.mend import Damage, MendPage

        folders = self._folders()
        damaged = folder or (folders[0] if folders else None)
        if damaged is None:
            self.show_start()
            return
        here = partial(self.show_mend, folder=damaged, problem=problem)

        def with_backups(found: tuple[Found, ...]) -> None:
            damage = Damage(folder=damaged, problem=problem, found=found)
            page = self._show(
                here, partial(MendPage, damage, self._desk.rescue), place, has_bar=False
            )
            self._join_door_step(page)
            if isinstance(page, MendPage):
                page.keys_chosen.connect(lambda: self._put_back_keys(damaged, here))
                page.restore_chosen.connect(
                    lambda: self.show_choose_backup(folder=damaged, back=here)
                )
                page.salvage_chosen.connect(lambda: self.show_salvage(damaged, back=here))
                page.copy_chosen.connect(lambda: self._copy(damaged, here))
                page.went_back.connect(self.show_start)

        self._desk.rescue.backups(damaged, done=with_backups)

    def _put_back_keys(self, folder: Path, back: Route) -> None:
        def done(_outcome: None) -> None:
            self._tell(
                self._text("The key file is back"),
                (
                    self._text("Unlock with your passphrase of the day of the last backup."),
                    self._text("The key file that was there is kept beside it."),
                ),
                (Choice("unlock", self._text("Unlock"), self.show_start),),
            )

        self._desk.rescue.put_back_keys(
            folder, done=done, failed=lambda error: self.show_error(error, then=lambda: back(None))
        )

    def _copy(self, folder: Path, back: Route) -> None:
        to = self._dialogs.choose_folder(
            self._window, self._text("Where to copy the folder"), start=Path.home()
        )
        if to is None:
            return

        def done(copied: Path) -> None:
            self._tell(
                self._text("The folder is copied"),
                (str(copied), self._text("The records on this laptop are as they were.")),
                (Choice("back", self._text("Back"), lambda: back(None)),),
            )
            self._say(Announcement.DONE)

        self._desk.rescue.copy(folder, to, done=done, failed=partial(self._on_not_copied, back))

    def _on_not_copied(self, back: Route, error: KinfileError) -> None:
        if isinstance(error, Cancelled):
            back(None)
        else:
            self.show_error(error, then=lambda: back(None))

    # Back to a backup

    def show_choose_backup(
        self,
        place: PagePlace | None = None,
        *,
        folder: Path | None = None,
        back: Route | None = None,
    ) -> None:
        """The backups of the vault `folder`, or of every vault; `back` is where Back leads."""
        from kinfile.ui.pages.choose_backup import ChooseBackupPage

        here = partial(self.show_choose_backup, folder=folder, back=back)

        def with_backups(found: tuple[Found, ...]) -> None:
            build = partial(ChooseBackupPage, found, bool(self._desk.vaults()))
            page = self._show(here, build, place, has_bar=False)
            self._join_door_step(page)
            if isinstance(page, ChooseBackupPage):
                page.backup_chosen.connect(lambda found: self.show_restore(found, back=here))
                page.file_chosen.connect(lambda: self._choose_file(here))
                page.went_back.connect(lambda: (back or self.show_start)(None))

        self._desk.rescue.backups(folder, done=with_backups)

    def _choose_file(self, back: Route) -> None:
        file = self._dialogs.choose_file(
            self._window,
            self._text("Choose a backup"),
            start=Path.home(),
            pattern=self._text("Backups (*.kinbak)"),
        )
        if file is not None:
            self._desk.rescue.look(
                file,
                done=lambda found: self.show_restore(found, back=back),
                failed=self._on_file_refused,
            )

    def _on_file_refused(self, error: KinfileError) -> None:
        from kinfile.ui.pages.choose_backup import ChooseBackupPage
        from kinfile.wording import say

        if isinstance(self._window.page, ChooseBackupPage):
            self._window.page.refuse(str(say(error, self._appearance.language)))

    def show_restore(self, found: Found, place: PagePlace | None = None, *, back: Route) -> None:
        """The passphrase or recovery code of the backup's day, and the restoring itself."""
        from kinfile.ui.pages import backup_words
        from kinfile.ui.pages.ask_secret import Asking

        language = self._appearance.language
        asking = Asking(
            name="restore",
            title=self._text("Open the backup"),
            lines=(
                backup_words.line(found.line, language),
                self._text(
                    "It opens with the passphrase, or the recovery code, that was yours when it "
                    "was made. Step 2 of 2."
                ),
            ),
            go=self._text("Open it"),
            step=self._restore_step,
            offers_code=True,
        )

        def submitted(secret: bytearray, by_code: bool) -> None:
            self._desk.rescue.restore(
                found,
                secret,
                by_code=by_code,
                done=lambda restored: self._on_restored(restored, found),
                failed=self._on_secret_failed,
            )

        here = partial(self.show_restore, found, back=back)
        self._ask_secret(asking, here, place, submitted, back)

    def _restore_step(self, done: int, of: int) -> str:
        if of == 0:
            return self._text("Opening the backup")
        return self._text("Bringing your records back: {n} %", n=min(99, 100 * done // of))

    def _on_restored(self, restored: Restored, found: Found) -> None:
        from kinfile.ui.pages import backup_words

        language = self._appearance.language
        lines = [
            language.plural(
                "{n} record, with its last change of {when}.",
                "{n} records, with the last change of {when}.",
                restored.manifest.records,
                when=backup_words.when(restored.last_event_at, language),
            )
        ]
        if restored.problems:
            lines.append(
                self._text("Something in them was damaged already when the backup was made.")
            )
        if found.vault is not None:
            lines.append(self._newer_words(restored.newer))
        title = self._text(
            "Your records of {when} are ready",
            when=backup_words.when(restored.manifest.made_at, language),
        )
        self._offer_place(title, lines, restored.folder, found.vault)

    def _newer_words(self, newer: int | None) -> str:
        if newer is None:
            return self._text(
                "What was written later cannot be counted. It is only in the present records."
            )
        if newer == 0:
            return self._text("Nothing was written later in the present records.")
        return self._appearance.language.plural(
            "{n} later change is only in the present records.",
            "{n} later changes are only in the present records.",
            newer,
        )

    # What can be read

    def show_salvage(self, folder: Path, place: PagePlace | None = None, *, back: Route) -> None:
        from kinfile.ui.pages.ask_secret import Asking

        asking = Asking(
            name="salvage",
            title=self._text("Save what can be read"),
            lines=(
                self._text(
                    "Kinfile reads the damaged records and changes nothing in them. With many "
                    "records this takes some minutes."
                ),
            ),
            go=self._text("Read the records"),
            step=self._salvage_step,
        )

        def submitted(secret: bytearray, _by_code: bool) -> None:
            self._desk.rescue.salvage(
                folder,
                secret,
                done=lambda salvaged: self._on_salvaged(salvaged, folder),
                failed=self._on_secret_failed,
            )

        here = partial(self.show_salvage, folder, back=back)
        self._ask_secret(asking, here, place, submitted, back)

    def _salvage_step(self, done: int, of: int) -> str:
        if of == 0:
            return self._text("Reading what can be read")
        return self._text("Reading what can be read: {n} %", n=min(99, 100 * done // of))

    def _on_salvaged(self, salvaged: Salvaged, folder: Path) -> None:
        from kinfile.app.summary import shown_reference

        plural = self._appearance.language.plural
        title = self._text("Everything could be read")
        lines = [plural("{n} record is whole.", "{n} records are whole.", len(salvaged.whole))]
        if not salvaged.is_complete:
            title = self._text("Part of your records could be read")
        if salvaged.part:
            told = plural(
                "In {n} record part may be missing or older: {refs}.",
                "In {n} records part may be missing or older: {refs}.",
                len(salvaged.part),
                refs=", ".join(map(shown_reference, salvaged.part)),
            )
            lines.append(told)
        if salvaged.records_lost:
            lines.append(
                plural(
                    "{n} record could not be read.",
                    "{n} records could not be read.",
                    salvaged.records_lost,
                )
            )
        if salvaged.documents_lost:
            lines.append(
                plural(
                    "{n} signed document could not be read.",
                    "{n} signed documents could not be read.",
                    salvaged.documents_lost,
                )
            )
        if not salvaged.is_complete:
            lines.append(
                self._text("Look at them before you go on. A backup may hold what is missing.")
            )
        self._offer_place(title, lines, salvaged.folder, folder)

    # What was made, and where it belongs

    def _ask_secret(
        self,
        asking: Asking,
        here: Route,
        place: PagePlace | None,
        submitted: Callable[[bytearray, bool], None],
        back: Route,
    ) -> None:
        from kinfile.ui.pages.ask_secret import AskSecretPage

        build = partial(AskSecretPage, asking, self._desk.rescue)
        page = self._show(here, build, place, has_bar=False)
        self._join_door_step(page)
        if isinstance(page, AskSecretPage):
            page.submitted.connect(submitted)
            page.went_back.connect(lambda: back(None))

    def _on_secret_failed(self, error: KinfileError) -> None:
        from kinfile.ui.pages.ask_secret import AskSecretPage
        from kinfile.wording import say

        page = self._window.page
        if isinstance(page, AskSecretPage) and isinstance(error, Cancelled):
            page.focus_first()
        elif isinstance(page, AskSecretPage):
            page.refuse(str(say(error, self._appearance.language)))

    def _offer_place(
        self, title: str, lines: list[str], made: Path, instead_of: Path | None
    ) -> None:
        """Records were made at `made`: use them in the place of others, or leave them beside."""
        if instead_of is None:
            choices = [Choice("unlock", self._text("Unlock them"), self.show_start)]
            self._tell(title, lines, choices)
        else:
            self._tell(
                title,
                (
                    *lines,
                    self._text("The present records are kept whichever you choose."),
                ),
                (
                    Choice(
                        "use",
                        self._text("Use these records now"),
                        lambda: self._take_place(made, instead_of),
                    ),
                    Choice("keep", self._text("Keep them beside"), lambda: self._tell_beside(made)),
                ),
            )
        self._say(Announcement.DONE)

    def _take_place(self, made: Path, instead_of: Path) -> None:
        def done(kept: Path | None) -> None:
            lines = [self._text("Unlock them with the passphrase that you have just given.")]
            if kept is not None:
                lines.append(
                    self._text("The records before are kept in {folder}.", folder=str(kept))
                )
            self._tell(
                self._text("These are your records now"),
                lines,
                (Choice("unlock", self._text("Unlock"), self.show_start),),
            )

        def failed(error: KinfileError) -> None:
            from kinfile.wording import say

            words = say(error, self._appearance.language)
            again = partial(self._take_place, made, instead_of)
            beside = partial(self._tell_beside, made)
            self._tell(
                words.what,
                (words.do,),
                (
                    Choice("use", self._text("Try again"), again),
                    Choice("keep", self._text("Keep them beside"), beside),
                ),
            )

        self._desk.rescue.take_place(made, instead_of, done=done, failed=failed)

    def _tell_beside(self, made: Path) -> None:
        self._tell(
            self._text("They are kept beside"),
            (
                self._text("Kinfile offers both when it is started: {name}.", name=made.stem),
                str(made),
            ),
            (Choice("unlock", self._text("Unlock"), self.show_start),),
        )

    def _say(self, what: Announcement) -> None:
        if self._window.page is not None:
            announce(self._window.page, what, self._appearance.language)
