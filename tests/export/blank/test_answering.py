# SPDX-License-Identifier: Apache-2.0
"""The room for an answer on paper.

R01 Lists have a box for each answer; long ones stand below each other.
R02 Long texts have more room than short ones.
R03 A risk has room for what was seen or said, where that is from, and when.
R04 Where a blank would be read as "no", there are boxes for the non-answers that the list lacks.
R05 With fields, every place is one, and each is heard with its question.
"""

from collections.abc import Iterator

import pytest

from kinfile.export.asking import Space, Ticks
from kinfile.export.blank.answering import Answering
from kinfile.export.entries import Entry, EntryKind
from kinfile.forms import catalogue
from kinfile.forms.model import Kind
from kinfile.i18n import Language

ENGLISH = Language("en")
FORM = catalogue.load("pre_birth")


def room(name: str, *, fillable: bool = False, row: int = 0) -> list[Ticks | Space]:
    question = FORM.by_id()[name]
    return list(Answering(ENGLISH, fillable).room(question, row, question.ask))


def labels(part: Ticks | Space) -> list[str]:
    return [tick.label for tick in part.ticks] if isinstance(part, Ticks) else [part.label]


def entries(parts: list[Ticks | Space]) -> Iterator[Entry | None]:
    for part in parts:
        if isinstance(part, Space):
            yield part.entry
        else:
            yield from (tick.entry for tick in part.ticks)


def test_lists_have_boxes() -> None:
    """R01, R04"""
    first, *more = room("jurisdiction")
    assert isinstance(first, Ticks)
    assert labels(first)[0] == "England"
    assert not first.in_line
    assert not more


def test_long_texts_have_more_room() -> None:
    """R02"""
    long, short = room("worries")[0], room("maternity_unit")[0]
    assert isinstance(long, Space)
    assert isinstance(short, Space)
    assert long.height > 2 * short.height


def test_a_risk_has_room_for_its_evidence() -> None:
    """R03, R04"""
    answer, evidence, kinds, on, statuses = room("domestic_abuse")
    assert labels(answer) == ["Yes, now", "Yes, in the past", "Suspected", "No"]
    assert labels(evidence) == ["What was seen or said"]
    assert "Said by a parent" in labels(kinds)
    assert labels(on) == ["On which date"]
    assert labels(statuses) == ["Not known", "Not asked", "Declined", "Not applicable"]


def test_a_list_that_says_it_itself_is_not_asked_twice() -> None:
    """R04"""
    listed, statuses = room("children.sex")
    assert "Not known" in labels(listed)
    assert "Not known" not in labels(statuses)


@pytest.mark.parametrize("name", sorted(FORM.by_id()))
def test_every_place_is_a_field(name: str) -> None:
    """R05"""
    found = FORM.by_id()[name]
    if found.kind in (Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION):
        return
    made = list(entries(room(name, fillable=True, row=2)))
    assert made
    assert not any(entries(room(name)))
    names = [entry.name for entry in made if entry]
    assert len(names) == len(set(names)) == len(made)
    assert all(found.ask in entry.heard for entry in made if entry)
    several = {entry.kind for entry in made if entry and entry.code in found.codes}
    assert several <= ({EntryKind.TICK} if found.kind is Kind.MULTI else {EntryKind.ONE_OF})
