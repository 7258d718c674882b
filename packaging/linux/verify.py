# SPDX-License-Identifier: Apache-2.0
"""Installs both Linux packages in a clean Debian and tries what people and IT do with them.

Each check is one line. The first that does not hold stops the rest, with what was seen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import dev
import sums
from linux import glass, package, payload, room
from linux.environment import BUILD
from linux.room import HOME, Room

TOOLS = {
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "lintian": "lintian",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "pdfsig": "poppler-utils",
    "rpm": "rpm",
}
POLICY = "etc/kinfile/policy.json"
EDITED = '{"IdleLockMinutes": 3}\n'
FILES = r"[%{FILEMODES:perms}|%{FILENAMES}\n]"
NEVER_SHIPPED = re.compile(r"QtNetwork|QtQml|QtQuick|QtWebEngine|libQt6Network|qgtk3|libgtk|/tls/")


def verify(out: Path) -> None:
    """Build both packages and try them. Raises dev.Stop at the first thing that does not hold."""
    if os.geteuid() != 0:
        raise dev.Stop("Only root can make a clean system to install into.", dev.NOT_NOW)
    payload.need(TOOLS)
    made, version = payload.ready(), package.version()
    deb = package.build("deb", made, out, version=version)
    newer = package.build("deb", made, BUILD / "newer", version=f"{version}+1")
    rpm = package.build("rpm", made, out, version=version)
    look_at(deb)
    there = room.fresh("room")
    install(there, deb)
    work(there)
    look_at_window(there, out)
    records = digest(there)
    upgrade(there, newer, records)
    purge(there, records)
    try_rpm(there, rpm, deb)
    dev.say("Everything holds.")


def holds(what: str, *, is_so: bool, seen: object = "") -> None:
    """Say that a check holds, or stop with what was seen."""
    if not is_so:
        raise dev.Stop(f"Does NOT hold: {what}\n{seen}".rstrip())
    print(f"ok: {what}", flush=True)


def look_at(deb: Path) -> None:
    """What the tools of Debian and of freedesktop.org say of the package."""
    told = outcome("lintian", "--tag-display-limit", "0", "--allow-root", str(deb))
    errors = [line for line in told.splitlines() if line.startswith("E:")]
    holds("lintian finds no error", is_so=not errors, seen="\n".join(errors))
    files = listing(deb)
    strangers = [name for name in files if NEVER_SHIPPED.search(name)]
    holds("nothing of a network, QML or GTK is in it", is_so=not strangers, seen=strangers)
    entry, metainfo = package.STAGED / "kinfile.desktop", package.STAGED / package.METAINFO
    told = outcome("desktop-file-validate", str(entry))
    holds("the desktop entry is valid", is_so=not told, seen=told)
    told = outcome("appstreamcli", "validate", "--no-net", str(metainfo))
    holds("so is the AppStream description", is_so="successful" in told, seen=told)
    size = deb.stat().st_size / 1e6
    holds(f"it has {size:.0f} MB, at most 80", is_so=size <= 80)


def listing(deb: Path) -> list[str]:
    """The files of a deb, each with a leading slash."""
    told = outcome("dpkg-deb", "--contents", str(deb))
    return sorted(
        "/" + line.split(maxsplit=5)[5].split(" -> ")[0].removeprefix("./")
        for line in told.splitlines()
        if not line.startswith("d")
    )


def outcome(*command: str) -> str:
    """What a command of this machine wrote, whether or not it was content."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip()


def install(there: Room, deb: Path) -> None:
    there.install(deb)
    print("ok: it installs with what it depends on and nothing more")
    told = json.loads(there.run("kinfile-cli", "selftest", "--json"))
    holds("the self-test holds, as a user without rights", is_so=told["ok"], seen=told)


def work(there: Room) -> None:
    """Do the whole job as the worker, and have the document looked at by another program."""
    folder = f"{HOME}/.local/share/kinfile/vaults"
    there.run("mkdir", "-p", folder)
    told = json.loads(there.run("kinfile-cli", "demo", "--out", f"{folder}/trial", "--json"))
    holds("the demo job is signed and verifies", is_so=told["verified"], seen=told)
    sealed = there.root / told["sealed"].lstrip("/")
    said = outcome("pdfsig", "-nocert", str(sealed))
    holds("and another program finds the same", is_so="Signature is Valid" in said, seen=said)


def digest(there: Room) -> str:
    """One digest of everything that the worker's records are."""
    return sums.tree(there.home(".local", "share", "kinfile"))


def look_at_window(there: Room, out: Path) -> None:
    """Open the window on a screen of its own, and keep a picture of it."""
    picture = out / "window.png"
    with glass.screen() as screen:
        env = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        with there.start("kinfile", "--example", env=env) as program:
            try:
                seen = screen.wait_for_window(lambda: program.poll() is None)
            finally:
                program.kill()
    picture.write_bytes(seen.png())
    holds(f"the window opens ({picture})", is_so=True)
    changed = outcome("dpkg", f"--root={there.root}", "--verify", "kinfile")
    holds("nothing was written where it is installed", is_so=not changed, seen=changed)


def upgrade(there: Room, newer: Path, records: str) -> None:
    """What IT set for the computer stays, and so do records."""
    (there.root / POLICY).write_text(EDITED, "utf-8")
    there.install(newer)
    told = there.run("dpkg-query", "--show", "--showformat=${Version}", "kinfile")
    holds(f"it is brought up to {told}", is_so="+1-" in told, seen=told)
    kept = (there.root / POLICY).read_text("utf-8")
    holds("an edited policy is kept over it", is_so=kept == EDITED, seen=kept)
    holds("so are records", is_so=digest(there) == records)


def purge(there: Room, records: str) -> None:
    """Everything goes but what people wrote."""
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq")
    there.run(*quiet, "purge", "kinfile", as_root=True)
    there.run("sh", "-c", "rm -f /tmp/kinfile*", as_root=True)
    left = [
        str(path.relative_to(there.root))
        for top in ("etc", "opt", "usr", "var", "tmp")
        for path in (there.root / top).rglob("*kinfile*")
    ]
    holds("purging leaves nothing of it in the system", is_so=not left, seen=left)
    holds("and every record as it was", is_so=digest(there) == records)


def try_rpm(there: Room, rpm: Path, deb: Path) -> None:
    """The rpm holds the same, runs nothing, and works where the deb's libraries are."""
    scripts = outcome("rpm", "--query", "--package", "--scripts", str(rpm))
    holds("the rpm runs no script", is_so=not scripts, seen=scripts)
    kept = outcome("rpm", "--query", "--package", "--configfiles", str(rpm))
    holds("its policy is configuration", is_so=kept == f"/{POLICY}", seen=kept)
    modes = outcome("rpm", "--query", "--package", "--queryformat", FILES, str(rpm))
    held = sorted(line.partition("|")[2] for line in modes.splitlines() if not line.startswith("d"))
    of_debian = re.compile(r"changelog\.Debian|lintian")
    expected = [name for name in listing(deb) if not of_debian.search(name)]
    differing = sorted(set(held) ^ set(expected))
    holds(f"it holds the same {len(held)} files", is_so=not differing, seen=differing)
    # Debian's rpm has to be told that it may; what it depends on has other names there.
    told_to = ("rpm", f"--root={there.root}", "--nodeps", "--force-debian", "--install", str(rpm))
    told = outcome(*told_to)
    holds("it installs", is_so=(there.root / "usr/bin/kinfile-cli").is_symlink(), seen=told)
    told = json.loads(there.run("kinfile-cli", "selftest", "--json"))
    holds("and its self-test holds", is_so=told["ok"], seen=told)
