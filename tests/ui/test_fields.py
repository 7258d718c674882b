# SPDX-License-Identifier: Apache-2.0
"""What holds for the fields of all kinds.

F01 Every kind of question has a field, and no field is for a kind that does not exist.
F02 An answer that is shown can be read again unchanged, and showing it says nothing.
F03 Every box that takes the focus has a name, no mark-up in it, and the question in its name or
    its description.
F04 Hint, "required" and error reach every box's description.
F05 What cannot be read is typed in again as it was left.
F06 Nothing that can be pressed is smaller than 24 pixels.
"""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.questions import EIGHT, question
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import NEVER_MISSING, Kind, NonAnswer
from kinfile.i18n import Language
from kinfile.records.model import Answer, Evidence, RowId, Said
from kinfile.records.people import Person
from kinfile.ui.fields import FIELDS
from kinfile.ui.fields.field import Around, Field
from kinfile.ui.theme import Theme

ANSWERS = {
    Kind.TEXT: [Answer(value="Home")],
    Kind.LONG_TEXT: [Answer(value="One line\nand another")],
    Kind.VERBATIM: [Answer(value="I sleep"), Answer(value="I sleep", said=Said("Ash", "", "x"))],
    Kind.DATE: [Answer(value=PartialDate(2026, 11, 22))],
    Kind.INT: [Answer(value=0), Answer(value=12)],
    Kind.CHOICE: [Answer(value="three")],
    Kind.MULTI: [Answer(value=("one", "three"))],
    Kind.YES_NO_UNKNOWN: [Answer(value="no"), Answer(status=NonAnswer.NOT_KNOWN)],
    Kind.RISK: [
        Answer(value="suspected", evidence=Evidence("Bruise", "seen", PartialDate(2026))),
        Answer(value="no"),
        Answer(status=NonAnswer.NOT_ASKED, reason="not_safe"),
        Answer(status=NonAnswer.NOT_KNOWN, evidence=Evidence("Heard it")),
    ],
    Kind.PERSON: [Answer(value="row-1"), Answer(value="Nobody here")],
    Kind.NHS_NUMBER: [Answer(value="9991158383", verified=True), Answer(value="odd")],
    Kind.POSTCODE: [Answer(value="ZZ99 3VZ")],
    Kind.PHONE: [Answer(value="01632 960001")],
    Kind.EMAIL: [Answer(value="jo@example.org")],
    Kind.ADDRESS: [Answer(value=("1 Example Street", "Testtown"))],
    Kind.CALCULATED: [Answer(value="25+6")],
    Kind.DECLARATION: [],
    Kind.SIGNATURE: [],
}
CASES = [(kind, answer) for kind, answers in ANSWERS.items() for answer in answers]


def made(qtbot: QtBot, theme: Theme, kind: Kind, *, codes: str = EIGHT) -> Field:
    field = FIELDS[kind](question(kind, codes=codes), language=Language("en"), theme=theme)
    qtbot.addWidget(field)
    field.show_around(Around(people=(Person(RowId("row-1"), "children", 1, "Ash", ""),)))
    field.resize(700, 400)
    field.show()
    return field


def told(widget: QWidget, what: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_every_kind_has_a_field() -> None:
    """F01"""
    assert set(FIELDS) == set(Kind) == set(ANSWERS)


@pytest.mark.parametrize(("kind", "answer"), CASES)
def test_an_answer_survives_being_shown(
    qtbot: QtBot, theme: Theme, kind: Kind, answer: Answer
) -> None:
    """F02"""
    field = made(qtbot, theme, kind)
    with qtbot.assertNotEmitted(field.answered), qtbot.assertNotEmitted(field.edited):
        field.show_answer(answer)
        field.commit()
        field.leave()
    assert field.reading() == answer
    field.show_answer(None)
    assert field.reading() is None


@pytest.mark.parametrize("codes", [EIGHT, "one two three"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_box_is_named(qtbot: QtBot, theme: Theme, kind: Kind, codes: str) -> None:
    """F03, F04, F06"""
    field = made(qtbot, theme, kind, codes=codes)
    if ANSWERS[kind]:
        field.show_answer(ANSWERS[kind][0])
    field.describe("A hint. Required. Error: Say where")
    boxes = [each for each in field.findChildren(QWidget) if takes_focus(each)]
    assert set(boxes) <= set(field.inputs())
    assert bool(boxes) is (kind not in NEVER_MISSING)
    for box in boxes:
        name = told(box, QAccessible.Text.Name)
        description = told(box, QAccessible.Text.Description)
        assert name
        assert not set("<&") & set(name)
        assert "Where was it?" in name + description
        assert box.objectName().startswith("q.")
        assert box.width() >= 24
        assert box.height() >= 24
        if not box.objectName().endswith("verified"):
            assert "Required" in description or "evidence" in box.objectName()


def takes_focus(widget: QWidget) -> bool:
    reached = widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
    return bool(reached) and widget.isVisible() and not widget.objectName().startswith("qt_")


UNREADABLE: dict[Kind, Any] = {
    Kind.DATE: ("31", "2", "2026"),
    Kind.INT: ("about 3",),
    Kind.VERBATIM: ("", "Ash", "", ""),
}


@pytest.mark.parametrize("kind", list(UNREADABLE))
def test_what_cannot_be_read_comes_back(qtbot: QtBot, theme: Theme, kind: Kind) -> None:
    """F05"""
    field = made(qtbot, theme, kind)
    field.retype(UNREADABLE[kind])
    assert field.unreadable is not None
    again = made(qtbot, theme, kind)
    again.retype(field.typed)
    assert again.typed == UNREADABLE[kind]
