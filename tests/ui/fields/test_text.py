# SPDX-License-Identifier: Apache-2.0
"""Fields for typed text.

T01 A line, a long text and an address say what was typed without the blanks round it.
T02 A count appears in the last tenth of the longest text only; too long a text is kept all the
    same and named.
T03 Somebody's own words come with who, when and how; those without the words are named.
T04 A postcode is written in its usual form once the worker has moved on; an odd one stays.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kinfile.forms.model import Kind
from kinfile.records.model import Answer, Said
from kinfile.ui.fields.boxes import LONGEST_TEXT

Make = Callable[..., Any]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PHONE, Kind.EMAIL])
def test_a_line(field: Make, kind: Kind) -> None:
    """T01"""
    made = field(kind)
    QTest.keyClicks(made.box, "  At home ")
    made.leave()
    assert made.said == [Answer(value="At home")]
    made.box.setText("   ")
    made.leave()
    assert made.said[-1] is None


def test_the_same_answer_is_said_once(field: Make) -> None:
    """T01"""
    made = field(Kind.LONG_TEXT)
    QTest.keyClicks(made.area, "seen")
    made.commit()
    made.leave()
    assert made.said == [Answer(value="seen")]


def test_an_address_is_its_lines(field: Make) -> None:
    """T01"""
    made = field(Kind.ADDRESS)
    made.area.setPlainText("1 Example Street\n\n Testtown \n")
    made.leave()
    assert made.said == [Answer(value=("1 Example Street", "Testtown"))]
    made.show_answer(Answer(value="2 Other Road"))
    assert made.area.toPlainText() == "2 Other Road"


def test_the_count_comes_near_the_end(field: Make) -> None:
    """T02"""
    made = field(Kind.LONG_TEXT)
    made.area.setPlainText("a" * (LONGEST_TEXT // 2))
    assert made.count.isHidden()
    made.area.setPlainText("a" * (LONGEST_TEXT - 1860))
    assert made.count.text() == "You have 1,860 characters left"


def test_a_text_that_is_too_long_is_kept_and_named(field: Make) -> None:
    """T02"""
    made = field(Kind.LONG_TEXT, "Why now")
    made.area.setPlainText("a" * (LONGEST_TEXT + 2))
    assert made.count.text() == "You have 2 characters too many"
    assert made.unreadable.words == "Why now must be 20,000 characters or fewer"
    made.leave()
    assert len(made.said[-1].value) == LONGEST_TEXT + 2


def test_own_words_with_who_said_them(field: Make) -> None:
    """T03"""
    made = field(Kind.VERBATIM)
    QTest.keyClicks(made.area, "I make tea")
    QTest.keyClicks(made.who, "Ash")
    made.leave()
    assert made.said == [Answer(value="I make tea", said=Said("Ash"))]
    made.show_answer(Answer(value="I sleep", said=Said("Ash", "Monday", "at once")))
    assert (made.when.text(), made.how.text()) == ("Monday", "at once")


def test_who_without_words_is_named(field: Make) -> None:
    """T03"""
    made = field(Kind.VERBATIM)
    QTest.keyClicks(made.who, "Ash")
    assert made.unreadable.words.startswith("Write down the words")
    typed = made.typed
    made.leave()
    made.show_answer(None)
    made.retype(typed)
    assert made.who.text() == "Ash"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("de12ab", "DE1 2AB"), ("zz993vz", "ZZ99 3VZ"), ("nowhere", "nowhere"), ("", "")],
)
def test_a_postcode_is_tidied_on_leaving(field: Make, typed: str, shown: str) -> None:
    """T04"""
    made = field(Kind.POSTCODE)
    QTest.keyClicks(made.box, typed)
    made.leave()
    assert made.box.text() == shown
    assert made.said == ([Answer(value=shown)] if shown else [])
