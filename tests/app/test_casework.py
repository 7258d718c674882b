# SPDX-License-Identifier: Apache-2.0
"""Records over a real vault: begun, brought in, opened, kept.

K01 What is kept is there when the vault is opened again: answers, rows, marks and what is hidden.
K02 A record begins with what is known and is not started until somebody changes it.
K03 A file of answers becomes a record; what cannot be kept is named; nothing else fails for it.
K04 Forced sections for which a file holds an answer are opened, and those it says were.
K05 A record is written as a document that becomes the same record.
K06 Nothing is kept of changes that fail.
K09 The history of a record, and of one answer, is told with the paths of today.
K12 A record keeps the definition it was filled in with.
K13 Nothing that a file may say leaves a traceback.
K14 A record is asked in one language and may be shown in another; what is kept is the same.
"""

import gettext
import json
from collections.abc import Callable
from typing import Any

import pytest

from helpers.opened import document
from helpers.small import missing, place, standing
from kinfile import bundle
from kinfile.app.changes import (
    Acknowledge,
    AddRow,
    Change,
    CloseSection,
    SetAnswer,
    StateNone,
    StrikeRow,
)
from kinfile.app.draft import Draft, RecordStatus
from kinfile.app.workspace import Workspace
from kinfile.errors import (
    NothingAsked,
    UnknownForm,
    UnknownRecord,
    Unusable,
)
from kinfile.forms.model import AlertId, GroupId, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.i18n import Language
from kinfile.records.model import Answer, new_row_id
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import SectionState


def test_a_record_begins_with_what_is_known(workspace: Workspace) -> None:
    """K02"""
    draft = workspace.start("pre_birth")
    assert draft.answers.at(place("assessor_name")) == Answer(value="Jo Rowe")
    assert draft.answers.at(place("assessor_role")) == Answer(value="specialist_midwife")
    assert draft.answers.at(place(PROFILE)) == Answer(value="generic-england")
    assert draft.answers.at(place("assessor_email")) is None
    assert len(draft.answers.rows("implications")) == 6
    assert draft.status is RecordStatus.NOT_STARTED
    assert workspace.open(draft.ref).status is RecordStatus.NOT_STARTED
    kept = workspace.keep(draft.ref, [SetAnswer(place("maternity_unit"), Answer(value="Ward"))])
    assert kept.draft.status is RecordStatus.IN_PROGRESS
    assert workspace.open(draft.ref).status is RecordStatus.IN_PROGRESS
    with pytest.raises(UnknownForm):
        workspace.start("tax_return")


def test_what_is_kept_is_there_again(
    workspace: Workspace, reopened: Callable[[str], Draft]
) -> None:
    """K01"""
    ref = workspace.start("pre_birth").ref
    child, gone = new_row_id(), new_row_id()
    children = GroupId("children")
    changes: list[Change] = [
        AddRow(children, child),
        AddRow(children, gone),
        SetAnswer(place("children.given_name", child), Answer(value="Ŵyn")),
        SetAnswer(place("children.given_name", gone), Answer(value="Gone")),
        StrikeRow(children, gone),
        StateNone(GroupId("adults"), stated=True),
        SetAnswer(place("domestic_abuse"), Answer(value="no")),
        SetAnswer(place("da_victim"), Answer(value="mother")),
    ]
    kept = workspace.keep(ref, changes)
    again = reopened(ref)
    assert again.answers == kept.draft.answers
    assert again.marks == kept.draft.marks
    assert again.report == kept.draft.report
    assert "da_victim" in [str(path) for path in again.report.set_aside]
    assert len(kept.sequence) == len(changes)
    assert list(kept.sequence) == sorted(kept.sequence)


def test_a_section_stays_open_and_an_acknowledgement_ends(
    workspace: Workspace, reopened: Callable[[str], Draft]
) -> None:
    """K01"""
    ref = workspace.start("pre_birth").ref
    parent = new_row_id()
    workspace.keep(
        ref,
        [
            AddRow(GroupId("parents"), parent),
            SetAnswer(place("parents.suicidal", parent), Answer(value="yes_now")),
        ],
    )
    workspace.keep(ref, [Acknowledge(AlertId("R01"), "Jo Rowe", "Asked alone")])
    workspace.keep(ref, [SetAnswer(place("cp_harm"), Answer(value="None seen"))])
    assert reopened(ref).marks.acknowledged.keys() == {"R01"}
    cleared = workspace.keep(
        ref, [SetAnswer(place("parents.suicidal", parent), Answer(value="no"))]
    )
    again = reopened(ref)
    assert "R01" not in standing(again.report)
    assert again.marks.acknowledged == {}
    assert again.marks.opened == {"cp"}
    assert again.report == cleared.draft.report
    workspace.keep(ref, [CloseSection(SectionId("cp"))])
    assert reopened(ref).report.sections[SectionId("cp")].state is SectionState.NOT_RELEVANT


def test_nothing_is_kept_of_changes_that_fail(workspace: Workspace) -> None:
    """K06"""
    ref = workspace.start("pre_birth").ref
    before = workspace.open(ref)
    with pytest.raises(NothingAsked):
        workspace.keep(
            ref,
            [
                SetAnswer(place("maternity_unit"), Answer(value="Ward 3")),
                Acknowledge(AlertId("R01"), "Jo", "x"),
            ],
        )
    assert workspace.open(ref).answers == before.answers
    kept = workspace.keep(ref, [SetAnswer(place("named_midwife"), Answer(value="Jo"))])
    assert kept.draft.answers.at(place("maternity_unit")) is None


def test_a_record_that_is_not_held_is_read_first(workspace: Workspace) -> None:
    """K01"""
    one, two = workspace.start("pre_birth").ref, workspace.start("young_carer").ref
    workspace.open(two)
    kept = workspace.keep(one, [SetAnswer(place("maternity_unit"), Answer(value="Ward 3"))])
    assert kept.draft.answers.at(place("assessor_name")) == Answer(value="Jo Rowe")
    with pytest.raises(UnknownRecord):
        workspace.open("ZZZZ-ZZZZ")
    with pytest.raises(UnknownRecord):
        workspace.keep("ZZZZ-ZZZZ", [])


def test_the_list_is_newest_first_and_tells_who_it_is_about(workspace: Workspace) -> None:
    """K01"""
    one, two = workspace.start("pre_birth").ref, workspace.start("pre_birth").ref
    assert [line.ref for line in workspace.caseload()][:2] == [two, one]
    parent = new_row_id()
    workspace.keep(
        one,
        [
            AddRow(GroupId("parents"), parent),
            SetAnswer(place("parents.given_name", parent), Answer(value="Anna")),
        ],
    )
    first = workspace.caseload()[0]
    assert (first.ref, first.subject.initials) == (one, "A.")


def test_a_file_becomes_a_record(workspace: Workspace, reopened: Callable[[str], Draft]) -> None:
    """K03"""
    found = workspace.bring_in(
        document(
            {
                "edd": "2027-03-01",
                "number_of_babies": 2,
                "weather": "fine",
                "decision": ["moon"],
                "parents": [{"role": "mother", "given_name": "Anna", "shoe": 5}],
            },
            profile="derby-derbyshire",
        )
    )
    assert [(each.facts["path"], each.facts["problem"]) for each in found.refused] == [
        ("weather", "unknown-question"),
        ("decision", "unknown-code"),
        ("parents.shoe[1]", "unknown-question"),
    ]
    again = reopened(found.draft.ref)
    assert again.answers == found.draft.answers
    assert again.profile.id == "derby-derbyshire"
    assert len(again.answers.rows("unborn")) == 2
    assert len(again.answers.rows("milestones")) == 8
    assert again.status is RecordStatus.IN_PROGRESS


def test_forced_sections_with_an_answer_are_opened(workspace: Workspace) -> None:
    """K04: one that opens by a rule is opened only by the rule or by the file's own word."""
    answers = {"cp_harm": "None seen", "closing_service": "The team", "edd": "2027-03-01"}
    draft = workspace.bring_in(document(answers, opened=["emergency", "about"])).draft
    assert draft.marks.opened == {"cp", "emergency"}
    assert draft.report.sections[SectionId("closure")].state is SectionState.NOT_RELEVANT
    draft = workspace.bring_in(document(answers, opened=["closure"])).draft
    assert draft.marks.opened == {"cp", "closure"}


def test_acknowledgements_of_a_file_are_given_where_they_are_asked_for(
    workspace: Workspace,
) -> None:
    """K03: R13 stands and asks for nothing, R04 does not stand; neither is a failure."""
    said = {"by": "Jo Rowe", "note": "Asked alone at 14:20"}
    draft = workspace.bring_in(
        document(
            {"domestic_abuse": "suspected", "parents": [{"suicidal": "yes_now"}]},
            alerts=dict.fromkeys(("R01", "R04", "R13"), said),
        )
    ).draft
    assert {"R01", "R13"} <= set(standing(draft.report))
    assert draft.marks.acknowledged.keys() == {"R01"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"answers": {}}',
        b'{"form": "pre_birth", "answers": []}',
        b'{"form": "pre_birth", "answers": {}, "today": "now"}',
        b'{"a":' * 50_000,
    ],
)
def test_a_file_that_cannot_be_used_leaves_nothing(workspace: Workspace, data: bytes) -> None:
    """K03"""
    before = len(workspace.caseload())
    with pytest.raises(Unusable):
        workspace.bring_in(data)
    with pytest.raises(UnknownForm):
        workspace.bring_in(b'{"form": "tax_return", "answers": {}}')
    assert len(workspace.caseload()) == before


@pytest.mark.parametrize(
    "answers",
    [
        {"edd": "0001-01-01"},
        {"edd": "9999-12-31", "booking_date": "0001-01-01"},
        {"review_date": "9999-12-31"},
        {"number_of_babies": 1_000_000},
        {"unborn": [{}] * 50},
        {"parents": [{"address": {"lines": ["\u202e", "x" * 5000]}}]},
        {"partnership_profile": "../../etc/passwd"},
        {"\ud800": "x", "\x1b[2J": "y"},
        {"children": {"status": "none"}, "milestones": [{"name": "moon", "due": "2026-02-30"}]},
        {"implications": [{"topic": "moon"}]},
    ],
)
def test_odd_files_are_records_all_the_same(workspace: Workspace, answers: dict[str, Any]) -> None:
    """K13"""
    draft = workspace.bring_in(document(answers)).draft
    assert workspace.answers_json(draft.ref)["form"] == "pre_birth"


@pytest.mark.parametrize("profile", ["\ud800", 5, None, "", ["x"]])
def test_an_odd_profile_is_the_national_one(workspace: Workspace, profile: Any) -> None:
    """K13"""
    draft = workspace.bring_in(document({}, profile=profile)).draft
    assert draft.profile.id == "generic-england"


@pytest.mark.parametrize("name", ["pre_birth/cases/quiet", "hospital_visit/cases/went-wrong"])
def test_a_record_is_written_as_a_document_that_becomes_the_same_record(
    workspace: Workspace, name: str
) -> None:
    """K05"""
    data = (bundle.forms() / f"{name}.json").read_bytes()
    first = workspace.bring_in(data).draft
    whole = workspace.answers_json(first.ref)
    again = workspace.bring_in(json.dumps(whole).encode())
    assert again.refused == ()
    assert workspace.answers_json(again.draft.ref) == whole
    assert standing(again.draft.report) == standing(first.report)
    assert missing(again.draft.report) == missing(first.report)
    given_answers = json.loads(data)["answers"]
    for name_of, value in whole["answers"].items():
        if name_of in given_answers and name_of not in ("milestones", "implications"):
            assert value == given_answers[name_of]


def test_the_history_of_a_record_and_of_an_answer(workspace: Workspace) -> None:
    """K09"""
    ref = workspace.start("young_carer").ref
    child = new_row_id()
    name = place("children.given_name", child)
    workspace.keep(ref, [AddRow(GroupId("children"), child), SetAnswer(name, Answer(value="A"))])
    workspace.keep(ref, [SetAnswer(name, Answer(value="Bea"))])
    workspace.keep(ref, [SetAnswer(name, None)])
    path = AnswerPath.parse("children.given_name[1]")
    told = workspace.history(ref, path)
    assert [(each.old, each.new) for each in told] == [
        *((None, '"A"'), ('"A"', '"Bea"'), ('"Bea"', None)),
    ]
    assert {each.path for each in told} == {"children.given_name[1]"}
    assert {each.by for each in told} == {"Jo Rowe"}
    whole = workspace.history(ref)
    assert len(whole) > len(told)
    assert [each.seq for each in whole] == sorted(each.seq for each in whole)


def test_a_record_keeps_the_definition_it_was_filled_in_with(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reopened: Callable[[str], Draft]
) -> None:
    """K12: the form may change, or may not be installed any more."""
    ref = workspace.bring_in(document({"edd": "2027-03-01", "concealed": "no"})).draft.ref
    before = workspace.open(ref)
    monkeypatch.setattr("kinfile.forms.catalogue.installed", lambda: ())
    again = reopened(ref)
    assert again.form is not before.form
    assert again.form.body == before.form.body
    assert again.answers == before.answers
    assert missing(again.report) == missing(before.report)
    asked = [(q.id, q.options) for q in again.form.questions()]
    assert asked == [(q.id, q.options) for q in before.form.questions()]
    kept = workspace.keep(ref, [SetAnswer(place("maternity_unit"), Answer(value="Ward 3"))])
    assert kept.draft.answers.at(place("maternity_unit")) == Answer(value="Ward 3")


class Loud(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper()


def test_a_record_is_asked_in_one_language_and_shown_in_another(workspace: Workspace) -> None:
    """K14"""
    loud = Language("yy", gettext.NullTranslations(), Loud)
    english = workspace.start("pre_birth")
    workspace.ask_in(loud)
    try:
        asked = workspace.open(english.ref)
        assert asked.form.title == english.form.title.upper()
        assert asked.form.body == english.form.body
        assert asked.newer is None
        unit = SetAnswer(place("maternity_unit"), Answer(value="Ward"))
        assert workspace.keep(english.ref, [unit]).draft.form.language == "yy"
        shown = workspace.open(english.ref, language=Language())
        assert shown.form.title == english.form.title
        assert shown.answers.at(place("maternity_unit")) == Answer(value="Ward")
        assert workspace.open(english.ref).form.language == "yy"
    finally:
        workspace.ask_in(Language())
