# SPDX-License-Identifier: Apache-2.0
"""Hide and lock.

G01 Hide comes from the bar, from Ctrl+H and from Shift three times, and only with records open.
G02 The right passphrase takes the cover away; three wrong ones lock.
G03 Five minutes under the cover, or five of silence, lock.
G04 Lock closes the vault after what was begun, and then starts afresh with that vault.
G05 What is unsaved is handed on before hide, lock and close.
G06 What could not be kept is not thrown away: lock covers instead, close says so first.
G07 A PIN is offered once, to somebody who has given the passphrase, and on wish. From then on it
    takes the cover away; three wrong ones lock, whether PIN or passphrase.
G08 The cover is up before anything else happens, for hide and for lock.
G09 While a last backup holds up the closing, the cover says so and offers to do without; nobody
    comes back meanwhile; a minute of it is enough, and before sleep there is none.
"""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from helpers.window_fakes import PASSPHRASE
from kinfile.errors import TooSoon
from kinfile.ui.guard import MINUTES, Delays
from kinfile.ui.idle import IdleWatch


def by_bar(program: Program) -> None:
    program.press("bar.hide")


def by_key(program: Program) -> None:
    QTest.keyClick(
        program.app.window.windowHandle(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier
    )


def by_shift(program: Program) -> None:
    for _ in range(3):
        QTest.keyClick(program.app.window.windowHandle(), Qt.Key.Key_Shift)


@pytest.mark.parametrize("hide", [by_bar, by_key, by_shift])
def test_every_way_to_hide(program: Program, hide: Callable[[Program], None]) -> None:  # G01
    program.begin().unlock()
    hide(program)
    program.settle()
    assert program.app.window.is_hidden
    assert program.app.window.property("announced") == "hidden"


@pytest.mark.parametrize("hide", [by_key, by_shift])
def test_nothing_to_hide_before_unlocking(
    program: Program, hide: Callable[[Program], None]
) -> None:  # G01
    program.begin()
    hide(program)
    program.settle()
    assert not program.app.window.is_hidden


def try_to_return(program: Program, passphrase: str) -> None:
    program.type_in("hidden.passphrase", passphrase)
    program.press("hidden.back")


def test_the_passphrase_takes_the_cover_away(program: Program) -> None:  # G02
    program.begin().unlock()
    program.named("records.find").setFocus()
    by_bar(program)
    try_to_return(program, PASSPHRASE)
    program.press("hidden.pin.later")
    assert not program.app.window.is_hidden
    program.wait(lambda: program.named("records.find").hasFocus())
    assert program.restarts == []


def test_three_wrong_tries_lock(program: Program) -> None:  # G02
    program.begin().unlock()
    by_bar(program)
    for tries in (1, 2):
        try_to_return(program, "not it")
        cover = program.app.window.cover
        assert cover is not None
        assert cover.way_back is not None
        assert cover.way_back.problem.isVisible(), tries
        assert program.app.window.property("announced") == "not-matched"
        assert program.restarts == []
    try_to_return(program, "not it")
    program.wait(lambda: program.restarts != [])
    assert program.workspace.is_locked
    assert program.app.window.is_hidden


def test_a_try_that_is_too_soon_counts(program: Program) -> None:  # G02
    program.begin().unlock()
    program.workspace.errors["is_owner"] = TooSoon(wait=5)
    by_bar(program)
    for _ in range(3):
        try_to_return(program, PASSPHRASE)
    program.wait(lambda: program.restarts != [])


def test_coming_back_in_time_begins_the_count_anew(program: Program) -> None:  # G02
    program.begin().unlock()
    for time in range(3):
        by_bar(program)
        try_to_return(program, "not it")
        try_to_return(program, PASSPHRASE)
        if time == 0:
            program.press("hidden.pin.later")
    assert not program.app.window.is_hidden
    assert program.restarts == []


def test_staying_hidden_locks(program: Program) -> None:  # G03
    program.delays = Delays(hidden=1)
    program.begin().unlock()
    by_bar(program)
    program.wait(lambda: program.restarts != [])
    assert program.workspace.is_locked


def test_silence_locks(program: Program) -> None:  # G03
    program.delays = Delays(idle=1)
    program.begin()
    program.type_in("unlock.passphrase", PASSPHRASE)
    program.named("unlock.unlock").click()  # type: ignore[attr-defined]
    program.wait(lambda: program.restarts != [])
    assert program.workspace.is_locked


def test_an_answer_given_without_a_key_breaks_the_silence(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # G03
    stirs: list[bool] = []
    monkeypatch.setattr(IdleWatch, "stir", lambda _idle: stirs.append(True))
    program.begin().unlock()
    stirs.clear()
    program.app.desk.changed.emit()
    assert stirs == [True]


def test_both_take_five_minutes() -> None:  # G03
    assert Delays() == Delays(idle=5 * MINUTES, hidden=5 * MINUTES)


def test_lock_starts_afresh_with_the_same_vault(program: Program) -> None:  # G04
    program.begin().unlock()
    program.press("bar.lock")
    program.wait(lambda: program.restarts != [])
    assert program.restarts == [["--vault", str(program.workspace.folder)]]
    assert program.workspace.calls[-1] == ("lock", None)
    assert program.app.window.is_hidden


def test_lock_before_unlocking_does_nothing(program: Program) -> None:  # G04
    program.begin()
    program.app.window.lock_chosen.emit()
    program.settle()
    assert program.restarts == []


@pytest.mark.parametrize("name", ["bar.hide", "bar.lock"])
def test_unsaved_work_is_handed_on_first(
    program: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:  # G05
    program.begin().unlock()
    settled: list[str] = []
    monkeypatch.setattr(
        program.page,
        "settle",
        lambda: settled.append("closed" if program.workspace.is_locked else "open"),
    )
    program.press(name)
    assert settled[:1] == ["open"]


def test_close_locks_and_ends(program: Program) -> None:  # G04, G05
    program.begin().unlock()
    program.app.window.close_chosen.emit()
    program.wait(lambda: not program.app.window.isVisible())
    assert program.workspace.is_locked
    assert program.restarts == []


def test_what_is_not_kept_outlives_a_lock(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # G06
    program.begin().unlock()
    unkept = [True]
    monkeypatch.setattr(program.page, "has_unkept", lambda: unkept[0])
    program.press("bar.lock")
    program.wait(lambda: program.app.window.is_hidden)
    assert not program.workspace.is_locked
    unkept[0] = False
    program.app.guard.lock()
    program.wait(lambda: program.workspace.is_locked)


def test_closing_says_once_that_something_is_not_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # G06
    program.begin().unlock()
    asked: list[bool] = []

    def has_unkept() -> bool:
        asked.append(True)
        return True

    monkeypatch.setattr(program.page, "has_unkept", has_unkept)
    program.app.window.close_chosen.emit()
    program.wait(lambda: len(asked) == 1)
    assert program.app.window.isVisible()
    assert not program.workspace.is_locked
    program.app.window.close_chosen.emit()
    program.wait(lambda: not program.app.window.isVisible())
    assert program.workspace.is_locked


def return_by_pin(program: Program, pin: str) -> None:
    program.type_in("hidden.pin", pin)
    program.press("hidden.back")


def test_a_pin_chosen_after_the_passphrase_takes_the_cover_away(program: Program) -> None:  # G07
    program.begin().unlock()
    by_bar(program)
    try_to_return(program, PASSPHRASE)
    assert program.app.window.cover is not None
    program.type_in("hidden.pin.new", "2580")
    program.press("hidden.pin.use")
    assert not program.app.window.is_hidden
    for _ in range(2):
        by_bar(program)
        return_by_pin(program, "2580")
        assert not program.app.window.is_hidden


def test_a_pin_is_offered_once(program: Program) -> None:  # G07
    program.begin().unlock()
    by_bar(program)
    try_to_return(program, PASSPHRASE)
    program.press("hidden.pin.later")
    by_bar(program)
    try_to_return(program, PASSPHRASE)
    assert not program.app.window.is_hidden


def test_a_pin_can_be_wished_for_and_changed(program: Program) -> None:  # G07
    program.begin().unlock()
    for pin in ("2580", "1379"):
        program.app.window.pin_wished.emit()
        program.settle()
        program.type_in("hidden.pin.new", pin)
        program.press("hidden.pin.use")
        by_bar(program)
        return_by_pin(program, pin)
        assert not program.app.window.is_hidden


def test_no_pin_before_unlocking(program: Program) -> None:  # G07
    program.begin()
    program.app.window.pin_wished.emit()
    assert not program.app.window.is_hidden


def test_three_wrong_pins_lock(program: Program) -> None:  # G07
    program.begin().unlock()
    program.app.window.pin_wished.emit()
    program.settle()
    program.type_in("hidden.pin.new", "2580")
    program.press("hidden.pin.use")
    by_bar(program)
    return_by_pin(program, "1111")
    assert program.app.window.property("announced") == "pin-not-matched"
    return_by_pin(program, "2222")
    program.press("hidden.use_passphrase")
    assert program.restarts == []
    try_to_return(program, "not it")
    program.wait(lambda: program.restarts != [])
    assert program.workspace.is_locked


@pytest.mark.parametrize("name", ["bar.hide", "bar.lock"])
def test_the_cover_is_up_at_once(program: Program, name: str) -> None:  # G08
    program.begin().unlock()
    told: list[bool] = []
    program.app.guard.covered.connect(lambda: told.append(program.workspace.is_locked))
    program.named(name).click()  # type: ignore[attr-defined]
    assert program.app.window.is_hidden
    assert told == [False]
    program.settle()


@pytest.fixture
def held_up(program: Program) -> Iterator[Program]:
    """A program whose backups wait until they are cancelled."""
    go_on = threading.Event()

    def pause(is_stopped: Callable[[], bool]) -> None:
        while not (is_stopped() or go_on.is_set()):
            go_on.wait(0.01)

    program.workspace.is_backup_wanted = True
    program.door.backup_pause = pause
    yield program
    go_on.set()


def closing(program: Program) -> str:
    program.wait(lambda: program.app.window.findChild(QLabel, "hidden.closing") is not None)
    return str(program.named("hidden.closing").property("text"))


def test_a_slow_last_backup_is_told_and_left_out(held_up: Program) -> None:  # G09
    held_up.begin().unlock()
    held_up.app.window.lock_chosen.emit()
    assert "It locks by itself" in closing(held_up)
    held_up.app.guard.come_back(bytearray(PASSPHRASE.encode()))
    held_up.app.window.pin_declined.emit()
    held_up.settle()
    assert held_up.app.window.is_hidden
    held_up.press("hidden.skip")
    held_up.wait(lambda: bool(held_up.restarts))
    assert held_up.workspace.is_locked


def test_closing_waits_for_it_too(held_up: Program) -> None:  # G09
    held_up.begin().unlock()
    held_up.app.window.close()
    assert "It closes by itself" in closing(held_up)
    held_up.press("hidden.skip")
    held_up.wait(lambda: not held_up.app.window.isVisible())
    assert held_up.restarts == []


def test_it_holds_up_no_longer_than_that(held_up: Program) -> None:  # G09
    held_up.delays = Delays(backup=1)
    held_up.begin().unlock()
    held_up.app.window.lock_chosen.emit()
    held_up.wait(lambda: bool(held_up.restarts))
    assert held_up.workspace.is_locked


def test_before_sleep_there_is_none(held_up: Program) -> None:  # G09
    held_up.begin().unlock()
    held_up.app.guard.lock_at_once()
    held_up.wait(lambda: bool(held_up.restarts))
    assert "begin_backup" not in dict(held_up.workspace.calls)
