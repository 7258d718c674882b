# SPDX-License-Identifier: Apache-2.0
"""A clean Debian to install into: nothing of this machine, and nothing of Kinfile, is in it.

It is made with debootstrap (once) and copied for every use. Commands run in it with a file
system view of their own, so no mount is left behind, however they end.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev
from linux.environment import BUILD

SUITE = "bookworm"
MIRROR = "http://deb.debian.org/debian"
BASE = BUILD / f"{SUITE}-base"
LOG = BUILD / "window.log"
USER = "worker"
HOME = f"/home/{USER}"

ENTER = """\
set -e
mount -t proc proc "$0/proc"
mkdir -p "$0/tmp/.X11-unix" /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
exec chroot "$@"
"""
PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Room:
    """One copy of the clean system, at `root`."""

    root: Path

    def command(self, words: Sequence[str], *, as_root: bool = False) -> list[str]:
        """The command of this machine that runs one inside."""
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        enter = [*apart, "sh", "-c", ENTER, str(self.root)]
        user = [] if as_root else [f"--userspec={USER}:{USER}"]
        home = "/root" if as_root else HOME
        inside = ["sh", "-c", 'cd "$HOME" && exec "$@"', "sh", *words]
        return [*enter, *user, str(self.root), "env", f"HOME={home}", *inside]

    def run(self, *words: str, as_root: bool = False) -> str:
        """Run a command inside and give what it wrote. Raises dev.Stop when it fails."""
        done = subprocess.run(
            self.command(words, as_root=as_root),
            check=False, capture_output=True, text=True, env=PLAIN,
        )  # fmt: skip
        if done.returncode != 0:
            told = (done.stdout + done.stderr).strip()
            raise dev.Stop(f"In the clean system, {' '.join(words)} failed:\n{told}")
        return done.stdout

    def start(self, *words: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start a program inside as the worker, and do not wait for it. LOG has what it wrote."""
        with LOG.open("wb") as log:
            return subprocess.Popen(self.command(words), env={**PLAIN, **env}, stderr=log)

    def install(self, package: Path) -> None:
        """Install a package file of this machine with what it depends on, and nothing more."""
        shutil.copy(package, self.root / "tmp" / package.name)
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq"]
        kept = ["-o", "Dpkg::Options::=--force-confold", "--no-install-recommends"]
        self.run(*quiet, *kept, "install", f"/tmp/{package.name}", as_root=True)  # noqa: S108

    def home(self, *parts: str) -> Path:
        """A path in the worker's home folder, as this machine sees it."""
        return (self.root / HOME.lstrip("/")).joinpath(*parts)


def fresh(name: str) -> Room:
    """A clean system under this name; one that had it before is deleted."""
    if not (BASE / "etc" / "debian_version").is_file():
        make_base()
    room = Room(BUILD / name)
    shutil.rmtree(room.root, ignore_errors=True)
    dev.run(["cp", "--archive", "--reflink=auto", BASE, room.root])
    room.run("apt-get", "update", "-qq", as_root=True)
    return room


def make_base() -> None:
    """Make the system that every room is a copy of."""
    dev.say(f"Making a clean Debian ({SUITE}) to install into; once, about two minutes")
    part = BASE.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    made = ["debootstrap", "--variant=minbase", SUITE, str(part), MIRROR]
    dev.run(made, is_silent=True)
    for name in ("etc/resolv.conf", "etc/hosts"):
        shutil.copy(Path("/") / name, part / name)
    room = Room(part)
    room.run("useradd", "--create-home", "--shell", "/bin/sh", USER, as_root=True)
    part.rename(BASE)
