# SPDX-License-Identifier: Apache-2.0
"""A form's wording, lists and rules as a workbook, and back in.

S01 A workbook that nobody changed changes nothing, for every shipped form; so does one that was
    sorted.
S02 Whatever text is typed into a white cell stands in the file afterwards, its spaces and line
    ends as single spaces.
S03 Every cell is text, whatever it begins with; the sheets are protected, and only what may change
    is not.
S04 What a spreadsheet program or a hand made of a cell that cannot be taken at its word is
    refused, with the cell.
S05 Ids, codes and all other grey cells stay; rows stay; no text is left empty that has to be there.
S06 A list takes new codes: at its end, behind a code, several at once; a list of codes for rules
    does too.
S07 What is left out in the file can be written in its cell, and what may be left out emptied.
S08 The same lint looks at the result; each finding that a cell brought has its name.
S09 Every form that changes with the shared files is named.
S10 A workbook of another form, or of a definition that has changed since, is noticed.
S11 Any bytes are answered with a trouble; a file is bounded before it is taken apart.
S12 Every trouble has its words, with every fact that they name.
"""

import ast
import io
import re
import string
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from helpers.small import form_file, section, write_forms
from helpers.tree import PACKAGE
from kinfile import bundle
from kinfile.forms import catalogue
from kinfile.forms.folder import Folder
from kinfile.forms.spreadsheet import reading
from kinfile.forms.spreadsheet.bringing import Brought, brought, sent
from kinfile.forms.spreadsheet.comparing import compare
from kinfile.forms.spreadsheet.patch import patched
from kinfile.forms.spreadsheet.reading import Line, read_workbook
from kinfile.forms.spreadsheet.rows import sheets_of
from kinfile.forms.spreadsheet.scalar import WIDTH
from kinfile.forms.spreadsheet.sheets import LAYOUTS, MARK
from kinfile.i18n import Language
from kinfile.wording.sheets import SHEETS

ENGLISH = Language.load()

ITEMS = """  # The first question.
  - id: a
    kind: choice
    ask: Which one?   # short
    why: It matters.
    source: [S1.1]
    required: yes
    disclose: all
    options:
      x: Ex
      y: Why
    error: Choose one

  - id: m
    kind: multi
    ask: Which of these?
    hint: =SUM(A1)
    why: It matters.
    source: [S1.1]
    disclose: all
    show_when: is(a, 'x')
    options: sizes

  - group: people
    title: Everybody
    row: Person
    label: [name]
    why: They matter.
    source: [S1.1]
    questions:
      - id: name
        kind: text
        ask: Name?
        why: It matters.
        source: [S1.1]
        disclose: all
"""
ALERTS = """- id: R01
  severity: act_now
  forms: [small, other]
  when: is(a, both)
  say: Look at it today.
  why: It matters.
  source: [S1.1]
  forces: [ack]
"""
CASE = '{"answers": {}, "expected_alerts": {"act_now": [%s]}}'
FILES = {
    "shared/one.yaml": section("one", ITEMS),
    "small/form.yaml": form_file(["one"]),
    "other/form.yaml": form_file(["one"], "other"),
    "small/cases/fires.json": CASE % '"R01"',
    "small/cases/silent.json": CASE % "",
    "shared/alerts.yaml": ALERTS,
    "definitions.yaml": "- id: known\n  rule: is(a, both)\n  say: it is known\n",
    "lists.yaml": (
        "options:\n  sizes:\n    small: Small\n    large: Large\n"
        "  installed_profiles:\n    generic-england: National\n"
        "values:\n  both: [x]\n"
    ),
    "wordlists/banned.yaml": "titles: [danger]\neverywhere: [please]\n",
}
ONE = "shared/one.yaml"

Change = Callable[[Workbook], None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_forms(tmp_path_factory.mktemp("forms"), FILES)


@pytest.fixture(scope="module")
def workbook(folder: Path) -> bytes:
    return sent(folder, "small", ENGLISH)


def edited(data: bytes, *changes: Change) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for change in changes:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def found(book: Workbook, sheet: str, key: str, column: str) -> Any:
    """The cell of a column in the first row that has `key` in one of its first three cells."""
    of = book[sheet]
    names = [cell.value for cell in of[1]]
    row = next(row for row in of.iter_rows() if key in [cell.value for cell in row[:3]])
    return row[names.index(column)]


def put(sheet: str, key: str, column: str, text: Any, kind: str = "s") -> Change:
    """Type a text into a cell."""

    def change(book: Workbook) -> None:
        cell = found(book, sheet, key, column)
        cell.value = text
        if kind:
            cell.data_type = kind if text else "n"

    return change


def new_code(named: str, code: str, label: str = "", after: str = "") -> Change:
    """Fill the first empty row behind a list."""

    def change(book: Workbook) -> None:
        rows = book["Lists"].iter_rows(min_row=2)
        row = next(row for row in rows if row[1].value == named and not row[2].value)
        for cell, text in zip(row[2:5], (code, label, after), strict=True):
            cell.value = text or None

    return change


Bring = Callable[..., Brought]


@pytest.fixture(scope="module")
def bring(folder: Path, workbook: bytes) -> Bring:
    return lambda *changes: brought(folder, "small", edited(workbook, *changes))


def troubles(of: Brought) -> list[tuple[str, str]]:
    assert not of.texts
    return [(each.code, each.cell) for each in of.troubles]


# -- there and back ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", catalogue.installed())
def test_a_workbook_that_nobody_changed_changes_nothing(name: str) -> None:
    """S01"""
    data = sent(bundle.forms(), name, ENGLISH)
    assert brought(bundle.forms(), name, data) == Brought()
    assert brought(bundle.forms(), name, edited(data)) == Brought()


def test_a_sheet_may_be_sorted(bring: Bring) -> None:
    """S01"""

    def turn(book: Workbook) -> None:
        for name in ("Questions", "Lists"):
            rows = [[cell.value for cell in row] for row in book[name].iter_rows(min_row=2)]
            for number, row in enumerate(reversed(rows), start=2):
                for column, text in enumerate(row, start=1):
                    book[name].cell(number, column).value = text
                    book[name].cell(number, column).data_type = "s" if text else "n"

    assert bring(turn) == Brought()


TYPED = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from("ŵŷ\n :'\""),
    min_size=1,
    max_size=300,
).filter(lambda text: text.split() and "please" not in text.lower())
WHITE = [
    ("Questions", "m", "hint", ONE, ("items", 1, "hint")),
    ("Questions", "a", "hint", ONE, ("items", 0, "hint")),
    ("Questions", "people.name", "ask", ONE, ("items", 2, "questions", 0, "ask")),
    ("Lists", "y", "label", ONE, ("items", 0, "options", "y")),
    ("Lists", "small", "label", "lists.yaml", ("options", "sizes", "small")),
    ("Definitions", "known", "say", "definitions.yaml", (0, "say")),
    ("Form", "about", "text", "small/form.yaml", ("about",)),
]


@settings(max_examples=30, deadline=None)
@given(text=TYPED, white=st.sampled_from(WHITE))
def test_a_text_that_was_typed_stands_in_the_file(
    folder: Path, bring: Bring, text: str, white: tuple[str, str, str, str, Any]
) -> None:
    """S02"""
    sheet, key, column, file, path = white
    result = bring(put(sheet, key, column, text))
    at: Any = Folder(folder, changed=result.texts).tree(file)
    for step in path:
        at = at[step]
    assert at == " ".join(text.split())


NOT_WORDS = frozenset({"required", "disclose", "severity", "version"})


@pytest.mark.parametrize("name", catalogue.installed())
def test_every_white_cell_can_be_changed_at_once(name: str) -> None:
    """S02: two thousand texts of a shipped form, and each comes back as it was typed."""
    files = Folder(bundle.forms())
    form = catalogue.load(name)
    made = sheets_of(form, files)
    typed = {
        (sheet.name, row.key, column): f'{cell.text} – ŵyres: "né"'
        for sheet in made
        for row in sheet.rows
        for column, cell in row.cells.items()
        if cell.slot and cell.text and not NOT_WORDS & {column, row.key[0]}
    }
    lines = {
        sheet.name: tuple(
            Line(
                number,
                {
                    column: typed.get((sheet.name, row.key, column), cell.text)
                    for column, cell in row.cells.items()
                },
            )
            for number, row in enumerate(sheet.rows, start=2)
        )
        for sheet in made
    }
    compared = compare(made, lines)
    assert compared.troubles == []
    changed = {file: patched(files.text(file), edits) for file, edits in compared.edits.items()}
    again = {
        (sheet.name, row.key, column): cell.text
        for sheet in sheets_of(form, Folder(bundle.forms(), changed=changed))
        for row in sheet.rows
        for column, cell in row.cells.items()
    }
    assert len(typed) > 1500
    assert {key: again[key] for key in typed} == typed
    assert max(len(line) for text in changed.values() for line in text.split("\n")) <= WIDTH


# -- how it is drawn ----------------------------------------------------------------------------


def test_every_cell_is_text_and_stays_text(workbook: bytes) -> None:
    """S03"""
    book = load_workbook(io.BytesIO(workbook))
    hint = found(book, "Questions", "m", "hint")
    assert (hint.value, hint.data_type, hint.number_format) == ("=SUM(A1)", "s", "@")
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        drawn = b"".join(archive.read(name) for name in archive.namelist() if "/sheet" in name)
    assert b"<f>" not in drawn
    assert b"<v>" not in drawn  # where numbers, dates and formulas would have their value
    assert set(re.findall(rb' t="(\w+)"', drawn)) == {b"inlineStr", b"n"}


def test_only_what_may_change_is_free(workbook: bytes) -> None:
    """S03"""
    book = load_workbook(io.BytesIO(workbook))
    assert [book[layout.name].protection.sheet for layout in LAYOUTS] == [True] * len(LAYOUTS)
    free = {
        column: not found(book, "Questions", "a", column).protection.locked
        for column in ("id", "kind", "ask", "hint", "show_when", "source", "disclose", "file")
    }
    assert [name for name, is_free in free.items() if is_free] == [
        *("ask", "hint", "show_when", "disclose"),
    ]
    assert book["Questions"].freeze_panes == "B2"
    assert book[MARK].sheet_state == "veryHidden"


# -- what cannot be taken at its word -----------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (put("Questions", "a", "ask", "=1+1", "f"), "not-text-formula", "Questions!D2"),
        (put("Questions", "a", "ask", 1.1, ""), "not-text-number", "Questions!D2"),
        (put("Questions", "a", "ask", True, ""), "not-text-truth", "Questions!D2"),
        (put("Questions", "a", "ask", "#REF!", "e"), "not-text-error", "Questions!D2"),
        (put("Questions", "a", "ask", "a\u202eb"), "character", "Questions!D2"),
        (put("Questions", "a", "ask", None), "empty", "Questions!D2"),
        (put("Questions", "a", "kind", "text"), "locked", "Questions!C2"),
        (put("Questions", "a", "file", "other.yaml"), "locked", "Questions!N2"),
        (put("Lists", "x", "after", "y"), "locked", "Lists!E7"),
        (put("Questions", "id", "ask", "Asked"), "head", "Questions!D1"),
        (lambda book: book["Questions"].merge_cells("D2:E2"), "merged", "Questions!D2:E2"),
        (lambda book: book.remove(book["Alerts"]), "sheet-gone", ""),
        (lambda book: book.create_sheet("Notes"), "sheet-unknown", ""),
        (lambda book: put_at(book, "Z9", "note"), "beyond", "Questions!Z9"),
        (lambda book: put_at(book, "A20", "new"), "row-unknown", "Questions!A20"),
        (lambda book: put_at(book, "A20", "m"), "twice", "Questions!A20"),
        (lambda book: put_at(book, "A9000", "far"), "too-many", ""),
        (lambda book: book["Questions"].delete_rows(2), "row-gone", "Questions"),
        (new_code("a", "New One", "New"), "code", "Lists!C9"),
        (new_code("a", "new_one"), "no-label", "Lists!D9"),
        (new_code("a", "new_one", "New", "z"), "after", "Lists!E9"),
        (new_code("both", "y", "Why"), "locked", "Lists!D13"),
    ],
)
def test_what_cannot_be_taken_is_named(bring: Bring, change: Change, code: str, cell: str) -> None:
    """S04, S05"""
    assert (code, cell) in troubles(bring(change))


def put_at(book: Workbook, at: str, text: str) -> None:
    book["Questions"][at].value = text


def test_a_date_is_refused(bring: Bring) -> None:
    """S04"""

    def change(book: Workbook) -> None:
        cell = found(book, "Questions", "a", "ask")
        cell.value, cell.number_format = 46346, "yyyy-mm-dd"

    assert troubles(bring(change)) == [("not-text-date", "Questions!D2")]


def test_a_code_that_was_changed_is_gone(bring: Bring) -> None:
    """S05: and its new spelling is not taken for a new code."""
    result = bring(put("Lists", "x", "code", "ex"))
    assert troubles(result) == [("row-gone", "Lists")]
    assert result.troubles[0].facts == {"found": "question / a / x"}


def test_all_troubles_are_named_at_once(bring: Bring) -> None:
    """S04"""
    result = bring(put("Questions", "a", "kind", "text"), put("Questions", "m", "ask", None))
    assert troubles(result) == [("locked", "Questions!C2"), ("empty", "Questions!D3")]


# -- lists, and what comes and goes -------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "file", "old", "new"),
    [
        ([new_code("a", "z", "Zed")], ONE, "y: Why\n", "y: Why\n      z: Zed\n"),
        ([new_code("a", "z", "Zed", "x")], ONE, "x: Ex\n", "x: Ex\n      z: Zed\n"),
        (
            [new_code("a", "z", "Zed", "x"), new_code("a", "w", "Double: u", "z")],
            ONE,
            "x: Ex\n",
            'x: Ex\n      z: Zed\n      w: "Double: u"\n',
        ),
        (
            [new_code("a", "z", "Zed", "x"), new_code("a", "last", "At the end")],
            ONE,
            "x: Ex\n      y: Why\n",
            "x: Ex\n      z: Zed\n      y: Why\n      last: At the end\n",
        ),
        ([new_code("sizes", "huge", "Huge")], "lists.yaml", "Large\n", "Large\n    huge: Huge\n"),
        ([new_code("both", "y")], "lists.yaml", "both: [x]", "both: [x, y]"),
    ],
)
def test_a_list_takes_new_codes(
    bring: Bring, changes: list[Change], file: str, old: str, new: str
) -> None:
    """S06"""
    result = bring(*changes)
    assert result.texts == {file: FILES[file].replace(old, new, 1)}
    assert result.is_sound


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (put("Questions", "a", "ask", "Which?"), "Which one?   #", "Which?   #"),
        (put("Questions", "a", "hint", "New"), "Which one?   # short\n", None),
        (put("Questions", "m", "hint", None), "    hint: =SUM(A1)\n", ""),
        (put("Questions", "m", "show_when", None), "    show_when: is(a, 'x')\n", ""),
        (
            put("Questions", "m", "required_when", "is(a, 'x')"),
            "'x')\n",
            "'x')\n    required_when: is(a, 'x')\n",
        ),
        (put("Groups", "people", "error", "Add"), "[S1.1]\n    questions", None),
        (put("Sections", "one", "text", "Another title"), "Section one", "Another title"),
    ],
)
def test_a_key_comes_and_goes_with_its_cell(
    bring: Bring, change: Change, old: str, new: str | None
) -> None:
    """S07"""
    more = {"hint": f"{old}    hint: New\n", "error": old.replace("\n", "\n    error: Add\n")}
    expected = new if new is not None else more["hint" if "short" in old else "error"]
    result = bring(change)
    assert result.texts == {ONE: FILES[ONE].replace(old, expected, 1)}


# -- what comes of it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ([put("Questions", "a", "ask", "A" * 130)], "label-too-long", "Questions!D2"),
        ([put("Questions", "m", "show_when", "is(a, 'z')")], "rule-code", "Questions!H3"),
        ([put("Questions", "a", "error", None)], "no-error", "Questions!A2"),
        ([put("Questions", "a", "why", None)], "no-why", "Questions!A2"),
        ([put("Alerts", "R01", "when", "is(a, both")], "rule-bracket-open", "Alerts!E2"),
        ([put("Definitions", "known", "rule", "ix(a)")], "rule-function", "Definitions!B2"),
        ([put("Form", "title", "text", "In danger")], "banned-title", "Form!B3"),
        ([put("Lists", "large", "label", "Large, please")], "banned-word", "Lists!D3"),
        ([new_code("a", "z", "Say please")], "banned-word", "Lists!D9"),
    ],
)
def test_lint_looks_at_the_result(
    bring: Bring, changes: list[Change], code: str, cell: str
) -> None:
    """S08"""
    result = bring(*changes)
    assert not result.is_sound
    assert [(each.finding.code, each.cell) for each in result.found] == [(code, cell)]
    assert result.after == {}


def test_what_was_doubtful_before_is_not_told_again(folder: Path, bring: Bring) -> None:
    """S08: only warnings that the sheets brought."""
    result = bring(put("Definitions", "known", "say", "it is now known"))
    assert (result.is_sound, result.found) == (True, ())


def test_forms_that_share_a_file_are_named(bring: Bring) -> None:
    """S09"""
    shared = bring(put("Questions", "a", "ask", "Which?"))
    assert list(shared.before) == list(shared.after) == ["other", "small"]
    own = bring(put("Form", "about", "text", "For another test."))
    assert list(own.after) == ["small"]
    assert own.after["small"].about == "For another test."


def test_a_workbook_of_something_else_is_noticed(folder: Path, workbook: bytes) -> None:
    """S10"""
    assert troubles(brought(folder, "other", workbook)) == [("other-form", "")]

    def strip(book: Workbook) -> None:
        book.remove(book[MARK])

    assert troubles(brought(folder, "small", edited(workbook, strip))) == [("not-ours", "")]


def test_a_workbook_of_an_older_definition_is_noticed(tmp_path: Path, workbook: bytes) -> None:
    """S10"""
    changed = write_forms(tmp_path, {**FILES, ONE: FILES[ONE].replace("Which one?", "Which?")})
    assert troubles(brought(changed, "small", workbook)) == [("outdated", "")]


# -- anybody's bytes --------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-workbook"),
        (b"PK\x03\x04 and then something", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a password", "not-a-workbook"),
        (packed(a=b"<a/>"), "not-a-workbook"),
        (packed(a=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "not-a-workbook"),
        (packed(a=bytes(30_000_000)), "too-large"),
        (packed(**{f"a{n}": b"" for n in range(300)}), "too-large"),
        (bytes(5_000_000), "too-large"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, code: str) -> None:
    """S11"""
    assert [each.code for each in read_workbook(data).troubles] == [code]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_spoilt_workbook_is_answered(workbook: bytes, data: st.DataObject) -> None:
    """S11: bytes of one part changed, cut out or doubled."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    body = parts[name]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    new = data.draw(
        st.binary(max_size=8) | st.sampled_from([b"", b"<", b"9999999", body[start:end]])
    )
    filled = read_workbook(packed(**{**parts, name: body[:start] + new + body[end:]}))
    assert filled.troubles or filled.sheets


def codes() -> set[str]:
    """Codes of every trouble that is made."""
    found = set(reading._KINDS.values())
    for path in sorted((PACKAGE / "forms" / "spreadsheet").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in ("Trouble", "_say", "_trouble") and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_trouble_has_its_words() -> None:
    """S12"""
    assert {f"sheet.{code}" for code in codes()} == SHEETS.keys() - {"sheet"}


def test_the_facts_that_words_name_are_there(bring: Bring, folder: Path, workbook: bytes) -> None:
    """S12"""
    results = [
        bring(new_code("a", "New One", "New"), new_code("sizes", "new_one")),
        bring(put("Questions", "a", "kind", "text"), put("Questions", "a", "ask", None)),
        bring(put("Questions", "a", "ask", 1.5, ""), put("Questions", "m", "ask", "a\u202eb")),
        bring(lambda book: book["Questions"].delete_rows(2)),
        brought(folder, "other", workbook),
    ]
    for trouble in (each for result in results for each in result.troubles):
        what, do = SHEETS[f"sheet.{trouble.code}"]
        named = {name for _, name, _, _ in string.Formatter().parse(what + do) if name}
        assert named <= trouble.facts.keys()
