# SPDX-License-Identifier: Apache-2.0
"""Saying that there is no answer.

A01 The button offers the non-answers that the question's own list has not, each with its reasons.
A02 The tag says which and why; another reason can be written and is said as typed.
A03 A non-answer that came without its reason asks for one.
"""

from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.questions import question
from kinfile.forms.model import Kind, NonAnswer
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.ui.fields.non_answer import NonAnswerButton, NonAnswerTag
from kinfile.ui.theme import Theme


def button(qtbot: QtBot, theme: Theme, *offered: NonAnswer) -> NonAnswerButton:
    made = NonAnswerButton(
        question(Kind.TEXT, "Who?"), offered, language=Language("en"), theme=theme, name="q"
    )
    qtbot.addWidget(made)
    made.show()
    return made


def actions(made: NonAnswerButton) -> dict[str, QAction]:
    made.click()
    menu = made.menu_shown
    assert menu is not None
    return {each.objectName(): each for each in menu.findChildren(QAction) if each.objectName()}


def test_the_menu_offers_each_with_its_reasons(qtbot: QtBot, theme: Theme) -> None:
    """A01"""
    made = button(qtbot, theme, *NonAnswer)
    found = actions(made)
    assert made.menu_shown is not None
    assert made.menu_shown.accessibleName() == made.accessibleName()
    assert made.menu_shown.activeAction() is found["not_known"]
    assert {"not_known", "declined", "not_asked.not_safe", "not_applicable.other"} <= set(found)
    with qtbot.waitSignal(made.chosen) as chosen:
        found["not_asked.no_time"].trigger()
    assert chosen.args == [Answer(status=NonAnswer.NOT_ASKED, reason="no_time")]


def test_what_the_list_has_itself_is_not_offered(qtbot: QtBot, theme: Theme) -> None:
    """A01"""
    found = actions(button(qtbot, theme, NonAnswer.NOT_KNOWN))
    assert list(found) == ["not_known", "earlier"]


def tag(qtbot: QtBot, theme: Theme, answer: Answer) -> Any:
    made = NonAnswerTag("Who?", language=Language("en"), theme=theme, name="q")
    qtbot.addWidget(made)
    made.show_answer(answer)
    made.show()
    return made


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=NonAnswer.NOT_KNOWN), "Not known"),
        (Answer(status=NonAnswer.NOT_ASKED, reason="not_safe"), "Not asked: not safe to ask"),
        (Answer(status=NonAnswer.NOT_ASKED, reason="in a hurry"), "Not asked"),
    ],
)
def test_the_tag_says_which_and_why(qtbot: QtBot, theme: Theme, answer: Answer, words: str) -> None:
    """A02"""
    assert tag(qtbot, theme, answer).tag.text() == words


def test_another_reason_is_written(qtbot: QtBot, theme: Theme) -> None:
    """A02"""
    made = tag(qtbot, theme, Answer(status=NonAnswer.NOT_ASKED, reason="other"))
    QTest.keyClicks(made.other, "in a hurry")
    with qtbot.waitSignal(made.answered) as said:
        made.commit()
    assert said.args == [Answer(status=NonAnswer.NOT_ASKED, reason="in a hurry")]


def test_a_missing_reason_is_asked(qtbot: QtBot, theme: Theme) -> None:
    """A03"""
    made = tag(qtbot, theme, Answer(status=NonAnswer.NOT_APPLICABLE))
    assert not made.other.isHidden()
    with qtbot.assertNotEmitted(made.answered):
        made.commit()
    assert tag(qtbot, theme, Answer(status=NonAnswer.DECLINED)).other.isHidden()
