# SPDX-License-Identifier: Apache-2.0
"""Deleting by putting aside.

A01 A record that is put aside stays readable and is changed by nobody; taken back it is as it was.
A02 After 30 days it is erased, not before; an erased one is not put aside.
A03 It is in no list of people, and work is not resumed in it.
A04 The chain holds it all, and the vault is sound at every step.
"""

from datetime import timedelta

import pytest

from helpers.opened import Clock, document
from helpers.small import place
from kinfile.app.changes import SetAnswer
from kinfile.app.draft import Draft
from kinfile.app.outcomes import ResumePoint
from kinfile.app.workspace import Workspace
from kinfile.errors import RecordClosed
from kinfile.records.model import Answer

CHANGE = [SetAnswer(place("maternity_unit"), Answer(value="Bryngolau"))]


def begun(workspace: Workspace) -> Draft:
    answers = {"maternity_unit": "Penrallt", "parents": [{"given_name": "Berwyn"}]}
    return workspace.bring_in(document(answers)).draft


def line(workspace: Workspace, ref: str) -> object:
    return next(each for each in workspace.caseload() if each.ref == ref)


def test_it_comes_back_as_it_was(workspace: Workspace, clock: Clock) -> None:
    """A01, A03, A04"""
    draft = begun(workspace)
    workspace.keep_resume_point(ResumePoint(draft.ref, draft.form.sections[0].id, None))
    assert workspace.resume_point() is not None
    until = workspace.put_aside(draft.ref)
    assert until == clock.at.date() + timedelta(days=30)
    assert workspace.open(draft.ref).put_aside == until
    assert line(workspace, draft.ref).put_aside == until  # type: ignore[attr-defined]
    assert workspace.open(draft.ref).answers.single == draft.answers.single
    assert workspace.resume_point() is None
    assert "Berwyn" not in [person.name for person in workspace.people()]
    for act in (
        lambda: workspace.keep(draft.ref, CHANGE),
        lambda: workspace.put_aside(draft.ref),
    ):
        with pytest.raises(RecordClosed):
            act()
    assert workspace.integrity() == ()
    workspace.take_back(draft.ref)
    assert workspace.open(draft.ref).put_aside is None
    workspace.keep(draft.ref, CHANGE)
    assert workspace.resume_point() is not None
    with pytest.raises(RecordClosed):
        workspace.take_back(draft.ref)
    assert workspace.integrity() == ()


def test_it_goes_after_thirty_days(workspace: Workspace, clock: Clock) -> None:
    """A02, A04"""
    draft = begun(workspace)
    workspace.put_aside(draft.ref)
    at = clock.at
    try:
        clock.at = at + timedelta(days=29)
        assert workspace.erase_put_aside() == 0
        clock.at = at + timedelta(days=31)
        assert workspace.erase_put_aside() == 1
        assert workspace.erase_put_aside() == 0
        assert workspace.open(draft.ref).status.value == "erased"
        assert workspace.open(draft.ref).put_aside is None
        with pytest.raises(RecordClosed):
            workspace.put_aside(draft.ref)
    finally:
        clock.at = at
    assert workspace.integrity() == ()
