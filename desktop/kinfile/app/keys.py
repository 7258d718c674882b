# SPDX-License-Identifier: Apache-2.0
"""The ways into a vault: another passphrase, and back in with the recovery code."""

from pathlib import Path
from typing import Self

from kinfile.app.opened import Clock, Opened
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import Key
from kinfile.vault.escrow import Recovery
from kinfile.vault.journal import now
from kinfile.vault.passphrase import require_bits
from kinfile.vault.recovery import HandOver, keep_nowhere
from kinfile.vault.session import LockedVault


class Passphrases(Opened):
    """The part of a workspace that changes how its vault is opened."""

    @classmethod
    def recover(
        cls,
        folder: Path,
        code: str,
        new_passphrase: bytearray,
        *,
        clock: Clock = now,
        hand_over: HandOver = keep_nowhere,
        policies: Policies = NO_POLICIES,
    ) -> tuple[Self, str]:
        """Open the vault at `folder` with its recovery code; gives the new code, to be shown once.

        `hand_over` gets the new code while the old one is still in force.

        From then on `new_passphrase` opens it and nothing that was before; it is wiped. Raises
        MistypedCode, WrongCode, WeakPassphrase, NotAVault, VaultBusy, VaultTooNew, VaultDamaged,
        UnsafePlace, NotKept.
        """
        require_bits(new_passphrase, policies.number(Key.PASSPHRASE))
        vault, fresh = LockedVault(folder, clock=clock).recover(
            code, new_passphrase=new_passphrase, hand_over=hand_over
        )
        return cls(folder, vault, clock, policies), fresh.text

    def change_passphrase(self, current: bytearray, new: bytearray) -> None:
        """Both are wiped. Raises WeakPassphrase, WrongPassphrase, TooSoon, NotKept."""
        require_bits(new, self._policies.number(Key.PASSPHRASE), current)
        self._vault.change_passphrase(current, new)


def try_code(folder: Path, code: str) -> None:
    """Whether `code` would open the vault; changes nothing.

    Raises MistypedCode, WrongCode, NotAVault, VaultTooNew, VaultDamaged.
    """
    LockedVault(folder).try_code(code)


def recovery_of(folder: Path) -> Recovery:
    """What the vault's key file says of recovery. Raises NotAVault, VaultTooNew."""
    return LockedVault(folder).recovery()
