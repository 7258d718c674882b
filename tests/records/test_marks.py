# SPDX-License-Identifier: Apache-2.0
"""What a worker says about a record beside its answers.

K01 Nothing is said to begin with.
K02 Marks are values: equal where they say the same.
"""

from helpers.small import place
from kinfile.forms.model import SectionId
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.report import Acknowledgement


def test_nothing_is_said_to_begin_with() -> None:
    """K01"""
    assert not NO_MARKS.opened
    assert not NO_MARKS.acknowledged
    assert not NO_MARKS.confirmed_texts
    assert not NO_MARKS.confirmed_problems


def test_marks_that_say_the_same_are_equal() -> None:
    """K02"""

    def marks() -> Marks:
        return Marks(
            opened=frozenset({SectionId("cp")}),
            acknowledged={"R01": Acknowledgement("J", "done")},
            confirmed_problems=frozenset({("nhs-twice", place("children.nhs_number", "row-1"))}),
        )

    assert marks() == marks()
    assert marks() != NO_MARKS
