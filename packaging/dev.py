# SPDX-License-Identifier: Apache-2.0
"""The development commands. Standard library only: it runs before anything is installed.

    python3 packaging/dev.py run        open Kinfile with a fictional record; with no display, do
                                        the whole demo job and name the signed PDF
    python3 packaging/dev.py test       set everything up and pass the tests
    python3 packaging/dev.py check      format, lint, types, import contracts, tests, catalogue
    python3 packaging/dev.py fix        format, and mend what can be mended
    python3 packaging/dev.py screens    draw every screen as a picture (--out DIR)
    python3 packaging/dev.py language   bring the message catalogue up to date

The first command on a machine makes `.venv` from the locked, hash-pinned dependencies. On Debian,
as root, it installs the system packages that are missing; otherwise it prints the one line that
does and stops. A stamp in `.venv` says what it was made from, so later commands start at once and
touch no network. Exit codes: 0 done, 1 a check did not hold, 3 cannot be done now.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "kinfile-stamp"
IS_WINDOWS = os.name == "nt"
PROGRAMS = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if IS_WINDOWS else "python")
LOCK = ROOT / "packaging" / "constraints" / ("windows.txt" if IS_WINDOWS else "linux.txt")
OLDEST = (3, 11)

CANNOT = 3

# What Qt's own libraries ask of a Debian system, for drawing with and without a display.
QT_PACKAGES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)

KEYWORDS = ("t", "text", "N_", "plural:1,2", "in_context:1c,2")
CATALOGUE = ROOT / "resources" / "locale" / "kinfile.pot"
SOURCES = ("desktop", "tests", "packaging")


class Stopped(Exception):
    """Something that has to be done by hand first; the message says what."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=(__doc__ or "").split("\n\n")[0],
        epilog=(__doc__ or "").split("\n\n", 1)[1],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=sorted([*COMMANDS, *LATER]), metavar="COMMAND")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command in LATER:
        print(f"{chosen.command}: not in this version; it comes with a later one.", file=sys.stderr)
        return CANNOT
    try:
        prepare()
        return COMMANDS[chosen.command](rest)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return 130


# -- the environment ------------------------------------------------------------------------


def prepare() -> None:
    """Make the environment, unless it is there and made from what stands in the tree."""
    if sys.version_info < OLDEST:
        raise Stopped("Kinfile needs Python 3.11 or newer; this is " + platform.python_version())
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and PYTHON.exists():
        return
    uv = shutil.which("uv")
    install_system_packages(needs_venv=uv is None)
    say("Making the environment in .venv (once; it takes a minute or two) ...")
    STAMP.unlink(missing_ok=True)
    if uv:
        make_with_uv(uv)
    else:
        make_with_pip()
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """What an environment is made from: the lock, the project's own file, the Python."""
    made_from = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        made_from.update(path.read_bytes())
    made_from.update(f"{sys.version_info[:2]} {platform.machine()}".encode())
    return made_from.hexdigest()


def make_with_uv(uv: str) -> None:
    run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
    install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    run([*install, "--require-hashes", "--no-deps", "-r", str(LOCK)])
    run([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def make_with_pip() -> None:
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*install, "--require-hashes", "--no-deps", "-r", str(LOCK)])
    run([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def install_system_packages(*, needs_venv: bool) -> None:
    """On Debian and its relatives: what Qt and, without uv, Python's venv ask of the system."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    wanted = list(QT_PACKAGES)
    if needs_venv and importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    missing = [package for package in wanted if not is_installed(package)]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Stopped(
            "Some system packages are missing. Install them, then run this again:\n\n"
            f"    sudo apt-get update && sudo {' '.join(install)}\n"
        )
    say(f"Installing system packages: {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "--quiet", "--quiet"], env=quiet, stdout=subprocess.DEVNULL)
    run(install, env=quiet, stdout=subprocess.DEVNULL)


def is_installed(package: str) -> bool:
    found = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() == "installed"


def run(
    command: Sequence[str], *, env: dict[str, str] | None = None, stdout: int | None = None
) -> None:
    """Run a step of the preparation; whatever it says of itself is shown."""
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=stdout, check=False)
    if done.returncode:
        raise Stopped(f"This step failed with exit code {done.returncode}: {' '.join(command)}")


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


# -- the commands ---------------------------------------------------------------------------


def started(command: Sequence[str], *, offscreen: bool = False) -> int:
    """Run a program of the environment to its end; gives its exit code."""
    env = dict(os.environ)
    if offscreen:
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def run_kinfile(rest: Sequence[str]) -> int:
    if IS_WINDOWS or sys.platform == "darwin" or has_display():
        return started([str(PROGRAMS / "kinfile"), "--example", *rest])
    say("There is no display, so Kinfile does its demo job instead of opening its window.")
    out = next(folder for folder in demo_folders() if not folder.exists())
    return started([str(PROGRAMS / "kinfile-cli"), "demo", "--out", str(out), *rest])


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo_folders() -> "map[Path]":
    """kinfile-demo, kinfile-demo-2, ...: an earlier demo is left alone."""
    return map(lambda n: Path.cwd() / ("kinfile-demo" if n == 1 else f"kinfile-demo-{n}"), count(1))


def run_tests(rest: Sequence[str]) -> int:
    command = [str(PYTHON), "-m", "pytest", "-m", "not external", *rest]
    return started(command, offscreen=True)


def check(rest: Sequence[str]) -> int:
    """Every gate; goes on after one fails, and ends with a summary of those that did."""
    gates = [gate for gate in GATES if "--no-tests" not in rest or gate.name != "tests"]
    failed = []
    for gate in gates:
        print(f"== {gate.name}", flush=True)
        if gate.work():
            failed.append(gate.name)
    print("== " + (f"failed: {', '.join(failed)}" if failed else "everything holds"), flush=True)
    return 1 if failed else 0


def fix(_rest: Sequence[str]) -> int:
    ruff = str(PROGRAMS / "ruff")
    mended = started([ruff, "check", "--fix", *SOURCES])
    return started([ruff, "format", *SOURCES]) or mended


def screens(rest: Sequence[str]) -> int:
    out = list(rest) if "--out" in rest else ["--out", str(ROOT / "screens"), *rest]
    return started([str(PYTHON), str(ROOT / "packaging" / "screens.py"), *out], offscreen=True)


def language(_rest: Sequence[str]) -> int:
    """Extract every visible string of the code into the catalogue's template."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(extracted())
    say(f"wrote {CATALOGUE.relative_to(ROOT)}")
    return 0


def extracted() -> bytes:
    """The template as it follows from the code; the same code gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "kinfile.pot"
        words = [part for keyword in KEYWORDS for part in ("-k", keyword)]
        run(
            [
                str(PROGRAMS / "pybabel"),
                "--quiet",
                "extract",
                "--no-default-keywords",
                *words,
                "--add-location=file",
                "--omit-header",
                "--sort-by-file",
                "--no-wrap",
                "--output-file",
                str(target),
                "desktop/kinfile",
            ]  # fmt: skip
        )
        return target.read_bytes()


def catalogue_is_stale() -> int:
    if CATALOGUE.is_file() and CATALOGUE.read_bytes() == extracted():
        return 0
    print("The message catalogue is not up to date: run `python3 packaging/dev.py language`.")
    return 1


@dataclass(frozen=True)
class Gate:
    """One thing that has to hold. `work` gives 0 when it does."""

    name: str
    work: Callable[[], int]


GATES = (
    Gate("format", lambda: started([str(PROGRAMS / "ruff"), "format", "--check", *SOURCES])),
    Gate("lint", lambda: started([str(PROGRAMS / "ruff"), "check", *SOURCES])),
    Gate("types", lambda: started([str(PROGRAMS / "mypy")])),
    Gate("import contracts", lambda: started([str(PROGRAMS / "lint-imports"), "--no-cache"])),
    Gate("catalogue", catalogue_is_stale),
    Gate("tests", lambda: run_tests(())),
)

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run_kinfile,
    "test": run_tests,
    "check": check,
    "fix": fix,
    "screens": screens,
    "language": language,
}
LATER = ("bench", "faults")


if __name__ == "__main__":
    sys.exit(main())
