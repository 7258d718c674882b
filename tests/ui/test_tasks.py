# SPDX-License-Identifier: Apache-2.0
"""The task queue.

Q01 Work runs on one other thread, in order; outcomes come back here, all of them, in order.
Q02 A KinfileError goes to `failed`; anything else, or one nobody waits for, is raised here.
Q03 `idled` comes after everything begun has been delivered.
Q04 Closing finishes what was begun, drops its outcomes and takes nothing more.
"""

import threading

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from kinfile.errors import NotKept, WrongPassphrase
from kinfile.ui.tasks import Tasks


def test_every_outcome_arrives_in_order_on_this_thread(qtbot: QtBot, tasks: Tasks) -> None:
    here, got, where = threading.get_ident(), [], set()  # Q01
    worked_on: set[int] = set()

    def work(n: int) -> int:
        worked_on.add(threading.get_ident())
        return n

    def done(n: int) -> None:
        where.add(threading.get_ident())
        got.append(n)

    for n in range(2_000):
        tasks.run(lambda n=n: work(n), done=done)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(got) == 2_000)
    assert got == list(range(2_000))
    assert where == {here}
    assert len(worked_on) == 1
    assert here not in worked_on


def test_an_expected_failure_goes_to_failed(qtbot: QtBot, tasks: Tasks) -> None:  # Q02
    failures: list[object] = []

    def work() -> None:
        raise WrongPassphrase(wait=3)

    tasks.run(work, done=lambda _: failures.append("done"), failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], WrongPassphrase)


@pytest.mark.parametrize("error", [ZeroDivisionError(), NotKept(problem="disk-full")])
def test_what_nobody_waits_for_is_raised_here(
    qtbot: QtBot, tasks: Tasks, error: Exception
) -> None:  # Q02
    def work() -> None:
        raise error

    with capture_exceptions() as raised, qtbot.waitSignal(tasks.idled):
        tasks.run(work)
    assert [kind for kind, _, _ in raised] == [type(error)]


def test_idled_comes_after_the_last_outcome(qtbot: QtBot, tasks: Tasks) -> None:  # Q03
    got: list[int] = []
    idle = [tasks.is_idle]
    with qtbot.waitSignal(tasks.idled):
        tasks.run(lambda: 1, done=got.append)
        tasks.run(lambda: 2, done=got.append)
        idle.append(tasks.is_idle)
    assert got == [1, 2]
    assert [*idle, tasks.is_idle] == [True, False, True]


def test_a_closed_queue_takes_and_gives_nothing_more(qtbot: QtBot, tasks: Tasks) -> None:  # Q04
    got: list[int] = []
    tasks.run(lambda: 1, done=got.append)
    with qtbot.waitSignal(tasks.idled):
        tasks.close()
    assert got == []
    with pytest.raises(RuntimeError):
        tasks.run(lambda: None)
