# SPDX-License-Identifier: Apache-2.0
"""The sheets of one form, from the files in which it is defined.

What records and rules hold on to (ids, codes, kinds) stands on the sheets to be read, and has no
slot: it cannot be changed there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kinfile.forms.folder import ALERTS as ALERTS_FILE
from kinfile.forms.folder import Folder
from kinfile.forms.loader import options_used
from kinfile.forms.model import Form
from kinfile.forms.spreadsheet import sheets
from kinfile.forms.spreadsheet.patch import Path
from kinfile.forms.spreadsheet.sheets import Cell, Growth, Row, Sheet, Slot

OPTION_LISTS, OWN, RULE_LISTS = "shared list", "question", "list of codes"
"""What a list on the sheet of lists belongs to."""

_LISTS_FILE, _DEFINITIONS_FILE = "lists.yaml", "definitions.yaml"

_ORDER = (
    *("id", "group", "title", "row", "kind", "label", "ask", "hint", "severity", "forms", "when"),
    *("row_of", "rule", "say", "why", "source", "min", "max", "required", "show_when"),
    *("required_when", "premade", "disclose", "options", "exclusive", "partial", "calculation"),
    *("checks", "forces", "error", "questions"),
)
"""The order of keys in forms/; a key that is new goes behind those that stand before it here."""

Table = Mapping[str, Any]


def sheets_of(form: Form, files: Folder) -> tuple[Sheet, ...]:
    """Every sheet of a sound form, as its `files` say it now."""
    places = [section.place.file for section in form.sections]
    items = [found for file in places for found in _items(files.table(file), file)]
    return (
        Sheet(sheets.FORM, tuple(_form(form, files))),
        Sheet(sheets.SECTIONS, tuple(_sections(places, files))),
        Sheet(sheets.GROUPS, tuple(_row(sheets.GROUPS, each) for each in items if each.is_group)),
        Sheet(
            sheets.QUESTIONS,
            tuple(_row(sheets.QUESTIONS, each) for each in items if not each.is_group),
        ),
        _lists(items, places, files),
        Sheet(sheets.ALERTS, tuple(_alerts(form, files))),
        Sheet(sheets.DEFINITIONS, tuple(_definitions(files))),
    )


class _Item:
    """A mapping in a file: a question, a group, an alert, a definition."""

    def __init__(self, file: str, path: Path, table: Table, key: str, section: str = "") -> None:
        self.file, self.path, self.table = file, path, table
        self.key, self.section = key, section

    @property
    def is_group(self) -> bool:
        return "group" in self.table

    def text(self, column: str) -> str:
        """What stands under a key; items of a list with commas between them."""
        found = self.table.get(column, "")
        if isinstance(found, Mapping):
            return ""
        return _line(found) if isinstance(found, str) else ", ".join(map(_line, found))

    def cell(self, column: str, *, may_go: bool) -> Cell:
        """A cell that may be changed, whether or not the key is there now."""
        if column in self.table:
            return Cell(self.text(column), Slot(self.file, (*self.path, column), "", may_go))
        before = _ORDER[: _ORDER.index(column)]
        after = max((key for key in self.table if key in before), key=list(self.table).index)
        return Cell("", Slot(self.file, (*self.path, column), str(after), may_go))


_FREE = {
    "Groups": {
        "title": False,
        "row": False,
        "why": True,
        "error": True,
        "required": True,
        "required_when": True,
    },
    "Questions": {
        "ask": False,
        "hint": True,
        "why": True,
        "error": True,
        "show_when": True,
        "required": True,
        "required_when": True,
        "disclose": False,
    },
    "Alerts": {"severity": False, "say": False, "why": True, "when": False},
    "Definitions": {"rule": False, "say": True},
}
"""Columns of each sheet that may be changed, and whether they may be emptied too."""


def _line(text: str) -> str:
    """A text as a form has it: what is folded over lines is one line."""
    return " ".join(text.split())


def _row(layout: sheets.Layout, item: _Item) -> Row:
    free = _FREE[layout.name]
    cells = {
        column: item.cell(column, may_go=free[column])
        if column in free
        else Cell(item.text(column))
        for column in layout.columns
    }
    fixed = {layout.key[0]: Cell(item.key), "file": Cell(item.file)}
    if item.section:
        fixed["section"] = Cell(item.section)
    return Row((item.key,), {**cells, **fixed}, item.file, item.path)


def _items(table: Table, file: str) -> Iterator[_Item]:
    """Questions and groups of a section."""
    section = str(table["section"])
    for number, item in enumerate(table.get("items", ())):
        path: Path = ("items", number)
        group = item.get("group") or item.get("continue")
        if "continue" not in item:
            yield _Item(file, path, item, str(item.get("id") or group), section)
        for at, question in enumerate(item.get("questions", ())):
            within = (*path, "questions", at)
            yield _Item(file, within, question, f"{group}.{question['id']}", section)


def _form(form: Form, files: Folder) -> Iterator[Row]:
    file = f"{form.id}/form.yaml"
    table = files.table(file)
    for key in ("version", "title", "short_title", "about"):
        yield _said(file, (key,), {"what": key}, str(table[key]))
    for number, part in enumerate(_tables(table["sections"])):
        key = f"part {number + 1}"
        yield _said(file, ("sections", number, "part"), {"what": key}, str(part["part"]))


def _sections(places: Sequence[str], files: Folder) -> Iterator[Row]:
    for file in places:
        table: Table = files.table(file)
        own = {"section": str(table["section"])}
        yield _said(file, ("title",), {**own, "what": "title"}, str(table["title"]))
        opens = table["opens"]
        if isinstance(opens, Mapping):
            yield _said(file, ("opens", "when"), {**own, "what": "opens when"}, str(opens["when"]))
        else:
            row = _said(file, ("opens",), {**own, "what": "opens"}, str(opens))
            fixed = {**row.cells, "text": Cell(str(opens))}
            yield Row(row.key, fixed, row.file, row.path)
        for number, guide in enumerate(table.get("guidance", ())):
            key = {**own, "what": f"guidance {number + 1}"}
            sources = ", ".join(guide.get("source", ()))
            path: Path = ("guidance", number, "text")
            yield _said(file, path, key, str(guide["text"]), source=sources)


def _said(file: str, path: Path, key: Mapping[str, str], text: str, **more: str) -> Row:
    """A row with one text that may be changed."""
    cells = {name: Cell(each) for name, each in {**key, **more, "file": file}.items()}
    cells["text"] = Cell(_line(text), Slot(file, path))
    return Row(tuple(key.values()), cells, file, path)


def _tables(listed: Any) -> Sequence[Any]:  # noqa: ANN401  (any part of a tree)
    return listed if isinstance(listed, list) else ()


def _alerts(form: Form, files: Folder) -> Iterator[Row]:
    raised = {str(alert.id) for alert in form.alerts}
    for number, table in enumerate(files.listing(ALERTS_FILE, "alerts")):
        if isinstance(table, Mapping) and str(table["id"]) in raised:
            yield _row(sheets.ALERTS, _Item(ALERTS_FILE, (number,), table, str(table["id"])))


def _definitions(files: Folder) -> Iterator[Row]:
    for number, table in enumerate(files.listing(_DEFINITIONS_FILE, "definitions")):
        if isinstance(table, Mapping):
            item = _Item(_DEFINITIONS_FILE, (number,), table, str(table["id"]))
            yield _row(sheets.DEFINITIONS, item)


def _lists(items: Sequence[_Item], places: Sequence[str], files: Folder) -> Sheet:
    """Lists that the form's questions use, their own lists, and the lists of codes for rules."""
    rows: list[Row] = []
    grows: dict[tuple[str, ...], Growth] = {}
    used = options_used({"sections": [files.table(file) for file in places]})
    shared: Table = files.table(_LISTS_FILE)
    for name, table in shared.get("options", {}).items():
        if name in used:
            growth = Growth(_LISTS_FILE, ("options", name), has_labels=True)
            grows[OPTION_LISTS, str(name)] = growth
            rows += _options((OPTION_LISTS, str(name)), growth, table)
    for item in items:
        own = item.table.get("options")
        if isinstance(own, Mapping):
            growth = Growth(item.file, (*item.path, "options"), has_labels=True)
            grows[OWN, item.key] = growth
            rows += _options((OWN, item.key), growth, own)
    for name, codes in shared.get("values", {}).items():
        growth = Growth(_LISTS_FILE, ("values", name), has_labels=False)
        grows[RULE_LISTS, str(name)] = growth
        rows += _codes((RULE_LISTS, str(name)), growth, codes)
    return Sheet(sheets.LISTS, tuple(rows), grows)


def _options(named: tuple[str, str], growth: Growth, table: Table) -> Iterator[Row]:
    for code, label in table.items():
        path = (*growth.path, str(code))
        cell = Cell(_line(label), Slot(growth.file, path))
        yield _listed((*named, str(code)), growth.file, path, cell)


def _codes(named: tuple[str, str], growth: Growth, codes: Sequence[str]) -> Iterator[Row]:
    for number, code in enumerate(codes):
        yield _listed((*named, str(code)), growth.file, (*growth.path, number), Cell(""))


def _listed(key: tuple[str, ...], file: str, path: Path, label: Cell) -> Row:
    fixed = dict(zip(sheets.LISTS.key, map(Cell, key), strict=True))
    return Row(key, {**fixed, "label": label, "after": Cell(""), "file": Cell(file)}, file, path)
