# SPDX-License-Identifier: Apache-2.0
"""Where things may go that leave a vault, and where a vault may be made: what IT decided."""

from pathlib import Path

from kinfile.errors import PolicyForbids
from kinfile.policy.policies import Policies
from kinfile.policy.table import Key

VAULTS = "vaults"
"""The folder of vaults in DataDirectory."""


def require_export_folder(policies: Policies, folder: Path) -> None:
    """Raises PolicyForbids (export-folder) unless documents may be saved in `folder`."""
    allowed = policies.paths(Key.EXPORT_FOLDERS)
    if allowed is None:
        return
    if not any(_is_below(folder, each) for each in allowed):
        raise PolicyForbids(
            problem="export-folder" if allowed else "export-nowhere",
            key=Key.EXPORT_FOLDERS.value,
            path=str(folder),
            allowed=", ".join(map(str, allowed)),
        )


def require_transfer(policies: Policies) -> None:
    """Raises PolicyForbids (transfer) where no files with a password may be made."""
    if not policies.is_on(Key.TRANSFER):
        raise PolicyForbids(problem="transfer", key=Key.TRANSFER.value)


def require_data_folder(policies: Policies, folder: Path) -> None:
    """Raises PolicyForbids (data-folder) unless a vault may be made at `folder`."""
    setting, allowed = policies.settings[Key.DATA], policies.path(Key.DATA)
    if not setting.is_decided or (allowed is not None and _is_below(folder, allowed)):
        return
    raise PolicyForbids(
        problem="data-folder" if allowed else "data-nowhere",
        key=Key.DATA.value,
        path=str(folder),
        allowed=str(allowed or ""),
    )


def _is_below(folder: Path, allowed: Path) -> bool:
    """Links are followed, so that none leads out."""
    whole, above = folder.resolve(), allowed.resolve()
    return above in (whole, *whole.parents)
