# SPDX-License-Identifier: Apache-2.0
"""Builds what is installed on other machines. Runs on Debian and needs nothing to begin with.

    python3 packaging/build.py deb         dist/kinfile_VERSION-1_amd64.deb
    python3 packaging/build.py rpm         dist/kinfile-VERSION-1.x86_64.rpm
    python3 packaging/build.py msi         dist/Kinfile-x64.msi
    python3 packaging/build.py payload     only the folder that the Linux packages install
    python3 packaging/build.py sbom        the list of components; the MSI's is made with it
    python3 packaging/build.py all         all of that, and SHA256SUMS
    python3 packaging/build.py verify      the Linux packages, installed in a clean Debian and tried

Packages are built from the locked, hash-checked packages in an environment of their own below
.build, never from .venv. The same source gives the same bytes: everything carries the time of the
last commit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import dev
import sbom
import sums
from components import Unknown
from linux import environment, package
from linux import payload as folder

OUT = dev.ROOT / "dist"


def make_payload(_: Path) -> list[Path]:
    """Gather what the Linux packages install."""
    made = folder.build()
    dev.say(f"{made.relative_to(dev.ROOT)}: sha256 of the whole {sums.tree(made)}")
    return []


def make_deb(out: Path) -> list[Path]:
    return [package.build("deb", folder.ready(), out, version=package.version())]


def make_rpm(out: Path) -> list[Path]:
    return [package.build("rpm", folder.ready(), out, version=package.version())]


def make_msi(out: Path) -> list[Path]:
    """Make the installer for Windows, with its list of components beside it."""
    from windows import msi
    from windows.places import Refused

    missing = msi.missing()
    if missing:
        dev.install_packages(missing)
    try:
        return [msi.build(out, version=package.version(), epoch=environment.epoch())]
    except Refused as refused:
        raise dev.Stop(str(refused)) from refused


def make_lists(out: Path) -> list[Path]:
    """List what the Linux packages install. The list for Windows is made with the MSI."""
    out.mkdir(parents=True, exist_ok=True)
    made = folder.ready()
    found = folder.traced()
    target = out / f"kinfile-{package.version()}-linux.cdx.json"
    return [
        sbom.write(
            target, made,
            known=found.components, files=found.files, modules=found.modules,
            epoch=environment.epoch(),
        )
    ]  # fmt: skip


def make_all(out: Path) -> list[Path]:
    """Everything there is for a release, and what each file is to be."""
    make_payload(out)
    made = [path for make in (make_deb, make_rpm, make_msi, make_lists) for path in make(out)]
    return [*made, sums.write(out)]


def verify(out: Path) -> list[Path]:
    """Install both packages where nothing of Kinfile ever was, try them, list what they hold."""
    from linux import verify

    verify.verify(out)
    return make_lists(out)


COMMANDS = {
    "payload": (make_payload, "gather what the Linux packages install"),
    "deb": (make_deb, "make the package for Debian and Ubuntu"),
    "rpm": (make_rpm, "make the package for Fedora, RHEL and their kin"),
    "msi": (make_msi, "make the installer for Windows"),
    "sbom": (make_lists, "list what is installed, with versions, licences and digests"),
    "all": (make_all, "all of these, and SHA256SUMS"),
    "verify": (verify, "install the Linux packages in a clean system and try them"),
}


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="build.py", description="Builds the installers.")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (_, about) in COMMANDS.items():
        one = commands.add_parser(name, help=about, description=about)
        one.add_argument("--out", type=Path, default=OUT, help="the folder for what is made")
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command and give its exit code."""
    given = parser().parse_args(arguments)
    make, _ = COMMANDS[given.command]
    try:
        for path in make(given.out.resolve()):
            print(f"{path}  {path.stat().st_size / 1e6:.1f} MB  sha256 {sums.digest(path)}")
    except dev.Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except Unknown as unknown:
        print(unknown, file=sys.stderr)
        return dev.FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
