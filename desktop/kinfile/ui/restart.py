# SPDX-License-Identifier: Apache-2.0
"""A fresh Kinfile in the place of this one, so that no byte of the old memory is kept.

Only the name of the vault's folder goes along: arguments can be read by every program.
"""

import os
import sys
from collections.abc import Sequence

from kinfile.bundle import is_own_program


def replace_process(arguments: Sequence[str]) -> None:
    """Become a fresh Kinfile that was started with `arguments`. Returns only in tests."""
    command = [sys.executable] if is_own_program() else [sys.executable, "-m", "kinfile"]
    for stream in (sys.stdout, sys.stderr):
        # A program without a console has none.
        if stream is not None:
            stream.flush()
    if sys.platform == "win32":
        _start_another([*command, *arguments])
    else:
        os.execv(command[0], [*command, *arguments])  # noqa: S606  (ourselves, no shell)


def _start_another(command: Sequence[str]) -> None:
    """Windows' own exec is a new process too, and it loses the quotes around a folder's name."""
    from PySide6.QtCore import QProcess

    QProcess.startDetached(command[0], list(command[1:]))
    # At once and without ceremony: nothing of what is in memory may be looked at again.
    os._exit(0)
