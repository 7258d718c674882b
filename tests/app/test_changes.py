# SPDX-License-Identifier: Apache-2.0
"""Changes as values.

C01 Two changes that say the same are equal.
C02 A change that is printed shows no answer.
"""

from helpers.small import place
from kinfile.app.changes import AddRow, ConfirmProblem, SetAnswer, StateNone
from kinfile.forms.model import GroupId
from kinfile.records.model import Answer, RowId


def test_changes_that_say_the_same_are_equal() -> None:
    """C01"""
    assert SetAnswer(place("edd"), None) == SetAnswer(place("edd"), None)
    assert AddRow(GroupId("children"), RowId("1")) != AddRow(GroupId("children"), RowId("2"))
    assert StateNone(GroupId("children"), stated=True) != StateNone(
        GroupId("children"), stated=False
    )
    assert hash(ConfirmProblem("nhs-twice", place("edd"))) == hash(
        ConfirmProblem("nhs-twice", place("edd"))
    )


def test_a_change_shows_no_answer() -> None:
    """C02"""
    assert "secret" not in repr(SetAnswer(place("edd"), Answer(value="secret")))
