# SPDX-License-Identifier: Apache-2.0
"""The route to the family and the dates of the record in hand, and back to where one was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.story import StoryRoutes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinfile.ui.pages.family import Shown
    from kinfile.ui.pages.fill_places import Spot
    from kinfile.ui.widgets.page import PagePlace


class FamilyRoutes(StoryRoutes):
    """From filling in and from checking, and back to the same question."""

    _family_shown: Shown | None = None

    def go_to_spot(self, spot: Spot) -> None:
        """The record in hand, at a question."""
        raise NotImplementedError

    def show_family(
        self, place: PagePlace | None = None, *, back: Callable[[], None] | None = None
    ) -> None:
        """`back` is where Escape leads; names and tables stay as they were chosen last."""
        from kinfile.ui.pages.family import FamilyPage, Shown

        if self._filling is None:
            self.show_records()
            return
        self._family_shown = self._family_shown or Shown()
        self._family_shown.names = self._shows_names
        here = partial(self.show_family, back=back)
        page = self._show(here, partial(FamilyPage, self._filling, self._family_shown), place)
        if isinstance(page, FamilyPage):
            page.went_back.connect(back or self.show_fill)
            page.spot_chosen.connect(self.go_to_spot)
            page.names_toggled.connect(self._on_names_toggled)

    def _on_names_toggled(self, shows: bool) -> None:
        self._shows_names = shows
