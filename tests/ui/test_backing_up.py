# SPDX-License-Identifier: Apache-2.0
"""Backups of the open vault, beside the work.

K01 One that is asked for is begun on the vault's thread, made beside it and noted; one at a time.
K02 How far it has come is told, and it can be stopped; then nothing is told but that it ended.
K03 The first change of a day makes one where one is due; no other change asks.
K04 Before the vault is closed one is made where something has changed, and then it is closed:
    also when it fails, when it is skipped, and when another was on its way.
K05 What fails is told and leaves a code in the log; the made-up family is never backed up.
K06 The second place gets its copy beside the work too; that it failed is told.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from helpers.program import Program
from kinfile.app.changes import SetAnswer
from kinfile.errors import KinfileError, NotKept, NotWritten
from kinfile.forms.model import QuestionId
from kinfile.records.model import Answer, Place
from kinfile.ui.backing_up import BackingUp

CHANGE = SetAnswer(Place(QuestionId("a")), Answer(value="b"))


class Gate:
    """Holds a backup up in its middle until it is opened or the backup is cancelled."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.reached = threading.Event()

    def __call__(self, is_stopped: Callable[[], bool]) -> None:
        self.reached.set()
        while not (is_stopped() or self.opened.is_set()):
            self.opened.wait(0.01)


@pytest.fixture
def gate(program: Program) -> Iterator[Gate]:
    made = Gate()
    program.door.backup_pause = made
    yield made
    made.opened.set()


@pytest.fixture
def making(program: Program) -> BackingUp:
    program.begin().unlock()
    program.settle()
    return program.app.backing_up


def asked(program: Program, name: str) -> list[object]:
    return [what for called, what in program.workspace.calls if called == name]


def failed(_error: KinfileError) -> None:
    raise AssertionError


def save(program: Program) -> None:
    program.app.desk.keep("AAAA-0001", [CHANGE], done=lambda _: None, failed=failed)
    program.settle()


def reach(program: Program, gate: Gate) -> None:
    program.wait(gate.reached.is_set)


def test_one_is_made_and_noted(program: Program, making: BackingUp) -> None:  # K01
    making.start()
    making.start("daily")
    program.settle()
    assert making.kind is None
    assert making.outcome is not None
    assert making.outcome.line.kind == "asked"
    assert asked(program, "finish_backup") == ["asked"]


def test_nothing_is_made_while_records_are_closed(program: Program) -> None:  # K01
    program.begin()
    program.app.backing_up.start()
    assert not program.app.backing_up.is_running


def test_it_is_told_and_can_be_stopped(
    program: Program, gate: Gate, making: BackingUp
) -> None:  # K02
    told: list[tuple[int, int]] = []
    making.progressed.connect(lambda: told.append((making.done, making.of)))
    making.start()
    reach(program, gate)
    program.wait(lambda: len(told) == len(program.door.backup_steps))
    assert told == list(program.door.backup_steps)
    making.cancel()
    program.wait(lambda: not making.is_running)
    assert (making.outcome, making.error) == (None, None)
    assert asked(program, "finish_backup") == []


def test_the_first_change_of_a_day_makes_one(program: Program, making: BackingUp) -> None:  # K03
    program.workspace.is_backup_due = True
    save(program)
    assert asked(program, "begin_backup") == ["daily"]
    save(program)
    assert len(asked(program, "is_daily_backup_due")) == 1
    program.now += timedelta(days=1)
    save(program)
    assert len(asked(program, "is_daily_backup_due")) == 2
    assert asked(program, "begin_backup") == ["daily"]
    assert making.error is None


def lock(program: Program) -> None:
    program.app.window.lock_chosen.emit()
    program.wait(lambda: bool(program.restarts))


def test_locking_makes_one_where_something_changed(
    program: Program, making: BackingUp
) -> None:  # K04
    program.workspace.is_backup_wanted = True
    lock(program)
    assert asked(program, "finish_backup") == ["locking"]
    assert program.workspace.calls[-1] == ("lock", None)
    assert making.outcome is not None


def test_locking_makes_none_where_nothing_did(program: Program, making: BackingUp) -> None:  # K04
    lock(program)
    assert asked(program, "begin_backup") == []
    assert not making.is_running


def test_it_is_locked_when_it_fails(program: Program, making: BackingUp) -> None:  # K04, K05
    program.workspace.is_backup_wanted = True
    program.door.backup_error = NotKept(problem="disk-full")
    lock(program)
    assert making.error is program.door.backup_error
    assert "backup-failed" in (program.folder / "events.jsonl").read_text()


def test_it_is_locked_when_it_cannot_be_known(program: Program, making: BackingUp) -> None:  # K04
    program.workspace.errors["is_backup_wanted_on_lock"] = NotKept(problem="other")
    lock(program)
    assert not making.is_running


def test_lock_once_more_does_without(
    program: Program, gate: Gate, making: BackingUp
) -> None:  # K04
    program.workspace.is_backup_wanted = True
    program.app.window.lock_chosen.emit()
    reach(program, gate)
    assert program.workspace.calls[-1][0] == "begin_backup"
    assert program.app.window.is_hidden
    lock(program)
    assert program.workspace.calls[-1][0] == "lock"
    assert making.error is None


def test_one_on_its_way_is_replaced_by_the_last(
    program: Program, gate: Gate, making: BackingUp
) -> None:  # K04
    program.workspace.is_backup_wanted = True
    making.start()
    reach(program, gate)
    program.app.window.lock_chosen.emit()
    program.wait(lambda: making.kind == "locking")
    gate.opened.set()
    program.wait(lambda: bool(program.restarts))
    assert asked(program, "finish_backup") == ["locking"]


def test_one_that_cannot_be_finished_is_over(
    program: Program, gate: Gate, making: BackingUp
) -> None:
    """K04: the vault was closed meanwhile."""
    making.start()
    reach(program, gate)
    gate.opened.set()
    program.app.beside._thread().shutdown(wait=True)
    program.app.desk.lock()
    program.wait(lambda: not making.is_running)
    assert asked(program, "finish_backup") == []


def test_the_made_up_family_is_not_backed_up(
    program: Program, making: BackingUp, monkeypatch: pytest.MonkeyPatch
) -> None:  # K05
    monkeypatch.setattr("kinfile.ui.backing_up.is_example", lambda _: True)
    program.workspace.is_backup_due = program.workspace.is_backup_wanted = True
    save(program)
    lock(program)
    assert asked(program, "begin_backup") == []
    assert not making.is_running


def test_a_second_copy_that_failed_is_told(program: Program, making: BackingUp) -> None:  # K06
    program.workspace.second_place = Path("stick")
    program.workspace.second_failed = NotWritten(path="stick", errno=None)
    making.start()
    program.settle()
    assert making.outcome is not None
    assert making.outcome.failed is program.workspace.second_failed
    assert "second-backup-failed" in (program.folder / "events.jsonl").read_text()
