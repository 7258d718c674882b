# SPDX-License-Identifier: Apache-2.0
"""What may go wrong before it does: a wrong clock, a disk that is nearly full, no backup.

None stops anybody's work. Clock and disk are looked at when records are opened and every minute.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Set
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kinfile import bundle
from kinfile.errors import VaultDamaged
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.app.draft import RecordLine
    from kinfile.log import Log
    from kinfile.ui.backing_up import BackingUp
    from kinfile.ui.desk import Desk


MINUTE = 60_000
LITTLE = 200_000_000
"""Bytes. A day's work is far less; what else goes on at the computer may not be."""
CORRECTION = timedelta(minutes=1)
"""What the network's time puts right is no news."""
BEFORE = timedelta(days=1)
"""A program may be installed in another zone than it was made in."""


class Caution(StrEnum):
    CLOCK = "clock"
    DISK = "disk"
    DAMAGE = "damage"
    BACKUP = "backup"
    SECOND = "second-backup"
    POLICY = "policy"


WORDS = {
    Caution.CLOCK: (
        N_("Check the date and time of this computer"),
        N_(
            "They cannot be right. Everything you write is kept, but the dates in your records "
            "may be wrong until they are."
        ),
    ),
    Caution.DISK: (
        N_("The disk of this computer is nearly full"),
        N_("Free some space soon: changes cannot be kept once it is full."),
    ),
    Caution.DAMAGE: (
        N_("Part of your records on this laptop is damaged"),
        N_("The last backup could not be made of them. Choose Backup in the menu to see why."),
    ),
    Caution.BACKUP: (
        N_("The last backup could not be made"),
        N_("Your records are safe on this laptop. Choose Backup in the menu to see why."),
    ),
    Caution.SECOND: (
        N_("The last backup is on this laptop only"),
        N_(
            "It could not be copied to the second place that you chose. Choose Backup in the menu "
            "to see why."
        ),
    ),
    Caution.POLICY: (
        N_("Something that IT decided for this computer cannot be used"),
        N_(
            "Kinfile keeps to the strictest there is. Choose Help and about Kinfile in the menu, "
            "then Policies in force."
        ),
    ),
}
"""Title and text."""
GRAVEST_FIRST = (
    Caution.DAMAGE,
    Caution.DISK,
    Caution.CLOCK,
    Caution.BACKUP,
    Caution.SECOND,
    Caution.POLICY,
)
LOOKED_AT = frozenset({Caution.DISK, Caution.CLOCK})


def free_bytes(folder: Path) -> int | None:
    """Room left on the disk of `folder`; None where the system does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def installed_at() -> datetime:
    """When this program came to this computer, or was made, as near as its own files tell."""
    # Not a module: an installed program holds them all in one file.
    return datetime.fromtimestamp(bundle.resources().stat().st_mtime, tz=UTC)


class Cautions(QObject):
    """`changed` when others stand than before. No clock can be right that is before `installed`."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        log: Log,
        *,
        free: Callable[[Path], int | None] = free_bytes,
        installed: datetime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._log = log
        self._free = free
        self._latest = installed - BEFORE
        self._standing: frozenset[Caution] = frozenset()
        self._timer = QTimer(self, interval=MINUTE)
        self._timer.timeout.connect(self.look)
        desk.locked.connect(self._timer.stop)

    @property
    def standing(self) -> tuple[Caution, ...]:
        """The gravest first."""
        return tuple(each for each in GRAVEST_FIRST if each in self._standing)

    def start(self) -> None:
        """Records are open: their last changes tell what time it must be by now."""
        self._timer.start()
        self._desk.caseload(done=self._on_lines)

    def look(self) -> None:
        """Look again, and tell if something has changed."""
        found: set[Caution] = set()
        now = self._desk.clock()
        if now < self._latest - CORRECTION:
            found.add(Caution.CLOCK)
        else:
            self._latest = max(now, self._latest)
        folder = self._desk.folder
        left = self._free(folder) if folder is not None else None
        if left is not None and left < LITTLE:
            found.add(Caution.DISK)
        for each in sorted(found - self._standing):
            self._log.event(f"{each}-suspect")
        self._stand(found | (self._standing - LOOKED_AT))

    def watch_backups(self, backing_up: BackingUp) -> None:
        """Tell from now on when the last backup failed, or its copy in the second place."""

        def look() -> None:
            made, error = backing_up.outcome, backing_up.error
            if error is not None:
                is_damage = isinstance(error, VaultDamaged)
                self._set_backup({Caution.DAMAGE if is_damage else Caution.BACKUP})
            elif made is not None:
                self._set_backup({Caution.SECOND} if made.failed is not None else set())

        backing_up.changed.connect(look)

    def _set_backup(self, told: Set[Caution]) -> None:
        self._stand(told | (self._standing & (LOOKED_AT | {Caution.POLICY})))

    def tell_policies(self) -> None:
        """From now on: something that IT decided cannot be used, or is not known."""
        self._stand(self._standing | {Caution.POLICY})

    def _stand(self, standing: Set[Caution]) -> None:
        if standing != self._standing:
            self._standing = frozenset(standing)
            self.changed.emit()

    def _on_lines(self, lines: tuple[RecordLine, ...]) -> None:
        self._latest = max((self._latest, *(line.changed_at for line in lines)))
        self.look()
