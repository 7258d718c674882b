# SPDX-License-Identifier: Apache-2.0
"""Every requirement is covered, and the page that says by what is up to date.

Q01 Each of the 170 rows is cited by a question, an alert or guidance, or says what else covers it
    and which test shows that; S4.12 alone is exempt.
Q02 Whatever the definitions cite is one of the rows or a code of practice.
Q03 docs/traceability.md is what the definitions give today, and names tests that are there.
Q04 A letter after a row's number belongs to that row.
"""

import importlib.util
import subprocess
import sys
from functools import cache
from types import ModuleType

import pytest

from helpers.tree import ROOT

SCRIPT = ROOT / "packaging" / "traceability.py"


@cache
def script() -> ModuleType:
    """The script as a module: packaging/ is no package, so it is read by path."""
    name = "packaging_traceability"
    spec = importlib.util.spec_from_file_location(name, SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_there_are_as_many_rows_as_the_documents_gave() -> None:
    """Q01"""
    rows = [each.id for each in script().requirements()]
    assert len(rows) == len(set(rows)) == 170
    counted = {code: sum(row.startswith(f"{code}.") for row in rows) for code in ("S1", "S2", "S3")}
    assert counted == {"S1": 34, "S2": 8, "S3": 11}
    assert [each.id for each in script().requirements() if each.exempt] == ["S4.12"]


def test_no_row_is_uncovered() -> None:
    """Q01"""
    assert script().uncovered() == []


def test_a_row_that_loses_its_last_citation_is_uncovered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Q01"""
    covers = dict(script().covers())
    del covers["S1.1"]
    monkeypatch.setattr(script(), "covers", lambda: covers)
    assert script().uncovered() == ["S1.1"]


def test_what_covers_a_row_by_other_means_is_shown_by_a_test() -> None:
    """Q01"""
    told = [each for each in script().requirements() if each.covered_by or each.test]
    assert told
    assert all(each.covered_by and (ROOT / each.test).is_file() for each in told)


def test_nothing_is_cited_that_there_is_not() -> None:
    """Q02"""
    assert script().unknown() == []


def test_the_page_is_what_the_definitions_give() -> None:
    """Q03"""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert script().PAGE.read_text(encoding="utf-8") == script().written()


def test_each_row_that_is_not_exempt_is_shown_by_something() -> None:
    """Q03"""
    for each in script().requirements():
        assert each.exempt or script().tests_of(each), each.id


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ("S5.32", "S5.32"),
        ("S5.32c", "S5.32"),
        ("S5.32a–f", "S5.32"),
        ("S5.36.1", "S5.36.1"),
        ("E1c", "E1c"),
    ],
)
def test_a_letter_belongs_to_its_row(source: str, row: str) -> None:
    """Q04"""
    assert script().row_of(source) == row
