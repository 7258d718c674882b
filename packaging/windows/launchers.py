# SPDX-License-Identifier: Apache-2.0
"""The two programs that start Kinfile, compiled by MinGW-w64 from launcher.c."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from windows import events
from windows.places import HERE, run

COMPILER = "x86_64-w64-mingw32-"
SAFE = ("-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--high-entropy-va")
SAME = ("-Wl,--no-insert-timestamp", "-s")
"""Without them two builds differ."""


@dataclass(frozen=True, slots=True)
class Launcher:
    """One program: its name, the module that it runs, what Windows says it is."""

    name: str
    module: str
    description: str
    has_console: bool


LAUNCHERS = (
    Launcher("kinfile.exe", "kinfile", "Kinfile", has_console=False),
    Launcher("kinfile-cli.exe", "kinfile.cli", "Kinfile for IT and scripts", has_console=True),
)


def build_launchers(out: Path, *, python_dll: str, version: str) -> list[Path]:
    """Compile both into `out`. `version`: "1.2.3". Raises Refused."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in ("launcher.c", "kinfile.rc", "kinfile.manifest", "kinfile.ico"):
            shutil.copyfile(HERE / source, folder / source)
        (folder / "messages.mc").write_text(events.message_source(), "utf-8")
        run([f"{COMPILER}windmc", "messages.mc"], cwd=folder)
        return [_built(one, folder, out, python_dll, version) for one in LAUNCHERS]


def _built(one: Launcher, folder: Path, out: Path, python_dll: str, version: str) -> Path:
    (folder / "version.h").write_text(version_header(one, version), "utf-8")
    run(
        [f"{COMPILER}windres", "-c", "65001", "kinfile.rc", "-O", "coff", "resources.o"], cwd=folder
    )
    made = out.resolve() / one.name
    run([
        f"{COMPILER}gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-municode",
        "-mconsole" if one.has_console else "-mwindows",
        *(["-DCONSOLE"] if one.has_console else []),
        f'-DMODULE=L"{one.module}"', f'-DPYTHON_DLL=L"{python_dll}"',
        *SAFE, *SAME, "launcher.c", "resources.o", "-o", made,
    ], cwd=folder)  # fmt: skip
    return made


def version_header(one: Launcher, version: str) -> str:
    """What kinfile.rc includes."""
    numbers = [*version.split("."), "0", "0", "0"][:4]
    return (
        f"#define VERSION_NUMBER {','.join(numbers)}\n"
        f'#define VERSION_TEXT "{version}"\n'
        f'#define PROGRAM "{one.name}"\n'
        f'#define DESCRIPTION "{one.description}"\n'
    )
