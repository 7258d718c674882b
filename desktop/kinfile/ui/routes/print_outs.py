# SPDX-License-Identifier: Apache-2.0
"""The routes to what is printed without answers: empty forms, and sheets for families."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.errors import Cancelled
from kinfile.i18n import Language
from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from datetime import datetime

    from kinfile.errors import KinfileError
    from kinfile.ui.pages.empty_form import EmptyForm
    from kinfile.ui.pages.leaflet import Leaflet
    from kinfile.ui.widgets.page import PagePlace
    from kinfile.watch import Watch

    Make = Callable[[Path, datetime, Watch], Path]
    """Draws, and saves to the folder; what was saved."""


class PrintOutRoutes(RoutesBase):
    """From New assessment, or for sheets from a record, and back to it."""

    def go_new(self) -> None:
        """Where one comes from."""
        raise NotImplementedError

    def show_empty_form(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.empty_form import EmptyFormPage

        build = partial(EmptyFormPage, tuple(self._forms.values()))
        page = self._show(self.show_empty_form, build, place)
        if isinstance(page, EmptyFormPage):
            page.wished.connect(self._save_empty_form)
            page.went_back.connect(self.go_new)

    def show_leaflet(
        self, place: PagePlace | None = None, *, back: Callable[[], None], form: str = ""
    ) -> None:
        """`form` is the one whose sheet is offered first."""
        from kinfile.app.family_sheet import SHARING, sheet_languages
        from kinfile.ui.pages.leaflet import LeafletPage

        language = self._appearance.language
        languages = sheet_languages(language)
        sheets = [
            (card.id, language.asked(card.title))
            for card in self._forms.values()
            if sheet_languages(language, card.id)
        ]
        sheets.append((SHARING, language.text("Only how information is shared")))
        here = partial(self.show_leaflet, back=back, form=form)
        page = self._show(here, partial(LeafletPage, sheets, languages, chosen=form), place)
        if isinstance(page, LeafletPage):
            page.wished.connect(self._save_leaflet)
            page.went_back.connect(back)

    def _save_empty_form(self, wish: EmptyForm) -> None:
        def make(folder: Path, at: datetime, watch: Watch) -> Path:
            from kinfile.app.blank_form import blank_form, save_blank

            blank = blank_form(
                wish.form,
                Language.load(wish.language),
                at=at,
                fillable=wish.fillable,
                large_print=wish.large_print,
                watch=watch,
            )
            watch.finish()
            return save_blank(blank, folder)

        title = self._text("Save the empty form to a folder")
        self._save_print_out(title, self._text("Drawing the form"), make)

    def _save_leaflet(self, wish: Leaflet) -> None:
        def make(folder: Path, at: datetime, watch: Watch) -> Path:
            from kinfile.app.family_sheet import family_sheet, save_sheet

            sheet = family_sheet(wish.sheet, wish.language, at=at, watch=watch)
            watch.finish()
            return save_sheet(sheet, folder)

        title = self._text("Save the sheet to a folder")
        self._save_print_out(title, self._text("Drawing the sheet"), make)

    def _save_print_out(self, title: str, words: str, make: Make) -> None:
        """Ask under `title` for a folder, and say `words` while it is being made."""
        from kinfile.ui.pages.print_out import PrintOutPage

        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        page = self._window.page
        if folder is None or not isinstance(page, PrintOutPage):
            return
        at, watch = self._desk.clock(), page.show_working(words)
        self._desk.tasks.run(
            lambda: make(folder, at, watch),
            done=self._on_print_out,
            failed=self._on_print_out_failed,
        )

    def _on_print_out(self, file: Path) -> None:
        from kinfile.ui.pages.print_out import PrintOutPage

        if isinstance(self._window.page, PrintOutPage):
            self._window.page.show_saved(file.name)

    def _on_print_out_failed(self, error: KinfileError) -> None:
        from kinfile.ui.pages.print_out import PrintOutPage
        from kinfile.wording import say

        if not isinstance(self._window.page, PrintOutPage):
            return
        if isinstance(error, Cancelled):
            self._window.page.show_stopped(error)
            return
        words = say(error, self._appearance.language)
        self._window.page.show_failed(words.what, words.do)
