# SPDX-License-Identifier: Apache-2.0
"""`selftest`: what an installer runs.

X01 Every check is named with whether it holds; 0 only when all do. Nothing stays behind.
"""

import tempfile
from pathlib import Path

from helpers.commands import Run


def test_this_installation_holds(run: Run, tmp_path: Path) -> None:
    """X01"""
    before = set(Path(tempfile.gettempdir()).glob("kinfile-*"))
    said = run("selftest", "--json")
    assert said.code == 0
    assert said.document["ok"] is True
    assert [each["check"] for each in said.document["checks"]] == [
        *("encryption", "fonts", "forms", "document"),
    ]
    assert set(Path(tempfile.gettempdir()).glob("kinfile-*")) <= before
    said = run("selftest")
    assert [line[:4] for line in said.out.splitlines()] == ["ok: "] * 4
