# SPDX-License-Identifier: Apache-2.0
"""A question on the page.

Q01 A non-answer stands as a tag in place of the field, and can be taken away again.
Q02 An error stands between hint and field, marks the boxes, is in every box's description, and
    goes once another answer is given.
Q03 Nothing turns red while somebody types.
Q04 What is odd is asked about below, once for each thing.
Q05 A set of radio buttons can be cleared; boxes that can be emptied offer no such thing.
Q06 Where there is no room beside the page, why it is asked opens below the question.
Q07 Building one puts no window of its own on the screen.
Q08 An answer can be left out of every copy, and says so for the eye and the ear.
Q09 An answer that was taken over says from which record, and since when it stands there.
"""

from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from helpers.questions import question
from kinfile.forms.model import Kind, NonAnswer
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place, RowId
from kinfile.ui.fields.asides import Aside
from kinfile.ui.fields.question import Check, QuestionBlock
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button


def block(qtbot: QtBot, theme: Theme, kind: Kind, **more: Any) -> Any:
    asked = question(kind, **more)
    made = QuestionBlock(asked, Place(asked.id), language=Language("en"), theme=theme)
    qtbot.addWidget(made)
    made.said = []  # type: ignore[attr-defined]
    made.answered.connect(made.said.append)  # type: ignore[attr-defined]
    made.show()
    return made


def test_a_non_answer_stands_for_the_field(qtbot: QtBot, theme: Theme) -> None:
    """Q01"""
    made = block(qtbot, theme, Kind.TEXT)
    declined = Answer(status=NonAnswer.DECLINED)
    made.no_answer.chosen.emit(declined)
    assert made.said == [declined]
    assert made.field.isHidden()
    assert made.tag.tag.text() == "Declined"
    made.tag.remove.click()
    assert made.said[-1] is None
    assert not made.field.isHidden()
    assert made.tag.isHidden()


def test_leaving_a_tag_does_not_take_it_away(qtbot: QtBot, theme: Theme) -> None:
    """Q01"""
    made = block(qtbot, theme, Kind.DATE)
    made.show_answer(Answer(status=NonAnswer.NOT_KNOWN))
    made.leave()
    made.commit()
    assert made.said == []


def test_a_typed_reason_is_said_with_the_tag(qtbot: QtBot, theme: Theme) -> None:
    """Q01"""
    made = block(qtbot, theme, Kind.TEXT)
    made.show_answer(Answer(status=NonAnswer.NOT_ASKED, reason="other"))
    QTest.keyClicks(made.tag.other, "hurry")
    made.leave()
    assert made.said == [Answer(status=NonAnswer.NOT_ASKED, reason="hurry")]


def test_an_error_is_seen_and_heard(qtbot: QtBot, theme: Theme) -> None:
    """Q02"""
    made = block(qtbot, theme, Kind.TEXT, hint="As it stands on the letter.")
    made.show_required(required=True)
    made.show_error("Enter where it was")
    box = made.field.box
    assert box.property("err") is True
    assert box.accessibleDescription() == (
        "As it stands on the letter. Required. Error: Enter where it was"
    )
    assert box.accessibleName() == "Where was it?"
    QTest.keyClicks(box, "Home")
    assert made.error
    made.leave()
    assert made.error == ""
    assert not box.property("err")
    assert "Error" not in box.accessibleDescription()


def test_typing_shows_no_error(qtbot: QtBot, theme: Theme) -> None:
    """Q03"""
    made = block(qtbot, theme, Kind.DATE)
    QTest.keyClicks(made.field.boxes.day, "99")
    made.commit()
    assert made.error == ""
    assert made.unreadable is not None


def test_what_is_odd_is_asked_once(qtbot: QtBot, theme: Theme) -> None:
    """Q04"""
    made = block(qtbot, theme, Kind.POSTCODE)
    odd = Check("postcode-shape", "This does not look like a postcode.", "Yes, this is right")
    silent = Check("reason-missing", "It is not said why.", "")
    made.show_checks((odd, silent))
    buttons = [b for b in made.findChildren(Button) if b.objectName().startswith("q.check")]
    assert [b.text() for b in buttons] == ["Yes, this is right"]
    with qtbot.waitSignal(made.check_answered) as answered:
        buttons[0].click()
    assert answered.args == ["postcode-shape"]
    made.show_checks(())
    assert made._check_box is None


@pytest.mark.parametrize(
    ("kind", "codes", "answer", "may"),
    [
        (Kind.CHOICE, "home clinic", Answer(value="home"), True),
        (Kind.RISK, "", Answer(value="no"), True),
        (Kind.YES_NO_UNKNOWN, "", Answer(value="no"), True),
        (Kind.TEXT, "", Answer(value="home"), False),
        (Kind.MULTI, "home clinic", Answer(value=("home",)), False),
    ],
)
def test_clearing(
    qtbot: QtBot, theme: Theme, kind: Kind, codes: str, answer: Answer, may: bool
) -> None:
    """Q05"""
    made = block(qtbot, theme, kind, codes=codes)
    made.show_answer(answer)
    assert made.no_answer.text() == "More"
    menu = made.no_answer._about_answer()
    clear = menu.findChild(QAction, "clear")
    assert (clear is not None) is may
    if clear is not None:
        clear.trigger()
        assert made.said == [None]
        assert made.field.reading() is None


def test_an_answer_is_left_out_of_every_copy(qtbot: QtBot, theme: Theme) -> None:
    """Q08"""
    made = block(qtbot, theme, Kind.TEXT)
    made.show_answer(Answer(value="home"))
    leave = made.no_answer._about_answer().findChild(QAction, "withhold")
    with qtbot.waitSignal(made.withhold_toggled) as told:
        leave.trigger()
    assert told.args == [True]
    made.show_aside(Aside(is_withheld=True))
    tag = made.findChild(QLabel, "q.withheld")
    assert tag.isVisibleTo(made)
    assert "Left out of every copy" in made.field.first_input().accessibleDescription()
    again = made.no_answer._about_answer().findChild(QAction, "withhold")
    assert again.isChecked()
    made.show_aside(Aside())
    assert not tag.isVisibleTo(made)


def test_an_answer_says_from_where_it_was_taken_over(qtbot: QtBot, theme: Theme) -> None:
    """Q09"""
    made = block(qtbot, theme, Kind.TEXT)
    made.show_aside(Aside(source="ABCD-EFGH", since=date(2026, 6, 3)))
    told = made.findChild(QLabel, "q.source")
    assert told.text() == "From record ABCD-EFGH, 3 June 2026"
    assert told.text() in made.field.first_input().accessibleDescription()


def test_own_codes_are_not_offered_twice(qtbot: QtBot, theme: Theme) -> None:
    """Q05"""
    made = block(qtbot, theme, Kind.CHOICE, codes="made declined not_known")
    assert made.no_answer._offered == (NonAnswer.NOT_ASKED, NonAnswer.NOT_APPLICABLE)


def test_why_opens_below_in_a_compact_window(qtbot: QtBot, qapp: QApplication) -> None:
    """Q06"""
    made = block(qtbot, Theme(scale=2.0, is_compact=True), Kind.TEXT, why="It matters.")
    opener = made.findChild(QPushButton, "q.why_opener")
    assert made._why_words.isHidden()
    opener.click()
    assert made._why_words.isVisible()
    assert made.findChild(QLabel, "q.why").text() == "It matters."
    with qtbot.waitSignal(made.today_chosen):
        made.findChild(QPushButton, "q.today").click()


@pytest.mark.parametrize("kind", list(Kind))
def test_building_opens_no_window(qtbot: QtBot, theme: Theme, kind: Kind) -> None:
    """Q07"""
    before = set(QApplication.topLevelWidgets())
    asked = question(kind, codes="home clinic")
    made = QuestionBlock(
        asked, Place(asked.id, RowId("row-1")), language=Language("en"), theme=theme
    )
    made.show_answer(Answer(status=NonAnswer.NOT_ASKED) if made.no_answer else None)
    new = set(QApplication.topLevelWidgets()) - before
    assert [each for each in new if each.isVisible()] == []
    qtbot.addWidget(made)
