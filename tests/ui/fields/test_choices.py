# SPDX-License-Identifier: Apache-2.0
"""Fields that offer a list.

C01 Up to seven options stand open; more fold into a list. Either is worked by keys alone.
C02 What is chosen is said at once; filling by program says nothing.
C03 An exclusive option clears the others and is cleared by them; what an import brought together
    is shown as it is.
C04 Yes, no and not known stand side by side, not known being a non-answer.
C05 The wheel changes no list that has not the focus.
C07 Tab enters a set of radio buttons at the one that holds, else at the first, and leaves it.
C06 Codes are said in the form's order, whatever order they were ticked in.
C08 Up and Down go through all radio buttons as they are read, two columns or one, and round the
    end; an answer goes along, and where there is none nothing is chosen.
C09 Each tick box is a stop of Tab, also once one of them had the focus.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfile.forms.model import Kind, NonAnswer
from kinfile.records.model import Answer
from kinfile.ui.fields.choices import NARROWEST, FoldedList
from kinfile.ui.theme import Theme

Make = Callable[..., Any]
EIGHT = "one two three four five six seven eight"


def test_few_options_stand_open(field: Make) -> None:
    """C01, C02"""
    made = field(Kind.CHOICE, codes="home clinic school")
    assert made.folded is None
    first = made.options.buttons["home"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert made.said == []
    QTest.keyClick(made.options.buttons["clinic"], Qt.Key.Key_Space)
    assert made.said == [Answer(value="clinic")]


def test_many_options_fold(field: Make) -> None:
    """C01, C02"""
    made = field(Kind.CHOICE, codes=EIGHT)
    assert made.options is None
    made.folded.setFocus()
    QTest.keyClicks(made.folded, "Fo")
    made.folded.activated.emit(made.folded.currentIndex())
    assert made.said == [Answer(value="four")]
    made.folded.setCurrentIndex(0)
    made.folded.activated.emit(0)
    assert made.said[-1] is None


@pytest.mark.parametrize("codes", ["home clinic", EIGHT])
def test_showing_says_nothing(field: Make, codes: str) -> None:
    """C02"""
    made = field(Kind.CHOICE, codes=codes)
    value = codes.split()[1]
    made.show_answer(Answer(value=value))
    assert made.reading() == Answer(value=value)
    made.show_answer(None)
    assert made.reading() is None
    assert made.said == []


def multi(field: Make) -> Any:
    codes = "none smoking alcohol not_known"
    return field(Kind.MULTI, codes=codes, exclusive=frozenset({"none", "not_known"}))


def test_an_exclusive_option_stands_alone(field: Make) -> None:
    """C03, C06"""
    made = multi(field)
    for code in ("alcohol", "smoking"):
        made.options.buttons[code].click()
    assert made.said[-1] == Answer(value=("smoking", "alcohol"))
    made.options.buttons["none"].click()
    assert made.said[-1] == Answer(value=("none",))
    assert not made.options.buttons["alcohol"].isChecked()
    made.options.buttons["not_known"].click()
    assert made.said[-1] == Answer(value=("not_known",))
    made.options.buttons["smoking"].click()
    assert made.said[-1] == Answer(value=("smoking",))
    made.options.buttons["smoking"].click()
    assert made.said[-1] is None


def test_what_was_brought_together_is_shown(field: Make) -> None:
    """C03"""
    made = multi(field)
    made.show_answer(Answer(value=("none", "alcohol")))
    assert made.reading() == Answer(value=("none", "alcohol"))


def test_exclusive_options_stand_last(field: Make) -> None:
    """C03"""
    made = multi(field)
    assert list(made.options.buttons) == ["smoking", "alcohol", "none", "not_known"]


def test_not_known_is_a_non_answer(field: Make) -> None:
    """C04"""
    made = field(Kind.YES_NO_UNKNOWN)
    made.options.buttons["yes"].click()
    made.options.buttons["not_known"].click()
    assert made.said == [Answer(value="yes"), Answer(status=NonAnswer.NOT_KNOWN)]
    made.show_answer(Answer(status=NonAnswer.NOT_KNOWN))
    assert made.options.codes() == ("not_known",)


def test_the_wheel_passes_by(field: Make) -> None:
    """C05"""
    made = field(Kind.CHOICE, codes=EIGHT)
    made.show_answer(Answer(value="two"))
    made.folded.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    made.folded.wheelEvent(wheel)
    assert made.reading() == Answer(value="two")
    assert made.said == []


def test_tab_enters_where_the_answer_is(field: Make) -> None:
    """C07"""
    made = field(Kind.CHOICE, codes="home clinic school")

    def stops() -> list[str]:
        tab = Qt.FocusPolicy.TabFocus
        return [code for code, b in made.options.buttons.items() if b.focusPolicy() & tab]

    assert stops() == ["home"]
    made.show_answer(Answer(value="school"))
    assert stops() == ["school"]
    made.options.buttons["clinic"].click()
    assert stops() == ["clinic"]
    made.show_answer(None)
    assert stops() == ["home"]


def went(made: Any, key: Qt.Key, times: int) -> list[str]:
    """Where the focus is after each press of `key`."""
    names = []
    for _ in range(times):
        QTest.keyClick(made.focusWidget(), key)
        names.append(made.focusWidget().objectName().rpartition(".")[2])
    return names


RISK_ORDER = [
    "yes_now", "yes_past", "suspected", "no", "not_known", "not_asked", "declined",
    "not_applicable",
]  # fmt: skip


def test_the_arrows_go_through_both_columns(field: Make) -> None:
    """C08"""
    made = field(Kind.RISK)
    first, fifth = (made.options.buttons[code] for code in ("yes_now", "not_known"))
    assert first.y() == fifth.y()
    first.setFocus()
    assert went(made, Qt.Key.Key_Down, 8) == [*RISK_ORDER[1:], "yes_now"]
    assert went(made, Qt.Key.Key_Up, 2) == ["not_applicable", "declined"]
    assert made.said == []


def test_an_answer_goes_along_with_the_arrows(field: Make) -> None:
    """C08"""
    made = field(Kind.RISK)
    made.show_answer(Answer(value="no"))
    made.first_input().setFocus()
    assert went(made, Qt.Key.Key_Down, 1) == ["not_known"]
    assert made.said == [Answer(status=NonAnswer.NOT_KNOWN)]
    assert made.options.codes() == ("not_known",)


def test_tab_goes_to_every_tick_box(field: Make) -> None:
    """C09"""
    made = multi(field)
    made.options.buttons["smoking"].setFocus()
    assert went(made, Qt.Key.Key_Tab, 3) == ["alcohol", "none", "not_known"]
    assert went(made, Qt.Key.Key_Backtab, 3) == ["none", "alcohol", "smoking"]


def test_a_link_leads_to_the_answer_that_holds(field: Make) -> None:
    """C07"""
    made = field(Kind.CHOICE, codes="home clinic school")
    assert made.first_input() is made.options.buttons["home"]
    made.show_answer(Answer(value="school"))
    assert made.first_input() is made.options.buttons["school"]


def test_a_folded_list_gives_way_where_there_is_little_room(qtbot: QtBot, theme: Theme) -> None:
    long = "An option with a good many words in it, more than a line can hold"
    made = FoldedList("Which?", [("a", long)], nothing="Choose one", theme=theme, name="list")
    qtbot.addWidget(made)
    assert made.sizeHint().width() > made.minimumSizeHint().width()
    assert made.minimumSizeHint().width() <= theme.px(NARROWEST)
