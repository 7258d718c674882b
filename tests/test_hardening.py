# SPDX-License-Identifier: Apache-2.0
"""What is in the memory stays in it.

K01 Once asked, the process leaves no core file when it dies, though it held something and its
    system would have written one.
K02 The system says of it that it may not be dumped or traced.
K03 Both ways into the program ask for it.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a matter of the system")

DYING = """
import os, resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
try:
    # Only an administrator may, where something before has forbidden it.
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except ValueError:
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
held = "".join(["MARKER", "-of-", "a-test"]) * 100
if sys.argv[1] == "private":
    from kinfile.hardening import keep_memory_private
    keep_memory_private()
os.abort()
"""

ASKED = """
import ctypes, resource, sys
from {module} import main
try:
    main(["--no-such-thing"])
except SystemExit:
    pass
PR_GET_DUMPABLE = 3
limits = resource.getrlimit(resource.RLIMIT_CORE)
print(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), *limits)
"""


def run(script: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "XDG_STATE_HOME": str(folder)},
    )


def test_no_core_file_is_left(tmp_path: Path) -> None:
    """K01"""
    open_one, private = tmp_path / "open", tmp_path / "private"
    for folder in (open_one, private):
        folder.mkdir()
        done = run(DYING, folder.name, folder=folder)
        assert done.returncode == -signal.SIGABRT, done.stderr
    assert list(private.iterdir()) == []
    cores = list(open_one.iterdir())
    if not cores:
        pytest.skip("this system writes no core files into the folder, so nothing was shown")
    assert any(b"MARKER-of-a-test" in core.read_bytes() for core in cores)


@pytest.mark.parametrize("module", ["kinfile.__main__", "kinfile.cli"])
def test_both_ways_in_ask_for_it(module: str, tmp_path: Path) -> None:
    """K02, K03"""
    done = run(ASKED.format(module=module), folder=tmp_path)
    assert done.stdout == "0 0 0\n", done.stderr
