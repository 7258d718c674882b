# SPDX-License-Identifier: Apache-2.0
"""The pages' way to records that are not open.

E01 Quick things are answered on this thread; a failure is told in the place of an outcome.
E02 Something long is busy until it has ended, tells how far it is, and can be stopped.
E03 A recovery code goes along as text, a passphrase as bytes.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.window_fakes import PASSPHRASE, FakeRescueDoor, backup_line
from kinfile.errors import BackupRefused, Cancelled, KinfileError, WrongPassphrase
from kinfile.ui.rescue import Rescue
from kinfile.ui.rescue_door import Found
from kinfile.ui.tasks import Tasks

FOLDER = Path("Records.kinvault")


@pytest.fixture
def door() -> FakeRescueDoor:
    return FakeRescueDoor(found=(Found(backup_line(), FOLDER),), restored="restored")


@pytest.fixture
def rescue(tasks: Tasks, door: FakeRescueDoor) -> Rescue:
    return Rescue(tasks, lambda: door)


def refuse(error: KinfileError) -> None:
    raise error


def test_quick_things(qtbot: QtBot, tasks: Tasks, rescue: Rescue, door: FakeRescueDoor) -> None:
    got: list[object] = []  # E01
    rescue.backups(FOLDER, done=got.append)
    rescue.look(Path("a.kinbak"), done=lambda found: got.append(found.line.path), failed=refuse)
    rescue.put_back_keys(FOLDER, done=got.append, failed=refuse)
    rescue.take_place(FOLDER, Path("Old.kinvault"), done=got.append, failed=refuse)
    qtbot.waitUntil(lambda: len(got) == 4)
    assert got == [door.found, Path("a.kinbak"), None, Path("Old.damaged-2026-03-17")]
    door.error = BackupRefused(path="a", problem="no-file")
    rescue.look(Path("a"), done=got.append, failed=got.append)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert got[4:] == [door.error]
    assert not rescue.is_busy


def test_something_long(qtbot: QtBot, rescue: Rescue, door: FakeRescueDoor) -> None:
    door.watched = [(1, 3), (2, 3)]  # E02
    steps: list[tuple[int, int]] = []
    got: list[object] = []
    rescue.progressed.connect(lambda: steps.append((rescue.done, rescue.of)))
    rescue.copy(FOLDER, Path("stick"), done=got.append, failed=refuse)
    assert rescue.is_busy
    qtbot.waitUntil(lambda: not rescue.is_busy)
    assert got == [Path("stick/Records.copy")]
    assert steps == door.watched
    door.pause = rescue.cancel
    rescue.salvage(FOLDER, bytearray(b"x"), done=got.append, failed=got.append)
    qtbot.waitUntil(lambda: not rescue.is_busy)
    assert isinstance(got[1], Cancelled)


def test_a_code_and_a_passphrase(qtbot: QtBot, rescue: Rescue, door: FakeRescueDoor) -> None:
    got: list[object] = []  # E03
    found = door.found[0]
    secrets = ((b"ABCD", True), (PASSPHRASE.encode(), False), (b"another", False))
    for secret, by_code in secrets:
        rescue.restore(
            found, bytearray(secret), by_code=by_code, done=got.append, failed=got.append
        )
        qtbot.waitUntil(lambda: not rescue.is_busy)
    assert got[:2] == ["restored", "restored"]
    assert isinstance(got[2], WrongPassphrase)
    assert [what for name, what in door.calls if name == "restore"] == ["code", *["passphrase"] * 2]
