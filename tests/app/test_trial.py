# SPDX-License-Identifier: Apache-2.0
"""A form that is only being tried out.

U01 A record begun with it says so, also when the form is approved later, until it is moved.
U02 It is never signed, complete or not; an urgent copy says on every page that it is a trial.
U03 Once the form is approved, moving the draft makes it one like any other.
"""

from pathlib import Path

import pypdfium2
import pytest

from helpers.opened import ENGLISH, Clock, document, secret
from kinfile.app.example import example_answers
from kinfile.app.workspace import Workspace
from kinfile.errors import NotReadyToSign
from kinfile.forms import catalogue
from kinfile.forms.packs.origin import Origin, OriginKind


@pytest.fixture
def on_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Origin(kind=OriginKind.TRIAL, version=1)
    monkeypatch.setattr(catalogue, "origin", lambda _: trial)


def test_a_trial_is_never_signed(
    workspace: Workspace,
    clock: Clock,
    tmp_path: Path,
    on_trial: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """U01, U02, U03"""
    draft = workspace.bring_in(example_answers(clock.at.date(), ENGLISH)).draft
    assert draft.is_trial
    monkeypatch.undo()
    assert workspace.open(draft.ref).is_trial
    with pytest.raises(NotReadyToSign) as caught:
        workspace.sign(draft.ref, secret(), declared=True, language=ENGLISH)
    blockers = caught.value.facts["blockers"]
    assert [blocker.code for blocker in blockers] == ["trial-form"]  # type: ignore[attr-defined]
    exported = workspace.export(draft.ref, tmp_path, language=ENGLISH, urgent=True)
    with pypdfium2.PdfDocument(exported.sealed) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert all("TRIAL FORM" in page for page in pages)
    assert "not approved for use" in pages[0]

    workspace.move(draft.ref, draft.form.version)
    assert not workspace.open(draft.ref).is_trial
    assert workspace.sign(draft.ref, secret(), declared=True, language=ENGLISH).version == 1


def test_an_ordinary_record_is_no_trial(workspace: Workspace) -> None:
    """U01"""
    assert not workspace.bring_in(document({"edd": "2027-03-01"})).draft.is_trial
