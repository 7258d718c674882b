# SPDX-License-Identifier: Apache-2.0
"""Records that were written on paper first, over a real vault.

P01 Both days are kept: that of the paper, and that of typing, with who typed.
P02 It counts as typed on the day it was begun, or on the day of noting where that was before.
P03 A day to come is refused, and begins no record; it can be taken back.
P04 Both days stand on the document's cover and in its data, and come back with an import.
"""

from datetime import date, timedelta

import pytest

from helpers.opened import Clock, document
from kinfile.app.workspace import Workspace
from kinfile.errors import Refused
from kinfile.records.marks import OnPaper

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)


def test_both_days_are_kept(workspace: Workspace) -> None:
    """P01, P03"""
    ref = workspace.start_from_paper("pre_birth", on=FRIDAY).ref
    assert workspace.open(ref).marks.paper == OnPaper(FRIDAY, TODAY, "Jo Rowe")
    workspace.written_on_paper(ref, on=None)
    assert workspace.open(ref).marks.paper is None
    assert workspace.integrity() == ()


def test_the_day_of_typing_is_never_before_the_paper(workspace: Workspace, clock: Clock) -> None:
    """P02"""
    ref = workspace.start("pre_birth").ref
    clock.at += timedelta(days=3)
    kept = workspace.written_on_paper(ref, on=TODAY + timedelta(days=2))
    assert kept.draft.marks.paper == OnPaper(
        TODAY + timedelta(days=2), TODAY + timedelta(days=3), "Jo Rowe"
    )
    kept = workspace.written_on_paper(ref, on=FRIDAY)
    assert kept.draft.marks.paper == OnPaper(FRIDAY, TODAY, "Jo Rowe")
    clock.at -= timedelta(days=3)


def test_a_day_to_come_is_refused(workspace: Workspace) -> None:
    """P03"""
    before = len(workspace.caseload())
    with pytest.raises(Refused, match="to-come"):
        workspace.start_from_paper("pre_birth", on=TODAY + timedelta(days=9))
    assert len(workspace.caseload()) == before


def test_an_import_brings_both_days(workspace: Workspace) -> None:
    """P04"""
    told = {"written": "2026-11-20", "typed": "2026-11-21", "by": "Sam Sample"}
    brought = workspace.bring_in(document({"edd": "2027-03-01"}, on_paper=told)).draft
    assert workspace.open(brought.ref).marks.paper == OnPaper(
        FRIDAY, date(2026, 11, 21), "Sam Sample"
    )
    assert workspace.answers_json(brought.ref)["on_paper"] == told
    for broken in ({"written": "soon"}, "2026-11-20", {"written": "2026-11-20", "typed": 3}):
        ref = workspace.bring_in(document({"edd": "2027-03-01"}, on_paper=broken)).draft.ref
        assert workspace.open(ref).marks.paper is None
