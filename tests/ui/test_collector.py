# SPDX-License-Identifier: Apache-2.0
"""Unused objects are looked for on the window's thread only.

GC1 While it lives, work on another thread collects nothing, however much it allocates.
GC2 It collects by itself, here, once there is enough.
GC3 Afterwards Python has it back.
"""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.collector import Collector
from kinfile.ui.tasks import Tasks


class Knot:
    """Refers to itself, so that only the collector can let it go."""

    def __init__(self, gone: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()


def allocate() -> None:
    kept = [[n] for n in range(200_000)]
    del kept


def test_another_thread_collects_nothing(
    collector: Collector, tasks: Tasks, qtbot: QtBot
) -> None:  # GC1, GC2
    gone: list[int] = []
    Knot(gone)
    with qtbot.waitSignal(tasks.idled):
        tasks.run(allocate)
    assert gone == []
    kept = [[n] for n in range(2_000)]
    collector.look()
    assert gone == [threading.get_ident()]
    assert kept


def test_nothing_is_collected_without_need(collector: Collector) -> None:  # GC2
    gc.collect()
    gone: list[int] = []
    Knot(gone)
    collector.look()
    assert gone == []


@pytest.mark.parametrize("was_on", [True, False])
def test_python_has_it_back_as_it_was(qapp: QApplication, was_on: bool) -> None:  # GC3
    before = gc.isenabled()
    try:
        gc.enable() if was_on else gc.disable()
        made = Collector()
        assert not gc.isenabled()
        made.stop()
        assert gc.isenabled() is was_on
    finally:
        gc.enable() if before else gc.disable()
