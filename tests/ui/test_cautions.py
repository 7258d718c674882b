# SPDX-License-Identifier: Apache-2.0
"""A clock that cannot be right and a disk that is nearly full.

T01 A clock before the last change of any record, before the program was installed, or set back
    while Kinfile runs, is suspect; a minute of correction and another zone are not.
T02 A disk with little room left is told before it is full, and no longer when there is room.
T04 A backup that failed is told until one is made, and so is a copy in the second place; what else
    stands goes on standing.
T03 They stand as a banner over every page, in the look of now; nothing is blocked; the log has a
    code for each.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from helpers.program import Program
from helpers.window_fakes import LINES, LONG_AGO, NOW
from kinfile.errors import NotKept, NotWritten
from kinfile.log import Log
from kinfile.ui.cautions import LITTLE, MINUTE, WORDS, Caution, Cautions, free_bytes, installed_at


def standing(cautions: Cautions) -> set[str]:
    return set(cautions.standing)


@pytest.fixture
def cautions(program: Program) -> Cautions:
    program.begin().unlock()
    made = Cautions(
        program.app.desk,
        Log(program.folder / "codes.jsonl"),
        free=lambda _: LITTLE,
        installed=LONG_AGO,
        parent=program.app.window,
    )
    made.start()
    program.settle()
    return made


def test_nothing_is_suspect_as_a_rule(program: Program, cautions: Cautions) -> None:
    """T01, T02"""
    assert cautions.standing == ()
    program.now += timedelta(minutes=5)
    cautions.look()
    program.now -= timedelta(minutes=1)
    cautions.look()
    program.now = program.now.astimezone(timezone(timedelta(hours=-11)))
    cautions.look()
    assert cautions.standing == ()


def test_a_clock_before_the_last_change_is_suspect(program: Program) -> None:
    """T01"""
    late = replace(LINES[0], changed_at=NOW + timedelta(hours=2))
    program.workspace.lines = (LINES[1], late)
    program.begin().unlock()
    made = Cautions(
        program.app.desk, Log(), free=lambda _: None, installed=LONG_AGO,
        parent=program.app.window,
    )  # fmt: skip
    made.start()
    program.settle()
    assert standing(made) == {"clock"}
    program.now += timedelta(hours=3)
    made.look()
    assert standing(made) == set()


def test_a_clock_before_the_installation_is_suspect(program: Program) -> None:
    """T01"""
    program.workspace.lines = ()
    program.begin()
    made = Cautions(
        program.app.desk, Log(), free=lambda _: None,
        installed=NOW + timedelta(days=2), parent=program.app.window,
    )  # fmt: skip
    made.look()
    assert made.standing == (Caution.CLOCK,)


def test_a_clock_that_is_set_back_is_suspect(program: Program, cautions: Cautions) -> None:
    """T01"""
    program.now += timedelta(days=1)
    cautions.look()
    program.now -= timedelta(hours=1)
    cautions.look()
    assert cautions.standing == (Caution.CLOCK,)
    assert '"event": "clock-suspect"' in (program.folder / "codes.jsonl").read_text()


def test_a_disk_that_fills_is_told_and_one_that_empties(
    program: Program,
    cautions: Cautions,
) -> None:
    """T02"""
    told: list[tuple[Caution, ...]] = []
    cautions.changed.connect(lambda: told.append(cautions.standing))
    for left in (LITTLE - 1, 0, LITTLE):
        cautions._free = lambda _, left=left: left  # type: ignore[misc]
        cautions.look()
    assert told == [(Caution.DISK,), ()]


def test_the_system_is_asked(tmp_path: Path) -> None:
    """T01, T02"""
    assert (free_bytes(tmp_path) or 0) > 0
    assert free_bytes(tmp_path / "nowhere") is None
    assert installed_at() < datetime.now(UTC)
    assert MINUTE == 60_000


def test_a_banner_stands_over_every_page(program: Program) -> None:
    """T03"""
    program.begin().unlock()
    window = program.app.window
    title, _ = WORDS[Caution.DISK]
    window.set_caution(WORDS[Caution.DISK])
    assert window.caution is not None
    assert window.caution.accessibleName() == title
    program.app.appearance.choose_colours("contrast")
    program.settle()
    program.wait(lambda: window.caution is not None and window.caution.isVisible())
    program.press("bar.hide")
    assert window.caution is not None
    assert not window.caution.isVisible()
    window.uncover()
    window.set_caution(None)
    assert window.caution is None


def test_no_banner_while_nothing_is_open(program: Program) -> None:
    """T03"""
    program.begin()
    window = program.app.window
    window.set_caution(WORDS[Caution.CLOCK])
    assert window.caution is None
    program.unlock()
    assert window.caution is not None


def told(cautions: Cautions) -> list[Caution]:
    return list(cautions.standing)


def test_a_backup_that_failed_is_told(program: Program) -> None:
    """T04"""
    program.begin().unlock()
    program.settle()
    making = program.app.backing_up
    cautions = program.app.findChild(Cautions)
    assert cautions is not None
    program.door.backup_error = NotKept(problem="disk-full")
    making.start()
    program.settle()
    assert told(cautions) == [Caution.BACKUP]
    assert program.app.window.caution is not None
    program.now -= timedelta(hours=1)
    cautions.look()
    assert told(cautions) == [Caution.CLOCK, Caution.BACKUP]
    program.door.backup_error = None
    program.workspace.second_place = Path("stick")
    program.workspace.second_failed = NotWritten(path="stick", errno=None)
    making.start()
    program.settle()
    assert told(cautions) == [Caution.CLOCK, Caution.SECOND]
    program.workspace.second_failed = None
    making.start()
    program.settle()
    assert told(cautions) == [Caution.CLOCK]
