# SPDX-License-Identifier: Apache-2.0
"""What loads before the first paint.

B01 Importing the window leaves Python's own import in place.
B02 Before the unlock page is painted no heavy library, no network module, no vault is loaded.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kinfile

HEAVY = frozenset(
    {
        "reportlab", "pyhanko", "aiohttp", "PIL", "lxml", "pikepdf", "cryptography", "sqlcipher3",
        "babel", "pypdfium2", "yaml", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtPdf",
        "socket", "ssl", "asyncio",
    }
)  # fmt: skip

START = """
import builtins, sys
plain = builtins.__import__
from pathlib import Path
from kinfile.ui.application import Application, Start, make_app
from kinfile.log import Log
assert builtins.__import__ is plain
app = make_app()
program = Application(app, Start(vault=Path(sys.argv[1]), log=Log(),
                                 preferences_file=Path(sys.argv[1]) / "none.json"))
program.show()
assert program.window.grab().toImage().width() > 0
print(" ".join(sys.modules))
program.close()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("vault")
    path = Path(kinfile.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(path)},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_nothing_heavy_loads_before_the_first_paint(loaded: set[str]) -> None:  # B01, B02
    assert HEAVY & loaded == set()


def test_no_layer_that_opens_records_loads_before_the_first_paint(loaded: set[str]) -> None:
    assert not {"kinfile.app.workspace", "kinfile.vault.session"} & loaded  # B02
