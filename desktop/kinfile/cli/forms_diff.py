# SPDX-License-Identifier: Apache-2.0
"""`forms diff`: what changed between two definitions, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.app.given_files import read_bounded
from kinfile.cli.console import DID_NOT_HOLD, DONE
from kinfile.cli.files import naming
from kinfile.cli.parser import Call, add_command
from kinfile.errors import FormError, UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.difference import Change
    from kinfile.forms.model import Form
    from kinfile.i18n import Language


def add_diff(group: "Commands") -> None:
    diff = add_command(
        group,
        "diff",
        diff_forms,
        about="Say in plain words what changed from one definition to another.",
        example="kinfile-cli forms diff forms-before/ forms/",
    )
    for name in ("old", "new"):
        diff.add_argument(
            name,
            metavar=name.upper(),
            type=Path,
            help="a folder like forms/ or forms/x, or a definition's canonical JSON",
        )


def diff_forms(call: Call) -> int:
    """0 where both ask, show and notice the same; 1 where they do not."""
    from kinfile.forms.difference import differences

    old, new = _forms_at(call.given.old), _forms_at(call.given.new)
    if len(old) == len(new) == 1:
        new = dict(zip(old, new.values(), strict=True))
    language = call.console.language
    changes = {name: differences(old[name], new[name], language) for name in old if name in new}
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    is_equal = not (gone or come or any(changes.values()))
    call.console.answer(
        {
            "equal": is_equal,
            "removed": gone,
            "added": come,
            "changes": {name: [asdict(each) for each in found] for name, found in changes.items()},
        },
        _lines(changes, gone, come, language),
    )
    return DONE if is_equal else DID_NOT_HOLD


def _forms_at(path: Path) -> "Mapping[str, Form]":
    """The forms in a folder, or the one in a folder of a form or a file, by their ids."""
    from kinfile.forms import catalogue, loader
    from kinfile.records import document

    if path.is_dir():
        folder = path.resolve()
        if (folder / "form.yaml").is_file():
            return {folder.name: catalogue.load(folder.name, folder.parent)}
        names = catalogue.installed(folder)
        if not names:
            raise UsageError(problem="no-forms", path=str(path))
        return {name: catalogue.load(name, folder) for name in names}
    with naming(path):
        whole = document.parse(read_bounded(path, document.LARGEST))
    try:
        form = loader.build(whole)
    except FormError as mistake:
        raise FormError(**{**mistake.facts, "file": str(path)}) from mistake
    return {form.id: form}


def _lines(
    changes: "Mapping[str, tuple[Change, ...]]",
    gone: list[str],
    come: list[str],
    language: "Language",
) -> Iterator[str]:
    for name in gone:
        yield language.text("The form {name} is gone.", name=name)
    for name in come:
        yield language.text("The form {name} is new.", name=name)
    for name, found in changes.items():
        count = language.plural("{n} change", "{n} changes", len(found))
        yield f"{name}: {count}"
        yield from (f"  - {each.say}" for each in found)
