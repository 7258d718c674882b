# SPDX-License-Identifier: Apache-2.0
"""An unlocked vault and what may be done with it, over a real vault.

K01 What is kept is there when the vault is opened again: answers, rows, marks and what is hidden.
K02 A record begins with what is known and is not started until somebody changes it.
K03 A file of answers becomes a record; what cannot be kept is named; nothing else fails for it.
K04 Forced sections for which a file holds an answer are opened, and those it says were.
K05 A record is written as a document that becomes the same record.
K06 Nothing is kept of changes that fail.
K07 Signing waits for what is missing and for the passphrase; a signed record changes no more.
K08 An unsigned record leaves only as an urgent copy; a signed one as the bytes that were signed.
K09 The history of a record, and of one answer, is told with the paths of today.
K10 Where the worker was is remembered while that record may change.
K11 References are read in any way of writing them.
K12 A record keeps the definition it was filled in with.
K13 Nothing that a file may say leaves a traceback.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

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
from kinfile.app.draft import Draft, RecordStatus, Worker
from kinfile.app.example import example_answers
from kinfile.app.outcomes import ResumePoint
from kinfile.app.workspace import Workspace, plain_reference
from kinfile.errors import (
    NotAVault,
    NothingAsked,
    NotReadyToSign,
    NotSigned,
    RecordClosed,
    UnknownForm,
    UnknownRecord,
    Unusable,
    VaultExists,
    WrongPassphrase,
)
from kinfile.forms.model import AlertId, GroupId, SectionId
from kinfile.forms.profile import PROFILE
from kinfile.i18n import Language
from kinfile.records.model import Answer, new_row_id
from kinfile.records.model import Path as AnswerPath
from kinfile.records.report import Blocker, SectionState
from kinfile.vault.keys import Cost

PASSPHRASE = "harbour violin teapot ladder"
ENGLISH = Language.load()
WORKER = Worker(
    name="Jo Rowe", role="specialist_midwife", organisation="Lantern team", phone="01632 960123"
)
LONDON = timezone(timedelta(0))


def secret(text: str = PASSPHRASE) -> bytearray:
    return bytearray(text, "utf-8")


@dataclass(slots=True)
class Clock:
    """A clock that a test can turn; each look moves it on by a second."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 14, 0, tzinfo=LONDON))

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Workspace]:
    """One vault for this module; each test has its own records."""
    folder = tmp_path_factory.mktemp("vaults") / "jo.kinvault"
    created = Workspace.create(folder, WORKER, secret(), clock=clock, cost=Cost.least())
    with created.workspace as opened:
        yield opened


@pytest.fixture
def reopened(workspace: Workspace, clock: Clock) -> Callable[[str], Draft]:
    """The record as another window would find it: nothing held in memory is used."""

    def found(ref: str) -> Draft:
        return Workspace(workspace.folder, workspace._vault, clock).open(ref)

    return found


def document(answers: dict[str, Any], form: str = "pre_birth", **more: Any) -> bytes:
    return json.dumps({"form": form, "answers": answers, **more}).encode()


# -- the vault -------------------------------------------------------------------------------


def test_a_vault_is_made_once_and_opened_with_its_passphrase(tmp_path: Path) -> None:
    """K01"""
    folder = tmp_path / "anna.kinvault"
    created = Workspace.create(folder, WORKER, secret(), cost=Cost.least())
    assert len(created.recovery_code.replace("-", "")) >= 26
    assert "Jo" not in repr(created)
    with created.workspace as first:
        assert first.worker == WORKER
        draft = first.start("young_carer")
        assert first.is_owner(secret())
    with pytest.raises(VaultExists):
        Workspace.create(folder, WORKER, secret(), cost=Cost.least())
    with pytest.raises(WrongPassphrase):
        Workspace.unlock(folder, secret("another violin teapot ladder"))
    with pytest.raises(NotAVault):
        Workspace.unlock(tmp_path, secret())
    with Workspace.unlock(folder, secret()) as again:
        assert [line.ref for line in again.caseload()] == [draft.ref]
        again.update_worker(Worker(name="Jo Rowe-Test"))
        assert again.worker.name == "Jo Rowe-Test"
        assert again.integrity() == ()
        assert again.status().records == 1


# -- beginning and keeping -------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "write", [str, str.lower, lambda ref: ref.replace("-", ""), lambda ref: f" {ref} "]
)
def test_a_reference_is_read_in_any_way_of_writing_it(
    workspace: Workspace, write: Callable[[str], str]
) -> None:
    """K11"""
    ref = workspace.caseload()[0].ref
    assert workspace.open(write(ref)).ref == ref
    assert plain_reference("oi1l-0000") == "01110000"


# -- files of answers ------------------------------------------------------------------------


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


# -- history and where the worker was --------------------------------------------------------


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


def test_where_the_worker_was_is_remembered(workspace: Workspace) -> None:
    """K10"""
    ref = workspace.start("pre_birth").ref
    for point in (
        ResumePoint(ref, SectionId("pregnancy"), place("edd")),
        ResumePoint(ref, SectionId("parents"), place("parents.role", new_row_id())),
        ResumePoint(ref, SectionId("about")),
    ):
        workspace.keep_resume_point(point)
        assert workspace.resume_point() == point
    workspace.keep_resume_point(ResumePoint("ZZZZ-ZZZZ", SectionId("about")))
    assert workspace.resume_point() is None


# -- signing and leaving ---------------------------------------------------------------------


def test_an_unfinished_record_is_not_signed_and_leaves_only_when_urgent(
    workspace: Workspace, tmp_path: Path
) -> None:
    """K07, K08"""
    ref = workspace.bring_in(document({"edd": "2027-03-01"})).draft.ref
    with pytest.raises(NotReadyToSign) as caught:
        workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    waiting = caught.value.facts["blockers"]
    assert isinstance(waiting, tuple)
    assert waiting
    with pytest.raises(NotSigned):
        workspace.export(ref, tmp_path, language=ENGLISH)
    assert list(tmp_path.iterdir()) == []
    assert workspace.signed_copy(ref) is None
    exported = workspace.export(ref, tmp_path, language=ENGLISH, urgent=True)
    assert exported.sealed.read_bytes().startswith(b"%PDF")
    assert exported.receipt.is_file()
    assert len(exported.code.split()) == 6
    assert workspace.open(ref).status is RecordStatus.IN_PROGRESS


def test_a_finished_record_is_signed_once_and_changes_no_more(
    workspace: Workspace, tmp_path: Path, clock: Clock, reopened: Callable[[str], Draft]
) -> None:
    """K07, K08, K10"""
    found = workspace.bring_in(example_answers(clock.at.date(), ENGLISH))
    ref = found.draft.ref
    assert found.draft.status is RecordStatus.READY_TO_SIGN
    workspace.keep_resume_point(ResumePoint(ref, SectionId("signoff")))
    with pytest.raises(NotReadyToSign) as caught:
        workspace.sign(ref, secret(), declared=False, language=ENGLISH)
    assert caught.value.facts["blockers"] == (Blocker("declaration"),)
    with pytest.raises(WrongPassphrase):
        workspace.sign(ref, secret("another violin teapot ladder"), declared=True, language=ENGLISH)
    clock.at += timedelta(minutes=5)
    signed = workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    assert (signed.ref, signed.version) == (ref, 1)
    assert signed.pdf.startswith(b"%PDF")

    assert reopened(ref).status is RecordStatus.SIGNED
    assert next(line for line in workspace.caseload() if line.ref == ref).to_do == "send"
    assert workspace.resume_point() is None
    with pytest.raises(RecordClosed):
        workspace.keep(ref, [SetAnswer(place("maternity_unit"), Answer(value="Elsewhere"))])
    with pytest.raises(RecordClosed):
        workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    kept = workspace.signed_copy(ref)
    assert kept is not None
    assert kept.pdf == signed.pdf
    assert workspace.preview(ref, language=ENGLISH) == signed.pdf
    exported = workspace.export(ref, tmp_path, language=ENGLISH)
    assert exported.sealed.read_bytes() == signed.pdf
    assert exported.sha256 == signed.sha256
    urgent = workspace.export(ref, tmp_path, language=ENGLISH, urgent=True)
    assert urgent.sealed.read_bytes() == signed.pdf

    clock.at += timedelta(days=400)
    assert reopened(ref).report.today == signed.at.date()
    clock.at -= timedelta(days=400)


def test_the_made_up_family_is_made_once(workspace: Workspace) -> None:
    first = workspace.example(language=ENGLISH)
    assert workspace.example(language=ENGLISH).ref == first.ref
    assert missing(first.report) == []


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


def test_the_vault_is_sound_after_all_of_this(workspace: Workspace) -> None:
    """K01"""
    assert workspace.integrity() == ()
    status = workspace.status()
    assert status.records == len(workspace.caseload())
    assert status.last_backup is None
