# SPDX-License-Identifier: Apache-2.0
"""The one folder that the Linux packages install: the program with everything it loads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import dev
import licences
from linux import contents, elf, environment
from linux.environment import BUILD, ROOT, VENV
from linux.origin import Traced, Tracer, trace

PAYLOAD = BUILD / "payload"
STAMP = BUILD / "payload.stamp"
ORIGINS = BUILD / "work" / "origins.json"
TOOLS = {"patchelf": "patchelf", "strip": "binutils", "readelf": "binutils"}


def build() -> Path:
    """Make the folder anew. Raises dev.Stop when a tool is missing or a library is not known."""
    need(TOOLS)
    STAMP.unlink(missing_ok=True)
    fingerprint = environment.fingerprint()
    environment.prepare()
    environment.install_wheel()
    dev.say("Gathering the program and what it loads")
    shutil.rmtree(BUILD / "gathered", ignore_errors=True)
    spec = ROOT / "packaging" / "linux" / "kinfile.spec"
    places = ("--distpath", BUILD / "gathered", "--workpath", BUILD / "work")
    gathering = ("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR")
    environment.python(*gathering, *places, spec)
    shutil.rmtree(PAYLOAD, ignore_errors=True)
    # PyInstaller puts origins.json into a folder that it names after the spec.
    shutil.move(BUILD / "gathered" / "kinfile", PAYLOAD)
    shutil.move(BUILD / "work" / "kinfile" / "origins.json", ORIGINS)
    for path in elf.found(PAYLOAD):
        elf.make_fit(path)
    drop_unneeded(PAYLOAD)
    look_for_strangers(PAYLOAD)
    licences.collect(PAYLOAD / "licences", traced().components.values())
    settle(PAYLOAD)
    STAMP.write_text(fingerprint, "utf-8")
    return PAYLOAD


def ready() -> Path:
    """The folder of this source: made anew, unless it was made from the very same files."""
    wanted = environment.fingerprint()
    if not (PAYLOAD.is_dir() and STAMP.is_file() and STAMP.read_text("utf-8") == wanted):
        build()
    return PAYLOAD


def traced() -> Traced:
    """What each file and module of the last payload is part of. Raises components.Unknown."""
    origins = json.loads(ORIGINS.read_text("utf-8"))
    site = next(VENV.glob("lib/python3*/site-packages"))
    return trace(PAYLOAD, origins, Tracer(site, BUILD / "work"))


def need(tools: dict[str, str]) -> None:
    """Have these programs (each with its Debian package), or stop and say what to install."""
    missing = sorted({package for tool, package in tools.items() if shutil.which(tool) is None})
    if missing:
        dev.install_packages(missing)


def drop_unneeded(payload: Path) -> None:
    """Delete libraries beside a wheel (`pillow.libs`) that only parts left out had asked for."""
    while True:
        libraries = elf.found(payload)
        asked = set().union(*map(elf.needed, libraries))
        unasked = [
            path
            for path in libraries
            if path.parent.name.endswith(".libs") and path.name not in asked
        ]
        if not unasked:
            break
        for path in unasked:
            path.unlink()
    for link in [path for path in payload.rglob("*") if path.is_symlink() and not path.exists()]:
        link.unlink()


def asked_for(payload: Path) -> set[str]:
    """The libraries that something in the payload needs and the payload does not hold."""
    held = {path.name for path in payload.rglob("*")}
    return set().union(*map(elf.needed, elf.found(payload))) - held


def look_for_strangers(payload: Path) -> None:
    """Stop when a library is neither held nor among those that the packages depend on."""
    strangers = asked_for(payload) - contents.asked_of_the_system()
    if strangers:
        raise dev.Stop("Neither taken along nor depended on: " + ", ".join(sorted(strangers)))


def settle(payload: Path) -> None:
    """Give every file the mode it is installed with."""
    for path in payload.rglob("*"):
        if not path.is_symlink():
            may_be_entered = path.is_dir() or path == payload / "kinfile"
            path.chmod(0o755 if may_be_entered else 0o644)
