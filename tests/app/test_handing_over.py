# SPDX-License-Identifier: Apache-2.0
"""Records signed and handed over, over a real vault.

K07 Signing waits for what is missing and for the passphrase; a signed record changes no more.
K08 An unsigned record leaves only as an urgent copy; a signed one as the bytes that were signed.
K09 The document carries the answers for programs, as they are in the vault.
K11 A transfer copy comes with a passphrase of its own, which the ledger keeps; where the profile
    bans passwords, there is none.
K12 A tier that policy asks for holds back a signature, and never an urgent copy.
K13 The manager signs in the file from a vault of their own; it is filed back with the record only
    as our own document with that one signature, and exports write it from then on.
K14 Stopped anywhere, a signature leaves the record, its history and its documents as they were,
    and a second try works; once it is being kept it can no longer be stopped.
K15 Stopped anywhere, a copy leaves no file, no line in the ledger and nothing in the vault.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpers.opened import ENGLISH, Clock, document, secret
from helpers.small import place
from helpers.stopping import stops
from kinfile.app.changes import (
    SetAnswer,
)
from kinfile.app.draft import Draft, RecordStatus, Worker
from kinfile.app.example import example_answers
from kinfile.app.outcomes import ResumePoint
from kinfile.app.signing_keys import KeyChoice
from kinfile.app.workspace import Workspace
from kinfile.errors import (
    Cancelled,
    NotCountersigned,
    NotReadyToSign,
    NotSigned,
    PasswordsBanned,
    RecordClosed,
    UnfitIdentity,
    WrongPassphrase,
)
from kinfile.export.verify import verify
from kinfile.forms import catalogue
from kinfile.forms.model import SectionId
from kinfile.records.model import Answer
from kinfile.records.report import Blocker
from kinfile.vault.keys import Cost
from kinfile.watch import Stop, Watch


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


@pytest.fixture(scope="module")
def handed(workspace: Workspace, clock: Clock) -> str:
    """The family's record, signed with a place for the manager."""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    workspace.sign(ref, secret(), declared=True, manager_field=True, language=ENGLISH)
    return ref


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Workspace]:
    """The manager's own vault."""
    folder = tmp_path_factory.mktemp("vaults") / "manager.kinvault"
    worker = Worker(name="Ffion Lloyd", role="named midwife")
    created = Workspace.create(folder, worker, secret(), clock=clock, cost=Cost.least())
    with created.workspace as opened:
        yield opened


def test_the_document_carries_its_answers_as_fhir(workspace: Workspace, handed: str) -> None:
    """K09"""
    copy = workspace.signed_copy(handed)
    assert copy is not None
    verdict = verify(copy.pdf, fingerprints=copy.signers, with_attached=True)
    assert verdict.ok
    files = {each.name: each.data for each in verdict.attached}
    assert set(files) == {"ANSWERS.json", "Questionnaire.json", "QuestionnaireResponse.json"}
    response = json.loads(files["QuestionnaireResponse.json"])
    assert (response["status"], response["identifier"]["value"]) == ("completed", handed)
    assert json.loads(files["ANSWERS.json"])["answers"] == workspace.answers_json(handed)["answers"]


def test_a_transfer_copy_opens_with_what_the_ledger_keeps(
    workspace: Workspace, handed: str, tmp_path: Path
) -> None:
    """K11"""
    exported = workspace.export(handed, tmp_path, language=ENGLISH, transfer=True)
    copy = exported.transfer
    assert copy is not None
    assert copy.file.name == exported.sealed.name.replace(".pdf", "-transfer.pdf")
    assert [word.word for word in copy.spoken] == copy.passphrase.split("-")
    data = copy.file.read_bytes()
    verdict = verify(data, passphrase=copy.passphrase, code=exported.code)
    assert verdict.ok, verdict.problems
    (line,) = workspace.passphrases(handed)
    assert (line.passphrase, line.sha256) == (copy.passphrase, copy.sha256)
    assert line.edition == "full-transfer"
    again = workspace.export(handed, tmp_path, language=ENGLISH, transfer=True).transfer
    assert again is not None
    assert again.passphrase != copy.passphrase
    assert again.file != copy.file
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert copy.passphrase.encode() not in written


def test_a_profile_may_ban_passwords(
    workspace: Workspace, handed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K11"""
    national = catalogue.profile("generic-england")
    banned = replace(national, words={**national.words, "pdf_passwords": "banned"})
    draft = replace(workspace.open(handed), profile=banned)
    monkeypatch.setattr(workspace, "open", lambda _ref, **_said: draft)
    with pytest.raises(PasswordsBanned) as refused:
        workspace.export(handed, tmp_path, language=ENGLISH, transfer=True)
    assert "secure" in str(refused.value.facts["instead"])
    assert list(tmp_path.iterdir()) == []
    assert workspace.export(handed, tmp_path, language=ENGLISH).sealed.exists()


def test_policy_holds_back_a_signature_and_no_urgent_copy(
    workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    """K12"""
    strict = KeyChoice(minimum_tier=1)
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    with pytest.raises(UnfitIdentity):
        workspace.sign(ref, secret(), declared=True, language=ENGLISH, key=strict)
    assert workspace.open(ref).status is RecordStatus.READY_TO_SIGN
    urgent = workspace.export(
        ref, tmp_path, language=ENGLISH, urgent=True, transfer=True, key=strict
    )
    assert urgent.sealed.exists()
    assert urgent.transfer is not None
    assert urgent.transfer.file.name.endswith("-transfer.pdf")


def test_the_manager_countersigns_and_it_is_filed_back(
    workspace: Workspace, manager: Workspace, handed: str, tmp_path: Path
) -> None:
    """K13"""
    ours = workspace.signed_copy(handed)
    assert ours is not None
    with pytest.raises(WrongPassphrase):
        manager.countersign(ours.pdf, secret("another violin teapot ladder"), language=ENGLISH)
    made = manager.countersign(ours.pdf, secret(), language=ENGLISH)
    assert made.practitioner.signer == "Jo Rowe"
    assert made.practitioner.fingerprint == ours.signers[0]
    assert len(made.key_words.split()) == 6
    assert made.signed.receipt()["signatures"] == 2
    filed = workspace.countersigned(handed, made.signed.data)
    assert filed.signers == made.signed.fingerprints
    exported = workspace.export(handed, tmp_path, language=ENGLISH, transfer=True)
    assert exported.sealed.read_bytes() == made.signed.data
    assert exported.sealed.name == ours.name
    assert json.loads(exported.receipt.read_bytes())["signatures"] == 2
    with pytest.raises(NotCountersigned) as refused:
        workspace.countersigned(handed, made.signed.data)
    assert refused.value.facts["problem"] == "already"
    assert workspace.integrity() == ()


def test_what_does_not_hold_is_not_countersigned(
    workspace: Workspace, manager: Workspace, handed: str
) -> None:
    """K13"""
    ours = workspace.signed_copy(handed)
    assert ours is not None
    for data in (b"%PDF-1.7", ours.pdf + b"more", ours.pdf[:-9]):
        with pytest.raises(NotCountersigned) as refused:
            manager.countersign(data, secret(), language=ENGLISH)
        assert refused.value.facts["problem"] == "does-not-hold"
        assert refused.value.facts["findings"]
    known = {"fingerprints": ["0" * 64]}
    with pytest.raises(NotCountersigned) as stranger:
        manager.countersign(ours.pdf, secret(), language=ENGLISH, witnesses=known)
    assert stranger.value.facts["problem"] == "does-not-hold"


def test_only_our_own_document_is_filed_back(
    workspace: Workspace, manager: Workspace, clock: Clock
) -> None:
    """K13"""
    refs = [
        workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref for _ in range(2)
    ]
    for ref in refs:
        workspace.sign(ref, secret(), declared=True, manager_field=True, language=ENGLISH)
    one = workspace.signed_copy(refs[0])
    assert one is not None
    made = manager.countersign(one.pdf, secret(), language=ENGLISH)
    for ref, data, problem in (
        (refs[1], made.signed.data, "not-ours"),
        (refs[0], one.pdf, "one-signature"),
        (refs[0], made.signed.data + b"\n", "does-not-hold"),
    ):
        with pytest.raises(NotCountersigned) as refused:
            workspace.countersigned(ref, data)
        assert refused.value.facts["problem"] == problem


def state(workspace: Workspace, ref: str) -> tuple[object, ...]:
    """All that signing or handing over could have changed."""
    vault, plain = workspace._vault, ref.replace("-", "")
    draft = workspace.open(ref)
    return vault.head(), vault.documents(plain), vault.ledger(plain), draft.status, draft.version


def test_a_signature_is_stopped_wherever_it_can_be(
    workspace: Workspace, clock: Clock, reopened: Callable[[str], Draft]
) -> None:
    """K14"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    before = state(workspace, ref)

    def sign(watch: Watch) -> object:
        return workspace.sign(ref, secret(), declared=True, language=ENGLISH, watch=watch)

    for watch in stops(sign):
        with pytest.raises(Cancelled):
            sign(watch)
        assert state(workspace, ref) == before
    assert reopened(ref).status is RecordStatus.READY_TO_SIGN
    assert workspace.signed_copy(ref) is None
    assert workspace.integrity() == ()
    sign(Watch())
    copy = workspace.signed_copy(ref)
    assert copy is not None
    assert verify(copy.pdf, fingerprints=copy.signers).ok
    assert workspace.integrity() == ()


def test_what_is_being_kept_is_not_stopped(workspace: Workspace, clock: Clock) -> None:
    """K14"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    stop, taken = Stop(), list[bool]()

    def last() -> bool:
        may = stop.may_finish()
        taken.append(stop.ask())
        return may

    watch = Watch(is_cancelled=stop.is_asked, may_finish=last)
    workspace.sign(ref, secret(), declared=True, language=ENGLISH, watch=watch)
    assert taken == [False]
    assert workspace.open(ref).status is RecordStatus.SIGNED


@pytest.mark.parametrize("edition", ["full", "family"])
def test_a_copy_is_stopped_wherever_it_can_be(
    workspace: Workspace, handed: str, tmp_path: Path, edition: str
) -> None:
    """K15"""
    before = state(workspace, handed)

    def export(watch: Watch) -> Path:
        return workspace.export(
            handed,
            tmp_path,
            language=ENGLISH,
            edition=edition,
            large_print=True,
            transfer=True,
            watch=watch,
        ).sealed

    for watch in stops(export):
        with pytest.raises(Cancelled):
            export(watch)
        assert list(tmp_path.iterdir()) == []
        assert state(workspace, handed) == before
    assert export(Watch()).exists()
    assert len(list(tmp_path.iterdir())) == 3
    assert workspace.integrity() == ()


def test_an_urgent_copy_is_stopped_wherever_it_can_be(workspace: Workspace, tmp_path: Path) -> None:
    """K15"""
    ref = workspace.bring_in(document({"edd": "2027-03-01"})).draft.ref
    before = state(workspace, ref)

    def export(watch: Watch) -> object:
        return workspace.export(ref, tmp_path, language=ENGLISH, urgent=True, watch=watch)

    for watch in stops(export):
        with pytest.raises(Cancelled):
            export(watch)
        assert list(tmp_path.iterdir()) == []
        assert state(workspace, ref) == before
    export(Watch())


def test_a_preview_is_stopped_wherever_it_can_be(workspace: Workspace, clock: Clock) -> None:
    """K15"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    before, told = state(workspace, ref), list[float]()

    def preview(watch: Watch) -> bytes:
        return workspace.preview(ref, language=ENGLISH, watch=watch)

    for watch in stops(preview):
        with pytest.raises(Cancelled):
            preview(watch)
    preview(Watch(progress=lambda done, of: told.append(done / of)))
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1
    assert state(workspace, ref) == before


def test_a_countersignature_is_stopped_wherever_it_can_be(
    workspace: Workspace, manager: Workspace, clock: Clock
) -> None:
    """K15"""
    ref = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft.ref
    ours = workspace.sign(ref, secret(), declared=True, manager_field=True, language=ENGLISH)

    def countersign(watch: Watch) -> object:
        return manager.countersign(ours.pdf, secret(), language=ENGLISH, watch=watch)

    for watch in stops(countersign, between=1):
        with pytest.raises(Cancelled):
            countersign(watch)
    countersign(Watch())
