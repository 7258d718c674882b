# SPDX-License-Identifier: Apache-2.0
"""Every kind of field is answered by a screen reader or voice control, without a key.

H01 What is put in, ticked or chosen that way is said as an answer, as when keys do it.
H02 Every box says which question it belongs to, in its name or after it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from event_turns import take_turns
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from helpers.questions import EIGHT
from helpers.screen_reader import heard, select, toggle, write
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind, NonAnswer
from kinfile.records.model import Answer, Evidence, RowId, Said
from kinfile.records.people import Person
from kinfile.ui.fields import FIELDS
from kinfile.ui.fields.field import Around

Make = Callable[..., Any]
ASK = "Where was it?"
LINES = {Kind.TEXT: "Derby", Kind.POSTCODE: "DE1 1AA", Kind.PHONE: "0133", Kind.EMAIL: "a@b.c"}


def choose(box: QComboBox, row: int) -> None:
    """As a client does: ask for the list, then for the line."""
    assert QAccessible.queryAccessibleInterface(box).child(0).childCount() == box.count()
    take_turns()
    select(box.view(), row)


@pytest.mark.parametrize("kind", LINES)
def test_a_line(field: Make, kind: Kind) -> None:
    """H01"""
    made = field(kind)
    edited: list[bool] = []
    made.edited.connect(lambda: edited.append(True))
    write(made.box, LINES[kind])
    assert edited
    made.commit()
    assert made.said == [Answer(value=LINES[kind])]


@pytest.mark.parametrize("kind", [Kind.LONG_TEXT, Kind.ADDRESS])
def test_several_lines(field: Make, kind: Kind) -> None:
    """H01"""
    made = field(kind)
    edited: list[bool] = []
    made.edited.connect(lambda: edited.append(True))
    write(made.area, "One\nTwo")
    assert edited
    made.commit()
    assert made.said == [Answer(value=("One", "Two") if kind is Kind.ADDRESS else "One\nTwo")]


def test_somebodys_words(field: Make) -> None:
    """H01"""
    made = field(Kind.VERBATIM)
    for box, words in zip(made.inputs(), ("No", "Ash", "today", "heard"), strict=True):
        write(box, words)
    made.commit()
    assert made.said == [Answer(value="No", said=Said("Ash", "today", "heard"))]


def test_a_date(field: Make) -> None:
    """H01"""
    made = field(Kind.DATE)
    edited: list[bool] = []
    made.edited.connect(lambda: edited.append(True))
    for box, words in zip(made.inputs(), ("22", "nov", "2026"), strict=True):
        write(box, words)
    assert len(edited) == 3
    assert made.read_back.text() == "Sunday 22 November 2026"
    assert "Sunday 22 November 2026" in heard(made.boxes.year)
    made.commit()
    assert made.said == [Answer(value=PartialDate(2026, 11, 22))]


def test_a_date_put_whole_into_the_first_box(field: Make) -> None:
    """H01"""
    made = field(Kind.DATE)
    write(made.boxes.day, "22.11.2026")
    assert made.boxes.texts() == ("22", "11", "2026")


def test_numbers(field: Make) -> None:
    """H01"""
    made = field(Kind.INT)
    write(made.box, "3")
    made.commit()
    assert made.said == [Answer(value=3)]
    made = field(Kind.NHS_NUMBER)
    write(made.box, "943 476 5919")
    assert made.verified.isVisible()
    toggle(made.verified)
    assert made.said == [Answer(value="9434765919", verified=True)]


def test_one_of_a_list(field: Make) -> None:
    """H01"""
    made = field(Kind.CHOICE, codes="home street")
    toggle(made.options.buttons["street"])
    assert made.said == [Answer(value="street")]
    made = field(Kind.CHOICE, codes=EIGHT)
    choose(made.folded, 2)
    assert made.said == [Answer(value="two")]


def test_several_of_a_list(field: Make) -> None:
    """H01"""
    made = field(Kind.MULTI, codes="home street none", exclusive=frozenset({"none"}))
    toggle(made.options.buttons["home"])
    toggle(made.options.buttons["street"])
    assert made.said[-1] == Answer(value=("home", "street"))
    toggle(made.options.buttons["none"])
    assert made.said[-1] == Answer(value=("none",))
    assert made.options.codes() == ("none",)


def test_yes_no_and_not_known(field: Make) -> None:
    """H01"""
    made = field(Kind.YES_NO_UNKNOWN)
    toggle(made.options.buttons["no"])
    toggle(made.options.buttons["not_known"])
    assert made.said == [Answer(value="no"), Answer(status=NonAnswer.NOT_KNOWN)]


def test_a_risk_with_what_stands_behind_it(field: Make) -> None:
    """H01"""
    made = field(Kind.RISK)
    toggle(made.options.buttons["suspected"])
    write(made.evidence.words, "Bruise")
    choose(made.evidence.kind, 1)
    write(made.evidence.on.year, "2026")
    made.commit()
    assert made.said[-1].evidence == Evidence("Bruise", "seen", PartialDate(2026))
    toggle(made.options.buttons["not_asked"])
    reasons = made.reasons[NonAnswer.NOT_ASKED]
    toggle(reasons.options.buttons["other"])
    write(reasons.other, "She fell asleep")
    made.commit()
    assert (made.said[-1].status, made.said[-1].reason) == (NonAnswer.NOT_ASKED, "She fell asleep")


def test_a_person(field: Make) -> None:
    """H01"""
    made = field(Kind.PERSON)
    made.show_around(Around(people=(Person(RowId("a"), "children", 1, "Ash", ""),)))
    choose(made.folded, 1)
    assert made.said == [Answer(value="a")]


def boxes(made: Any) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    return [box for kind in kinds for box in made.findChildren(kind)]


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_box_says_its_question(field: Make, kind: Kind) -> None:
    """H02"""
    made = field(kind, ASK, codes="home street")
    made.describe("A hint")
    if kind is Kind.RISK:
        toggle(made.options.buttons["yes_now"])
    for box in boxes(made):
        told = QAccessible.queryAccessibleInterface(box)
        said = told.text(QAccessible.Text.Name) + told.text(QAccessible.Text.Description)
        assert ASK in said, box.objectName()
        assert f"{ASK}: When: When" not in said
