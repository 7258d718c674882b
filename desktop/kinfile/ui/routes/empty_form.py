# SPDX-License-Identifier: Apache-2.0
"""The route to empty forms for paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.i18n import Language
from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from kinfile.errors import KinfileError
    from kinfile.ui.pages.empty_form import EmptyForm
    from kinfile.ui.widgets.page import PagePlace


class EmptyFormRoutes(RoutesBase):
    """From New assessment, and back to it."""

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

    def _save_empty_form(self, wish: EmptyForm) -> None:
        title = self._text("Save the empty form to a folder")
        folder = self._dialogs.choose_folder(self._window, title, start=Path.home())
        if folder is None:
            return
        at = self._desk.clock()

        def make() -> Path:
            from kinfile.app.blank_form import blank_form, save_blank

            blank = blank_form(
                wish.form,
                Language.load(wish.language),
                at=at,
                fillable=wish.fillable,
                large_print=wish.large_print,
            )
            return save_blank(blank, folder)

        self._on_empty_form_begun()
        self._desk.tasks.run(make, done=self._on_empty_form, failed=self._on_empty_form_failed)

    def _on_empty_form_begun(self) -> None:
        from kinfile.ui.pages.empty_form import EmptyFormPage

        if isinstance(self._window.page, EmptyFormPage):
            self._window.page.show_working()

    def _on_empty_form(self, file: Path) -> None:
        from kinfile.ui.pages.empty_form import EmptyFormPage

        if isinstance(self._window.page, EmptyFormPage):
            self._window.page.show_saved(file.name)

    def _on_empty_form_failed(self, error: KinfileError) -> None:
        from kinfile.ui.pages.empty_form import EmptyFormPage
        from kinfile.wording import say

        words = say(error, self._appearance.language)
        if isinstance(self._window.page, EmptyFormPage):
            self._window.page.show_failed(words.what, words.do)
