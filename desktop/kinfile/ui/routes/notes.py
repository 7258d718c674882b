# SPDX-License-Identifier: Apache-2.0
"""The route to the notes of the record in hand, and back to the questions or to checking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.presenting import PresentingRoutes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinfile.ui.widgets.page import PagePlace


class NotesRoutes(PresentingRoutes):
    """Notes first, questions afterwards."""

    def show_notes(
        self, place: PagePlace | None = None, *, back: Callable[[], None] | None = None
    ) -> None:
        """`back` is where Alt+Left leads; by default to the question that was left."""
        from kinfile.ui.pages.notes import NotesPage

        if self._filling is None:
            self.show_records()
            return
        here = partial(self.show_notes, back=back)
        page = self._show(here, partial(NotesPage, self._filling), place)
        if isinstance(page, NotesPage):
            page.went_back.connect(back or self.show_fill)
            page.spot_chosen.connect(self.go_to_spot)
