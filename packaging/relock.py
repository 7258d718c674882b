# SPDX-License-Identifier: Apache-2.0
"""Make the two lock files again: packaging/constraints/linux.txt and windows.txt.

    python3 packaging/relock.py               keep every version that still fits
    python3 packaging/relock.py --upgrade     take the newest of everything

Run it after a change of the dependencies in pyproject.toml, read the difference, run the tests.
Each file names one version of everything that Kinfile, its tests and its build need on Python
3.11, with the hash of every file that may be installed under that name. It uses uv where there
is one, else it installs uv into a folder that is deleted afterwards. No address of an index is
written, so each machine asks the index it is set up for.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
# 2_34: the C library of the oldest systems that the PySide6 wheels run on.
PLATFORMS = {"linux": "x86_64-manylinux_2_34", "windows": "x86_64-pc-windows-msvc"}


def main() -> int:
    """Write both files; give uv's exit code when it fails."""
    parser = argparse.ArgumentParser(description="Make the lock files again.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest of everything")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv") or fetched_uv(Path(folder))
        for name, platform in PLATFORMS.items():
            lock(uv, name, platform, upgrade=options.upgrade)
    return 0


def fetched_uv(folder: Path) -> str:
    """Install uv into `folder` and give its path."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(programs / "uv")


def lock(uv: str, name: str, platform: str, *, upgrade: bool) -> None:
    """Write constraints/`name`.txt for `platform`."""
    target = f"packaging/constraints/{name}.txt"
    command = [
        uv, "pip", "compile", "pyproject.toml",
        "--group", "dev", "--group", "build",
        "--python-version", PYTHON, "--python-platform", platform,
        "--generate-hashes", "--only-binary", ":all:",
        "--no-emit-index-url", "--no-emit-find-links",
        "--custom-compile-command", "python3 packaging/relock.py",
        "--quiet", "--output-file", target,
    ]  # fmt: skip
    if upgrade:
        command.append("--upgrade")
    subprocess.run(command, cwd=ROOT, check=True)
    print(f"{target}: written")


if __name__ == "__main__":
    sys.exit(main())
