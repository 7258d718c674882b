# SPDX-License-Identifier: Apache-2.0
"""After handing over, over a real vault with signed records.

Q01 The ledger says what was exported, to whom it went, and whether they confirmed it.
Q02 Nothing is noted of what was never exported or sent, of a day to come, or of nobody.
Q03 A signed record that went out is sent; an urgent copy of a draft leaves it a draft.
Q04 A correction opens the next version with its reason; what was signed before stays.
Q05 Erasing takes answers and documents away for good; the ledger stays, the chain still holds.
Q06 The head that an exported file carries is in the history it came from, and in no older copy.
"""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.opened import ENGLISH, WORKER, Clock, document, secret
from helpers.small import place
from kinfile.app.changes import SetAnswer
from kinfile.app.draft import RecordStatus
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.errors import NothingToNote, NotSigned, RecordClosed, Refused, UnknownRecord
from kinfile.records.model import Answer
from kinfile.vault.keys import Cost

TODAY = date(2026, 11, 22)


def signed(workspace: Workspace) -> str:
    ref = workspace.bring_in(example_answers(TODAY, ENGLISH)).draft.ref
    workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    return ref


def test_the_ledger_tells_the_way_of_a_file(workspace: Workspace, tmp_path: Path) -> None:
    """Q01, Q02, Q03"""
    ref = signed(workspace)
    with pytest.raises(NothingToNote, match="export"):
        workspace.sent(ref, to="Duty desk", on=TODAY)
    exported = workspace.export(ref, tmp_path, language=ENGLISH)
    for to, on, problem in (
        (" ", TODAY, "blank"),
        ("Duty desk", TODAY + timedelta(days=30), "to-come"),
    ):
        with pytest.raises(Refused, match=problem):
            workspace.sent(ref, to=to, on=on)
    with pytest.raises(NothingToNote, match="sent"):
        workspace.acknowledged(ref, by="Duty desk", on=TODAY)
    sent = workspace.sent(ref, to=" Duty desk ", on=TODAY, channel="secure mail")
    assert (sent.recipient, sent.channel, sent.sent_on) == (
        "Duty desk",
        "secure mail",
        "2026-11-22",
    )
    assert sent.sha256 == exported.sha256
    assert workspace.open(ref).status is RecordStatus.SENT
    with pytest.raises(NothingToNote, match="export"):
        workspace.sent(ref, to="Duty desk", on=TODAY)
    with pytest.raises(Refused, match="before-sent"):
        workspace.acknowledged(ref, by="duty  desk", on=TODAY - timedelta(days=1))
    with pytest.raises(NothingToNote, match="sent"):
        workspace.acknowledged(ref, by="Somebody else", on=TODAY)
    confirmed = workspace.acknowledged(ref, by="duty  desk", on=TODAY)
    assert workspace.ledger(ref) == (confirmed,)
    assert confirmed.acknowledged_on == "2026-11-22"
    with pytest.raises(UnknownRecord):
        workspace.ledger("ZZZZ-ZZZZ")
    assert workspace.integrity() == ()


def test_an_urgent_copy_leaves_a_draft(workspace: Workspace, tmp_path: Path) -> None:
    """Q03"""
    ref = workspace.bring_in(document({"edd": "2027-03-01"})).draft.ref
    workspace.export(ref, tmp_path, language=ENGLISH, urgent=True)
    workspace.sent(ref, to="Duty desk", on=TODAY)
    assert workspace.open(ref).status is RecordStatus.IN_PROGRESS


def test_a_correction_is_the_next_version(workspace: Workspace, tmp_path: Path) -> None:
    """Q04"""
    ref = signed(workspace)
    first = workspace.signed_copy(ref)
    assert first is not None
    with pytest.raises(Refused, match="blank"):
        workspace.correct(ref, reason="  ")
    draft = workspace.correct(ref, reason="The date was wrong")
    assert (draft.version, draft.status) == (2, RecordStatus.READY_TO_SIGN)
    with pytest.raises(NotSigned):
        workspace.correct(ref, reason="Again")
    workspace.keep(ref, [SetAnswer(place("maternity_unit"), Answer(value="At home"))])
    assert workspace.signed_copy(ref) is None
    second = workspace.sign(ref, secret(), declared=True, language=ENGLISH)
    assert (second.version, first.version) == (2, 1)
    assert second.sha256 != first.sha256
    assert workspace.export(ref, tmp_path, language=ENGLISH).sha256 == second.sha256
    told = [json.loads(e.new or "{}") for e in workspace.history(ref) if e.kind == "status"]
    assert "The date was wrong" in [each.get("reason") for each in told]
    assert workspace.integrity() == ()


def test_what_is_erased_is_gone_and_the_chain_holds(workspace: Workspace, tmp_path: Path) -> None:
    """Q05"""
    ref = signed(workspace)
    workspace.export(ref, tmp_path, language=ENGLISH)
    workspace.sent(ref, to="Duty desk", on=TODAY)
    workspace.erase(ref)
    gone = workspace.open(ref)
    assert gone.status is RecordStatus.ERASED
    assert gone.answers.single == {}
    assert workspace.signed_copy(ref) is None
    assert {event.new for event in workspace.history(ref) if event.kind == "answer"} == {None}
    (line,) = workspace.ledger(ref)
    assert (line.recipient, line.passphrase) == ("Duty desk", None)
    for again in (lambda: workspace.erase(ref), lambda: workspace.correct(ref, reason="No")):
        with pytest.raises(RecordClosed):
            again()
    assert workspace.integrity() == ()


def test_an_older_copy_of_the_vault_does_not_know_the_head(tmp_path: Path, clock: Clock) -> None:
    """Q06"""
    folder, older = tmp_path / "jo.kinvault", tmp_path / "older.kinvault"
    with Workspace.create(
        folder, WORKER, secret(), clock=clock, cost=Cost.least()
    ).workspace as fresh:
        fresh.start("young_carer")
    shutil.copytree(folder, older)
    with Workspace.unlock(folder, secret(), clock=clock) as opened:
        ref = opened.bring_in(document({"edd": "2027-03-01"})).draft.ref
        exported = opened.export(ref, tmp_path, language=ENGLISH, urgent=True)
        head = json.loads(exported.receipt.read_text())["head"]
        assert opened.is_here([head])
        assert not opened.is_here([head, "00" * 32])
        assert not opened.is_here(["no hash"])
    with Workspace.unlock(older, secret(), clock=clock) as opened:
        assert opened.integrity() == ()
        assert not opened.is_here([head])
