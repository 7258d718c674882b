# SPDX-License-Identifier: Apache-2.0
"""What is read from the disk on the way to the first document, besides what runs.

S01 No source is read after Qt is loaded where its compiled form is there: PySide6's own hook on
    imports would read the source of every module (ui/plain_imports.py takes it out).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kinfile

MOST = 10

SEAL = """
import sys
from datetime import UTC, datetime
from kinfile.ui.application import make_app
sources = set()
sys.addaudithook(lambda event, told: event == "open" and sources.add(str(told[0])))
make_app()
from kinfile.export import identity, signing, verify
identity.new_identity("Jo Rowe", "", "", now=datetime.now(UTC))
print(sum(name.endswith(".py") for name in sources))
"""


@pytest.mark.slow
def test_no_source_is_read_for_the_first_document(tmp_path: Path) -> None:
    """S01: the first run is there to compile everything once."""
    given = os.environ | {
        "PYTHONPATH": str(Path(kinfile.__file__).parents[1]),
        "PYTHONPYCACHEPREFIX": str(tmp_path),
    }
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    read = [
        subprocess.run(
            [sys.executable, "-c", SEAL], capture_output=True, text=True, check=True, env=given
        ).stdout
        for _ in range(2)
    ]
    assert int(read[0]) > 100
    assert int(read[1]) <= MOST
