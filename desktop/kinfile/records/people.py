# SPDX-License-Identifier: Apache-2.0
"""The people of a record: rows of children, unborn, parents and adults, and how they are named.

There is no separate person table. A row's id is the person's; outside, a person is named by
the given name, with the family name where two share it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.forms.model import QuestionId
from kinfile.records.model import Answer, Answers, Row, RowId

GROUPS = ("children", "unborn", "parents", "adults")


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """One person. `given` and `family` may be empty; `number` counts rows of the group from 1."""

    row: RowId
    group: str
    number: int
    given: str
    family: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


def people_of(answers: Answers) -> tuple[Person, ...]:
    """Everybody with a row, in the order children, unborn, parents, other adults."""
    return tuple(_people(answers))


def _people(answers: Answers) -> Iterator[Person]:
    for group in GROUPS:
        for number, row in enumerate(answers.rows(group), start=1):
            if group == "adults":
                given, family = _words(row, group, "name"), ""
            else:
                given = _words(row, group, "given_name")
                family = _words(row, group, "family_name")
            yield Person(row.id, group, number, given, family)


def _words(row: Row, group: str, name: str) -> str:
    answer: Answer | None = row.answers.get(QuestionId(f"{group}.{name}"))
    value = answer.value if answer else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def find_person(people: tuple[Person, ...], called: str) -> Person | None:
    """The person that an answer means: a row id, a given name, or a full name. None if unsure."""
    wanted = " ".join(called.split()).casefold()
    by_row = [person for person in people if person.row == called.strip()]
    if by_row:
        return by_row[0]
    named = [person for person in people if person.given]
    by_name = [person for person in named if person.name.casefold() == wanted]
    if by_name:
        return by_name[0] if len(by_name) == 1 else None
    by_given = [person for person in named if person.given.casefold() == wanted]
    return by_given[0] if len(by_given) == 1 else None


def short_name(people: tuple[Person, ...], person: Person) -> str:
    """The given name where that is enough, else with the family name, else the row's id."""
    for called in (person.given, person.name):
        if called and find_person(people, called) == person:
            return called
    return person.row
