# SPDX-License-Identifier: Apache-2.0
"""What can be done about records that are not open: backups found, restored, the rest salvaged.

Everything here takes long and runs on the task queue's thread; the app layer is imported there.
Whatever is made is a new vault beside: nothing takes another's place before somebody says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kinfile.errors import BackupRefused, VaultError
from kinfile.paths import VAULT_SUFFIX

if TYPE_CHECKING:
    from kinfile.app.backups import BackupLine
    from kinfile.vault.restore import Restored
    from kinfile.vault.salvage import Salvaged
    from kinfile.watch import Watch


@dataclass(frozen=True, slots=True)
class Found:
    """A backup, and the vault on this computer whose place it can take; None where there is none.

    What it says of itself nothing has proved before it is restored.
    """

    line: BackupLine
    vault: Path | None = None


class RescueDoor(Protocol):
    """See VaultRescueDoor. A seam for tests."""

    def backups(self, folder: Path | None) -> tuple[Found, ...]: ...
    def look(self, file: Path) -> Found: ...
    def restore(
        self, found: Found, *, passphrase: bytearray | None, code: str, watch: Watch
    ) -> Restored: ...
    def salvage(self, folder: Path, passphrase: bytearray, watch: Watch) -> Salvaged: ...
    def put_back_keys(self, folder: Path) -> None: ...
    def take_place(self, made: Path, instead_of: Path) -> Path | None: ...
    def copy(self, folder: Path, to: Path, watch: Watch) -> Path: ...


@dataclass(frozen=True, slots=True)
class VaultRescueDoor:
    """The real one. `first` is where a first vault belongs; `vaults` tells which there are."""

    clock: Callable[[], datetime]
    first: Path
    vaults: Callable[[], tuple[Path, ...]]

    def backups(self, folder: Path | None) -> tuple[Found, ...]:
        """Those in the vault `folder`, or in all vaults; the last made first."""
        from kinfile.app import backups

        found = [
            Found(line, vault)
            for vault in ((folder,) if folder is not None else self.vaults())
            for line in backups.found_backups(vault)
        ]
        return tuple(sorted(found, key=lambda each: each.line.made_at, reverse=True))

    def look(self, file: Path) -> Found:
        """A backup that lies anywhere. Raises BackupRefused, VaultTooNew."""
        from kinfile.app import backups

        line = backups.found_backup(file)
        return Found(line, self._vault_of(line))

    def restore(
        self, found: Found, *, passphrase: bytearray | None, code: str, watch: Watch
    ) -> Restored:
        """Make a vault of a backup. The passphrase is wiped.

        Raises BackupRefused, WrongPassphrase, MistypedCode, WrongCode, VaultTooNew, UnsafePlace,
        NotKept, Cancelled; then nothing is there.
        """
        from kinfile.app import backups

        return backups.restore_backup(
            found.line.path,
            self._beside(found.vault),
            passphrase=passphrase,
            code=code,
            compare=found.vault,
            clock=self.clock,
            watch=watch,
        )

    def salvage(self, folder: Path, passphrase: bytearray, watch: Watch) -> Salvaged:
        """Make a vault of what can be read in `folder`. The passphrase is wiped.

        Raises WrongPassphrase, NotAVault, VaultBusy, VaultTooNew, VaultDamaged, UnsafePlace,
        NotKept, Cancelled; then nothing is there.
        """
        from kinfile.app import backups

        return backups.salvage_vault(
            folder, self._beside(folder), passphrase=passphrase, clock=self.clock, watch=watch
        )

    def put_back_keys(self, folder: Path) -> None:
        """Give `folder` the key file of the last backup in it.

        Raises BackupRefused (no-file: there is none), VaultTooNew, VaultBusy, NotKept.
        """
        from kinfile.app import backups

        found = backups.found_backups(folder)
        if not found:
            raise BackupRefused(path=str(folder), problem="no-file")
        backups.put_back_keys(found[0].path, folder)

    def take_place(self, made: Path, instead_of: Path) -> Path | None:
        """Let a vault that was made take another's place; returns where that is kept.

        Raises VaultBusy, NotAVault, NotKept; then nothing has moved.
        """
        from kinfile.app import backups

        return backups.put_in_place(made, instead_of, on=self.clock().date())

    def copy(self, folder: Path, to: Path, watch: Watch) -> Path:
        """Copy a vault's folder as it is. Raises VaultBusy, NotWritten, Cancelled."""
        from kinfile.app import backups

        return backups.copy_vault(folder, to, watch=watch)

    def _vault_of(self, line: BackupLine) -> Path | None:
        from kinfile.app.keys import recovery_of

        for vault in self.vaults():
            if line.path.absolute().is_relative_to(vault.absolute()):
                return vault
            # One whose key file is lost cannot say which it is.
            with suppress(VaultError):
                if recovery_of(vault).vault_id == line.vault_id:
                    return vault
        return None

    def _beside(self, vault: Path | None) -> Path:
        """A name that nothing has: that of the first vault, or today's beside another."""
        if vault is None and not self.first.exists():
            return self.first
        near = vault or self.first
        name, number = f"{near.stem}-{self.clock().date().isoformat()}", 2
        free = near.with_name(f"{name}{VAULT_SUFFIX}")
        while free.exists():
            free = near.with_name(f"{name}-{number}{VAULT_SUFFIX}")
            number += 1
        return free
