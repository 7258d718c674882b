# SPDX-License-Identifier: Apache-2.0
"""From page to page: what each wish leads to. The only place that knows which pages there are.

A route is a function that shows a page from fresh facts. The one taken last is taken again when
theme, text size, language or width change, after everything unsaved has been handed on: the
task queue is in order, so what is read comes after what was kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinfile.ui.routes.backup import BackupRoutes
from kinfile.ui.routes.my_details import MyDetailsRoutes
from kinfile.ui.routes.packs import PackRoutes
from kinfile.ui.routes.people import PeopleRoutes

if TYPE_CHECKING:
    from kinfile.ui.appearance import Appearance
    from kinfile.ui.backing_up import BackingUp
    from kinfile.ui.desk import Desk
    from kinfile.ui.dialogs import Dialogs
    from kinfile.ui.window import Window


class Routes(BackupRoutes, MyDetailsRoutes, PeopleRoutes, PackRoutes):
    """Answers the window's and the pages' signals by showing the next page."""

    def __init__(
        self,
        window: Window,
        desk: Desk,
        appearance: Appearance,
        dialogs: Dialogs,
        backing_up: BackingUp,
    ) -> None:
        super().__init__(window, desk, appearance, dialogs, backing_up)
        window.rebuild_needed.connect(self.rebuild)
        window.home_chosen.connect(self.go_home)
        window.back_chosen.connect(self.go_back)
        window.new_chosen.connect(self.go_new)
        window.find_chosen.connect(self.go_find)
        window.names_chosen.connect(self._toggle_names)
        window.about_chosen.connect(self.show_about)
        window.passphrase_wished.connect(self.go_change_passphrase)
        window.my_details_wished.connect(self.go_my_details)
        window.backup_wished.connect(self.go_backup)
        window.verify_wished.connect(self.go_verify)
        window.countersign_wished.connect(self.go_countersign)
        window.people_wished.connect(self.go_people)
        backing_up.changed.connect(self._on_backup_changed)
        desk.damaged.connect(self._on_damaged)
