# SPDX-License-Identifier: Apache-2.0
"""The route to sheets for families."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from kinfile.errors import KinfileError
    from kinfile.ui.pages.leaflet import Leaflet
    from kinfile.ui.widgets.page import PagePlace


class LeafletRoutes(RoutesBase):
    """From New assessment or from a record, and back to it."""

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

    def _save_leaflet(self, wish: Leaflet) -> None:
        title = self._text("Save the sheet to a folder")
        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        if folder is None:
            return
        at = self._desk.clock()

        def make() -> Path:
            from kinfile.app.family_sheet import family_sheet, save_sheet

            return save_sheet(family_sheet(wish.sheet, wish.language, at=at), folder)

        self._on_leaflet_begun()
        self._desk.tasks.run(make, done=self._on_leaflet, failed=self._on_leaflet_failed)

    def _on_leaflet_begun(self) -> None:
        from kinfile.ui.pages.leaflet import LeafletPage

        if isinstance(self._window.page, LeafletPage):
            self._window.page.show_working()

    def _on_leaflet(self, file: Path) -> None:
        from kinfile.ui.pages.leaflet import LeafletPage

        if isinstance(self._window.page, LeafletPage):
            self._window.page.show_saved(file.name)

    def _on_leaflet_failed(self, error: KinfileError) -> None:
        from kinfile.ui.pages.leaflet import LeafletPage
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        if isinstance(self._window.page, LeafletPage):
            self._window.page.show_failed(words.what, words.do)
