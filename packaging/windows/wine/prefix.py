# SPDX-License-Identifier: Apache-2.0
"""A throw-away Windows: a wine prefix with the few libraries that wine lacks, and a display."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SHIMS = Path(__file__).resolve().parent / "shims"
LIBRARIES = ("-ladvapi32",)
OVERRIDES = "mscoree=;mshtml="
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended. wine hands on the lowest eight bits of its exit code and no more."""

    code: int
    told: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """One prefix, below `folder`."""

    folder: Path
    display: str

    @property
    def drive(self) -> Path:
        return self.folder / "prefix" / "drive_c"

    @property
    def program(self) -> Path:
        return self.drive / "Program Files" / "Kinfile"

    @property
    def local_data(self) -> Path:
        return next((self.drive / "users").glob("*/AppData/Local"))

    @property
    def environment(self) -> dict[str, str]:
        dropped = ("PYTHONPATH", "PYTHONHOME", "QT_QPA_PLATFORM", "WINEARCH")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return kept | {
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "DISPLAY": self.display,
        }

    def run(self, *words: str, typed: str = "") -> Ran:
        """Run a program of Windows to its end."""
        done = subprocess.run(
            ["wine", *words], check=False, env=self.environment, input=typed.encode(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", ""))

    def kinfile(self, *words: str, typed: str = "") -> Ran:
        """Run the installed kinfile-cli."""
        return self.run(r"C:\Program Files\Kinfile\kinfile-cli.exe", *words, typed=typed)

    @contextmanager
    def window(self, *words: str) -> Iterator[None]:
        """The installed kinfile.exe, open; it is ended afterwards."""
        program = r"C:\Program Files\Kinfile\kinfile.exe"
        running = subprocess.Popen(
            ["wine", program, *words], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield
        finally:
            self.run("taskkill", "/f", "/im", "kinfile.exe")
            running.terminate()
            running.wait(timeout=30)

    def end(self) -> None:
        """End this prefix's own programs."""
        subprocess.run(["wineserver", "-k"], check=False, env=self.environment)


@contextmanager
def display(number: int) -> Iterator[str]:
    """A display that nobody sees."""
    name = f":{number}"
    server = subprocess.Popen(
        ["Xvfb", name, "-screen", "0", "1366x850x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    socket = Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108  (where X puts it)
    try:
        wait_for(socket.exists, "the display")
        yield name
    finally:
        server.terminate()
        server.wait(timeout=30)


def make_prefix(folder: Path, display: str) -> Prefix:
    """A fresh prefix: Windows 7 to begin with, as wine makes it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    prefix = Prefix(folder, display)
    prefix.run("wineboot", "--init")
    system = prefix.drive / "windows" / "system32"
    for shim in sorted(SHIMS.glob("*.c")):
        subprocess.run(
            ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-Wall", "-Wextra", "-Werror", shim,
             "-o", system / f"{shim.stem}.dll", *LIBRARIES], check=True,
        )  # fmt: skip
    return prefix


def wait_for(question: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Ask until the answer is yes; raises TimeoutError."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.2)
