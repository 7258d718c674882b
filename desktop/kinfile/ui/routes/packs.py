# SPDX-License-Identifier: Apache-2.0
"""Routes to a form pack that was opened from outside: who signed it, and taking it into use."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.ui.routes.base import Choice, RoutesBase

if TYPE_CHECKING:
    from kinfile.app.pack_folders import OfferedPack
    from kinfile.errors import KinfileError


class PackRoutes(RoutesBase):
    """Before records are open; a pack holds a form and nothing of anybody's records."""

    def show_pack(self, file: Path) -> None:
        """Look at `file`; it is offered only where a key signed it that is trusted here."""
        from kinfile.app.pack_folders import look_at

        self._desk.tasks.run(
            lambda: look_at(file), done=partial(self._on_pack, file), failed=self._on_pack_refused
        )

    def _on_pack(self, file: Path, pack: OfferedPack) -> None:
        text = self._text
        told = text(
            "{form}, version {version}. Signed by a key that is trusted on this computer ({key}).",
            form=pack.title,
            version=pack.version,
            key=pack.signed_by,
        )
        self._tell(
            text("Take this form into use?"),
            (
                told,
                text("New assessments are made with it. Those that are there keep their form."),
            ),
            (
                Choice("take", text("Take it into use"), partial(self._take_pack, file)),
                Choice("back", text("Not now"), self.go_home),
            ),
        )

    def _take_pack(self, file: Path) -> None:
        from kinfile.app.pack_folders import install

        self._desk.tasks.run(
            lambda: install(file), done=self._on_taken, failed=self._on_pack_refused
        )

    def _on_taken(self, _pack: object) -> None:
        self._forms = {}
        self._tell(
            self._text("The form is in use"),
            (self._text("New assessments are made with it."),),
            (Choice("back", self._text("Continue"), self.go_home),),
        )

    def _on_pack_refused(self, error: KinfileError) -> None:
        self.show_error(error, then=self.go_home)
