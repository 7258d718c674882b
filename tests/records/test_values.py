# SPDX-License-Identifier: Apache-2.0
"""Single values between JSON and answers.

V01 null, "", spaces and [] are blank, for every kind.
V02 The plain value is always accepted, and a richer form where the kind has one.
V03 A status is read for every kind, and a reason with it; an option of that name is the option.
V04 What cannot be what the question asks is refused with what is wrong.
V05 Odd numbers, postcodes, addresses and people are kept.
V06 What is written is the shortest form, and is read as the same answer.
V07 Whatever JSON is read, what comes out is an answer, a blank or a refusal.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.small import question
from kinfile.errors import Refused
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import Kind, NonAnswer, Question
from kinfile.records.model import Answer, Evidence, Said
from kinfile.records.values import read, write_for

DAY = PartialDate(2026, 11, 20)


def asked(kind: Kind, **more: Any) -> Question:
    codes = ("home", "clinic", "not_known") if kind in (Kind.CHOICE, Kind.MULTI) else ()
    return question(kind, *codes, **more)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", [None, "", "  ", "\n\u00a0", []])
def test_a_blank_is_a_blank(kind: Kind, blank: Any) -> None:
    """V01"""
    assert read(asked(kind), blank) is None


RICH = [
    (Kind.TEXT, "word", Answer(value="word"), "word"),
    (Kind.LONG_TEXT, " two\nlines ", Answer(value=" two\nlines "), " two\nlines "),
    (Kind.VERBATIM, "I am sad", Answer(value="I am sad"), "I am sad"),
    (
        Kind.VERBATIM,
        {"value": "I am sad", "who": "Ann", "when": "", "how": None},
        Answer(value="I am sad", said=Said("Ann")),
        {"value": "I am sad", "who": "Ann"},
    ),
    (Kind.VERBATIM, {"value": "x", "who": " "}, Answer(value="x"), "x"),
    (Kind.VERBATIM, {"value": " ", "who": "Ann"}, None, None),
    (Kind.DATE, " 2026-11-20 ", Answer(value=DAY), "2026-11-20"),
    (Kind.INT, 0, Answer(value=0), 0),
    (Kind.INT, -3, Answer(value=-3), -3),
    (Kind.CHOICE, "home", Answer(value="home"), "home"),
    (Kind.CHOICE, "not_known", Answer(value="not_known"), "not_known"),
    (Kind.MULTI, ["home", "home", "clinic"], Answer(value=("home", "clinic")), ["home", "clinic"]),
    (Kind.YES_NO_UNKNOWN, "no", Answer(value="no"), "no"),
    (Kind.YES_NO_UNKNOWN, "declined", Answer(status=NonAnswer.DECLINED), "declined"),
    (Kind.RISK, "suspected", Answer(value="suspected"), "suspected"),
    (Kind.RISK, "not_asked", Answer(status=NonAnswer.NOT_ASKED), "not_asked"),
    (
        Kind.RISK,
        {"value": "no", "evidence": "Seen", "evidence_kind": "seen", "evidence_date": "2026-11"},
        Answer(value="no", evidence=Evidence("Seen", "seen", PartialDate(2026, 11))),
        {"value": "no", "evidence": "Seen", "evidence_kind": "seen", "evidence_date": "2026-11"},
    ),
    (Kind.RISK, {"value": "no", "evidence": "", "evidence_date": None}, Answer(value="no"), "no"),
    (
        Kind.RISK,
        {"value": "not_known", "evidence": "Heard"},
        Answer(status=NonAnswer.NOT_KNOWN, evidence=Evidence("Heard")),
        {"status": "not_known", "evidence": "Heard"},
    ),
    (Kind.RISK, {"value": None, "evidence": "Heard"}, None, None),
    (Kind.PERSON, " Ann ", Answer(value="Ann"), "Ann"),
    (Kind.NHS_NUMBER, "999 100-0003", Answer(value="9991000003"), "9991000003"),
    (
        Kind.NHS_NUMBER,
        {"value": "9991000003", "verified": False},
        Answer(value="9991000003", verified=False),
        {"value": "9991000003", "verified": False},
    ),
    (Kind.NHS_NUMBER, {"value": "999", "verified": None}, Answer(value="999"), "999"),
    (Kind.NHS_NUMBER, {"value": "", "verified": True}, None, None),
    (Kind.POSTCODE, "sw1a1aa", Answer(value="SW1A 1AA"), "SW1A 1AA"),
    (Kind.POSTCODE, " zz99  3vz", Answer(value="ZZ99 3VZ"), "ZZ99 3VZ"),
    (Kind.PHONE, " 01632 960001 ", Answer(value="01632 960001"), "01632 960001"),
    (Kind.EMAIL, "a@example.org", Answer(value="a@example.org"), "a@example.org"),
    (Kind.ADDRESS, "1 Street, Town", Answer(value="1 Street, Town"), "1 Street, Town"),
    (
        Kind.ADDRESS,
        {"lines": ["1 Street", "", "Town"]},
        Answer(value=("1 Street", "", "Town")),
        {"lines": ["1 Street", "", "Town"]},
    ),
    (Kind.ADDRESS, {"lines": ["", " "]}, None, None),
    (Kind.CALCULATED, "24+3", None, None),
    (Kind.SIGNATURE, "Ann", None, None),
    (Kind.DECLARATION, "yes", None, None),
]


@pytest.mark.parametrize(("kind", "value", "answer", "shortest"), RICH)
def test_a_value_is_read_and_written_shortest(
    kind: Kind, value: Any, answer: Answer | None, shortest: Any
) -> None:
    """V02, V06"""
    assert read(asked(kind), value) == answer
    if answer is not None:
        assert write_for(asked(kind), answer) == shortest
        assert read(asked(kind), shortest) == answer


@pytest.mark.parametrize(
    ("partial", "text", "value"),
    [
        (True, "2019-05", PartialDate(2019, 5)),
        (True, "2019", PartialDate(2019)),
        (False, "2019-05-01", PartialDate(2019, 5, 1)),
    ],
)
def test_a_date_is_as_whole_as_it_must_be(partial: bool, text: str, value: PartialDate) -> None:
    """V02"""
    assert read(asked(Kind.DATE, partial=partial), text) == Answer(value=value)


def test_rows_made_beforehand_carry_calculated_values() -> None:
    """V02"""
    due, name = (
        asked(Kind.CALCULATED, calculation="milestone_due"),
        asked(Kind.CALCULATED, calculation="milestone_name"),
    )
    assert read(due, "2026-11-20") == Answer(value=DAY)
    assert read(name, "book_by") == Answer(value="book_by")
    assert write_for(due, Answer(value=DAY)) == "2026-11-20"


SETTABLE = [
    kind for kind in Kind if kind not in (Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION)
]


@pytest.mark.parametrize("kind", SETTABLE)
def test_a_status_is_read_for_every_kind(kind: Kind) -> None:
    """V03, V06"""
    given_reason = {"status": "not_asked", "reason": " not_safe "}
    answer = Answer(status=NonAnswer.NOT_ASKED, reason="not_safe")
    assert read(asked(kind), given_reason) == answer
    assert write_for(asked(kind), answer) == {"status": "not_asked", "reason": "not_safe"}
    for status in (NonAnswer.DECLINED, NonAnswer.NOT_APPLICABLE):
        assert read(asked(kind), {"status": status.value}) == Answer(status=status)
        assert read(asked(kind), {"status": status.value, "reason": ""}) == Answer(status=status)


def test_an_option_of_the_name_of_a_status_is_the_option() -> None:
    """V03"""
    assert read(asked(Kind.CHOICE), {"status": "not_known"}) == Answer(value="not_known")
    assert read(asked(Kind.MULTI), {"status": "not_known", "reason": "other"}) == Answer(
        value=("not_known",)
    )
    risk = read(asked(Kind.RISK), {"status": "not_known"})
    assert risk == Answer(status=NonAnswer.NOT_KNOWN)


PROGRAMS = (Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION)


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        *((kind, 5, "wrong-type") for kind in SETTABLE if kind is not Kind.INT),
        *((kind, True, "wrong-type") for kind in SETTABLE),
        *((kind, 1.5, "wrong-type") for kind in SETTABLE),
        *((kind, ["x"], "wrong-type") for kind in SETTABLE if kind is not Kind.MULTI),
        (Kind.MULTI, [["home"]], "wrong-type"),
        (Kind.MULTI, [None], "wrong-type"),
        (Kind.MULTI, "home", "wrong-type"),
        (Kind.INT, 2.0, "wrong-type"),
        (Kind.INT, "2", "wrong-type"),
        (Kind.INT, {"value": 2}, "wrong-type"),
        (Kind.INT, 10**9 + 1, "number-too-large"),
        (Kind.INT, -(10**20), "number-too-large"),
        (Kind.TEXT, {"value": "x"}, "wrong-type"),
        (Kind.TEXT, "a\x00b", "characters"),
        (Kind.LONG_TEXT, "a\ud800b", "characters"),
        (Kind.VERBATIM, {"value": "x", "who": "\udfff"}, "characters"),
        (Kind.VERBATIM, {"value": "x", "whom": "y"}, "unknown-part"),
        (Kind.VERBATIM, {"value": "x", "who": 0}, "wrong-type"),
        (Kind.VERBATIM, {"value": 5}, "wrong-type"),
        (Kind.CHOICE, "moon", "unknown-code"),
        (Kind.CHOICE, "Home", "unknown-code"),
        (Kind.CHOICE, "declined", "unknown-code"),
        (Kind.MULTI, ["home", "moon"], "unknown-code"),
        (Kind.MULTI, ["home", ""], "unknown-code"),
        (Kind.YES_NO_UNKNOWN, "maybe", "unknown-code"),
        (Kind.YES_NO_UNKNOWN, "suspected", "unknown-code"),
        (Kind.RISK, "yes", "unknown-code"),
        (Kind.RISK, {"value": "yes"}, "unknown-code"),
        (Kind.RISK, {"value": "no", "proof": "x"}, "unknown-part"),
        (Kind.RISK, {"value": "no", "evidence": 5}, "wrong-type"),
        (Kind.RISK, {"value": "no", "evidence": False}, "wrong-type"),
        (Kind.RISK, {"value": "no", "evidence_date": "2026-02-30"}, "not-a-date"),
        (Kind.RISK, {"value": "no", "evidence_date": 2026}, "wrong-type"),
        (Kind.RISK, {"status": "declined", "evidence": 1}, "wrong-type"),
        (Kind.DATE, "2026-02-30", "not-a-date"),
        (Kind.DATE, "30/11/2026", "not-a-date"),
        (Kind.DATE, "0000-01-01", "not-a-date"),
        (Kind.DATE, "2026-11-00", "not-a-date"),
        (Kind.DATE, "yesterday", "not-a-date"),
        (Kind.DATE, "2026-11", "date-not-whole"),
        (Kind.DATE, "2026", "date-not-whole"),
        (Kind.NHS_NUMBER, {"value": "999", "verified": "yes"}, "wrong-type"),
        (Kind.NHS_NUMBER, {"value": 999, "verified": True}, "wrong-type"),
        (Kind.NHS_NUMBER, {"value": "999", "by": "me"}, "unknown-part"),
        (Kind.ADDRESS, {"lines": "x"}, "wrong-type"),
        (Kind.ADDRESS, {"lines": [5]}, "wrong-type"),
        (Kind.ADDRESS, {}, "wrong-type"),
        (Kind.ADDRESS, {"street": "x"}, "unknown-part"),
        (Kind.TEXT, {"status": "lost"}, "unknown-status"),
        (Kind.TEXT, {"status": None}, "unknown-status"),
        (Kind.TEXT, {"status": ["declined"]}, "unknown-status"),
        (Kind.TEXT, {"status": "none"}, "unknown-status"),
        (Kind.TEXT, {"status": "not_asked", "reason": 5}, "wrong-type"),
        (Kind.TEXT, {"status": "not_asked", "reason": False}, "wrong-type"),
        (Kind.TEXT, {"status": "not_asked", "reason": "\x00"}, "characters"),
        (Kind.TEXT, {"status": "not_asked", "value": "x"}, "unknown-part"),
        *((kind, {"status": "declined"}, "not-settable") for kind in PROGRAMS),
    ],
)
def test_what_cannot_be_the_answer_is_refused(kind: Kind, value: Any, problem: str) -> None:
    """V04"""
    with pytest.raises(Refused) as caught:
        read(asked(kind), value)
    assert caught.value.facts == {"problem": problem}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NHS_NUMBER, "9991000004"),
        (Kind.NHS_NUMBER, "not at hand"),
        (Kind.NHS_NUMBER, "٩٩٩"),
        (Kind.POSTCODE, "nowhere"),
        (Kind.POSTCODE, "A"),
        (Kind.PHONE, "ask Mum"),
        (Kind.EMAIL, "at work"),
        (Kind.PERSON, "somebody else"),
        (Kind.ADDRESS, "withheld"),
        (Kind.TEXT, "ŵ 🙂 \u202e <b>&amp;"),
    ],
)
def test_odd_values_are_kept(kind: Kind, text: str) -> None:
    """V05"""
    assert read(asked(kind), text) == Answer(value=text)


storable = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | storable
    | st.text(max_size=4)
    | st.sampled_from(
        ["yes", "no", "suspected", "home", "not_known", "declined", "2026-11-20", "2026", "sw1a1aa"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "value",
                    "status",
                    "reason",
                    "evidence",
                    "evidence_date",
                    "who",
                    "verified",
                    "lines",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=40)
@given(value=json_values)
def test_any_json_is_an_answer_a_blank_or_a_refusal(kind: Kind, value: Any) -> None:
    """V06, V07"""
    for partial in (True, False):
        try:
            answer = read(asked(kind, partial=partial), value)
        except Refused:
            continue
        if answer is not None:
            written = write_for(asked(kind), answer)
            assert read(asked(kind, partial=partial), written) == answer


dates = st.one_of(
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)
words = storable.filter(lambda text: bool(text.strip()))
evidence = st.none() | st.builds(Evidence, words, st.sampled_from(["", "seen", "told"]), dates)
plain: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: words,
    Kind.VERBATIM: words,
    Kind.DATE: dates,
    Kind.INT: st.integers(-(10**9), 10**9),
    Kind.CHOICE: st.sampled_from(["home", "clinic", "not_known"]),
    Kind.MULTI: st.lists(st.sampled_from(["home", "clinic"]), min_size=1, unique=True).map(tuple),
    Kind.YES_NO_UNKNOWN: st.sampled_from(["yes", "no"]),
    Kind.RISK: st.sampled_from(["yes_now", "yes_past", "suspected", "no"]),
    Kind.NHS_NUMBER: st.from_regex(r"[0-9]{10}", fullmatch=True),
    Kind.ADDRESS: words | st.lists(words, min_size=1, max_size=4).map(tuple),
}


@pytest.mark.parametrize("kind", plain)
@settings(max_examples=40)
@given(data=st.data())
def test_what_is_written_is_read_again(kind: Kind, data: st.DataObject) -> None:
    """V06"""
    answer = Answer(
        value=data.draw(plain[kind]),
        evidence=data.draw(evidence) if kind is Kind.RISK else None,
        verified=data.draw(st.none() | st.booleans()) if kind is Kind.NHS_NUMBER else None,
        said=data.draw(st.none() | st.builds(Said, words)) if kind is Kind.VERBATIM else None,
    )
    asked_for = asked(kind, partial=True)
    assert read(asked_for, write_for(asked_for, answer)) == answer
    status = Answer(
        status=data.draw(st.sampled_from([NonAnswer.DECLINED, NonAnswer.NOT_ASKED])),
        reason=data.draw(storable).strip(),
    )
    assert read(asked_for, write_for(asked_for, status)) == status
