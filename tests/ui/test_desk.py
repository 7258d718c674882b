# SPDX-License-Identifier: Apache-2.0
"""The desk.

K01 Every call runs on the task queue, never on the window's thread.
K02 An answer for a page that is gone is dropped; the workspace's side of it still happens.
K03 What was refused is told as the error it is.
K04 Locking comes after everything begun, and tells when it is done.
K05 Without an open vault nothing can be asked.
K06 Once new details of the owner are kept, they are the worker's.
K07 What is asked while the program ends is dropped: a page may still be pausing before it asks.
"""

import threading
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from helpers.window_fakes import LINES, NOW, PASSPHRASE, WORKER, FakeDoor
from kinfile.errors import KinfileError, RecordClosed, UnknownRecord, WrongPassphrase
from kinfile.i18n import Language
from kinfile.ui.desk import Desk
from kinfile.ui.tasks import Tasks

ENGLISH = Language.load()


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []
        self.failures: list[KinfileError] = []

    def take(self, what: object = None) -> None:
        self.got.append(what)

    def fail(self, error: KinfileError) -> None:
        self.failures.append(error)


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def desk(tasks: Tasks, door: FakeDoor) -> Desk:
    return Desk(tasks, door, clock=lambda: NOW)


@pytest.fixture
def open_desk(desk: Desk, door: FakeDoor, qtbot: QtBot) -> Desk:
    with qtbot.waitSignal(desk.unlocked):
        unlock(desk, door)
    return desk


def unlock(desk: Desk, door: FakeDoor, passphrase: str = PASSPHRASE) -> Listener:
    heard = Listener()
    desk.unlock(door.folders[0], bytearray(passphrase.encode()), done=heard.take, failed=heard.fail)
    return heard


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.tasks.is_idle)


def test_unlocking_makes_the_worker_known(open_desk: Desk) -> None:
    assert open_desk.is_unlocked
    assert open_desk.worker == WORKER
    assert open_desk.folder is not None


def test_a_wrong_passphrase_leaves_it_locked(desk: Desk, door: FakeDoor, qtbot: QtBot) -> None:
    heard = unlock(desk, door, "not it")
    settle(qtbot, desk)
    assert isinstance(heard.failures[0], WrongPassphrase)
    assert not desk.is_unlocked
    with pytest.raises(RuntimeError):
        _ = desk.worker


def test_calls_run_on_another_thread(open_desk: Desk, qtbot: QtBot) -> None:  # K01
    threads: list[int] = []
    open_desk.ask(lambda _: threads.append(threading.get_ident()))
    settle(qtbot, open_desk)
    assert threads != [threading.get_ident()]


def test_lists_and_records_are_read(open_desk: Desk, qtbot: QtBot) -> None:
    heard = Listener()
    open_desk.caseload(done=heard.take)
    open_desk.open("AAAA-0001", done=heard.take)
    open_desk.open("NONE", done=heard.take, failed=heard.fail)
    open_desk.resume_point(done=heard.take)
    open_desk.forms(done=heard.take)
    open_desk.profiles(done=heard.take)
    settle(qtbot, open_desk)
    assert heard.got[0] == LINES
    assert heard.got[1].ref == "AAAA-0001"
    assert heard.got[2] is None
    assert len(heard.got) == 5
    assert isinstance(heard.failures[0], UnknownRecord)


def test_an_answer_for_a_page_that_is_gone_is_dropped(
    open_desk: Desk, door: FakeDoor, qtbot: QtBot
) -> None:  # K02
    page = Listener()
    got = page.got
    open_desk.keep("AAAA-0001", [], done=page.take, failed=page.fail)
    delete(page)
    settle(qtbot, open_desk)
    assert got == []
    assert ("keep", ("AAAA-0001", ())) in door.workspace.calls


def test_so_is_one_for_a_function_of_such_a_page(open_desk: Desk, qtbot: QtBot) -> None:  # K02
    page = Listener()
    got = page.got

    def ask(self: Listener) -> None:
        open_desk.caseload(done=lambda lines: self.take((lines, lines)))
        open_desk.caseload(done=partial(lambda _, lines: self.take(lines), 1))

    ask(page)
    delete(page)
    settle(qtbot, open_desk)
    assert got == []


def test_what_was_refused_is_told(open_desk: Desk, door: FakeDoor, qtbot: QtBot) -> None:  # K03
    heard = Listener()
    door.workspace.errors["keep"] = RecordClosed(ref="AAAA-0001", status="signed")
    open_desk.keep("AAAA-0001", [], done=heard.take, failed=heard.fail)
    settle(qtbot, open_desk)
    assert isinstance(heard.failures[0], RecordClosed)


def test_records_are_started_and_tried(open_desk: Desk, qtbot: QtBot) -> None:
    heard = Listener()
    open_desk.start("pre_birth", profile="generic-england", done=heard.take)
    open_desk.example(language=ENGLISH, done=heard.take)
    settle(qtbot, open_desk)
    assert [draft.ref for draft in heard.got] == ["NEWW-0001", "EXAM-PLE1"]


def test_a_lock_that_fails_still_ends_locked(
    open_desk: Desk, door: FakeDoor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:  # K04
    def broken() -> None:
        raise OSError

    monkeypatch.setattr(door.workspace, "lock", broken)
    with qtbot.waitSignal(open_desk.locked):
        open_desk.lock()
    open_desk.caseload(done=lambda _: pytest.fail("it is locked"))
    settle(qtbot, open_desk)


def test_the_owner_is_known_by_the_passphrase(open_desk: Desk, qtbot: QtBot) -> None:
    heard, right, wrong = Listener(), bytearray(PASSPHRASE.encode()), bytearray(b"other")
    for passphrase in (right, wrong):
        open_desk.is_owner(passphrase, done=heard.take, failed=heard.fail)
    settle(qtbot, open_desk)
    assert heard.got == [True, False]
    assert set(right) == set(wrong) == {0}


def test_locking_comes_after_what_was_begun(
    open_desk: Desk, door: FakeDoor, qtbot: QtBot
) -> None:  # K04
    heard = Listener()
    open_desk.keep("AAAA-0001", [], done=heard.take, failed=heard.fail)
    with qtbot.waitSignal(open_desk.locked):
        open_desk.lock()
        assert not open_desk.is_unlocked
    assert [name for name, _ in door.workspace.calls][-2:] == ["open", "lock"]
    assert len(heard.got) == 1


def test_a_locked_desk_answers_nothing(desk: Desk, qtbot: QtBot) -> None:  # K05
    with pytest.raises(RuntimeError):
        desk.caseload(done=lambda _: None)
    with qtbot.waitSignal(desk.locked):
        desk.lock()


def test_what_is_asked_at_the_end_of_the_program_is_dropped(open_desk: Desk) -> None:  # K07
    heard = Listener()
    open_desk.tasks.close()
    open_desk.caseload(done=heard.take, failed=heard.fail)
    assert open_desk.tasks.is_idle


def test_making_a_vault_gives_the_recovery_code(desk: Desk, door: FakeDoor, qtbot: QtBot) -> None:
    heard = Listener()
    desk.create(WORKER, bytearray(b"a new passphrase"), done=heard.take, failed=heard.fail)
    settle(qtbot, desk)
    assert heard.got == [door.code]
    assert desk.is_unlocked


def test_the_example_opens_by_itself(desk: Desk, qtbot: QtBot) -> None:
    heard = Listener()
    desk.unlock_example(language=ENGLISH, done=heard.take, failed=heard.fail)
    settle(qtbot, desk)
    assert heard.got[0].ref == "EXAM-PLE1"
    assert desk.is_unlocked


def test_the_owner_told_anew_is_known_at_once(open_desk: Desk, qtbot: QtBot) -> None:
    """K06"""
    heard, new = Listener(), replace(WORKER, phone="01234 567890")
    open_desk.update_worker(new, done=heard.take, failed=heard.fail)
    qtbot.waitUntil(lambda: heard.got == [None])
    assert open_desk.worker == new
