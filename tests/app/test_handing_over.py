# SPDX-License-Identifier: Apache-2.0
"""Records signed and handed over, over a real vault.

K07 Signing waits for what is missing and for the passphrase; a signed record changes no more.
K08 An unsigned record leaves only as an urgent copy; a signed one as the bytes that were signed.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from helpers.opened import ENGLISH, Clock, document, secret
from helpers.small import place
from kinfile.app.changes import (
    SetAnswer,
)
from kinfile.app.draft import Draft, RecordStatus
from kinfile.app.example import example_answers
from kinfile.app.outcomes import ResumePoint
from kinfile.app.workspace import Workspace
from kinfile.errors import (
    NotReadyToSign,
    NotSigned,
    RecordClosed,
    WrongPassphrase,
)
from kinfile.forms.model import SectionId
from kinfile.records.model import Answer
from kinfile.records.report import Blocker


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
