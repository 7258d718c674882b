# SPDX-License-Identifier: Apache-2.0
"""Bringing a workbook in: which files would say what, and what lint thinks of it.

Nothing is written here. What comes out is either troubles of the workbook, or the new text of each
file that changes with everything that lint finds in the folder as it would be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kinfile.errors import UnknownForm
from kinfile.forms import catalogue, loader
from kinfile.forms.folder import Folder
from kinfile.forms.lint import Finding, Level, Translations, installed, lint
from kinfile.forms.model import Form
from kinfile.forms.spreadsheet.comparing import Compared, compare
from kinfile.forms.spreadsheet.patch import Span, Spans, patched
from kinfile.forms.spreadsheet.reading import Filled, Trouble, cell_name, read_workbook
from kinfile.forms.spreadsheet.rows import sheets_of
from kinfile.forms.spreadsheet.sheets import Row, Sheet
from kinfile.forms.spreadsheet.workbook import digest_of, workbook_of
from kinfile.i18n import Language


@dataclass(frozen=True, slots=True)
class Found:
    """What lint finds, and the cell that it is about; "" where it is about none of the sheets'."""

    finding: Finding
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing a workbook in comes to.

    `texts` has the new text of each file that changes, by its name below the folder. `found` has
    every error and each warning that was not there before; without an error `before` and `after`
    have every form that changes.
    """

    troubles: tuple[Trouble, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Found, ...] = ()
    before: Mapping[str, Form] = field(default_factory=dict)
    after: Mapping[str, Form] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether the files may be written."""
        return not self.troubles and not any(
            each.finding.level is Level.ERROR for each in self.found
        )


def sent(folder: Path, name: str, language: Language) -> bytes:
    """The workbook of the form `name`. Raises UnknownForm, or FormError where it is not sound."""
    if name not in installed(folder):
        raise UnknownForm(form=name)
    files = Folder(folder)
    form = _form(name, files)
    return workbook_of(form, sheets_of(form, files), language)


def brought(
    folder: Path, name: str, data: bytes, translations: Translations | None = None
) -> Brought:
    """What the workbook `data` makes of the form `name` in a folder. Raises FormError."""
    files = Folder(folder)
    form = _form(name, files)
    filled = read_workbook(data)
    troubles = filled.troubles or tuple(_others(filled, form))
    if troubles:
        return Brought(troubles)
    made = sheets_of(form, files)
    compared = compare(made, filled.sheets)
    if compared.troubles or not compared.edits:
        return Brought(tuple(compared.troubles))
    texts = {file: patched(files.text(file), edits) for file, edits in compared.edits.items()}
    new = Folder(folder, changed=texts)
    places = _Places(sheets_of(form, new), compared, new)
    before = set(map(_sort_of, lint(folder, translations=translations)))
    found = tuple(
        Found(each, places.cell_of(each))
        for each in lint(folder, translations=translations, changed=texts)
        if each.level is Level.ERROR or _sort_of(each) not in before
    )
    result = Brought((), texts, found)
    return _compiled(result, files, new) if result.is_sound else result


def _sort_of(finding: Finding) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What is found, wherever in its file."""
    return finding.file, finding.code, tuple(sorted(finding.facts.items()))


def _form(name: str, files: Folder) -> Form:
    return loader.build(catalogue.assemble(name, files))


def _others(filled: Filled, form: Form) -> Iterator[Trouble]:
    """A workbook of another form, or of this one as it was before."""
    of = filled.mark.get("form", "")
    if of != form.id:
        yield Trouble("other-form", facts={"found": of, "expected": form.id})
    elif filled.mark.get("digest") != digest_of(form):
        yield Trouble("outdated", facts={"version": filled.mark.get("version", "")})


def _compiled(result: Brought, old: Folder, new: Folder) -> Brought:
    """With the forms that change, as they were and as they would be."""
    before = {name: _form(name, old) for name in catalogue.installed(old.path)}
    after = {name: _form(name, new) for name in before}
    changed = [name for name in before if before[name].body != after[name].body]
    return Brought(
        texts=result.texts,
        found=result.found,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


class _Places:
    """Which cell of the workbook a place in the new files belongs to."""

    def __init__(self, made: Sequence[Sheet], compared: Compared, files: Folder) -> None:
        self._made = made
        self._lines = compared.lines
        self._files = files
        self._spans: dict[str, tuple[str, Spans]] = {}

    def cell_of(self, finding: Finding) -> str:
        """The narrowest cell around the place of a finding; "" where none of the sheets has it."""
        if not finding.line:
            return ""
        around = [
            (span.end - span.start, is_row, cell)
            for sheet in self._made
            for row in sheet.rows
            if row.file == finding.file
            for span, is_row, cell in self._cells(sheet, row)
            if span.start <= self._offset(finding) <= span.end
        ]
        return min(around)[-1] if around else ""

    def _cells(self, sheet: Sheet, row: Row) -> Iterator[tuple[Span, bool, str]]:
        number = self._lines[sheet.name, row.key]
        _, spans = self._read(row.file)
        yield spans.span(row.path), True, cell_name(sheet.layout, number)
        for column, cell in row.cells.items():
            if cell.slot and not cell.slot.after:
                name = cell_name(sheet.layout, number, column)
                yield spans.span(cell.slot.path), False, name

    def _offset(self, finding: Finding) -> int:
        text, _ = self._read(finding.file)
        rows = text.split("\n")[: finding.line - 1]
        return sum(len(row) + 1 for row in rows) + finding.column - 1

    def _read(self, file: str) -> tuple[str, Spans]:
        if file not in self._spans:
            text = self._files.text(file)
            self._spans[file] = text, Spans(text)
        return self._spans[file]
