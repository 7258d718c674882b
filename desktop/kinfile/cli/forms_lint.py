# SPDX-License-Identifier: Apache-2.0
"""`forms lint`: everything that is wrong or doubtful in a folder of definitions."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import bundle, wording
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.parser import Call, add_command
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.lint import Finding
    from kinfile.i18n import Language

_LANGUAGES = "languages.yaml"


def add_lint(group: "Commands") -> None:
    lint = add_command(
        group,
        "lint",
        lint_forms,
        about="Read every form of a folder and name each mistake with its line and remedy.",
        example="kinfile-cli forms lint forms/",
    )
    lint.add_argument("path", metavar="PATH", type=Path, help="a folder like forms/")
    lint.add_argument(
        "--released",
        metavar="FILE.json",
        type=Path,
        help="the digests of released versions: {form: {version: SHA-256}}",
    )


def lint_forms(call: Call) -> int:
    """0 without errors (warnings may stand), 1 with them; 2 for a folder without forms."""
    from kinfile.forms.lint import Level, lint

    folder, names = _forms_in(call.given.path)
    found = lint(
        folder,
        names,
        released=_released(call.given.released),
        translations=translations_of(folder),
    )
    language = call.console.language
    errors = [finding for finding in found if finding.level is Level.ERROR]
    warnings = [finding for finding in found if finding.level is Level.WARNING]
    call.console.answer(
        {
            "ok": not errors,
            "forms": list(names),
            "problems": [finding_json(finding, language) for finding in errors],
            "warnings": [finding_json(finding, language) for finding in warnings],
        },
        _lines(found, names, language),
    )
    return DID_NOT_HOLD if errors else DONE


def finding_json(finding: "Finding", language: "Language") -> dict[str, object]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "say": _said(finding, language),
    }


def _said(finding: "Finding", language: "Language") -> str:
    return str(wording.words(f"form.{finding.code}", finding.facts, language, general="form"))


def _lines(
    found: tuple["Finding", ...], names: tuple[str, ...], language: "Language"
) -> Iterator[str]:
    """Each finding on a line, then how much was read."""
    yield from (finding_line(finding, language) for finding in found)
    yield language.plural("{n} form read.", "{n} forms read.", len(names))


def finding_line(finding: "Finding", language: "Language") -> str:
    """`FILE:LINE:COLUMN: what is wrong, and the remedy`."""
    from kinfile.forms.lint import Level

    place = f"{finding.file}:{finding.line}:{finding.column}" if finding.line else finding.file
    said = _said(finding, language)
    if finding.level is Level.WARNING:
        said = language.text("warning: {said}", said=said)
    return f"{place}: {said}"


def _forms_in(path: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder of definitions and the forms to look at: all, or the one that `path` is."""
    from kinfile.forms.lint import installed

    if not path.is_dir():
        raise UsageError(problem="folder-missing", path=str(path))
    path = path.resolve()
    if (path / "form.yaml").is_file():
        return path.parent, (path.name,)
    names = installed(path)
    if not names:
        raise UsageError(problem="no-forms", path=str(path))
    return path, names


def _released(path: Path | None) -> dict[str, dict[str, str]]:
    from kinfile.app.given_files import read_bounded
    from kinfile.cli.files import naming
    from kinfile.records import document

    if path is None:
        return {}
    with naming(path):
        whole = document.parse(read_bounded(path, document.LARGEST))
    return {
        str(form): {str(version): str(digest) for version, digest in versions.items()}
        for form, versions in whole.items()
        if isinstance(versions, dict)
    }


def translations_of(folder: Path) -> dict[str, frozenset[str]]:
    """The texts of each language that the folder declares complete."""
    from kinfile.forms.fields import Fields
    from kinfile.forms.folder import Folder

    if not (folder / _LANGUAGES).is_file():
        return {}
    table = Folder(folder).table(_LANGUAGES)
    complete = Fields(table, _LANGUAGES, frozenset({"complete", "apart"})).words("complete")
    return {code: frozenset(_messages(code)) for code in complete}


def _messages(code: str) -> Iterator[str]:
    from babel.messages.mofile import read_mo

    path = bundle.resources() / "locale" / code / "LC_MESSAGES" / "forms.mo"
    if path.is_file():
        with path.open("rb") as file:
            for message in read_mo(file):
                yield from message.id if isinstance(message.id, tuple | list) else (message.id,)
