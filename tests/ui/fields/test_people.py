# SPDX-License-Identifier: Apache-2.0
"""Naming one of the record's people.

P01 The people of the record are offered by name; somebody without one is offered too.
P02 A name nobody here carries stands in the list as it was given.
P03 People who come or go do not change what is chosen.
"""

from collections.abc import Callable
from typing import Any

from kinfile.forms.model import Kind
from kinfile.records.model import Answer, RowId
from kinfile.records.people import Person
from kinfile.ui.fields.field import Around

Make = Callable[..., Any]


def person(row: str, given: str = "", family: str = "") -> Person:
    return Person(RowId(row), "children", 1, given, family)


def offered(made: Any) -> list[str]:
    return [made.folded.itemText(n) for n in range(1, made.folded.count())]


def test_people_are_offered_by_name(field: Make) -> None:
    """P01"""
    made = field(Kind.PERSON)
    assert not made.nobody.isHidden()
    made.show_around(Around(people=(person("a", "Ash", "Example"), person("b"))))
    assert offered(made) == ["Ash Example", "Somebody whose name is not known"]
    assert made.nobody.isHidden()
    made.folded.setCurrentIndex(1)
    made.folded.activated.emit(1)
    assert made.said == [Answer(value="a")]


def test_a_strange_name_is_shown(field: Make) -> None:
    """P02"""
    made = field(Kind.PERSON)
    made.show_answer(Answer(value="Robin"))
    assert offered(made) == ["Robin (nobody of that name here)"]
    assert made.reading() == Answer(value="Robin")


def test_what_is_chosen_stays(field: Make) -> None:
    """P03"""
    made = field(Kind.PERSON)
    made.show_around(Around(people=(person("a", "Ash"),)))
    made.show_answer(Answer(value="a"))
    made.show_around(Around(people=(person("b", "Bo"), person("a", "Ash"))))
    assert made.reading() == Answer(value="a")
    assert made.said == []
