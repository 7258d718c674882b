# SPDX-License-Identifier: Apache-2.0
"""Writes docs/traceability.md: which requirement is covered by what, and which test shows it.

    .venv/bin/python packaging/traceability.py            write it
    .venv/bin/python packaging/traceability.py --check    1 where it is stale or a row is uncovered

It is made from the definitions in forms/ and from forms/requirements.yaml alone. A letter after a
row's number (S5.32c) belongs to that row.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kinfile.forms import catalogue
from kinfile.forms.fields import Fields
from kinfile.forms.folder import Folder
from kinfile.forms.model import Form

ROOT = Path(__file__).resolve().parents[1]
FORMS = ROOT / "forms"
PAGE = ROOT / "docs" / "traceability.md"
REQUIREMENTS = "requirements.yaml"
TOOL = "python packaging/traceability.py"
CASES_TEST = "tests/shipped/test_forms.py"
MOST_CASES = 3

_ROW = frozenset({"title", "covered_by", "test", "exempt"})
_FILE = frozenset({"documents", "practice", "requirements"})
_LETTER = re.compile(r"^(S\d+\.\d+(?:\.\d+)?)(?:[a-z](?:–[a-z])?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row. `covered_by` and `test` say what else covers it where nothing cites it."""

    id: str
    title: str
    covered_by: str = ""
    test: str = ""
    exempt: str = ""


@dataclass(slots=True)
class Cover:
    """What cites one row, by id, in the order of the forms."""

    questions: dict[str, None] = field(default_factory=dict)
    alerts: dict[str, None] = field(default_factory=dict)
    guidance: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.questions or self.alerts or self.guidance)


def main(arguments: Sequence[str]) -> int:
    page = written()
    wrong = [*uncovered(), *unknown()]
    for name in wrong:
        print(f"{name}: nothing covers it, or there is no such row", file=sys.stderr)
    if "--check" not in arguments:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}", file=sys.stderr)
        return 1 if wrong else 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page:
        print(f"{PAGE.relative_to(ROOT)} is stale: run {TOOL}", file=sys.stderr)
        return 1
    return 1 if wrong else 0


# -- what there is --------------------------------------------------------------------------


@cache
def _file() -> Fields:
    return Fields(Folder(FORMS).table(REQUIREMENTS), REQUIREMENTS, _FILE)


@cache
def requirements() -> tuple[Requirement, ...]:
    """Every row, in the order of the documents."""
    return tuple(
        _requirement(str(name), row) for name, row in _file().mapping("requirements").items()
    )


def _requirement(name: str, row: object) -> Requirement:
    if isinstance(row, str):
        return Requirement(id=name, title=" ".join(row.split()))
    fields = Fields(row, REQUIREMENTS, _ROW)
    return Requirement(
        id=name,
        title=fields.line("title"),
        covered_by=fields.line("covered_by", ""),
        test=fields.line("test", ""),
        exempt=fields.line("exempt", ""),
    )


@cache
def forms() -> tuple[Form, ...]:
    return tuple(catalogue.load(name, FORMS) for name in catalogue.installed(FORMS))


def row_of(source: str) -> str:
    """The row that a citation means: its number without the letter behind it."""
    found = _LETTER.match(source)
    return found.group(1) if found else source


@cache
def covers() -> Mapping[str, Cover]:
    """What cites each row and each code of practice."""
    found: dict[str, Cover] = {}
    for kind, name, sources in citations():
        for source in sources:
            getattr(found.setdefault(row_of(source), Cover()), kind)[name] = None
    return found


def citations() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Everything that cites: the part of a Cover it belongs to, its id, and its sources."""
    for form in forms():
        for section in form.sections:
            yield from (("guidance", section.id, guide.source) for guide in section.guidance)
        yield from (("questions", group.id, group.source) for group in form.groups.values())
        yield from (("questions", question.id, question.source) for question in form.questions())
        yield from (("alerts", alert.id, alert.source) for alert in form.alerts)


def uncovered() -> list[str]:
    """Rows that nothing covers."""
    return [
        each.id
        for each in requirements()
        if not (covers().get(each.id) or (each.covered_by and each.test) or each.exempt)
    ]


def unknown() -> list[str]:
    """Citations of a row or a code of practice that there is not."""
    known = {each.id for each in requirements()} | set(_file().mapping("practice"))
    return sorted(covers().keys() - known)


# -- which cases show it --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    fires: frozenset[str]
    answers: frozenset[str]


@cache
def cases() -> tuple[Case, ...]:
    return tuple(
        _case(path)
        for form in catalogue.installed(FORMS)
        for path in catalogue.case_files(form, FORMS)
    )


def _case(path: Path) -> Case:
    whole = json.loads(path.read_text(encoding="utf-8"))
    answers = {
        name
        for key, value in whole["answers"].items()
        for name in (key, *(f"{key}.{each}" for row in _rows(value) for each in row))
    }
    fires = {name for names in whole["expected_alerts"].values() for name in names}
    return Case(f"{path.parents[1].name}/{path.stem}", frozenset(fires), frozenset(answers))


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    for row in value if isinstance(value, list) else ():
        if isinstance(row, Mapping):
            yield row


def tests_of(requirement: Requirement) -> str:
    """The worked cases that raise its alerts, or else those that answer its questions."""
    cover = covers().get(requirement.id, Cover())
    fired = [case.name for case in cases() if case.fires & cover.alerts.keys()]
    answered = [case.name for case in cases() if case.answers & cover.questions.keys()]
    shown = fired or answered
    if not shown:
        return f"`{requirement.test or CASES_TEST}`"
    more = len(shown) - MOST_CASES
    return ", ".join(shown[:MOST_CASES]) + (f" and {more} more" if more > 0 else "")


# -- the page -------------------------------------------------------------------------------


def written() -> str:
    """The whole page."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield from (
        "# Which requirement is covered by what",
        "",
        f"Made by `{TOOL}` from the definitions in `forms/`; do not edit it.",
        "Questions and alerts cite the rows themselves; guidance is named by the section beside",
        "which it stands. The last column names worked cases of the forms, which",
        f"`{CASES_TEST}` runs, or a test.",
        "",
        f"{len(requirements())} rows.",
    )
    for code, title in _file().pairs("documents").items():
        rows = [each for each in requirements() if each.id.startswith(f"{code}.")]
        yield from ("", f"## {code}: {title}", "")
        yield from _table(rows)
    yield from ("", "## Practice and law beyond these documents", "")
    yield from ("| Code | What it is | Questions | Alerts | Guidance |", "|---|---|---|---|---|")
    for code, title in _file().pairs("practice").items():
        cover = covers().get(code, Cover())
        cited = (_named(cover.questions), _named(cover.alerts), _named(cover.guidance))
        yield f"| {code} | {title} | {' | '.join(cited)} |"


def _table(rows: Sequence[Requirement]) -> Iterator[str]:
    yield "| Row | Requirement | Questions | Alerts | Guidance and other | Shown by |"
    yield "|---|---|---|---|---|---|"
    for each in rows:
        cover = covers().get(each.id, Cover())
        other = "; ".join(
            filter(
                None, (_named(cover.guidance), each.covered_by, each.exempt and f"({each.exempt})")
            )
        )
        shown = "" if each.exempt else tests_of(each)
        cells = (each.id, each.title, _named(cover.questions), _named(cover.alerts), other, shown)
        yield f"| {' | '.join(cells)} |"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
