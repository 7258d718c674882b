# SPDX-License-Identifier: Apache-2.0
"""`forms sheet`: a form as a workbook, and back in.

X01 Out writes a file that was not there; an installed form may be named by its id.
X02 A preview says what would change in words, in which forms and files, which worked cases come out
    otherwise, and writes nothing.
X03 Bringing in changes the files named and nothing else; unchanged, it changes none.
X04 Where lint finds an error, or the workbook cannot be taken, nothing is changed and each finding
    has its cell.
X05 Files change together or not at all.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from helpers.commands import ROOT, Run
from kinfile.cli.files import replace_files
from kinfile.errors import NotWritten

Edit = Callable[..., Path]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", folder)
    return folder


@pytest.fixture
def edit(run: Run, forms: Path) -> Edit:
    """The workbook of the pre-birth form, with cells (sheet, id, column, text) typed over."""

    def edit(*cells: tuple[str, str, str, str]) -> Path:
        path = forms.parent / "sheet.xlsx"
        assert run("forms", "sheet", forms / "pre_birth", "--out", path).code == 0
        book = load_workbook(path)
        for sheet, key, column, text in cells:
            names = [cell.value for cell in book[sheet][1]]
            row = next(row for row in book[sheet].iter_rows() if row[0].value == key)
            row[names.index(column)].value = text
        book.save(path)
        return path

    return edit


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_out_writes_a_new_file(run: Run, tmp_path: Path) -> None:
    """X01"""
    path = tmp_path / "young_carer.xlsx"
    said = run("forms", "sheet", "young_carer", "--out", path)
    assert (said.code, said.out) == (0, f"{path}\n")
    assert load_workbook(path).sheetnames[:2] == ["Read me", "Form"]
    assert run("forms", "sheet", "young_carer", "--out", path).code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pre_birth", "--from", "x.xlsx"], "pre_birth is not the folder of a form"),
        (["pre_birth", "--out", "x.xlsx", "--preview"], "A preview is of what --from would change"),
        (["pre_birth"], "one of the arguments --out --from is required"),
        ([str(ROOT / "forms" / "pre_birth"), "--from", "x.xlsx"], "There is no file x.xlsx"),
        (["no_form", "--out", "x.xlsx"], "There is no form called no_form"),
    ],
)
def test_bad_use_is_told(run: Run, arguments: list[str], words: str) -> None:
    """X01"""
    said = run("forms", "sheet", *arguments)
    assert said.code == 2
    assert words in said.message


def test_a_preview_says_what_would_change(run: Run, forms: Path, edit: Edit) -> None:
    """X02"""
    sheet = edit(
        ("Questions", "ready_home", "ask", "Is the home ready?"),
        ("Alerts", "R04", "when", "any(parents, is(threats, risk_now))"),
    )
    before = contents(forms)
    said = run("forms", "sheet", forms / "pre_birth", "--from", sheet, "--preview")
    assert said.code == 0
    assert "is now asked as “Is the home ready?”" in said.out
    assert "young_carer shares this and changes too: 1 change." in said.out
    assert "no longer comes out as it says" in said.out
    assert "Nothing was written. Without --preview these change: pre_birth/sections/" in said.out
    assert contents(forms) == before


def test_bringing_in_changes_the_files_named(run: Run, forms: Path, edit: Edit) -> None:
    """X03"""
    sheet = edit(
        ("Questions", "ready_home", "ask", "Is the home ready?"), ("Form", "version", "text", "99")
    )
    before = contents(forms)
    said = run("forms", "sheet", forms / "pre_birth", "--from", sheet, "--json")
    assert said.code == 0
    assert said.document["written"] == ["pre_birth/form.yaml", "pre_birth/sections/readiness.yaml"]
    assert [each["code"] for each in said.document["changes"]["pre_birth"]] == ["version", "ask"]
    after = contents(forms)
    assert {name for name in after if after[name] != before.get(name)} == {
        *said.document["written"]
    }
    assert b"    ask: Is the home ready?\n" in after["pre_birth/sections/readiness.yaml"]
    assert run("forms", "lint", forms).code == 0
    assert run("forms", "cases", forms / "pre_birth").code == 0


def test_a_workbook_without_a_change_changes_nothing(run: Run, forms: Path, edit: Edit) -> None:
    """X03"""
    before = contents(forms)
    said = run("forms", "sheet", forms / "pre_birth", "--from", edit())
    assert said.code == 0
    assert "Nothing is to be changed." in said.out
    assert contents(forms) == before


def test_an_error_of_lint_has_its_cell_and_changes_nothing(
    run: Run, forms: Path, edit: Edit
) -> None:
    """X04"""
    sheet = edit(("Questions", "ready_home", "show_when", "is(sleep_spaces, 'no')"))
    before = contents(forms)
    said = run("forms", "sheet", forms / "pre_birth", "--from", sheet)
    assert said.code == 1
    first, *rest = said.out.splitlines()
    assert first.startswith("Questions!H")
    assert " (pre_birth/sections/readiness.yaml:" in first
    assert "): No form has a question or definition “sleep_spaces”." in first
    assert rest == ["Nothing was changed."]
    assert contents(forms) == before


def test_a_trouble_has_its_cell_and_changes_nothing(run: Run, forms: Path, edit: Edit) -> None:
    """X04"""
    sheet = edit(("Questions", "ready_home", "kind", "text"))
    before = contents(forms)
    said = run("forms", "sheet", forms / "pre_birth", "--from", sheet)
    assert said.code == 2
    assert said.out.startswith("sheet.xlsx: Questions!C")
    assert "This cell is grey: it stays as it is (“choice”)." in said.out
    (refused,) = run("forms", "sheet", forms / "pre_birth", "--from", sheet, "--json").document[
        "refused"
    ]
    assert refused["code"] == "locked"
    assert contents(forms) == before


def test_files_change_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X05"""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"old a")
    second.write_bytes(b"old b")
    first.chmod(0o640)
    replace_files({first: b"new a", second: b"new b"})
    assert (first.read_bytes(), second.read_bytes()) == (b"new a", b"new b")
    assert first.stat().st_mode & 0o777 == 0o640

    replace = Path.replace

    def stop_at_second(self: Path, target: Path) -> Path:
        if target == second:
            raise PermissionError(13, "no", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop_at_second)
    with pytest.raises(NotWritten):
        replace_files({first: b"third a", second: b"third b"})
    assert (first.read_bytes(), second.read_bytes()) == (b"new a", b"new b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
