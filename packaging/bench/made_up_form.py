# SPDX-License-Identifier: Apache-2.0
"""A form made up for measuring, as large as wished, read by the loader that reads every form.

At size 1: 300 questions in 20 sections, 5 groups of 6 questions with 6 rows each (180 more fields),
200 rules: 70 that show, 90 that require, 20 definitions, 20 alerts. Size 4 is four of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId
from kinfile.records.model import Answer, Answers, Place, Row, RowId

SECTIONS, QUESTIONS, GROUPS, FIELDS, ROWS = 20, 15, 5, 6, 6
SHOWING, REQUIRING, NAMED, ALERTS = 70, 90, 20, 20
RULES = SHOWING + REQUIRING + NAMED + ALERTS
LISTS = "values:\n  bad: [now, past]\n"
WORDLIST = "groups:\n  no: [no]\ndenying: no\nphrases: [it is]\npasses: [it was]\n"
FORCED = 5
"""Which question of its section an alert requires."""
CODES = ("now", "past", "none")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer given."""

    place: Place
    answer: Answer


def made(folder: Path, size: int) -> Form:
    """The form of that size; its files go into `folder`."""
    sections = [f"s{number}" for number in range(SECTIONS * size)]
    files = {
        "lists.yaml": LISTS,
        "wordlists/none.yaml": WORDLIST,
        "definitions.yaml": "".join(_definitions(size)),
        "shared/alerts.yaml": "".join(_alerts(size)),
        "bench/form.yaml": _form(sections),
        **{f"bench/sections/{name}.yaml": _section(n, name) for n, name in enumerate(sections)},
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return catalogue.load("bench", folder)


def filled(form: Form) -> Answers:
    """Every question answered, every group with all its rows."""
    rows: Mapping[GroupId, tuple[Row, ...]] = {
        name: tuple(Row(RowId(f"{name}-{row}")) for row in range(ROWS)) for name in form.groups
    }
    answers = Answers(groups=rows)
    for place in _places(form):
        number = _in_its_copy(place)
        if number % 3:
            answers = answers.with_answer(place, _answer(number))
    return answers


def changes(form: Form) -> Iterator[Change]:
    """One change for each place of the form, in an order that goes all over it."""
    places = _places(form)
    for number in range(len(places)):
        place = places[number * 7919 % len(places)]
        yield Change(place, _answer(number))


def _places(form: Form) -> list[Place]:
    return [
        Place(question.id, RowId(f"{question.group}-{row}") if question.group else None)
        for question in form.by_id().values()
        for row in range(ROWS if question.group else 1)
    ]


def _in_its_copy(place: Place) -> int:
    """A number that the same place of every copy of the form has."""
    name, _, field = place.question.partition(".")
    number = int(name[1:])
    if not field or place.row is None:
        return number % (SECTIONS * QUESTIONS)
    return number % SECTIONS * FIELDS * ROWS + int(field[1:]) * ROWS + int(place.row[-1])


def _answer(number: int) -> Answer:
    return Answer(value=CODES[(number + number // 3) % len(CODES)])


def _form(sections: list[str]) -> str:
    return (
        "form: bench\nversion: 1\ntitle: A form\nshort_title: Form\nabout: Nothing.\nminutes: 1\n"
        f"sections:\n  - part: All of it\n    sections: [{', '.join(sections)}]\n"
    )


def _section(number: int, name: str) -> str:
    items = "".join(_question(number * QUESTIONS + n) for n in range(QUESTIONS))
    if number % SECTIONS < GROUPS:
        items += _group(number)
    return f"section: {name}\ntitle: Section {number}\nopens: always\nitems:\n{items}"


def _question(number: int, name: str = "", indent: str = "  ") -> str:
    options = "{now: Now, past: Past, none: None}"
    text = f"{indent}- {{id: {name or f'q{number}'}, kind: choice, ask: Asked?, source: [S1.1], "
    text += f"options: {options}, disclose: all, error: Say it"
    if not name and is_shown_by_rule(number):
        text += f', show_when: "is(q{number - 1}, bad) or count(g{nearest(number)}) > 3"'
    if not name and is_required_by_rule(number):
        rule = f"is(q{number - 1}, 'now') or is(q{number - 2}, 'past') and d{nearest(number)}"
        return f'{text}, required: no, required_when: "{rule}"}}\n'
    return f"{text}, required: yes}}\n"


def is_shown_by_rule(number: int) -> bool:
    return 0 < number % (SECTIONS * QUESTIONS) <= SHOWING


def is_required_by_rule(number: int) -> bool:
    return number % (SECTIONS * QUESTIONS) >= SECTIONS * QUESTIONS - REQUIRING


def nearest(number: int) -> int:
    """The section with a group (and the definition) of the same copy of the form."""
    return number // (SECTIONS * QUESTIONS) * SECTIONS


def _group(number: int) -> str:
    fields = "".join(_question(0, f"f{n}", "      ") for n in range(FIELDS))
    return (
        f"  - group: g{number}\n    title: Group\n    row: Row\n    label: [f0]\n    min: 0\n"
        f"    max: 30\n    required: no\n    source: [S1.1]\n    questions:\n{fields}"
    )


def _definitions(size: int) -> Iterator[str]:
    for number in range(NAMED * size):
        group, first = nearest(number * QUESTIONS), number * QUESTIONS
        rule = f"any(g{group}, is(f0, bad) and is(f1, bad)) or is(q{first}, bad)"
        yield f'- {{id: d{number}, rule: "{rule}", say: it is so}}\n'


def _alerts(size: int) -> Iterator[str]:
    for number in range(ALERTS * size):
        first = number * QUESTIONS
        rule = f"d{number} and is(q{first + 3}, bad) and not is(q{first + 4}, 'none')"
        yield (
            f'- {{id: A{number}, severity: act_soon, forms: [bench], when: "{rule}", say: So it is,'
            f' why: It matters, source: [S1.1], forces: ["require:q{first + FORCED}"]}}\n'
        )
