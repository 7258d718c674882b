# SPDX-License-Identifier: Apache-2.0
"""Where the shipped forms and resources are; the only module that knows.

An installed wheel carries them inside the package as `_data/`; a checkout (and an editable
install of it) has them at the top level.
"""

import sys
from pathlib import Path

PROGRAMS = frozenset({"kinfile.exe", "kinfile-cli.exe"})
"""The launchers of the Windows installer, which are Python under Kinfile's own name."""
HERE = Path(__file__).resolve().parent
"""The package's own folder."""


def _root() -> Path:
    installed = HERE / "_data"
    return installed if installed.is_dir() else HERE.parents[1]


def forms() -> Path:
    """The folder of form definitions, shared lists and partnership profiles."""
    return _root() / "forms"


def resources() -> Path:
    """The folder of fonts, icons, catalogues, themes, word lists and the demo family."""
    return _root() / "resources"


def is_own_program() -> bool:
    """Whether an installed program of Kinfile's own runs, rather than Python with a module.

    Then sys.executable alone starts Kinfile again, and belongs to nobody else.
    """
    return bool(getattr(sys, "frozen", False)) or Path(sys.executable).name.lower() in PROGRAMS
