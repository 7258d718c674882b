# SPDX-License-Identifier: Apache-2.0
"""A vault's folder copied byte by byte, backups and all, for somebody else to look at.

Everything in it is encrypted as it was. Nobody may have the vault open; it is only read.
"""

import os
import shutil
import tempfile
from pathlib import Path

from kinfile.errors import NotWritten, VaultBusy
from kinfile.vault.lockfile import is_held
from kinfile.watch import Watch

_BLOCK = 1024**2
_LEFT_OUT = frozenset({"lock", "raise"})
"""What only says who has it open."""


def copy_whole(folder: Path, to: Path, *, watch: Watch | None = None) -> Path:
    """Copy the vault in `folder` into the folder `to`; returns where it stands now.

    It takes its name there when it is whole: `NAME.copy`, which is not a vault's, so that nobody
    takes it for one. `watch` is told bytes. Raises VaultBusy, NotWritten, Cancelled; then nothing
    of it is left.
    """
    watch = watch or Watch()
    if is_held(folder):
        raise VaultBusy(path=str(folder))
    hidden: Path | None = None
    try:
        files = _files(folder)
        hidden = Path(tempfile.mkdtemp(prefix=".copy-", dir=to))
        _Copying(sum(file.stat().st_size for file in files), watch).all(files, folder, hidden)
        target = _free(to, folder.stem)
        hidden.rename(target)
    except OSError as error:
        raise NotWritten(path=str(to), errno=error.errno) from error
    finally:
        if hidden is not None:
            shutil.rmtree(hidden, ignore_errors=True)
    return target


def _files(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*") if file.is_file() and file.name not in _LEFT_OUT
    )


def _free(to: Path, stem: str) -> Path:
    target, number = to / f"{stem}.copy", 2
    while os.path.lexists(target):
        target = to / f"{stem}-{number}.copy"
        number += 1
    return target


class _Copying:
    """How far it has come."""

    def __init__(self, size: int, watch: Watch) -> None:
        self._size = size
        self._done = 0
        self._watch = watch

    def all(self, files: list[Path], folder: Path, to: Path) -> None:
        for file in files:
            target = to / file.relative_to(folder)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._one(file, target)

    def _one(self, file: Path, target: Path) -> None:
        with file.open("rb") as source, target.open("xb") as copy:
            while block := source.read(_BLOCK):
                copy.write(block)
                self._done += len(block)
                self._watch.step(self._done, self._size)
            copy.flush()
            os.fsync(copy.fileno())
