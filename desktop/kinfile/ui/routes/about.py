# SPDX-License-Identifier: Apache-2.0
"""Routes to what is not about records: help and about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from kinfile.ui.widgets.page import PagePlace


class AboutRoutes(RoutesBase):
    """Pages that can be looked at in passing: leaving them leads back."""

    def show_about(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.about import AboutPage

        if self._route != self.show_about:
            self._before = self._route
            self._before_place = self._window.place()
        page = self._show(self.show_about, AboutPage, place, has_bar=self._desk.is_unlocked)
        if isinstance(page, AboutPage):
            page.went_back.connect(lambda: self._before(self._before_place))
