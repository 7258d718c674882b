# SPDX-License-Identifier: Apache-2.0
"""Looking back on a record, over a real vault.

T01 The versions are told with the day of signing and the reason of each correction, newest first;
    the copy of an earlier one can still be read.
T02 Earlier values of an answer come with their time and writer, newest first, no more than asked.
T03 What was erased is told as erased; nothing of it can be read.
T04 A story knows the questions of every version of the form that the record was filled with.
"""

import pytest

from helpers.newer import newer_pre_birth
from helpers.opened import ENGLISH, WORKER, Clock, document, secret
from helpers.small import place
from kinfile.app.changes import SetAnswer
from kinfile.app.draft import RecordStatus
from kinfile.app.example import example_answers
from kinfile.app.story import Stood, said
from kinfile.app.workspace import Workspace
from kinfile.errors import UnknownRecord
from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.records.model import Answer

UNIT = place("maternity_unit")


def unit(words: str) -> SetAnswer:
    return SetAnswer(UNIT, Answer(value=words))


def test_versions_and_their_copies(workspace: Workspace, clock: Clock) -> None:
    """T01"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    (only,) = workspace.story(ref).versions
    assert (only.number, only.signed_at, only.has_copy) == (1, None, False)
    first = workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    workspace.correct(ref, reason="The unit was wrong")
    workspace.keep(ref, [unit("At home")])
    story = workspace.story(ref)
    second, one = story.versions
    assert (second.number, second.reason, second.signed_at) == (2, "The unit was wrong", None)
    assert (one.number, one.reason, one.has_copy, second.has_copy) == (1, "", True, False)
    assert one.signed_at is not None
    assert story.begun_at <= one.signed_at <= second.begun_at
    copy = workspace.signed_copy(ref, version=1)
    assert copy is not None
    assert (copy.version, copy.sha256) == (1, first.sha256)
    assert workspace.signed_copy(ref) is None
    assert [event.seq for event in story.events] == sorted(
        (event.seq for event in story.events), reverse=True
    )
    assert [said(each).get("status") for each in story.events if each.kind == "status"] == [
        "draft",
        "signed",
    ]


def test_earlier_values(workspace: Workspace) -> None:
    """T02"""
    ref = workspace.bring_in(document({"edd": "2027-03-01"})).draft.ref
    assert workspace.earlier(ref, UNIT) == ()
    for words in ("One", "Two", "Three"):
        workspace.keep(ref, [unit(words)])
    workspace.keep(ref, [SetAnswer(UNIT, None)])
    found = workspace.earlier(ref, UNIT)
    assert [each.stood for each in found] == [Stood.BLANK, *[Stood.ANSWER] * 3]
    assert [each.answer.value for each in found if each.answer] == ["Three", "Two", "One"]
    assert {each.by for each in found} == {WORKER.name}
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    assert workspace.earlier(ref, UNIT, limit=2) == found[:2]
    with pytest.raises(KeyError):
        workspace.earlier(ref, place("no_such_question"))
    with pytest.raises(UnknownRecord):
        workspace.earlier("ZZZZ-ZZZZ", UNIT)


def test_earlier_values_of_a_row(workspace: Workspace) -> None:
    """T02"""
    draft = workspace.bring_in(document({"parents": [{"given_name": "Ash"}]})).draft
    row = draft.answers.rows("parents")[0].id
    (only,) = workspace.earlier(draft.ref, place("parents.given_name", row))
    assert only.answer == Answer(value="Ash")


def test_what_this_version_cannot_take_says_so(workspace: Workspace) -> None:
    """T02"""
    ref = workspace.bring_in(document({"substances_pregnancy": ["vaping"]})).draft.ref
    vault, kept = workspace._vault, workspace._vault.summary(ref.replace("-", ""))
    events = vault.history(kept.ref, "substances_pregnancy", "")
    assert events[-1].new == '["vaping"]'
    form = catalogue.load("pre_birth")
    asked = form.by_id()[UNIT.question]
    from kinfile.app.story import _earlier

    assert _earlier(asked, events[-1]).stood is Stood.UNREADABLE


def test_what_is_erased_is_told_and_gone(workspace: Workspace, clock: Clock) -> None:
    """T03"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    workspace.erase(ref)
    story = workspace.story(ref)
    assert story.draft.status is RecordStatus.ERASED
    assert [version.has_copy for version in story.versions] == [False]
    assert {each.is_erased for each in story.events if each.kind == "answer"} == {True}
    assert {each.stood for each in workspace.earlier(ref, UNIT)} == {Stood.ERASED}


def test_the_questions_of_an_earlier_version_are_known(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, newer: Form
) -> None:
    """T04"""
    ref = workspace.bring_in(document({"missed_antenatal": 3})).draft.ref
    assert len(workspace.story(ref).forms) == 1
    shipped = catalogue.load
    monkeypatch.setattr(
        catalogue, "load", lambda name: newer if name == newer.id else shipped(name)
    )
    workspace.move(ref, newer.version)
    story = workspace.story(ref)
    assert [form.version for form in story.forms] == [newer.version, 1]
    (asked,) = story.forms[1].by_id().keys() - story.forms[0].by_id().keys()
    assert asked == "missed_followup"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Version 2, which asks one question under another id."""
    return newer_pre_birth(tmp_path_factory.mktemp("newer"))
