# SPDX-License-Identifier: Apache-2.0
"""Searching the answers, and indexing while nobody is at work.

K01 After a silence the index is brought up to date in steps; a key in between stops it.
K02 Nothing is indexed while something else is being done, before unlocking, after locking, or
    at the end of the program; nor is anything sought then.
K03 A search first indexes what changed, in steps; a later search takes its place.
K04 What fails is no trouble: a search then finds nothing more.
"""

from pathlib import Path

import pytest
from event_turns import come_to_rest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from helpers.window_fakes import NOW, FakeDoor, FakeWorkspace
from kinfile.errors import NotKept
from kinfile.i18n import Language
from kinfile.ui.desk import Desk
from kinfile.ui.finder import AT_ONCE, Finder
from kinfile.ui.tasks import Tasks


class Watch(QObject):
    """Stirs when told to."""

    stirred = Signal()
    pressed = Signal(int)


class Bench:
    def __init__(self, qtbot: QtBot, tasks: Tasks, *, idle: int) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.door = FakeDoor()
        self.watch = Watch()
        self.desk = Desk(tasks, self.door, clock=lambda: NOW)
        self.finder = Finder(
            self.desk,
            self.watch,  # type: ignore[arg-type]
            language=Language.load,
            idle=idle,
        )

    def unlock(self) -> None:
        with self.qtbot.waitSignal(self.desk.unlocked):
            self.desk.unlock(
                Path("Records.kinvault"),
                bytearray(b"four random words here"),
                done=lambda: None,
                failed=lambda _: None,
            )

    @property
    def workspace(self) -> FakeWorkspace:
        return self.door.workspace

    @property
    def calls(self) -> list[str]:
        return [name for name, _ in self.workspace.calls]

    def settle(self) -> None:
        come_to_rest(lambda: self.tasks.is_idle, self.qtbot.waitUntil)


@pytest.fixture
def quick(qtbot: QtBot, tasks: Tasks) -> Bench:
    return Bench(qtbot, tasks, idle=1)


@pytest.fixture
def slow(qtbot: QtBot, tasks: Tasks) -> Bench:
    """Nobody is ever idle for as long as that."""
    return Bench(qtbot, tasks, idle=100_000)


def test_silence_is_used(quick: Bench) -> None:
    """K01"""
    quick.workspace.unindexed = 3 * AT_ONCE
    with quick.qtbot.waitSignal(quick.finder.went_through):
        quick.unlock()
    assert quick.calls.count("index_some") == 3
    assert quick.workspace.unindexed == 0
    with quick.qtbot.waitSignal(quick.finder.went_through):
        quick.watch.stirred.emit()
    assert quick.calls.count("index_some") == 4


def test_a_key_stops_it_until_the_next_silence(slow: Bench) -> None:
    """K01"""
    slow.workspace.unindexed = 10 * AT_ONCE
    slow.unlock()
    slow.finder._timer.stop()
    slow.finder._on_idle()
    slow.watch.stirred.emit()
    slow.settle()
    assert slow.calls == ["index_some"]


def test_it_waits_for_what_is_being_done(slow: Bench) -> None:
    """K02"""
    slow.finder._on_idle()
    slow.unlock()
    slow.desk.caseload(done=lambda _: None)
    slow.finder._timer.stop()
    slow.finder._on_idle()
    assert slow.finder._timer.isActive()
    slow.settle()
    assert slow.calls == ["caseload"]


def test_locking_ends_it(quick: Bench) -> None:
    """K02"""
    quick.unlock()
    with quick.qtbot.waitSignal(quick.desk.locked):
        quick.desk.lock()
    before = len(quick.calls)
    quick.watch.stirred.emit()
    quick.finder._on_idle()
    quick.settle()
    assert not quick.finder._timer.isActive()
    assert len(quick.calls) == before


def test_the_end_of_the_program_ends_it(slow: Bench) -> None:
    """K02"""
    slow.unlock()
    slow.tasks.close()
    assert slow.tasks.is_closed
    slow.finder._on_idle()
    slow.finder.seek("ward")
    assert slow.calls == []


def test_a_search_makes_ready_first(slow: Bench) -> None:
    """K03"""
    slow.workspace.unindexed = 2 * AT_ONCE
    slow.workspace.inside = {"ward": ("AAAA-0002",)}
    slow.unlock()
    with slow.qtbot.waitSignal(slow.finder.found) as caught:
        slow.finder.seek("ward")
    assert caught.args == ["ward", ("AAAA-0002",)]
    assert slow.calls == ["index_some", "index_some", "find"]


def test_a_later_search_takes_its_place(slow: Bench) -> None:
    """K03"""
    slow.unlock()
    told: list[str] = []
    slow.finder.found.connect(lambda text, _: told.append(text))
    slow.finder.seek("wa")
    slow.finder.seek("ward")
    slow.settle()
    slow.settle()
    assert told == ["ward"]
    assert ("find", "wa") not in slow.workspace.calls


@pytest.mark.parametrize("what", ["index_some", "find"])
def test_a_failure_finds_nothing(slow: Bench, what: str) -> None:
    """K04"""
    slow.workspace.errors[what] = NotKept(problem="disk-full", errno=28)
    slow.unlock()
    with slow.qtbot.waitSignal(slow.finder.found) as caught:
        slow.finder.seek("ward")
    assert caught.args == ["ward", ()]
