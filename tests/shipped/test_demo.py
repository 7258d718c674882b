# SPDX-License-Identifier: Apache-2.0
"""The made-up families, one for each form that ships.

S30 Every form has one, and every one has a form.
S31 Nobody in it is real: numbers only of the ranges that are given to nobody, addresses of mail
    that can be nobody's, names that say so.
S32 It is complete on any day: nothing missing, odd, refused or left aside, and nothing in the way
    of signing.
S33 It shows what a good record holds: alerts that stand and are answered in the words of the file,
    a child's own words, strengths beside worries, a day in the child's life.
S34 No child in it is written down as what keeps a parent safe.
S35 Typed in, signed, exported and checked from the outside, it verifies.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kinfile import bundle
from kinfile.app.demo import run_demo
from kinfile.app.example import example_answers
from kinfile.forms import catalogue
from kinfile.forms.wordlists import matcher
from kinfile.i18n import Language
from kinfile.records import document
from kinfile.records.checks import is_nhs_number
from kinfile.records.evaluate import evaluate
from kinfile.records.report import Report

ENGLISH = Language.load()
FOLDER = bundle.resources() / "demo"
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=timezone(timedelta(0)))
DAYS = [date(2026, 11, 22), date(2028, 2, 29), date(2027, 12, 31), date(2031, 3, 30)]
ALERTS = {
    "pre_birth": {"R01", "R25", "R28", "R59"},
    "young_carer": {"R25", "R42", "R43"},
    "hospital_visit": {"R25", "R89", "R97"},
}
FORMS = sorted(ALERTS)


def raw(form: str) -> str:
    return (FOLDER / f"{form}.json").read_text(encoding="utf-8")


def answers(form: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(raw(form))["answers"]
    return whole


def report_on(form: str, today: date) -> tuple[Report, tuple[Any, ...]]:
    definition = catalogue.load(form)
    parsed = document.parse(example_answers(today, ENGLISH, form=form))
    found = document.read_document(parsed, definition)
    profile = catalogue.profile(found.profile)
    return evaluate(definition, found.answers, profile, today, found.marks), found.refused


def test_each_form_has_a_family() -> None:
    """S30"""
    stems = {path.stem for path in FOLDER.glob("*.json")}
    assert stems == set(catalogue.installed()) == set(FORMS)
    assert all(json.loads(raw(form))["form"] == form for form in FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_nobody_in_it_is_real(form: str) -> None:
    """S31"""
    text = raw(form)
    assert text.count("Made up. Nobody here is real") == 1
    phones = re.findall(r"\b0\d{4} \d{6}\b|\b0\d{10}\b", text)
    assert phones
    assert all(re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", phone) for phone in phones)
    numbers = re.findall(r"\b\d{10}\b", text)
    assert numbers
    assert all(number.startswith("999") and is_nhs_number(number) for number in numbers)
    assert all(mail.endswith(".example") for mail in re.findall(r"[\w.]+@[\w.]+\w", text))


def test_two_families_share_no_number() -> None:
    """S31"""
    every = [number for form in FORMS for number in re.findall(r'"(999\d{7})"', raw(form))]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("form", FORMS)
def test_it_is_complete_on_any_day(form: str, today: date) -> None:
    """S32, S33"""
    report, refused = report_on(form, today)
    assert refused == ()
    assert (report.missing, report.problems, report.blockers) == ((), (), ())
    assert report.set_aside == ()
    assert {standing.alert.id for standing in report.alerts} == ALERTS[form]
    assert not any(standing.is_open for standing in report.alerts)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_said_to_alerts_is_said_to_alerts_that_stand(form: str) -> None:
    """S33"""
    report, _ = report_on(form, DAYS[0])
    said = json.loads(raw(form))["alerts"]
    assert said
    asking = {each.alert.id for each in report.alerts if each.alert.may_be_acknowledged}
    assert asking >= set(said)
    assert all(len(note["note"]) > 80 and note["by"] for note in said.values())


@pytest.mark.parametrize("form", FORMS)
def test_it_shows_what_a_good_record_holds(form: str) -> None:
    """S33"""
    given = answers(form)
    heard = given["sibling_voice" if form == "pre_birth" else "child_words"]
    assert len(heard["value"]) > 60
    assert all(heard[part] for part in ("who", "when", "how"))
    assert len(given["strengths_parents"]) + len(given["strengths_child"]) > len(given["worries"])
    assert len(given["daily_life"]) > 1000


def texts(value: object) -> Iterator[str]:
    """Every text in a tree of JSON."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from texts(part)
        case list():
            for part in value:
                yield from texts(part)


@pytest.mark.parametrize("form", FORMS)
def test_no_child_is_written_down_as_protection(form: str) -> None:
    """S34: in no field at all, not only in those that the alert looks at."""
    finds = matcher(catalogue.load(form).wordlists["child_protective"])
    assert [text for text in texts(answers(form)) if finds(text)] == []


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pre_birth"])
def test_it_goes_the_whole_way(form: str, tmp_path: Path) -> None:
    """S35: tests/app/test_demo.py does it with the pre-birth family."""
    made = run_demo(tmp_path, form=form, language=ENGLISH, clock=lambda: NOW)
    assert made.is_verified
    assert made.missing == ()
    assert set(made.alerts) == ALERTS[form]
