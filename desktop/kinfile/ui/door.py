# SPDX-License-Identifier: Apache-2.0
"""What can be done before a vault is open: find vaults, make one, open one, list the forms.

The app layer is imported only here and only when first needed, on the task queue's thread, so
that the unlock page paints before the database and the cipher libraries load.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kinfile import paths
from kinfile.errors import KinfileError, VaultError, WrongCode, WrongPassphrase
from kinfile.log import NO_LOG, Log
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import Key

if TYPE_CHECKING:
    from kinfile.app.backups import Second
    from kinfile.app.draft import Draft, Worker
    from kinfile.app.workspace import Created, Workspace
    from kinfile.forms.packs.shelf import ShelfProblem
    from kinfile.i18n import Language
    from kinfile.ui.door_cards import FormCard, ProfileCard
    from kinfile.ui.rescue_door import RescueDoor
    from kinfile.vault.backup import Copying
    from kinfile.vault.backup_file import Backup
    from kinfile.vault.keys import Cost
    from kinfile.watch import IsCancelled, Progress

EXAMPLE_PASSPHRASE = "made up family to try out"  # noqa: S105  (not a secret)
"""Public: the example vault holds one invented family and says so on every screen."""
FIRST_VAULT = "Records"


class Door(Protocol):
    """See VaultDoor. A seam: tests open a vault with a cheap key, or none at all."""

    def warm_up(self) -> None: ...
    def vaults(self) -> tuple[Path, ...]: ...
    def call(self, folder: Path) -> bool: ...
    def suggest_passphrase(self) -> str: ...
    def weakness(self, passphrase: str, *, own_name: str) -> str | None: ...
    def create(self, worker: Worker, passphrase: bytearray) -> Created: ...
    def unlock(self, folder: Path, passphrase: bytearray) -> Workspace: ...
    def recovery_ids(self) -> Mapping[Path, str]: ...
    def try_code(self, folder: Path, code: str) -> None: ...
    def recover(self, folder: Path, code: str, passphrase: bytearray) -> Created: ...
    def example(self, language: Language) -> tuple[Workspace, Draft]: ...
    def forms(self) -> tuple[FormCard, ...]: ...
    def profiles(self) -> tuple[ProfileCard, ...]: ...
    def form_problems(self) -> tuple[ShelfProblem, ...]: ...
    def make_backup(self, copying: Copying, progress: Progress, stop: IsCancelled) -> Backup: ...
    def copy_backup(self, made: Backup, place: Path, stop: IsCancelled) -> Second: ...
    def rescue(self) -> RescueDoor: ...


@dataclass(frozen=True, slots=True)
class VaultDoor:
    """The real door. `home` is the folder of vaults; `chosen` the one vault asked for, if any.

    `cost` of None lets the vault choose how slow its key is to guess.
    What `policies` say holds for every vault but the example; `log` is told of it.
    """

    clock: Callable[[], datetime]
    home: Path = field(default_factory=paths.default_vaults)
    chosen: Path | None = None
    cost: Cost | None = None
    policies: Policies = NO_POLICIES
    log: Log = NO_LOG

    def warm_up(self) -> None:
        """Load what unlocking and the list after it need, while the passphrase is being typed."""
        import kinfile.app.workspace  # noqa: F401

        # One that cannot be read says so when it is asked for.
        with suppress(KinfileError):
            self.forms()

    def vaults(self) -> tuple[Path, ...]:
        if self.chosen is not None:
            return (self.chosen,) if self.chosen.exists() else ()
        return tuple(sorted(self.home.glob(f"*{paths.VAULT_SUFFIX}")))

    def call(self, folder: Path) -> bool:
        """Ask the Kinfile that has `folder` open to come forward; False where none has."""
        from kinfile.vault.lockfile import ask_for, is_held

        if not is_held(folder):
            return False
        ask_for(folder)
        return True

    def suggest_passphrase(self) -> str:
        from kinfile.vault.passphrase import suggest

        return suggest(minimum_bits=self.policies.number(Key.PASSPHRASE))

    def weakness(self, passphrase: str, *, own_name: str) -> str | None:
        from kinfile.vault.passphrase import weakness

        least = self.policies.number(Key.PASSPHRASE)
        return weakness(passphrase, own_name=own_name, minimum_bits=least)

    def create(self, worker: Worker, passphrase: bytearray) -> Created:
        """Raises WeakPassphrase, VaultExists, UnsafePlace, PolicyForbids or NotKept."""
        folder = self.chosen or self.home / f"{FIRST_VAULT}{paths.VAULT_SUFFIX}"
        created = self._create(folder, worker, passphrase, self.cost, self.policies)
        created.workspace.tell_to(self.log)
        return created

    def unlock(self, folder: Path, passphrase: bytearray) -> Workspace:
        """Raises WrongPassphrase, TooSoon, VaultBusy, VaultTooNew, VaultDamaged or NotAVault."""
        from kinfile.app.workspace import Workspace

        try:
            workspace = Workspace.unlock(
                folder, passphrase, clock=self.clock, policies=self.policies
            )
        except WrongPassphrase:
            self.log.event("unlock-failed", way="passphrase")
            raise
        if not is_example(folder):
            workspace.tell_to(self.log)
        return workspace

    def recovery_ids(self) -> Mapping[Path, str]:
        """What to read to the help desk, for the vaults whose code IT holds too."""
        from kinfile.app.keys import recovery_of

        found = {}
        for folder in self.vaults():
            # One that cannot be read says so when it is opened.
            with suppress(VaultError):
                recovery = recovery_of(folder)
                if recovery.escrow:
                    found[folder] = recovery.id
        return found

    def try_code(self, folder: Path, code: str) -> None:
        """Raises MistypedCode, WrongCode, VaultTooNew, VaultDamaged or NotAVault."""
        from kinfile.app.keys import try_code

        try_code(folder, code)

    def recover(self, folder: Path, code: str, passphrase: bytearray) -> Created:
        """Raises what try_code and unlock raise, and WeakPassphrase."""
        from kinfile.app.workspace import Created, Workspace

        try:
            found = Workspace.recover(
                folder, code, passphrase, clock=self.clock, policies=self.policies
            )
        except WrongCode:
            self.log.event("unlock-failed", way="code")
            raise
        self.log.event("recovery-used")
        found[0].tell_to(self.log)
        return Created(*found)

    def example(self, language: Language) -> tuple[Workspace, Draft]:
        from kinfile.app.draft import Worker
        from kinfile.vault.keys import Cost

        folder = example_folder()
        passphrase = bytearray(EXAMPLE_PASSPHRASE.encode())
        if folder.exists():
            workspace = self.unlock(folder, passphrase)
        else:
            worker = Worker(name=language.text("Example Midwife"), role=language.text("Midwife"))
            # Its passphrase is public, so a key that is slow to guess would be for nothing.
            workspace = self._create(folder, worker, passphrase, Cost.least()).workspace
        return workspace, workspace.example(language=language)

    def forms(self) -> tuple[FormCard, ...]:
        from kinfile.forms import catalogue
        from kinfile.ui.door_cards import FormCard

        return tuple(
            FormCard(
                form.id,
                form.title,
                form.short_title,
                form.about,
                form.minutes,
                {section.id: section.title for section in form.sections},
                is_trial=not catalogue.origin(form.id).may_sign,
            )
            for form in map(catalogue.load, catalogue.installed())
        )

    def profiles(self) -> tuple[ProfileCard, ...]:
        from kinfile.forms import catalogue
        from kinfile.ui.door_cards import ProfileCard

        return tuple(
            ProfileCard(profile.id, profile.name)
            for profile in map(catalogue.profile, catalogue.profiles())
        )

    def form_problems(self) -> tuple[ShelfProblem, ...]:
        """Installed packs that cannot be used, and why. Reads them all."""
        from kinfile.forms import catalogue

        return catalogue.default_shelf().problems()

    def make_backup(self, copying: Copying, progress: Progress, stop: IsCancelled) -> Backup:
        """In whatever thread. Raises what kinfile.vault.backup.make does."""
        from kinfile.app import backups

        return backups.make(copying, progress=progress, is_cancelled=stop)

    def copy_backup(self, made: Backup, place: Path, stop: IsCancelled) -> Second:
        """In whatever thread; a failure is told and not raised."""
        from kinfile.app import backups

        return backups.copy_to(made, place, is_cancelled=stop)

    def rescue(self) -> RescueDoor:
        """What can be done about vaults that do not open."""
        from kinfile.ui.rescue_door import VaultRescueDoor

        first = self.chosen or self.home / f"{FIRST_VAULT}{paths.VAULT_SUFFIX}"
        return VaultRescueDoor(clock=self.clock, first=first, vaults=self.vaults)

    def _create(
        self,
        folder: Path,
        worker: Worker,
        passphrase: bytearray,
        cost: Cost | None,
        policies: Policies = NO_POLICIES,
    ) -> Created:
        from kinfile.app.workspace import Workspace

        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Workspace.create(
            folder, worker, passphrase, clock=self.clock, cost=cost, policies=policies
        )


def example_folder() -> Path:
    """Beside the vaults, not among them, so that it is never mistaken for one's own."""
    return paths.data() / "example" / f"Example{paths.VAULT_SUFFIX}"


def is_example(folder: Path | None) -> bool:
    return folder is not None and folder == example_folder()
