# SPDX-License-Identifier: Apache-2.0
"""The report.

T01 Complete means nothing missing and no problem of level error.
T02 Missing and problems are those of all sections, in their order; alerts are found by severity.
T03 An alert is open while it asks for something that nobody has given.
T04 Missing rows are told as `group: 0 of 1 rows`.
"""

from dataclasses import replace

import pytest

from helpers.small import TODAY
from kinfile.forms.model import Alert, AlertId, Force, SectionId, Severity, Source
from kinfile.forms.rules.ast import Name, Rule
from kinfile.records.model import Path
from kinfile.records.report import (
    Acknowledgement,
    Level,
    MissingRows,
    Problem,
    Report,
    SectionReport,
    SectionState,
    Standing,
)

ALERT = Alert(
    id=AlertId("R01"),
    severity=Severity.ACT_NOW,
    when=Rule("a", Name("a")),
    say="",
    why="",
    source=(),
    forces=(Force("ack"),),
    place=Source("a.yaml", 1),
)
ASKS = Standing(alert=ALERT, because=(), acknowledged=None)
SAYS = Standing(alert=replace(ALERT, forces=()), because=(), acknowledged=None)


def section(name: str, **more: object) -> SectionReport:
    found = {
        "id": SectionId(name),
        "state": SectionState.IN_PROGRESS,
        "forced": False,
        "missing": (),
        "problems": (),
    }
    return SectionReport(**{**found, **more})  # type: ignore[arg-type]


def report(*sections: SectionReport, alerts: tuple[Standing, ...] = ()) -> Report:
    return Report(
        form="small",
        version=1,
        today=TODAY,
        sections={each.id: each for each in sections},
        alerts=alerts,
        gaps=(),
        set_aside=(),
        milestones=(),
        undecided=(),
        shown=frozenset(),
        required=frozenset(),
        calculated={},
        blockers=(),
    )


ERROR, CHECK, PROMPT = (Problem("odd", Path("a"), level) for level in Level)


@pytest.mark.parametrize(
    ("more", "complete"),
    [
        ({}, True),
        ({"problems": (CHECK, PROMPT)}, True),
        ({"problems": (PROMPT, ERROR)}, False),
        ({"missing": (Path("a"),)}, False),
        ({"missing": (MissingRows("children", 0, 1),)}, False),
    ],
)
def test_complete_is_nothing_missing_and_no_error(more: dict[str, object], complete: bool) -> None:
    """T01"""
    assert report(section("one"), section("two", **more)).complete is complete


def test_what_is_missing_and_odd_is_that_of_all_sections() -> None:
    """T02"""
    whole = report(
        section("one", missing=(Path("b"),), problems=(CHECK,)),
        section("two", missing=(Path("a"),), problems=(ERROR,)),
        alerts=(ASKS, SAYS),
    )
    assert whole.missing == (Path("b"), Path("a"))
    assert whole.problems == (CHECK, ERROR)
    assert whole.standing(Severity.ACT_NOW) == (ASKS, SAYS)
    assert whole.standing(Severity.INFO) == ()


def test_an_alert_is_open_while_it_asks() -> None:
    """T03"""
    assert ASKS.is_open
    assert not SAYS.is_open
    assert not replace(ASKS, acknowledged=Acknowledgement("J", "done")).is_open
    assert replace(SAYS, blocked=(Path("a"),)).is_open


def test_missing_rows_are_told_in_one_way() -> None:
    """T04"""
    assert str(MissingRows("mh_requests", 0, 1)) == "mh_requests: 0 of 1 rows"
