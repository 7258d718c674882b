# SPDX-License-Identifier: Apache-2.0
"""The whole job with the made-up family.

J01 The family is made up to the last number, complete on any day, and odd in nothing.
J02 Typed in value by value it is the same record as brought in whole.
J03 Every alert that asks is answered in the words of the file.
"""

import json
import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kinfile import bundle
from kinfile.app.demo import run_demo
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.errors import NotInThisVersion, WeakPassphrase
from kinfile.forms import catalogue
from kinfile.i18n import Language
from kinfile.records import document
from kinfile.records.checks import is_nhs_number
from kinfile.records.evaluate import evaluate
from kinfile.vault.passphrase import encode

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=timezone(timedelta(0)))
ENGLISH = Language.load()
TEXT = (bundle.resources() / "demo" / "pre_birth.json").read_text(encoding="utf-8")


def test_nobody_in_it_is_real() -> None:
    """J01: numbers only of the ranges that are given to nobody."""
    for phone in re.findall(r"\b0\d{4} \d{6}\b|\b0\d{10}\b", TEXT):
        assert re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", phone)
    for number in re.findall(r"\b\d{10}\b", TEXT):
        assert number.startswith("999")
        assert is_nhs_number(number)
    assert re.findall(r"[\w.]+@[\w.]+", TEXT) == ["carys.rowe@maternity.example"]


@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2028, 2, 29), date(2027, 12, 31), date(2031, 3, 30)]
)
def test_it_is_complete_on_any_day(today: date) -> None:
    """J01, J03"""
    form = catalogue.load("pre_birth")
    found = document.read_document(document.parse(example_answers(today, ENGLISH)), form)
    report = evaluate(form, found.answers, catalogue.profile(found.profile), today, found.marks)
    assert found.refused == ()
    assert (report.missing, report.problems, report.blockers) == ((), (), ())
    assert [each.alert.id for each in report.alerts] == ["R01", "R25", "R28", "R59"]
    assert not any(each.is_open for each in report.alerts)
    assert report.set_aside == ()
    assert {str(gap.path) for gap in report.gaps} == {
        *("parents.substance[2]", "parents.nhs_number[2]"),
        *("adults.risk_known[2]", "peri_family_history"),
    }


def plain(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers without what the worker's own details fill in."""
    return {name: value for name, value in answers.items() if not name.startswith("assessor_")}


def test_typed_or_brought_in_it_is_the_same_record(tmp_path: Path) -> None:
    """J02, J03"""
    made = run_demo(tmp_path, form="pre_birth", language=ENGLISH, clock=lambda: NOW)
    assert made.is_verified
    assert made.missing == ()
    assert made.exported.sealed.is_file()
    secret = (tmp_path / "passphrase.txt").read_text(encoding="utf-8").strip()
    with Workspace.unlock(made.vault, encode(secret), clock=lambda: NOW) as workspace:
        typed = workspace.answers_json(made.record)
        brought = workspace.bring_in(example_answers(NOW.date(), ENGLISH))
        assert brought.refused == ()
        whole = workspace.answers_json(brought.draft.ref)
        shown = workspace.open(made.record).report.alerts
    assert plain(typed["answers"]) == plain(whole["answers"])
    assert typed["opened"] == whole["opened"]
    file = json.loads(TEXT)
    for standing in shown:
        if standing.alert.id in file["alerts"]:
            assert standing.acknowledged is not None
            assert standing.acknowledged.note == file["alerts"][standing.alert.id]["note"]


def test_a_form_that_is_not_installed_is_not_in_this_version(tmp_path: Path) -> None:
    """J02"""
    with pytest.raises(NotInThisVersion):
        run_demo(tmp_path / "x", form="nonsense", language=ENGLISH, clock=lambda: NOW)
    assert not (tmp_path / "x").exists()


def test_a_passphrase_that_lies_there_is_used(tmp_path: Path) -> None:
    """J02: and refused like any other when it is too easy to guess."""
    (tmp_path / "passphrase.txt").write_text("short\n", encoding="utf-8")
    with pytest.raises(WeakPassphrase):
        run_demo(tmp_path, form="pre_birth", language=ENGLISH, clock=lambda: NOW)
