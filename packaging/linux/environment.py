# SPDX-License-Identifier: Apache-2.0
"""The environment that packages are made in: locked, hash-checked, and nobody else's.

It holds what is installed with Kinfile, what makes the packages, and Kinfile itself as a wheel:
packages are made from an installed wheel, never from a checkout.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dev

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build" / "linux"
VENV = BUILD / "venv"
PYTHON = VENV / "bin" / "python"
LOCKS = tuple(
    ROOT / "packaging" / "constraints" / kind / "linux.txt" for kind in ("payload", "tools")
)
SHIPPED = ("desktop", "forms", "resources")
PROJECT = ("pyproject.toml", "README.md", "LICENSE")


def epoch() -> int:
    """The second that everything in a package is dated with: that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(git, check=False, capture_output=True, text=True).stdout.strip()
    except OSError:
        told = ""
    # Without git (an archive of the source) the file that names the version is the nearest.
    return int(told) if told.isdigit() else int((ROOT / "CHANGELOG.md").stat().st_mtime)


def fingerprint() -> str:
    """One line for all that a payload is made from: the source, the locks, Python, the time."""
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix} {epoch()}".encode())
    folders = [ROOT / name for name in (*SHIPPED, "packaging/linux", "packaging/constraints")]
    below = [path for folder in folders for path in sorted(folder.rglob("*"))]
    more = [ROOT / name for name in PROJECT] + [ROOT / "packaging" / "components.toml"]
    for path in [*below, *more]:
        if path.is_file() and path.suffix not in {".pyc", ".mo"}:
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def settings() -> dict[str, str]:
    """The environment variables under which the same source gives the same bytes."""
    ours = {
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "QT_QPA_PLATFORM": "offscreen",
    }
    dropped = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH")
    return {name: value for name, value in os.environ.items() if name not in dropped} | ours


def prepare() -> None:
    """Make the environment, or take the one that was made from these locks by this Python."""
    stamp = VENV / "kinfile-stamp"
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix}".encode())
    for lock in LOCKS:
        digest.update(lock.read_bytes())
    if not (stamp.is_file() and stamp.read_text("utf-8") == digest.hexdigest()):
        dev.say("Making the environment that packages are built in")
        shutil.rmtree(VENV, ignore_errors=True)
        dev.run([sys.executable, "-m", "venv", VENV], is_silent=True)
        for lock in LOCKS:
            pip("--require-hashes", "--only-binary", ":all:", "--requirement", lock)
        stamp.write_text(digest.hexdigest(), "utf-8")


def python(*arguments: str | Path) -> None:
    """Run the environment's Python, and show what was said only when it fails."""
    dev.run([PYTHON, *arguments], cwd=BUILD, env=settings(), is_silent=True)


def pip(*arguments: str | Path) -> None:
    """Install into the environment what is named, and nothing that it asks for."""
    quiet = ("--disable-pip-version-check", "--quiet", "--no-deps")
    python("-m", "pip", "install", *quiet, *arguments)


def install_wheel() -> Path:
    """Make Kinfile's wheel from a copy of the source, and install it. Returns the wheel."""
    source, wheels = BUILD / "source", BUILD / "wheel"
    for folder in (source, wheels):
        shutil.rmtree(folder, ignore_errors=True)
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", "*.mo")
    for name in SHIPPED:
        shutil.copytree(ROOT / name, source / name, ignore=left_out)
    for name in PROJECT:
        shutil.copy(ROOT / name, source / name)
    hook = source / "packaging" / "compile_hook.py"
    hook.parent.mkdir()
    shutil.copy(ROOT / "packaging" / hook.name, hook)
    building = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    python(*building, "--wheel-dir", wheels, source)
    wheel = next(wheels.glob("kinfile-*.whl"))
    pip("--force-reinstall", wheel)
    return wheel
