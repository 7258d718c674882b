# SPDX-License-Identifier: Apache-2.0
"""A vault opened, and where the worker was in it.

K01 What is kept is there when the vault is opened again: answers, rows, marks and what is hidden.
K10 Where the worker was is remembered while that record may change.
"""

from pathlib import Path

import pytest

from helpers.opened import ENGLISH, WORKER, secret
from helpers.small import missing, place
from kinfile.app.draft import Worker
from kinfile.app.outcomes import ResumePoint
from kinfile.app.workspace import Workspace
from kinfile.errors import (
    NotAVault,
    VaultExists,
    WrongPassphrase,
)
from kinfile.forms.model import SectionId
from kinfile.records.model import new_row_id
from kinfile.vault.keys import Cost


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


def test_the_made_up_family_is_made_once(workspace: Workspace) -> None:
    first = workspace.example(language=ENGLISH)
    assert workspace.example(language=ENGLISH).ref == first.ref
    assert missing(first.report) == []


def test_the_vault_is_sound_after_all_of_this(workspace: Workspace) -> None:
    """K01"""
    assert workspace.integrity() == ()
    status = workspace.status()
    assert status.records == len(workspace.caseload())
    assert status.last_backup is None
