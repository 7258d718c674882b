# SPDX-License-Identifier: Apache-2.0
"""Between values and the rows of a vault.

S01 What is written is read as the same answers, rows and marks.
S02 What this version of the form does not know stays in the vault and is passed over.
S03 A blank is written as nothing.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from helpers.answers import any_answers
from helpers.small import answers_of, place, section, small_form
from kinfile.app import stored
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Row, RowId
from kinfile.records.report import Acknowledgement
from kinfile.vault.rows import Entry, StoredRecord

ITEMS = """
- {id: edd, kind: date, ask: Q, disclose: all, partial: yes}
- {id: home, kind: address, ask: Q, disclose: all}
- {id: danger, kind: risk, ask: Q, disclose: all}
- {id: partnership_profile, kind: choice, ask: Q, disclose: all, options: {generic-england: E}}
- group: children
  title: C
  row: Child
  questions: [{id: name, kind: text, ask: Q, disclose: all}]
"""
NOW = datetime(2026, 11, 22, 14, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    two = section("two", "[]", opens="alert")
    return small_form(
        tmp_path_factory.mktemp("forms"), ITEMS, more={"small/sections/two.yaml": two}
    )


def kept(entries: list[Entry]) -> StoredRecord:
    """What a vault would hold after these entries."""
    answers: dict[tuple[str, str], str] = {}
    rows: dict[tuple[str, str], bool] = {}
    marks: dict[tuple[str, str], str] = {}
    for entry in entries:
        match entry.kind:
            case "answer" if entry.value is None:
                answers.pop((entry.field, entry.row), None)
            case "answer":
                answers[entry.field, entry.row] = entry.value or ""
            case "mark":
                marks[entry.field, entry.row] = entry.value or ""
            case "unmark":
                marks.pop((entry.field, entry.row), None)
            case _:
                rows[entry.field, entry.row] = entry.kind == "row-struck"
    return StoredRecord(
        ref="ABCDEFGH",
        form_id="small",
        form_version=1,
        form_sha256="00" * 32,
        origin="shipped",
        profile="generic-england",
        status="draft",
        version=1,
        created_at=NOW,
        updated_at=NOW,
        summary="{}",
        signed_on=None,
        answers=tuple((field, row, value) for (field, row), value in answers.items()),
        rows=tuple((group, row, struck) for (group, row), struck in rows.items()),
        marks=tuple((kind, key, value) for (kind, key), value in marks.items()),
    )


def again(form: Form, answers: Answers, marks: Marks = NO_MARKS) -> StoredRecord:
    return kept(list(stored.whole(form, answers, marks)))


def test_answers_are_read_as_they_were_written(form: Form) -> None:
    """S01"""
    given_answers: dict[str, Any] = {
        "edd": "2027-03",
        "home": {"lines": ["1 Street", "Ŵy"]},
        "danger": {"value": "suspected", "evidence": "“Seen”"},
        "children": [{"name": "Ann"}, {}],
    }
    answers = answers_of(form, given_answers)
    assert stored.answers_of(form, again(form, answers)) == answers
    none = answers_of(form, {"children": {"status": "none"}})
    assert stored.answers_of(form, again(form, none)).none_stated == {"children"}


def test_marks_are_read_as_they_were_written(form: Form) -> None:
    """S01"""
    said = Acknowledgement("J. Rowe", "Asked alone", "2026-11-22T14:20")
    where = place("children.name", "row-1")
    entries = [
        stored.mark_entry(stored.OPENED, "two"),
        stored.mark_entry(stored.ACKNOWLEDGED, "R01", said),
        stored.mark_entry(stored.CONFIRMED_TEXT, stored.mark_key("R03", where), said),
        stored.mark_entry(stored.CONFIRMED_PROBLEM, stored.mark_key("nhs-twice", place("edd"))),
    ]
    marks = Marks(
        opened=frozenset({SectionId("two")}),
        acknowledged={"R01": said},
        confirmed_texts={("R03", where): said},
        confirmed_problems=frozenset({("nhs-twice", place("edd"))}),
    )
    assert stored.marks_of(kept(entries)) == marks
    ended = [
        stored.unmark_entry(stored.OPENED, "two"),
        stored.unmark_entry(stored.ACKNOWLEDGED, "R01"),
        stored.unmark_entry(stored.CONFIRMED_TEXT, stored.mark_key("R03", where)),
        stored.unmark_entry(stored.CONFIRMED_PROBLEM, stored.mark_key("nhs-twice", place("edd"))),
    ]
    assert stored.marks_of(kept(entries + ended)) == NO_MARKS


def test_a_new_record_begins_with_its_marks(form: Form) -> None:
    """S01"""
    marks = Marks(
        opened=frozenset({SectionId("two")}), acknowledged={"R01": Acknowledgement("J", "x")}
    )
    assert stored.marks_of(again(form, Answers(), marks)) == marks


def test_struck_rows_come_back_struck_with_their_answers(form: Form) -> None:
    """S01"""
    entries = [
        Entry(kind="row-added", field="children", row="1"),
        Entry(kind="answer", field="children.name", row="1", value='"Ann"'),
        Entry(kind="row-struck", field="children", row="1"),
        Entry(kind="row-added", field="children", row="2"),
    ]
    answers = stored.answers_of(form, kept(entries))
    first, second = answers.groups[GroupId("children")]
    assert first == Row(
        RowId("1"), {place("children.name").question: Answer(value="Ann")}, struck=True
    )
    assert not second.struck


def test_what_the_form_does_not_know_is_passed_over(form: Form) -> None:
    """S02"""
    entries = [
        Entry(kind="answer", field="weather", value='"fine"'),
        Entry(kind="answer", field="edd", value='"2027-03-01"'),
        Entry(kind="mark", field="a-later-mark", row="x", value="{}"),
    ]
    assert stored.answers_of(form, kept(entries)).single.keys() == {"edd"}
    assert stored.marks_of(kept(entries)) == NO_MARKS


def test_a_profile_that_is_not_installed_is_kept(form: Form) -> None:
    """S01"""
    answers = Answers({place(PROFILE).question: Answer(value="a-local")})
    assert stored.answers_of(form, again(form, answers)) == answers


def test_a_blank_is_written_as_nothing(form: Form) -> None:
    """S03"""
    question = form.by_id()[place("edd").question]
    assert stored.answer_entry(question, place("edd"), None).value is None
    assert stored.none_entry(GroupId("children"), stated=False).value is None
    assert stored.dumped({"a": "ŵ", "b": [1]}) == '{"a":"ŵ","b":[1]}'


PRE_BIRTH = catalogue.load("pre_birth")


@settings(max_examples=20)
@given(any_answers(PRE_BIRTH))
def test_any_answers_are_read_as_they_were_written(answers: Answers) -> None:
    """S01"""
    found = stored.answers_of(PRE_BIRTH, again(PRE_BIRTH, answers))
    assert found.single == answers.single
    for group in PRE_BIRTH.groups:
        assert found.rows(group) == answers.rows(group)
