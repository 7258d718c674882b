# SPDX-License-Identifier: Apache-2.0
"""Make the lock files of packaging/constraints again.

    python3 packaging/relock.py               keep every version that still fits
    python3 packaging/relock.py --upgrade     take the newest of everything

    linux.txt, windows.txt             what working on Kinfile needs: the program, tests, checks
    payload/linux.txt, windows.txt     what is installed with it, in the same versions
    tools/linux.txt                    what makes the Linux packages of it

Run it after a change of the dependencies in pyproject.toml, read the difference, run the tests.
Each file names one version of everything on Python 3.11, with the hash of every file that may be
installed under that name. It uses uv where there is one, else it installs uv into a folder that
is deleted afterwards. No address of an index is written, so each machine asks the index it is set
up for.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
# 2_34: the C library of the oldest systems that the PySide6 wheels run on.
PLATFORMS = {"linux": "x86_64-manylinux_2_34", "windows": "x86_64-pc-windows-msvc"}
FOLDER = "packaging/constraints"


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock file: where it stands, for which platform, and what it is to hold."""

    name: str
    platform: str
    wanted: tuple[str, ...]


# In this order: what is installed has the versions that the tests ran with.
LOCKS = (
    *(
        Lock(name, name, ("pyproject.toml", "--group", "dev", "--group", "build"))
        for name in PLATFORMS
    ),
    *(
        Lock(f"payload/{name}", name, ("pyproject.toml", "--constraints", f"{FOLDER}/{name}.txt"))
        for name in PLATFORMS
    ),
    Lock("tools/linux", "linux", ("--group", "build", "--group", "installers")),
)


def main() -> int:
    """Write every file; give uv's exit code when it fails."""
    parser = argparse.ArgumentParser(description="Make the lock files again.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest of everything")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv") or fetched_uv(Path(folder))
        for lock in LOCKS:
            write(uv, lock, upgrade=options.upgrade)
    return 0


def fetched_uv(folder: Path) -> str:
    """Install uv into `folder` and give its path."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(programs / "uv")


def write(uv: str, lock: Lock, *, upgrade: bool) -> None:
    """Write the lock file of packaging/constraints that `lock` describes."""
    target = f"{FOLDER}/{lock.name}.txt"
    (ROOT / target).parent.mkdir(exist_ok=True)
    command = [
        uv, "pip", "compile", *lock.wanted,
        "--python-version", PYTHON, "--python-platform", PLATFORMS[lock.platform],
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
