# SPDX-License-Identifier: Apache-2.0
"""Fields that nobody types into.

X01 What is worked out is shown and can neither be typed nor focused.
X02 Declarations and signatures say when they come.
"""

from collections.abc import Callable
from typing import Any

import pytest

from kinfile.forms.model import Kind
from kinfile.records.model import Answer

Make = Callable[..., Any]


def test_what_is_worked_out(field: Make) -> None:
    """X01"""
    made = field(Kind.CALCULATED, "Weeks and days today")
    assert made.words.text() == "Worked out from other answers"
    made.show_answer(Answer(value="25+6"))
    assert made.words.text() == "25+6"
    assert made.words.accessibleName() == "Weeks and days today: 25+6"
    assert made.inputs() == ()


@pytest.mark.parametrize("kind", [Kind.DECLARATION, Kind.SIGNATURE])
def test_when_you_sign(field: Make, kind: Kind) -> None:
    """X02"""
    made = field(kind)
    assert made.words.text() == "When you sign"
    made.leave()
    assert made.said == []
