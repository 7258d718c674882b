# SPDX-License-Identifier: Apache-2.0
"""Fields for numbers.

N01 A whole number is read with commas and blanks in it; anything else is named and stays.
N02 An NHS number is shown 3-3-4 and kept as digits; odd ones are kept as typed.
N03 "Checked with the person" is offered only beside a number, and can be taken back.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kinfile.forms.model import Kind
from kinfile.records.model import Answer

Make = Callable[..., Any]


@pytest.mark.parametrize(("typed", "value"), [("3", 3), ("1,250", 1250), (" 12 ", 12), ("0", 0)])
def test_a_whole_number(field: Make, typed: str, value: int) -> None:
    """N01"""
    made = field(Kind.INT)
    QTest.keyClicks(made.box, typed)
    made.leave()
    assert made.said == [Answer(value=value)]


@pytest.mark.parametrize("typed", ["about 3", "3.5", "-1", "1" * 10, "two"])
def test_what_is_no_number(field: Make, typed: str) -> None:
    """N01"""
    made = field(Kind.INT, "Number of babies")
    QTest.keyClicks(made.box, typed)
    made.leave()
    assert made.said == []
    assert made.unreadable.words == "Number of babies must be a whole number, for example 3"
    assert made.box.text() == typed


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("9991158383", "9991158383", "999 115 8383"),
        ("999-115 8383", "9991158383", "999 115 8383"),
        ("99911", "99911", "99911"),
        ("not known", "not known", "not known"),
    ],
)
def test_an_nhs_number(field: Make, typed: str, value: str, shown: str) -> None:
    """N02"""
    made = field(Kind.NHS_NUMBER)
    QTest.keyClicks(made.box, typed)
    made.leave()
    assert made.said == [Answer(value=value)]
    assert made.box.text() == shown


def test_checked_with_the_person(field: Make) -> None:
    """N03"""
    made = field(Kind.NHS_NUMBER)
    assert made.verified.isHidden()
    made.show_answer(Answer(value="9991158383"))
    assert not made.verified.isHidden()
    made.verified.click()
    assert made.said[-1] == Answer(value="9991158383", verified=True)
    made.show_answer(made.said[-1])
    made.verified.click()
    assert made.said[-1] == Answer(value="9991158383", verified=False)
