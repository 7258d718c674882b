# SPDX-License-Identifier: Apache-2.0
"""`selftest`: what an installer runs after installing. Nothing stays behind.

Each check is one line: what it is, and whether it holds.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kinfile import bundle, wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.parser import Call, add_command
from kinfile.errors import KinfileError
from kinfile.i18n import N_

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands

_PLAIN_DATABASE = b"SQLite format 3\x00"
_FONTS = ("atkinson-hyperlegible-next", "noto")


def add(commands: "Commands") -> None:
    add_command(
        commands,
        "selftest",
        test_itself,
        about="Check this installation: encryption, fonts, forms, and one signed document.",
        example="kinfile-cli selftest --json",
    )


def test_itself(call: Call) -> int:
    """0 when every check holds, else 1."""
    language = call.console.language
    results = []
    for name, question, holds in _CHECKS:
        said = ""
        try:
            is_sound = holds(call)
        except KinfileError as error:
            is_sound, said = False, str(wording.say(error, language))
        results.append({"check": name, "ok": is_sound, "say": said})
        if not call.console.as_json:
            mark = language.text("ok") if is_sound else language.text("NOT ok")
            call.console.answer(None, [f"{mark}: {language.text(question)} {said}".rstrip()])
    is_sound = all(result["ok"] for result in results)
    call.console.answer({"ok": is_sound, "checks": results})
    return DONE if is_sound else DID_NOT_HOLD


def _is_encrypting(call: Call) -> bool:
    """A vault made here cannot be read without its key."""
    from kinfile.app.draft import Worker
    from kinfile.app.workspace import Workspace
    from kinfile.vault.keys import Cost
    from kinfile.vault.passphrase import encode, suggest

    with TemporaryDirectory(prefix="kinfile-") as folder:
        vault = Path(folder) / "selftest.kinvault"
        made = Workspace.create(
            vault,
            Worker(name="Selftest Marker"),
            encode(suggest()),
            clock=call.seams.clock,
            cost=Cost.least(),
        )
        made.workspace.lock()
        files = [file.read_bytes() for file in vault.rglob("*") if file.is_file()]
    return not any(data.startswith(_PLAIN_DATABASE) or b"Selftest Marker" in data for data in files)


def _has_fonts(_call: Call) -> bool:
    fonts = bundle.resources() / "fonts"
    return all(any((fonts / name).glob("*.ttf")) for name in _FONTS)


def _has_forms(_call: Call) -> bool:
    from kinfile.forms import catalogue
    from kinfile.records.program import program_of

    names = catalogue.installed()
    for name in names:
        program_of(catalogue.load(name))
    return bool(names)


def _does_the_job(call: Call) -> bool:
    """The made-up family's record is kept, drawn, signed and verified."""
    from kinfile.app.demo import run_demo

    with TemporaryDirectory(prefix="kinfile-") as folder:
        made = run_demo(
            Path(folder), form="pre_birth", language=call.console.language, clock=call.seams.clock
        )
    return made.is_verified and not made.missing


_CHECKS: tuple[tuple[str, str, Callable[[Call], bool]], ...] = (
    ("encryption", N_("Vaults are encrypted."), _is_encrypting),
    ("fonts", N_("The fonts are there."), _has_fonts),
    ("forms", N_("The forms are sound."), _has_forms),
    ("document", N_("A document is drawn, signed and verified."), _does_the_job),
)
