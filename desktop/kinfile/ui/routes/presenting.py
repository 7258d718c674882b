# SPDX-License-Identifier: Apache-2.0
"""While the family looks on: the record in hand stays alone, and one key begins and ends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.family import FamilyRoutes

if TYPE_CHECKING:
    from kinfile.ui.routes.base import Route
    from kinfile.ui.widgets.page import Page, PagePlace
    from kinfile.ui.window import Build


class PresentingRoutes(FamilyRoutes):
    """Whatever leads elsewhere meanwhile leads back to the record."""

    def toggle_presenting(self) -> None:
        """Gone from the glass at once; what may be seen is there when the page is built anew."""
        if self._filling is None:
            return
        place = self._window.place()
        if self._window.page is not None and not self._filling.is_presenting:
            self._window.page.hide()
            self._window.repaint()
        self._filling.present(is_on=not self._filling.is_presenting)
        self.show_fill(place)

    def _show(
        self, route: Route, build: Build, place: PagePlace | None, *, has_bar: bool = True
    ) -> Page:
        page = self._window.page
        if page is None or self._may_show(build):
            return super()._show(route, build, place, has_bar=has_bar)
        if self._route != self.show_fill:
            self.show_fill()
        return self._window.page or page

    def _may_show(self, build: Build) -> bool:
        """Whether nobody looks on, or the page that `build` makes has nothing for them."""
        if self._filling is None or not self._filling.is_presenting or not self._desk.is_unlocked:
            return True
        made = build.func if isinstance(build, partial) else build
        return bool(getattr(made, "may_be_shared", False))
