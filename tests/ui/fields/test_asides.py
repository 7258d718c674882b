# SPDX-License-Identifier: Apache-2.0
"""What is said beside an answer, from what a record's marks hold."""

from datetime import date

from kinfile.forms.model import QuestionId
from kinfile.i18n import Language
from kinfile.records.marks import NO_MARKS, Copied, Marks
from kinfile.records.model import Place
from kinfile.ui.fields.asides import NOTHING, aside_of

NAME, PHONE = Place(QuestionId("name")), Place(QuestionId("phone"))


def test_marks_become_words() -> None:
    marks = Marks(copied={NAME: Copied("ABCD-EFGH", date(2026, 3, 1))}, withheld=frozenset({PHONE}))
    english = Language.load()
    assert aside_of(NO_MARKS, NAME) == NOTHING
    assert aside_of(marks, NAME).words(english) == "From record ABCD-EFGH, 1 March 2026"
    assert not aside_of(marks, NAME).is_withheld
    assert aside_of(marks, PHONE).is_withheld
    assert aside_of(marks, PHONE).words(english) == ""
