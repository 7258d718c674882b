# SPDX-License-Identifier: Apache-2.0
"""`forms`: which forms are installed, and whether a folder of definitions is sound."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import wording
from kinfile.cli.console import DID_NOT_HOLD, DONE, place_of
from kinfile.cli.parser import Call, add_command, add_group
from kinfile.errors import FormError, UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands


def add(commands: "Commands") -> None:
    group = add_group(
        commands,
        "forms",
        about="The forms: which are installed, and whether definitions are sound.",
        example="kinfile-cli forms lint forms/",
    )
    add_command(
        group,
        "list",
        list_forms,
        about="List the installed forms.",
        example="kinfile-cli forms list --json",
    )
    lint = add_command(
        group,
        "lint",
        lint_forms,
        about="Read every form of a folder and name each mistake with its line and remedy.",
        example="kinfile-cli forms lint forms/",
    )
    lint.add_argument("path", metavar="PATH", type=Path, help="a folder like forms/")


def list_forms(call: Call) -> int:
    from kinfile.forms import catalogue

    forms = [catalogue.load(name) for name in catalogue.installed()]
    call.console.answer(
        [{"id": form.id, "title": form.title, "version": form.version} for form in forms],
        (f"{form.id}  {form.title} ({form.version})" for form in forms),
    )
    return DONE


def lint_forms(call: Call) -> int:
    """0 sound, 1 with a line for each mistake; 2 for a folder without forms."""
    folder, names = _forms_in(call.given.path)
    mistakes = tuple(_mistakes(folder, names))
    language = call.console.language
    said = [str(wording.say(mistake, language)) for mistake in mistakes]
    call.console.answer(
        {
            "ok": not mistakes,
            "forms": list(names),
            "problems": [
                {
                    "file": mistake.facts["file"],
                    "line": mistake.facts["line"],
                    "column": mistake.facts["column"],
                    "code": mistake.facts["problem"],
                    "say": words,
                }
                for mistake, words in zip(mistakes, said, strict=True)
            ],
        },
        [
            *(f"{place_of(mistake)}{words}" for mistake, words in zip(mistakes, said, strict=True)),
            language.plural("{n} form read.", "{n} forms read.", len(names)),
        ],
    )
    return DID_NOT_HOLD if mistakes else DONE


def _forms_in(path: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder of definitions and the forms to look at: all, or the one that `path` is."""
    if not path.is_dir():
        raise UsageError(problem="folder-missing", path=str(path))
    path = path.resolve()
    if (path / "form.yaml").is_file():
        return path.parent, (path.name,)
    names = tuple(sorted(file.parent.name for file in path.glob("*/form.yaml")))
    if not names:
        raise UsageError(problem="no-forms", path=str(path))
    return path, names


def _mistakes(folder: Path, names: tuple[str, ...]) -> Iterator[FormError]:
    """The first mistake of each form and of each profile, each once."""
    from kinfile.forms import catalogue, loader
    from kinfile.records.program import program_of

    seen: set[str] = set()
    for name in (*names, *catalogue.profiles(folder)):
        try:
            if name in names:
                program_of(loader.build(catalogue.gather(name, folder)))
            else:
                catalogue.profile(name, folder)
        except FormError as mistake:
            if str(mistake) not in seen:
                seen.add(str(mistake))
                yield mistake
