# SPDX-License-Identifier: Apache-2.0
"""ANSWERS.json, in and out.

J01 A document that cannot be used at all is Unusable, with what is wrong and where.
J02 Everything that can be kept is kept; everything else is refused by path, the rest unharmed.
J03 Unknown keys at the top are ignored, so a worked case is a document.
J04 The profile is one answer under two names, and the key wins.
J05 Sections opened by hand and acknowledgements are read for what the form has.
J06 What is written is read as the same answers and marks.
J07 Whatever the bytes are, reading ends in a document or in Unusable.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.small import TODAY, alert, document, numbered_rows, place, section, small_form
from kinfile import bundle
from kinfile.errors import Unusable
from kinfile.forms import catalogue
from kinfile.forms.model import Form, GroupId, NonAnswer, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.records.document import (
    LARGEST,
    form_named,
    parse,
    read_document,
    write_document,
    written_answers,
)
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Row, RowId
from kinfile.records.report import Acknowledgement

ITEMS = """
- {id: edd, kind: date, ask: Q, disclose: all}
- {id: words, kind: text, ask: Q, disclose: all}
- {id: danger, kind: risk, ask: Q, disclose: all}
- {id: decision, kind: multi, ask: Q, disclose: all, options: {early_help: E, none: N}}
- {id: referral, kind: choice, ask: Q, disclose: all, options: {made: M, declined: D}}
- {id: babies, kind: int, ask: Q, disclose: all}
- {id: subject, kind: person, ask: Q, disclose: all}
- {id: home, kind: address, ask: Q, disclose: all}
- {id: made, kind: calculated, ask: Q, disclose: all, calculation: gestation_text}
- {id: signed, kind: signature, ask: Q, disclose: all}
- id: partnership_profile
  kind: choice
  ask: Q
  disclose: all
  options: {generic-england: England}
- group: children
  title: C
  row: Child
  questions:
    - {id: given_name, kind: text, ask: Q, disclose: all}
    - {id: family_name, kind: text, ask: Q, disclose: all}
    - {id: dob, kind: date, ask: Q, disclose: all, partial: yes}
- group: actions
  title: A
  row: Action
  questions: [{id: what, kind: text, ask: Q, disclose: all}]
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(
        tmp_path_factory.mktemp("forms"),
        ITEMS,
        alerts=alert("R01", "is(danger, 'yes_now')", forces="[ack]"),
        more={"small/sections/two.yaml": section("two", "[]", opens="alert")},
    )


# -- bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b"", {"problem": "not-json", "line": 1, "column": 1}),
        (b"{", {"problem": "not-json", "line": 1, "column": 2}),
        (b'{"form": "x",\n "answers": {,}}', {"problem": "not-json", "line": 2, "column": 14}),
        (b'{"answers": {"a": NaN}}', {"problem": "not-json"}),
        (b'{"answers": {"a": -Infinity}}', {"problem": "not-json"}),
        (b"[]", {"problem": "not-an-object"}),
        (b'"text"', {"problem": "not-an-object"}),
        (b"3", {"problem": "not-an-object"}),
        (b"null", {"problem": "not-an-object"}),
        (b'{"a": "caf\xe9"}', {"problem": "not-utf8", "byte": 10}),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", {"problem": "too-deep"}),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, {"problem": "too-deep"}),
        (b" " * (LARGEST + 1), {"problem": "too-large", "limit": 20}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bytes_that_cannot_be_used(data: bytes, facts: dict[str, object]) -> None:
    """J01"""
    with pytest.raises(Unusable) as caught:
        parse(data)
    assert facts.items() <= caught.value.facts.items()


def test_a_byte_order_mark_is_passed_over() -> None:
    """J01"""
    assert parse(b'\xef\xbb\xbf{"form": "x"}') == {"form": "x"}
    assert parse(b'{"a": "\\ud83d\\ude42"}') == {"a": "🙂"}


@given(
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_a_document_or_unusable(data: bytes) -> None:
    """J07"""
    try:
        assert isinstance(parse(data), dict)
    except Unusable:
        return


@pytest.mark.parametrize("whole", [{}, {"form": None}, {"form": 3}, {"form": ["pre_birth"]}])
def test_a_document_names_its_form(whole: dict[str, Any]) -> None:
    """J01"""
    with pytest.raises(Unusable) as caught:
        form_named(whole)
    assert caught.value.facts == {"problem": "no-form"}


@pytest.mark.parametrize(
    ("whole", "problem"),
    [
        ({"form": "other", "answers": {}}, "wrong-form"),
        ({"form": None, "answers": {}}, "wrong-form"),
        ({"answers": []}, "no-answers"),
        ({"answers": None}, "no-answers"),
        ({"answers": {}, "today": "yesterday"}, "today"),
        ({"answers": {}, "today": 20261122}, "today"),
        ({"answers": {}, "today": "2026-02-30"}, "today"),
    ],
)
def test_a_document_of_something_else_is_unusable(
    form: Form, whole: dict[str, Any], problem: str
) -> None:
    """J01"""
    with pytest.raises(Unusable) as caught:
        read_document(whole, form)
    assert caught.value.facts["problem"] == problem


# -- values ----------------------------------------------------------------------------------


def refused(form: Form, answers: dict[str, Any]) -> list[tuple[str, str]]:
    found = document(form, answers).refused
    return [(str(each.facts["path"]), str(each.facts["problem"])) for each in found]


@pytest.mark.parametrize(
    ("answers", "path", "problem"),
    [
        ({"weather": "fine"}, "weather", "unknown-question"),
        ({"children.dob": "2020"}, "children.dob", "unknown-question"),
        ({"made": {"status": "declined"}}, "made", "not-settable"),
        ({"decision": ["moon"]}, "decision", "unknown-code"),
        ({"decision": "early_help"}, "decision", "wrong-type"),
        ({"edd": "2027-02-30"}, "edd", "not-a-date"),
        ({"edd": "2027-02"}, "edd", "date-not-whole"),
        ({"edd": 2027}, "edd", "wrong-type"),
        ({"babies": True}, "babies", "wrong-type"),
        ({"babies": 1.0}, "babies", "wrong-type"),
        ({"words": ["a"]}, "words", "wrong-type"),
        ({"words": "a\x00"}, "words", "characters"),
        ({"words": "\ud800"}, "words", "characters"),
        ({"children": {"given_name": "Ann"}}, "children", "wrong-type"),
        ({"children": {"status": "not_known"}}, "children", "wrong-type"),
        ({"children": "none"}, "children", "wrong-type"),
        ({"children": [{"dob": "20"}, {"dob": "2020"}]}, "children.dob[1]", "not-a-date"),
        ({"children": [{}, {"shoe": 5}]}, "children.shoe[2]", "unknown-question"),
        ({"children": [{}, "Ann"]}, "children[2]", "wrong-type"),
        ({"children": [{"a.b": 1}]}, "children.a.b[1]", "unknown-question"),
        ({"partnership_profile": 5}, "partnership_profile", "wrong-type"),
        ({"partnership_profile": "\ud800"}, "partnership_profile", "characters"),
    ],
)
def test_one_value_is_refused_by_its_path_and_the_rest_kept(
    form: Form, answers: dict[str, Any], path: str, problem: str
) -> None:
    """J02"""
    assert refused(form, answers) == [(path, problem)]
    found = document(form, {**answers, "referral": "made"})
    assert found.answers.at(place("referral")) == Answer(value="made")
    assert len(found.refused) == 1


def test_a_number_of_ten_thousand_digits_is_refused_by_its_path(form: Form) -> None:
    """J02: Python will not even read one; the rest of the document is no worse for it."""
    whole = parse(b'{"answers": {"babies": %s, "words": "kept"}}' % (b"9" * 10_000))
    found = read_document(whole, form)
    assert [each.facts for each in found.refused] == [
        {"path": "babies", "problem": "number-too-large"}
    ]
    assert found.answers.at(place("words")) == Answer(value="kept")


def test_a_strange_key_is_told_in_characters_that_can_be_shown(form: Form) -> None:
    """J02"""
    ((path, _problem),) = refused(form, {"a\ud800\x1b[31m\n" + "b" * 1000: "x"})
    assert path.startswith("a\ufffd\ufffd[31m\ufffdb")
    assert len(path) == 200
    assert path.encode()


@pytest.mark.parametrize("blank", [None, "", "  ", []])
def test_a_blank_is_no_answer(form: Form, blank: Any) -> None:
    """J02"""
    found = document(form, {"words": blank, "danger": blank, "children": blank, "decision": blank})
    assert not found.refused
    assert not found.answers.single.keys() - {PROFILE}
    assert found.answers.rows("children") == ()


def test_statuses_and_richer_forms_are_read(form: Form) -> None:
    """J02"""
    found = document(
        form,
        {
            "words": {"status": "not_asked", "reason": "not_safe"},
            "referral": {"status": "declined"},
            "danger": "not_known",
            "children": {"status": "none"},
            "actions": [{}, {"what": "Ring"}],
            "signed": "Ann",
            "made": "24+3",
            "home": {"lines": ["1 Street"]},
        },
    )
    assert not found.refused
    answers = found.answers
    assert answers.at(place("words")) == Answer(status=NonAnswer.NOT_ASKED, reason="not_safe")
    assert answers.at(place("referral")) == Answer(value="declined")
    assert answers.at(place("danger")) == Answer(status=NonAnswer.NOT_KNOWN)
    assert answers.none_stated == {"children"}
    assert [row.id for row in answers.rows("actions")] == ["row-1", "row-2"]
    assert answers.at(place("actions.what", "row-2")) == Answer(value="Ring")
    assert answers.at(place("signed")) is None
    assert answers.at(place("made")) is None


def test_unknown_keys_at_the_top_are_ignored(form: Form) -> None:
    """J03"""
    found = document(form, {}, id="quiet", expected_alerts={"act_now": []}, about=None)
    assert not found.refused
    assert found.form == "small"
    assert found.today is None
    assert document(form, {}, today="2026-11-22").today == TODAY


@pytest.mark.parametrize("case", ["everything", "quiet"])
def test_a_worked_case_is_a_document(case: str) -> None:
    """J03"""
    whole = parse((bundle.forms() / f"pre_birth/cases/{case}.json").read_bytes())
    assert form_named(whole) == "pre_birth"
    assert not read_document(whole, catalogue.load("pre_birth")).refused


@pytest.mark.parametrize(
    ("key", "answer", "profile"),
    [
        (None, None, "generic-england"),
        ("a-local", None, "a-local"),
        (None, "a-local", "a-local"),
        (" one ", "two", "one"),
        ("", " two ", "two"),
        (5, "two", "two"),
        ("\ud800", "two", "two"),
        (None, {"status": "not_known"}, "generic-england"),
    ],
)
def test_the_profile_is_one_answer_under_two_names(
    form: Form, key: Any, answer: Any, profile: str
) -> None:
    """J04"""
    found = document(form, {"partnership_profile": answer}, profile=key)
    assert found.profile == profile
    assert found.answers.at(place(PROFILE)) == Answer(value=profile)


def test_a_form_without_the_question_keeps_the_profile_beside_the_answers(tmp_path: Path) -> None:
    """J04"""
    bare = small_form(tmp_path, "- {id: words, kind: text, ask: Q, disclose: all}")
    found = document(bare, {"words": "x"}, profile="a-local")
    assert found.profile == "a-local"
    assert found.answers.single.keys() == {"words"}


@pytest.mark.parametrize(
    ("opened", "found"),
    [
        (["two"], {"two"}),
        (["two", "one", "moon", 5, None, ["two"]], {"two"}),
        ("two", set()),
        ({"two": True}, set()),
        (None, set()),
    ],
)
def test_only_sections_that_can_be_opened_are_opened(
    form: Form, opened: Any, found: set[str]
) -> None:
    """J05"""
    assert document(form, {}, opened=opened).marks.opened == found


def test_acknowledgements_are_read_for_alerts_of_the_form(form: Form) -> None:
    """J05"""
    given_alerts = {"R01": {"by": "J. Rowe", "note": "Asked alone", "at": "2026-11-20T14:20"}}
    said = Acknowledgement("J. Rowe", "Asked alone", "2026-11-20T14:20")
    assert document(form, {}, alerts=given_alerts).marks.acknowledged == {"R01": said}


@pytest.mark.parametrize(
    "alerts",
    [
        None,
        [],
        "R01",
        {"R02": {"by": "J. Rowe", "note": ""}},
        {"R01": "J. Rowe"},
        {"R01": {"by": " ", "note": "x"}},
        {"R01": {"note": "x"}},
        {"R01": {"by": 5, "note": "x"}},
        {"R01": {"by": "J. Rowe", "note": ["x"]}},
        {"R01": {"by": "J. Rowe", "note": "\ud800"}},
        {"R01": {"by": "\x00", "note": "x"}},
    ],
)
def test_what_is_no_acknowledgement_is_passed_over(form: Form, alerts: Any) -> None:
    """J05"""
    assert not document(form, {}, alerts=alerts).marks.acknowledged


def test_when_it_was_acknowledged_may_be_left_out(form: Form) -> None:
    """J05"""
    for at in (None, 5, "\ud800"):
        marks = document(form, {}, alerts={"R01": {"by": "J", "note": "x", "at": at}}).marks
        assert marks.acknowledged["R01"].at == ""


# -- writing ---------------------------------------------------------------------------------


def test_answers_are_written_in_the_forms_order_and_shortest(form: Form) -> None:
    """J06"""
    given_answers = {
        "babies": 2,
        "actions": [{"what": "Ring"}],
        "edd": "2027-03-01",
        "home": {"lines": ["1 Street", "Town"]},
        "danger": {"status": "not_known"},
        "children": {"status": "none"},
        "words": {"status": "not_asked", "reason": "other"},
    }
    written = written_answers(form, document(form, given_answers).answers)
    assert list(written) == [
        *("edd", "words", "danger", "babies", "home", "partnership_profile"),
        *("children", "actions"),
    ]
    assert written["danger"] == "not_known"
    assert written["words"] == {"status": "not_asked", "reason": "other"}
    assert written["children"] == {"status": "none"}


def test_struck_rows_and_answers_of_no_question_are_not_written(form: Form) -> None:
    """J06"""
    answers = document(form, {"children": [{"given_name": "Ann"}, {"given_name": "Bea"}]}).answers
    first, second = answers.rows("children")
    struck = answers.with_rows(
        GroupId("children"), (Row(first.id, first.answers, struck=True), second)
    )
    assert written_answers(form, struck)["children"] == [{"given_name": "Bea"}]


@pytest.mark.parametrize(
    ("people", "said", "written"),
    [
        ([("Ann", "Test"), ("Bea", "Test")], "Ann", "Ann"),
        ([("Ann", "Test"), ("Bea", "Test")], "row-2", "Bea"),
        ([("Ann", "Test"), ("Ann", "Other")], "row-2", "Ann Other"),
        ([("Ann", "Test"), ("Ann", "Test")], "row-2", "row-2"),
        ([("Ann", "Test")], "Carl", "Carl"),
    ],
)
def test_a_person_is_written_by_the_shortest_name_that_tells(
    form: Form, people: list[tuple[str, str]], said: str, written: str
) -> None:
    """J06"""
    rows = [{"given_name": given, "family_name": family} for given, family in people]
    answers = document(form, {"children": rows, "subject": said}).answers
    assert written_answers(form, answers)["subject"] == written


def test_marks_are_written_where_there_are_any(form: Form) -> None:
    """J06"""
    bare = write_document(form, Answers(), NO_MARKS, profile="x", today=TODAY)
    assert bare == {"form": "small", "profile": "x", "today": "2026-11-22", "answers": {}}
    marks = Marks(
        opened=frozenset({SectionId("two")}),
        acknowledged={
            "R01": Acknowledgement("J", "done"),
        },
    )
    whole = write_document(form, Answers(), marks, profile="x", today=TODAY)
    assert whole["opened"] == ["two"]
    assert whole["alerts"] == {"R01": {"by": "J", "note": "done"}}
    assert read_document(whole, form).marks == marks


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(
    lambda text: bool(text.strip())
)
children = st.fixed_dictionaries(
    {}, optional={"given_name": words, "dob": st.sampled_from(["2019", "2019-05", "2019-05-12"])}
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "edd": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
        "words": words | st.sampled_from([{"status": "not_asked", "reason": "x"}]),
        "danger": st.sampled_from(["no", "declined", {"value": "suspected", "evidence": "Seen"}]),
        "decision": st.lists(st.sampled_from(["early_help", "none"]), unique=True),
        "home": words | st.fixed_dictionaries({"lines": st.lists(words, min_size=1)}),
        "babies": st.integers(-9, 9),
        "children": st.lists(children, max_size=3) | st.just({"status": "none"}),
        "subject": words,
    },
)


@given(documents, st.sampled_from([[], ["two"]]), words)
def test_what_is_written_is_read_as_the_same(
    form: Form, answers: dict[str, Any], opened: list[str], by: str
) -> None:
    """J06"""
    first = document(form, answers, opened=opened, alerts={"R01": {"by": by, "note": by}})
    whole = write_document(form, first.answers, first.marks, profile=first.profile, today=TODAY)
    again = read_document(parse(json.dumps(whole).encode()), form, row_id=numbered_rows())
    assert not again.refused
    assert again.marks == first.marks
    assert again.profile == first.profile
    assert again.today == TODAY
    assert write_document(form, again.answers, again.marks, profile="x", today=TODAY) == (
        write_document(form, first.answers, first.marks, profile="x", today=TODAY)
    )
    if "subject" not in answers:
        assert again.answers.single == first.answers.single
        assert again.answers.none_stated == first.answers.none_stated
        for group in form.groups:
            assert again.answers.rows(group) == first.answers.rows(group)


def test_rows_get_ids_of_their_own(form: Form) -> None:
    """J06"""
    rows = read_document({"answers": {"children": [{}, {}]}}, form).answers.rows("children")
    assert len({row.id for row in rows}) == 2
    assert all(RowId(row.id) == row.id for row in rows)
