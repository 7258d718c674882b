# SPDX-License-Identifier: Apache-2.0
"""Single answers by path and value.

Y01 A path names a question, a row's answer or one past the last row, in either spelling.
Y02 What cannot be set is refused, with the path as it is spelled and what is wrong.
Y03 A group takes "none" and a blank; a row is struck by its number.
Y04 Events are told by the path that names the answer today.
"""

from typing import Any

import pytest

from helpers.drafts import draft
from helpers.small import place, small_form
from kinfile.app.changes import Acknowledge, AddRow, SetAnswer, StateNone, StrikeRow
from kinfile.app.draft import Draft
from kinfile.app.entry import acknowledgements, changes_for, place_at, spelled, strike_for
from kinfile.errors import Refused
from kinfile.forms.model import GroupId
from kinfile.records.marks import Marks
from kinfile.records.model import Answer, Path, RowId
from kinfile.records.report import Acknowledgement

ITEMS = """
- {id: note, kind: text, ask: Q, disclose: all}
- {id: babies, kind: int, ask: Q, disclose: all}
- {id: made, kind: calculated, ask: Q, disclose: all, calculation: gestation_text}
- {id: sign, kind: signature, ask: Q, disclose: all}
- group: children
  title: C
  row: Child
  max: 3
  questions: [{id: name, kind: text, ask: Q, disclose: all}]
- group: topics
  title: T
  row: Topic
  premade: yes
  questions: [{id: topic, kind: text, ask: Q, disclose: all}]
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """A record with two children, row-1 and row-2, and a topic, row-3."""
    form = small_form(tmp_path_factory.mktemp("forms"), ITEMS)
    return draft(form, {"children": [{"name": "Ann"}, {}], "topics": [{}]})


@pytest.mark.parametrize(
    ("path", "value", "change"),
    [
        ("note", "x", SetAnswer(place("note"), Answer(value="x"))),
        ("note", None, SetAnswer(place("note"), None)),
        ("children.name[2]", "B", SetAnswer(place("children.name", "row-2"), Answer(value="B"))),
        ("children[2].name", "B", SetAnswer(place("children.name", "row-2"), Answer(value="B"))),
        ("topics.topic[1]", "B", SetAnswer(place("topics.topic", "row-3"), Answer(value="B"))),
        ("children", {"status": "none"}, StateNone(GroupId("children"), stated=True)),
        ("children", None, StateNone(GroupId("children"), stated=False)),
        ("children", [], StateNone(GroupId("children"), stated=False)),
        ("children", " ", StateNone(GroupId("children"), stated=False)),
    ],
)
def test_a_path_and_a_value_are_a_change(two: Draft, path: str, value: Any, change: Any) -> None:
    """Y01, Y03"""
    assert changes_for(two, path, value) == (change,)


def test_one_past_the_last_row_adds_a_row(two: Draft) -> None:
    """Y01"""
    added, answered = changes_for(two, "children.name[3]", "Carl")
    assert isinstance(added, AddRow)
    assert isinstance(answered, SetAnswer)
    assert added.group == "children"
    assert answered.place == place("children.name", added.row)
    assert answered.answer == Answer(value="Carl")


@pytest.mark.parametrize(
    ("path", "value", "told", "problem"),
    [
        ("", "x", "", "not-a-path"),
        ("Note!", "x", "Note!", "not-a-path"),
        ("a" * 300 + "!", "x", "a" * 200, "not-a-path"),
        ("weather", "x", "weather", "unknown-question"),
        ("children.shoe[1]", "x", "children.shoe[1]", "unknown-question"),
        ("note[1]", "x", "note[1]", "unknown-question"),
        ("children[1]", "x", "children[1]", "unknown-question"),
        ("children.name[0]", "x", "children.name", "unknown-question"),
        ("children[4].name", "x", "children.name[4]", "no-such-row"),
        ("topics.topic[2]", "x", "topics.topic[2]", "no-such-row"),
        ("made", "24+3", "made", "not-settable"),
        ("sign", "J", "sign", "not-settable"),
        ("babies", "two", "babies", "wrong-type"),
        ("babies", True, "babies", "wrong-type"),
        ("note", "\x00", "note", "characters"),
        ("children", ["Ann"], "children", "wrong-type"),
        ("children", {"status": "not_known"}, "children", "wrong-type"),
    ],
)
def test_what_cannot_be_set_is_refused(
    two: Draft, path: str, value: Any, told: str, problem: str
) -> None:
    """Y02"""
    with pytest.raises(Refused) as caught:
        changes_for(two, path, value)
    assert caught.value.facts == {"path": told, "problem": problem}


def test_no_row_is_added_beyond_the_most(two: Draft) -> None:
    """Y02"""
    full = draft(two.form, {"children": [{}, {}, {}]})
    with pytest.raises(Refused) as caught:
        changes_for(full, "children.name[4]", "x")
    assert caught.value.facts["problem"] == "no-such-row"


def test_a_row_is_struck_by_its_number(two: Draft) -> None:
    """Y03"""
    assert strike_for(two, "children[2]") == StrikeRow(GroupId("children"), RowId("row-2"))


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("children", "not-a-path"),
        ("children.name[1]", "not-a-path"),
        ("children[0]", "not-a-path"),
        ("?", "not-a-path"),
        ("children[3]", "no-such-row"),
        ("uncles[1]", "no-such-row"),
        ("topics[1]", "no-such-row"),
    ],
)
def test_what_is_no_row_cannot_be_struck(two: Draft, path: str, problem: str) -> None:
    """Y03: rows that the program makes stay."""
    with pytest.raises(Refused) as caught:
        strike_for(two, path)
    assert caught.value.facts["problem"] == problem


def test_a_path_names_a_place_today(two: Draft) -> None:
    """Y01"""
    assert place_at(two, Path("note")) == place("note")
    assert place_at(two, Path("children.name", "children", 2)) == place("children.name", "row-2")
    for path in (Path("weather"), Path("children.name", "children", 3), Path("children.name")):
        with pytest.raises(Refused):
            place_at(two, path)


@pytest.mark.parametrize(
    ("field", "row", "text"),
    [
        ("note", "", "note"),
        ("children", "row-1", "children"),
        ("children.name", "row-2", "children.name[2]"),
        ("children.name", "gone", "children.name"),
        ("opened", "two", ""),
    ],
)
def test_an_event_is_told_by_its_path(two: Draft, field: str, row: str, text: str) -> None:
    """Y04"""
    assert spelled(two, field, row) == text


def test_acknowledgements_of_a_file_are_given_again() -> None:
    marks = Marks(acknowledged={"R01": Acknowledgement("J", "x", "2026-11-20")})
    (found,) = acknowledgements(marks)
    assert (found.alert, found.by, found.note) == ("R01", "J", "x")
    assert isinstance(found, Acknowledge)
