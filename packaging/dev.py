# SPDX-License-Identifier: Apache-2.0
"""The commands for working on Kinfile.

    python3 packaging/dev.py run        open the window with a fictional record to try
    python3 packaging/dev.py test       run the tests
    python3 packaging/dev.py check      everything a change must pass
    python3 packaging/dev.py --help     the rest

It needs Python 3.11 or later and nothing else: the first command makes .venv from the locked,
hash-checked packages (with uv where there is one, else with venv and pip). On Debian, as root,
it installs the system libraries that are missing; otherwise it prints the one line that would,
and stops with exit code 3. Later commands start at once and touch no network.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "kinfile-stamp"
ON_WINDOWS = os.name == "nt"
PROGRAMS = VENV / ("Scripts" if ON_WINDOWS else "bin")
LOCK = ROOT / "packaging" / "constraints" / ("windows.txt" if ON_WINDOWS else "linux.txt")
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "kinfile.pot"
FORMS_TEMPLATE = LOCALE / "forms.pot"
ASSETS = ROOT / "packaging" / "assets.sha256"

_WINDOW = ("tests/journeys", "tests/ui")
_SCREENS = ("tests/ui/test_every_screen.py", "tests/ui/test_every_word.py")
PARTS: Mapping[str, Sequence[str]] = {
    "tests": ("tests", *(f"--ignore={path}" for path in _WINDOW)),
    "tests of the window": (*_WINDOW, *(f"--ignore={path}" for path in _SCREENS)),
    "tests of every screen": _SCREENS,
}
"""The tests in processes of their own: what thousands of them leave behind makes Qt's slow."""

FAILED = 1
BAD_USE = 2
NOT_NOW = 3

# Found with objdump over the Qt libraries and plugins that Kinfile loads: what they need and no
# wheel brings, by Debian package. Without a display Qt still links against OpenGL and X11.
LIBRARIES: Mapping[str, Sequence[str]] = {
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libegl1": ("libEGL.so.1",),
    "libfontconfig1": ("libfontconfig.so.1", "libfreetype.so.6"),
    "libgl1": ("libGL.so.1", "libX11.so.6"),
    "libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "libxkbcommon0": ("libxkbcommon.so.0",),
}
X11_LIBRARIES: Mapping[str, Sequence[str]] = {
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-glx0": ("libxcb-glx.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-image0": ("libxcb-image.so.0", "libxcb-util.so.1"),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-render-util0": ("libxcb-render-util.so.0", "libxcb-render.so.0"),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-shm0": ("libxcb-shm.so.0",),
    "libxcb-sync1": ("libxcb-sync.so.1",),
    "libxcb-xfixes0": ("libxcb-xfixes.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
}
WAYLAND_LIBRARIES: Mapping[str, Sequence[str]] = {
    "libwayland-client0": ("libwayland-client.so.0",),
    "libwayland-cursor0": ("libwayland-cursor.so.0",),
    "libwayland-egl1": ("libwayland-egl.so.1",),
}

EXTRACT = (
    "extract", "--mapping-file", "packaging/babel.cfg", "--no-default-keywords",
    "--keywords", "text", "--keywords", "_text", "--keywords", "t", "--keywords", "N_",
    "--keywords", "plural:1,2", "--keywords", "in_context:1c,2",
    "--add-comments", "Translators:", "--add-location", "file", "--sort-output",
    "--project", "Kinfile", "--header-comment", "# Kinfile: what can be translated.",
)  # fmt: skip


class Stop(Exception):
    """Nothing more can be done: what to say, and the exit code."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


# ---------------------------------------------------------------- the environment


def prepare(*, window: bool = False) -> None:
    """Make .venv and everything Qt needs, or stop and say what is missing.

    `window`: a real one is about to open, which needs more libraries than drawing unseen.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  (it is started with whatever is there)
        raise Stop(
            f"Kinfile needs Python 3.11 or later; this is {sys.version.split()[0]}.", NOT_NOW
        )
    fresh = is_fresh()
    uv = None if fresh else shutil.which("uv")
    missing = missing_packages(window=window)
    if not fresh and uv is None and importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if missing:
        install_packages(missing)
    if not fresh:
        make_environment(uv)
    compile_catalogues()


def missing_packages(*, window: bool) -> list[str]:
    """The Debian packages of the libraries that cannot be loaded here, in order of name."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = dict(LIBRARIES)
    if window and os.environ.get("DISPLAY"):
        wanted.update(X11_LIBRARIES)
    if window and os.environ.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND_LIBRARIES)
    return sorted(package for package, names in wanted.items() if not all(map(loads, names)))


def loads(library: str) -> bool:
    """Whether the system has a shared library of this name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root; stop with the line to type when that is not possible."""
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Stop(
            "Some system libraries are missing. They have these names on Debian:\n  "
            + " ".join(packages)
            + "\nInstall what this system calls them, then run this again.",
            NOT_NOW,
        )
    if os.geteuid() != 0:
        told = (
            f"Some system packages are missing. Install them:\n  sudo apt-get update && sudo {line}"
        )
        raise Stop(told + "\nThen run this again.", NOT_NOW)
    say("Installing system packages: " + " ".join(packages))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], env=quiet, is_silent=True)
    run([*line.split(), "-y", "-qq"], env=quiet, is_silent=True)


def is_fresh() -> bool:
    """Whether .venv was made by this Python from these locks and this project file."""
    return STAMP.is_file() and STAMP.read_text("utf-8") == stamp() and python().exists()


def stamp() -> str:
    """What .venv depends on, as one line."""
    digest = hashlib.sha256()
    for part in (LOCK, ROOT / "pyproject.toml", ROOT / "desktop" / "kinfile" / "__init__.py"):
        digest.update(part.read_bytes())
    digest.update(f"{sys.version} {sys.base_prefix} {ROOT}".encode())
    return digest.hexdigest() + "\n"


def make_environment(uv: str | None) -> None:
    """Make .venv and install the locked packages and Kinfile itself into it."""
    say("Making .venv from the locked packages (once; a few minutes on a slow line)")
    STAMP.unlink(missing_ok=True)
    own = str(python())
    if uv is None:
        create = [sys.executable, "-m", "venv", "--clear"]
        install = [own, "-m", "pip", "--disable-pip-version-check", "install"]
    else:
        create = [uv, "venv", "--quiet", "--clear", "--seed", "--python", sys.executable]
        install = [uv, "pip", "install", "--python", own]
    if not is_usable():
        run([*create, VENV])
    install += ["--quiet", "--no-deps"]
    run([*install, "--require-hashes", "--only-binary", ":all:", "-r", LOCK])
    run([*install, "--no-build-isolation", "--editable", ROOT])
    STAMP.write_text(stamp(), "utf-8")


def is_usable() -> bool:
    """Whether .venv is an environment of this Python, made here, with pip in it."""
    pip = PROGRAMS / ("pip.exe" if ON_WINDOWS else "pip")
    # Programs name the folder they were installed in, so an environment cannot be moved.
    if not pip.is_file() or str(PROGRAMS).encode() not in pip.read_bytes():
        return False
    question = "import pip, sys; print(sys.version, sys.base_prefix)"
    answer = subprocess.run([python(), "-c", question], check=False, capture_output=True, text=True)
    return answer.stdout.strip() == f"{sys.version} {sys.base_prefix}"


def python() -> Path:
    return PROGRAMS / ("python.exe" if ON_WINDOWS else "python")


def compile_catalogues() -> None:
    """Bring the compiled catalogues, which are not committed, up to date with their sources."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            babel("compile", "--input-file", source, "--output-file", compiled)


# ---------------------------------------------------------------- the commands


def open_window(_: argparse.Namespace) -> None:
    """Open Kinfile with the fictional record; without a display do the demo job instead."""
    display = sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    prepare(window=display)
    if display:
        run([PROGRAMS / "kinfile", "--example"])
    else:
        do_the_demo_job()


def do_the_demo_job() -> None:
    """Fill in, check, sign and export the fictional record in a new folder; name the PDF."""
    folder = Path.cwd() / "kinfile-demo"
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"kinfile-demo-{number}")
    say("There is no display, so this does the whole job without a window")
    done = subprocess.run(
        [PROGRAMS / "kinfile-cli", "demo", "--out", folder, "--json"],
        check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise Stop("The demo job failed.", done.returncode)
    told = json.loads(done.stdout)
    print(f"The vault, with its passphrase beside it:  {told['vault']}")
    print(f"The signed PDF:  {told['sealed']}")
    print(f"Its signature {'verifies' if told['verified'] else 'does NOT verify'}.")


def test(options: argparse.Namespace) -> None:
    """Run the tests that need nothing but the locked packages."""
    prepare()
    if options.rest:
        run([python(), "-m", "pytest", "-m", "not external", *options.rest], cwd=ROOT)
        return
    failed = [name for name, part in PARTS.items() if not passes(name, tests(*part))]
    if failed:
        raise Stop(f"Failed: {', '.join(failed)}")


def tests(*part: str) -> list[str | Path]:
    return [python(), "-m", "pytest", "-q", "-m", "not external", *part]


def check(options: argparse.Namespace) -> None:
    """Everything a change must pass. Runs every gate and then says which failed."""
    prepare()
    tool = f"{PROGRAMS}{os.sep}"
    gates: dict[str, Sequence[str | Path]] = {
        "format": [f"{tool}ruff", "format", "--check"],
        "lint": [f"{tool}ruff", "check"],
        "types": [python(), "-m", "mypy"],
        "import contracts": [f"{tool}lint-imports", "--no-logo"],
    }
    if not options.no_tests:
        gates.update({name: tests(*part) for name, part in PARTS.items()})
    failed = [name for name, command in gates.items() if not passes(name, command)]
    for name, holds in (("catalogue", catalogue_is_fresh), ("resources", resources_are_whole)):
        say(name)
        if not holds():
            failed.append(name)
    if failed:
        raise Stop("Failed: " + ", ".join(failed))
    print("Everything passed.")


def passes(name: str, command: Sequence[str | Path]) -> bool:
    """Run one gate in the checkout."""
    say(name)
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


def catalogue_is_fresh() -> bool:
    """Whether the committed template holds exactly the messages of the source."""
    fresh = {TEMPLATE: extracted, FORMS_TEMPLATE: extracted_forms}
    stale = [file.name for file, made in fresh.items() if read_bytes(file) != made()]
    if stale:
        print(f"{', '.join(stale)}: not what the source says. Run: dev.py language")
    return not stale


def read_bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def extracted() -> bytes:
    """The template as the source gives it, without the time at which it was made."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "kinfile.pot"
        babel(*EXTRACT, "--output-file", made, "desktop/kinfile")
        return undated(made.read_bytes())


def extracted_forms() -> bytes:
    """The template of the words of the forms, likewise."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "forms.pot"
        run([python(), ROOT / "packaging" / "messages.py", made], cwd=ROOT)
        return undated(made.read_bytes())


def undated(template: bytes) -> bytes:
    lines = template.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b'"POT-Creation-Date'))


def resources_are_whole() -> bool:
    """Whether each vendored file is as packaging/assets.py made it."""
    changed = []
    for line in ASSETS.read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        file = ROOT / "resources" / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            changed.append(name)
    if changed:
        print("Not as packaging/assets.py made them: " + ", ".join(changed))
    return not changed


def fix(_: argparse.Namespace) -> None:
    """Format the code and mend what the linter can mend."""
    prepare()
    run([PROGRAMS / "ruff", "format"], cwd=ROOT)
    run([PROGRAMS / "ruff", "check", "--fix"], cwd=ROOT)


def screens(options: argparse.Namespace) -> None:
    """Draw every screen as a picture."""
    prepare()
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run([python(), ROOT / "packaging" / "screens.py", "--out", options.out.resolve()], env=unseen)


def faults(options: argparse.Namespace) -> None:
    """Break vaults in every known way, at full size, and keep the table of it."""
    prepare()
    words = [python(), ROOT / "packaging" / "fault_runs.py", "--scale", options.scale]
    run(words + (["--seed", str(options.seed)] if options.seed is not None else []), cwd=ROOT)


def bench(options: argparse.Namespace) -> None:
    """Measure Kinfile beside what it could cost at least: bench/run.py, which takes the options."""
    prepare()
    run([python(), ROOT / "packaging" / "bench" / "run.py", *options.rest], cwd=ROOT)


def language(options: argparse.Namespace) -> None:
    """Extract the messages, bring every catalogue up to date, start a new one if asked."""
    prepare()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(extracted())
    FORMS_TEMPLATE.write_bytes(extracted_forms())
    catalogues = [python(), ROOT / "packaging" / "catalogues.py"]
    if options.code and options.sheets is None:
        run([*catalogues, "start", options.code], cwd=ROOT)
    run([*catalogues, "update"], cwd=ROOT)
    if options.sheets is not None:
        run([*catalogues, "sheets", options.code or "cy", options.sheets.resolve()], cwd=ROOT)
    else:
        run([*catalogues, "check"], cwd=ROOT)


# ---------------------------------------------------------------- running things


def babel(*arguments: str | Path) -> None:
    """Run pybabel in the checkout, silent unless it fails."""
    run([python(), "-m", "babel.messages.frontend", "--quiet", *arguments], cwd=ROOT)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    is_silent: bool = False,
) -> None:
    """Run a command; stop with its exit code when it fails. Silent: only a failure is shown."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, check=False, cwd=cwd, env=env, capture_output=is_silent)
    except OSError as error:
        raise Stop(f"{words[0]} cannot be started: {error.strerror}", NOT_NOW) from error
    if done.returncode != 0:
        if is_silent:
            sys.stderr.buffer.write(done.stdout + done.stderr)
        raise Stop(f"Failed (exit {done.returncode}): {' '.join(words)}", done.returncode)


def say(what: str) -> None:
    print(f"==> {what}", flush=True)


def parser() -> argparse.ArgumentParser:
    """The command line. `test` and `bench` hand on what they do not know themselves."""
    whole = argparse.ArgumentParser(
        prog="dev.py", description="The commands for working on Kinfile.",
        epilog="Example: python3 packaging/dev.py test -k vault",
    )  # fmt: skip
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(
        name: str, does: object, told: str, *, add_help: bool = True
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told, description=told, add_help=add_help)
        one.set_defaults(does=does)
        return one

    command("run", open_window, "open Kinfile with a fictional record; unseen without a display")
    command("test", test, "run the tests; what follows is handed to pytest")
    gates = command("check", check, "format, lint, types, import contracts, tests, catalogue")
    gates.add_argument("--no-tests", action="store_true", help="the other gates only")
    command("fix", fix, "format the code and mend what can be mended")
    pictures = command("screens", screens, "draw every screen as a picture")
    pictures.add_argument("--out", type=Path, default=Path("screens"), help="the folder for them")
    catalogues = command("language", language, "bring the message catalogues up to date")
    catalogues.add_argument("code", nargs="?", help="a new language to start, for example cy")
    catalogues.add_argument(
        "--sheets", type=Path, metavar="DIR", help="write review sheets for a translator there"
    )
    broken = command("faults", faults, "break vaults in every known way; about twenty minutes")
    broken.add_argument("--seed", type=int, help="other places to break")
    broken.add_argument("--scale", choices=("full", "ci"), default="full", help="how often")
    command("bench", bench, "measure, and print ratios (bench --help)", add_help=False)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command and give its exit code."""
    commands = parser()
    options, rest = commands.parse_known_args(arguments)
    if rest and options.command not in ("test", "bench"):
        commands.error("unrecognized arguments: " + " ".join(rest))
    options.rest = rest
    try:
        options.does(options)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
