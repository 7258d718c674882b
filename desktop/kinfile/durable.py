# SPDX-License-Identifier: Apache-2.0
"""Files that are there whole or not at all, and outlast a power cut."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def take_place(source: Path, target: Path) -> None:
    """Give `source` the name `target`, in place of what has it. Raises OSError."""
    # A virus scanner on Windows may hold the old file for a moment.
    for _ in range(10 if sys.platform == "win32" else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    source.replace(target)


def replace_whole(
    target: Path,
    content: bytes,
    *,
    prefix: str,
    rename: Callable[[Path, Path], object] = take_place,
) -> None:
    """Give `target` this content: all of it, and on the disk once this returns, or none.

    `prefix` begins the name of the file that is written beside it; one that a killed process
    left there is known by it. Raises OSError.
    """
    handle, name = tempfile.mkstemp(prefix=prefix, dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` durable; Windows does so by itself. Raises OSError."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
