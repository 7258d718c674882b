# SPDX-License-Identifier: Apache-2.0
"""Worked cases: made-up answers, with the alerts and missing answers that they must give.

A case is a document of answers that also has `expected_alerts` (by severity, in the order in
which they stand) and `expected_missing` (by section, in the order in which they are asked).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from kinfile.errors import Unusable
from kinfile.forms.model import Form, Severity
from kinfile.forms.profile import Profile
from kinfile.records.document import read_document
from kinfile.records.evaluate import evaluate
from kinfile.records.model import RowId
from kinfile.records.report import Report
from kinfile.records.values import Json


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a case gives something else. `about` is a severity, a section, or `rejected`."""

    about: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


def run_case(
    whole: Mapping[str, Json], form: Form, profile_of: Callable[[str], Profile]
) -> tuple[Difference, ...]:
    """What differs between a case and what the form makes of it; empty where all is as it says.

    Raises Unusable for a document of another form, or one without its day.
    """
    numbers = count(1)
    document = read_document(whole, form, row_id=lambda: RowId(f"row-{next(numbers)}"))
    if document.today is None:
        raise Unusable(problem="today")
    profile = profile_of(document.profile)
    report = evaluate(form, document.answers, profile, document.today, document.marks)
    refused = tuple(f"{each.facts['path']}: {each.facts['problem']}" for each in document.refused)
    pairs = (
        ("rejected", (), refused),
        *((each, _listed(whole, "expected_alerts", each), _alerts(report, each))
          for each in Severity),
        *((each, _listed(whole, "expected_missing", each), _missing(report, each))
          for each in _sections(whole, form)),
    )  # fmt: skip
    return tuple(Difference(*each) for each in pairs if each[1] != each[2])


def _alerts(report: Report, severity: str) -> tuple[str, ...]:
    return tuple(str(each.alert.id) for each in report.standing(Severity(severity)))


def _missing(report: Report, name: str) -> tuple[str, ...]:
    found = [section for section in report.sections.values() if section.id == name]
    return tuple(str(path) for section in found for path in section.missing)


def _sections(whole: Mapping[str, Json], form: Form) -> Sequence[str]:
    """The form's sections, and any that only the case knows."""
    expected = whole.get("expected_missing")
    named = [str(name) for name in expected] if isinstance(expected, Mapping) else []
    known = [str(section.id) for section in form.sections]
    return [*known, *(name for name in named if name not in known)]


def _listed(whole: Mapping[str, Json], key: str, name: str) -> tuple[str, ...]:
    expected = whole.get(key)
    listed = expected.get(name) if isinstance(expected, Mapping) else None
    return tuple(str(each) for each in listed) if isinstance(listed, list) else ()
