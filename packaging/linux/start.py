# SPDX-License-Identifier: Apache-2.0
"""What the installed program starts with: the window, or the commands under their own name.

One program has both names, because each would otherwise carry every module once more.
"""

import sys
from pathlib import Path


def start() -> int:
    """Run what was asked for by name, and give its exit code."""
    if Path(sys.argv[0]).name == "kinfile-cli":
        from kinfile.cli import main as run_commands

        return run_commands()
    from kinfile.__main__ import main as open_window

    return open_window()


sys.exit(start())
