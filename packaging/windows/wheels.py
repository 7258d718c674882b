# SPDX-License-Identifier: Apache-2.0
"""The wheels that go into the payload, fetched by hash, and Kinfile's own."""

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from windows.places import ROOT, WORK, Refused, run

CONSTRAINTS = ROOT / "packaging" / "constraints"
LOCK = CONSTRAINTS / "payload" / "windows.txt"
LOCK_HERE = CONSTRAINTS / f"{'windows' if os.name == 'nt' else 'linux'}.txt"

BUILDS = (
    "babel", "editables", "hatchling", "packaging", "pathspec", "pluggy", "tomlkit",
    "trove-classifiers",
)  # fmt: skip
"""What makes Kinfile's own wheel."""

SOURCES = ("pyproject.toml", "README.md", "LICENSE", "desktop", "forms", "resources")
"""What it is made from."""

HOOK = "compile_hook.py"
"""Compiles them. Babel's own command writes the time of the build into what it compiles."""

_PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked package, with the hashes of its files."""

    name: str
    version: str
    hashes: frozenset[str]

    @property
    def requirement(self) -> str:
        """The line that pip's --require-hashes accepts."""
        hashes = "".join(f" --hash=sha256:{digest}" for digest in sorted(self.hashes))
        return f"{self.name}=={self.version}{hashes}\n"


def pins(lock: str) -> Mapping[str, Pin]:
    """Every package of a lock file that uv wrote, by name."""
    found: dict[str, Pin] = {}
    for part in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE):
        pinned = _PIN.match(part)
        if pinned:
            found[pinned[1]] = Pin(pinned[1], pinned[2], frozenset(_HASH.findall(part)))
    return found


def runtime_pins() -> list[Pin]:
    """The packages without which Kinfile does not run on Windows."""
    return [*pins(LOCK.read_text("utf-8")).values()]


def fetch(wanted: Iterable[Pin], python: str) -> dict[str, Path]:
    """The wheels of `wanted` for 64-bit Windows and `python` ("3.11"), by package.

    Each is on disk with a hash of the lock; nothing is fetched that is there already.
    Raises Refused.
    """
    wanted = list(wanted)
    folder = WORK / "wheels" / python
    folder.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in wanted if found(pin, folder) is None]
    if missing:
        listed = folder / "missing.txt"
        listed.write_text("".join(pin.requirement for pin in missing), "utf-8")
        short = "cp" + python.replace(".", "")
        tags = [word for tag in (short, "abi3", "none") for word in ("--abi", tag)]
        run([
            sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "--require-hashes",
            "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", python,
            "--implementation", "cp", *tags, "--dest", folder, "--requirement", listed,
        ])  # fmt: skip
        listed.unlink()
    wheels = {pin.name: found(pin, folder) for pin in wanted}
    return {name: wheel for name, wheel in wheels.items() if wheel is not None}


def found(pin: Pin, folder: Path) -> Path | None:
    """The file of a package in `folder`, if one is there whose hash is locked."""
    named = f"{pin.name.replace('-', '_')}-{pin.version}-*.whl"
    for wheel in sorted(folder.glob(named)):
        if digest(wheel) in pin.hashes:
            return wheel
    return None


def digest(file: Path) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def own_wheel(epoch: int) -> Path:
    """Kinfile's wheel, built from a copy of the checkout with the locked build packages.

    `epoch`: the time in seconds that every file in it carries. Catalogues are compiled in the
    copy, so that the wheel never depends on what a developer compiled last. Raises Refused.
    """
    python = build_environment()
    copy, out = WORK / "source", WORK / "own"
    for folder in (copy, out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    leave = shutil.ignore_patterns("__pycache__", "*.mo", "*.pyc")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=leave)
        else:
            shutil.copyfile(source, copy / name)
    (copy / "packaging").mkdir()
    shutil.copyfile(ROOT / "packaging" / HOOK, copy / "packaging" / HOOK)
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    run([python, "-m", "hatchling", "build", "-t", "wheel", "-d", out], cwd=copy, env=fixed)
    return next(out.glob("kinfile-*.whl"))


def build_environment() -> Path:
    """The Python of an environment that holds hatchling and Babel, locked; made once."""
    locked = pins(LOCK_HERE.read_text("utf-8"))
    wanted = [locked[name] for name in BUILDS]
    folder = WORK / "tools"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "stamp"
    listed = "".join(pin.requirement for pin in wanted)
    made_from = f"{sys.version}\n{listed}"
    if not stamp.is_file() or stamp.read_text("utf-8") != made_from:
        run([sys.executable, "-m", "venv", "--clear", folder])
        requirements = folder / "requirements.txt"
        requirements.write_text(listed, "utf-8")
        run([
            python, "-m", "pip", "--quiet", "install", "--no-deps", "--require-hashes",
            "--only-binary", ":all:", "--requirement", requirements,
        ])  # fmt: skip
        stamp.write_text(made_from, "utf-8")
    return python


def expect(wheels: Mapping[str, Path], wanted: Iterable[Pin]) -> None:
    """Raises Refused when one of `wanted` could not be had."""
    missing = [pin.name for pin in wanted if pin.name not in wheels]
    if missing:
        raise Refused("No wheel for 64-bit Windows of " + ", ".join(missing))
