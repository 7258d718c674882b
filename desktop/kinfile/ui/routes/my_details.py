# SPDX-License-Identifier: Apache-2.0
"""The route to the owner's own details, and back to where they were wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.base import Route
from kinfile.ui.routes.identities import IdentityRoutes

if TYPE_CHECKING:
    from kinfile.app.identities import ShownKey
    from kinfile.ui.widgets.page import PagePlace


class MyDetailsRoutes(IdentityRoutes):
    """A page that can be looked at in passing: leaving it leads back."""

    _before_details: tuple[Route, PagePlace | None] | None = None

    def go_my_details(self) -> None:
        """From the menu: whatever is unsaved is handed on first."""
        if not self._desk.is_unlocked:
            return
        place = self._window.place()
        if self._route != self.show_my_details:
            self._before_details = (self._route, place)
        self.show_my_details()

    def show_my_details(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.my_details import MyDetailsPage

        def with_key(key: ShownKey | None) -> None:
            page = self._show(self.show_my_details, partial(MyDetailsPage, self._desk, key), place)
            if isinstance(page, MyDetailsPage):
                page.went_back.connect(self._leave_my_details)
                page.identities_chosen.connect(self.show_identities)

        self._desk.ask(lambda workspace: workspace.shown_key(), done=with_key)

    def _leave_my_details(self) -> None:
        route, place = self._before_details or (self.show_records, None)
        route(place)
