# SPDX-License-Identifier: Apache-2.0
"""Routes to what is not about records: help and about, and what IT decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kinfile.ui.routes.base import RoutesBase

if TYPE_CHECKING:
    from kinfile.ui.widgets.page import PagePlace


class AboutRoutes(RoutesBase):
    """Pages that can be looked at in passing: leaving them leads back."""

    update_offered = ""
    """The newer version that IT can install, once that is known."""

    def show_about(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.about import AboutPage

        if self._route not in (self.show_about, self.show_policies):
            self._before = self._route
            self._before_place = self._window.place()
        build = partial(AboutPage, update=self.update_offered)
        page = self._show(self.show_about, build, place, has_bar=self._desk.is_unlocked)
        if isinstance(page, AboutPage):
            page.policies_chosen.connect(self.show_policies)
            page.went_back.connect(lambda: self._before(self._before_place))

    def show_policies(self, place: PagePlace | None = None) -> None:
        from kinfile.ui.pages.policies import PoliciesPage

        build = partial(PoliciesPage, self._desk.policies)
        page = self._show(self.show_policies, build, place, has_bar=self._desk.is_unlocked)
        if isinstance(page, PoliciesPage):
            page.went_back.connect(self.show_about)
