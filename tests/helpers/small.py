# SPDX-License-Identifier: Apache-2.0
"""Small forms written for one test, loaded as the shipped ones are."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from kinfile.forms import catalogue
from kinfile.forms.model import Form, FormId, Kind, Option, Question, QuestionId, SectionId, Source
from kinfile.forms.profile import Profile
from kinfile.forms.profile_reader import read_profile
from kinfile.forms.source import Table, read_text
from kinfile.records.document import Document, read_document
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answers, Place, RowId
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Report

TODAY = date(2026, 11, 22)

LISTS = """
values:
  risk_present: [yes_now, yes_past, suspected]
  risk_now: [yes_now, suspected]
  not_found_out: [not_known, not_asked]
"""

PROFILE = """
profile: generic-england
name: National
nation: england
valid_from: 2026-11-01
review_by: 2027-11-01
timings: {book_by: 10+0, refer_by: 16+0}
limits: {late_booking: 20+0, stale: "30"}
"""

WORDLIST = """
groups:
  child: [child, children, baby]
  keeps: [keep, keeps, kept]
  not_so: [not, never]
denying: not_so
phrases: ["{child} ... {keeps} her going"]
passes: ["{keeps} the {child} safe"]
"""


def write_forms(folder: Path, files: Mapping[str, str]) -> Path:
    """A forms folder with one form, `small`, whose sections are the files in small/sections.

    `files` are written over what every folder needs; their names are paths below the folder.
    """
    whole = {
        "lists.yaml": LISTS,
        "definitions.yaml": "[]",
        "shared/alerts.yaml": "[]",
        "profiles/generic-england.yaml": PROFILE,
        "wordlists/child_protective.yaml": WORDLIST,
        **files,
    }
    names = sorted(
        name.removeprefix("small/sections/").removesuffix(".yaml")
        for name in whole
        if name.startswith("small/sections/")
    )
    whole.setdefault("small/form.yaml", form_file(names))
    for name, text in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def form_file(sections: list[str], form: str = "small") -> str:
    return f"""
form: {form}
version: 1
title: A small form
short_title: Small
about: For one test.
minutes: 1
sections:
  - part: All of it
    sections: [{", ".join(sections)}]
"""


def section(name: str, items: str, opens: str = "always") -> str:
    """A section file; `items` is a YAML list, and begins on the fifth line."""
    listed = f"items: {items}" if items == "[]" else f"items:\n{items}"
    return f"section: {name}\ntitle: Section {name}\nopens: {opens}\n{listed}\n"


def small_form(
    folder: Path,
    items: str,
    *,
    alerts: str = "[]",
    definitions: str = "[]",
    more: Mapping[str, str] | None = None,
) -> Form:
    """A form of one section `one` with `items`, and whatever files `more` adds or replaces."""
    files = {
        "small/sections/one.yaml": section("one", items),
        "shared/alerts.yaml": alerts,
        "definitions.yaml": definitions,
        **(more or {}),
    }
    return catalogue.load("small", write_forms(folder, files))


def alert(name: str, when: str, *, forces: str = "[]", severity: str = "act_soon") -> str:
    """One alert of the small form, as an item of shared/alerts.yaml."""
    return (
        f'- {{id: {name}, severity: {severity}, forms: [small], when: "{when}", '
        f"say: It is said, why: It matters, source: [S1.1], forces: {forces}}}\n"
    )


def national() -> Profile:
    table = read_text(PROFILE, "profiles/generic-england.yaml")
    assert isinstance(table, Table)
    return read_profile(table, None)


def numbered_rows() -> Callable[[], RowId]:
    """Row ids row-1, row-2, ... so that a test can name them."""
    numbers = count(1)
    return lambda: RowId(f"row-{next(numbers)}")


def document(form: Form, answers: Mapping[str, Any], **more: Any) -> Document:
    """`answers` as a file of answers would give them, with rows row-1, row-2, ..."""
    return read_document({"answers": answers, **more}, form, row_id=numbered_rows())


def answers_of(form: Form, answers: Mapping[str, Any]) -> Answers:
    found = document(form, answers)
    assert not found.refused, found.refused
    return found.answers


def report_of(
    form: Form,
    answers: Mapping[str, Any],
    *,
    today: date = TODAY,
    marks: Marks = NO_MARKS,
    profile: Profile | None = None,
) -> Report:
    return evaluate(form, answers_of(form, answers), profile or national(), today, marks)


def place(name: str, row: str | None = None) -> Place:
    return Place(QuestionId(name), RowId(row) if row else None)


def question(kind: Kind, *codes: str, **more: Any) -> Question:
    """A question `q` of `kind`, with options named as their codes."""
    options = tuple(Option(code, code.capitalize()) for code in codes)
    return Question(
        **{
            "id": QuestionId("q"),
            "kind": kind,
            "ask": "Asked?",
            "section": SectionId("s"),
            "options": options,
            "place": Source("small.yaml", 1),
            **more,
        }
    )


def standing(report: Report) -> list[str]:
    return [str(each.alert.id) for each in report.alerts]


def missing(report: Report) -> list[str]:
    return [str(each) for each in report.missing]


def problems(report: Report) -> list[tuple[str, str]]:
    """Code and path of every problem, confirmed or not."""
    return [(problem.code, str(problem.path)) for problem in report.problems]


def paths(found: tuple[AnswerPath, ...]) -> list[str]:
    return [str(each) for each in found]


SMALL = FormId("small")
