# SPDX-License-Identifier: Apache-2.0
"""Wishes of more than one step."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers.newer import newer_pre_birth
from helpers.opened import WORKER, Clock, document, secret
from helpers.window_fakes import LINES, FakeWorkspace
from kinfile.app.workspace import Workspace
from kinfile.errors import UnknownForm
from kinfile.forms import catalogue
from kinfile.ui.wishes import home, planned
from kinfile.vault.keys import Cost


def test_what_the_list_shows_is_read_at_once() -> None:
    workspace = FakeWorkspace(last_backup=datetime(2026, 3, 14, 9, 0, tzinfo=UTC))
    found = home(workspace)  # type: ignore[arg-type]
    assert found.lines == LINES
    assert found.resume is None
    assert found.last_backup == workspace.last_backup
    workspace.last_backup = None
    assert home(workspace).last_backup is None  # type: ignore[arg-type]


def test_a_plan_comes_with_the_form_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = newer_pre_birth(tmp_path)
    made = Workspace.create(
        tmp_path / "jo.kinvault", WORKER, secret(), clock=Clock(), cost=Cost.least()
    )
    with made.workspace as workspace:
        ref = workspace.bring_in(document({"missed_antenatal": 3})).draft.ref
        shipped = catalogue.load
        monkeypatch.setattr(
            catalogue, "load", lambda name: newer if name == newer.id else shipped(name)
        )
        found = planned(workspace, ref, newer.version)
        assert found.form is newer
        assert found.plan.after == newer.version
        with pytest.raises(UnknownForm):
            planned(workspace, ref, 99)
