# SPDX-License-Identifier: Apache-2.0
"""`forms sheet`: a form's wording, lists and rules as a workbook, and back in."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile import wording
from kinfile.app.given_files import read_bounded
from kinfile.cli.console import BAD_USE, DID_NOT_HOLD, DONE
from kinfile.cli.files import naming, new_file, replace_files
from kinfile.cli.forms_cases import difference_lines, place_of_form
from kinfile.cli.forms_lint import finding_json, finding_line, translations_of
from kinfile.cli.parser import Call, add_command
from kinfile.errors import UsageError

if TYPE_CHECKING:
    from kinfile.cli.parser import Commands
    from kinfile.forms.difference import Change
    from kinfile.forms.spreadsheet.bringing import Brought, Found
    from kinfile.forms.spreadsheet.reading import Trouble
    from kinfile.i18n import Language
    from kinfile.records.cases import Difference

    Differing = dict[str, dict[str, tuple[Difference, ...]]]
    """By form and case: what a worked case no longer gives, where it still gave it before."""


def add_sheet(group: "Commands") -> None:
    sheet = add_command(
        group,
        "sheet",
        send_or_bring,
        about="Write a form's wording, lists and rules as a workbook, or bring one back in.",
        example=(
            "kinfile-cli forms sheet forms/pre_birth --out pre_birth.xlsx\n"
            "  kinfile-cli forms sheet forms/pre_birth --from pre_birth.xlsx --preview\n"
            "  kinfile-cli forms sheet forms/pre_birth --from pre_birth.xlsx"
        ),
    )
    sheet.add_argument(
        "form",
        metavar="FORM",
        help="a folder like forms/pre_birth; for --out also the id of an installed form",
    )
    way = sheet.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--out", metavar="FILE.xlsx", type=Path, help="write the workbook: a file not there yet"
    )
    way.add_argument(
        "--from", dest="source", metavar="FILE.xlsx", type=Path, help="bring the workbook in"
    )
    sheet.add_argument(
        "--preview", action="store_true", help="with --from: say what would change, write nothing"
    )


def send_or_bring(call: Call) -> int:
    """0 once it is done, or nothing is to be done; 1 where lint finds an error and nothing is
    changed; 2 for a workbook that cannot be used.
    """
    if call.given.out is None:
        return _bring(call)
    if call.given.preview:
        raise UsageError(problem="preview-out")
    return _send(call)


def _send(call: Call) -> int:
    from kinfile import bundle
    from kinfile.forms.spreadsheet.bringing import sent

    folder, name = place_of_form(call.given.form)
    body = sent(folder or bundle.forms(), name, call.console.language)
    with new_file(call.given.out) as file:
        file.write(body)
    call.console.answer({"written": str(call.given.out)}, [str(call.given.out)])
    return DONE


def _bring(call: Call) -> int:
    from kinfile.forms.spreadsheet.bringing import brought
    from kinfile.forms.spreadsheet.reading import LARGEST

    folder, name = place_of_form(call.given.form)
    if folder is None:
        raise UsageError(problem="no-form-folder", path=call.given.form)
    source: Path = call.given.source
    data = read_bounded(source, LARGEST)
    result = brought(folder, name, data, translations_of(folder))
    telling = _Telling(call, name, result, _differing(result, folder))
    if result.troubles:
        return telling.troubles(source)
    if result.is_sound and not call.given.preview:
        replace_files({folder / file: text.encode() for file, text in result.texts.items()})
    return telling.outcome()


def _differing(result: "Brought", folder: Path) -> "Differing":
    """The worked cases that gave what they say and would no longer do so."""
    from kinfile.forms import catalogue
    from kinfile.records import document
    from kinfile.records.cases import run_case

    found: Differing = {}
    profile = partial(catalogue.profile, folder=folder)
    for name, form in result.after.items():
        for file in catalogue.case_files(name, folder):
            with naming(file):
                whole = document.parse(read_bounded(file, document.LARGEST))
                differs = run_case(whole, form, profile)
                if differs and not run_case(whole, result.before[name], profile):
                    found.setdefault(name, {})[file.stem] = differs
    return found


class _Telling:
    """Says what came of bringing a workbook in."""

    def __init__(self, call: Call, name: str, result: "Brought", differing: "Differing") -> None:
        from kinfile.forms.difference import differences

        self._console = call.console
        self._language = call.console.language
        self._is_preview: bool = call.given.preview
        self._name = name
        self._result = result
        self._differing = differing
        self._changes = {
            form: differences(old, result.after[form], self._language)
            for form, old in result.before.items()
        }

    def troubles(self, source: Path) -> int:
        """Each trouble of the workbook, with its cell."""
        told = [(trouble.cell, _said(trouble, self._language)) for trouble in self._result.troubles]
        refused = [
            {"cell": trouble.cell, "code": trouble.code, "say": said}
            for trouble, (_, said) in zip(self._result.troubles, told, strict=True)
        ]
        lines = [f"{source.name}: {f'{cell}: ' if cell else ''}{said}" for cell, said in told]
        self._console.answer(
            {"ok": False, "written": [], "refused": refused}, [*lines, self._nothing()]
        )
        return BAD_USE

    def outcome(self) -> int:
        """What changes, or what lint has against it."""
        is_sound, language = self._result.is_sound, self._language
        written = sorted(self._result.texts) if is_sound and not self._is_preview else []
        self._console.answer(
            {
                "ok": is_sound,
                "written": written,
                "changes": {
                    form: [asdict(each) for each in found] for form, found in self._changes.items()
                },
                "findings": [
                    {"cell": each.cell, **finding_json(each.finding, language)}
                    for each in self._result.found
                ],
                "cases": {form: sorted(cases) for form, cases in self._differing.items()},
            },
            self._lines(written),
        )
        return DONE if is_sound else DID_NOT_HOLD

    def _nothing(self) -> str:
        return self._language.text("Nothing was changed.")

    def _lines(self, written: list[str]) -> Iterator[str]:
        text = self._language.text
        for each in self._result.found:
            yield self._finding(each)
        if not self._result.is_sound:
            yield self._nothing()
            return
        if not self._result.texts:
            yield text("The workbook says what the form says. Nothing is to be changed.")
            return
        yield from self._changed()
        yield from self._cases()
        files = ", ".join(sorted(self._result.texts))
        if written:
            yield text("Written: {files}", files=files)
        else:
            yield text("Nothing was written. Without --preview these change: {files}", files=files)

    def _finding(self, each: "Found") -> str:
        line = finding_line(each.finding, self._language)
        return f"{each.cell} ({line.replace(': ', '): ', 1)}" if each.cell else line

    def _changed(self) -> Iterator[str]:
        """The changes of this form, and which other forms change with it."""
        own: tuple[Change, ...] = self._changes.get(self._name, ())
        count = self._language.plural("{n} change", "{n} changes", len(own))
        yield f"{self._name}: {count}"
        yield from (f"  - {each.say}" for each in own)
        for form, found in self._changes.items():
            if form != self._name:
                yield self._language.plural(
                    "{form} shares this and changes too: {n} change.",
                    "{form} shares this and changes too: {n} changes.",
                    len(found),
                    form=form,
                )
        for form, old in self._result.before.items():
            if old.version == self._result.after[form].version:
                yield self._language.text(
                    "{form} stays version {version}. If that has been released, raise it and say in"
                    " {form}/changes.md what changed.",
                    form=form,
                    version=old.version,
                )

    def _cases(self) -> Iterator[str]:
        for form, cases in self._differing.items():
            for case, found in cases.items():
                yield self._language.text(
                    "{form}: the worked case {case} no longer comes out as it says. Is that right?",
                    form=form,
                    case=case,
                )
                for each in found:
                    yield from (f"    {line}" for line in difference_lines(each, self._language))


def _said(trouble: "Trouble", language: "Language") -> str:
    return str(wording.words(f"sheet.{trouble.code}", trouble.facts, language, general="sheet"))
