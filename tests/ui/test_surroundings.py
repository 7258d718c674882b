# SPDX-License-Identifier: Apache-2.0
"""The window and what goes on around it.

E01 A locked session and a computer about to sleep lock, and only while records are open.
E02 The clipboard is cleared when the screen is covered, and when the program ends.
E03 A second Kinfile brings this window forward, minimised or not.
E04 A second Kinfile says that there is a first one, asks it to come forward, and ends when closed;
    it opens nothing.
E05 Screenshots are kept out from the beginning, unless that was chosen otherwise.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel

from helpers.program import Program
from helpers.window_fakes import LONG_AGO
from kinfile.log import Log
from kinfile.policy.preferences import Preferences
from kinfile.ui import capture
from kinfile.ui.cautions import Cautions
from kinfile.ui.session_watch import SessionWatch
from kinfile.ui.surroundings import Surroundings
from kinfile.vault.lockfile import ask_for


@pytest.fixture
def clipboard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QClipboard]:
    made = QApplication.clipboard()
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    yield made
    made.clear()


def watch_of(program: Program) -> SessionWatch:
    [watch] = program.app.window.findChildren(SessionWatch)
    return watch


@pytest.mark.parametrize("signal", ["session_locked", "suspend_begun"])
def test_leaving_the_computer_locks(program: Program, signal: str) -> None:
    """E01"""
    program.begin()
    assert program.app.window.findChildren(SessionWatch) == []
    program.unlock()
    program.settle()
    getattr(watch_of(program), signal).emit()
    assert program.app.window.is_hidden
    program.wait(lambda: program.restarts != [])
    assert program.workspace.is_locked


def test_both_at_once_lock_once(program: Program) -> None:
    """E01"""
    program.begin().unlock()
    program.settle()
    for signal in ("session_locked", "suspend_begun", "session_locked"):
        getattr(watch_of(program), signal).emit()
    program.wait(lambda: program.restarts != [])
    program.settle()
    assert len(program.restarts) == 1


@pytest.mark.parametrize("name", ["bar.hide", "bar.lock"])
def test_covering_clears_the_clipboard(program: Program, clipboard: QClipboard, name: str) -> None:
    """E02"""
    program.begin().unlock()
    clipboard.setText("Anna Example")
    program.press(name)
    assert clipboard.text() == ""


def test_ending_clears_the_clipboard(program: Program, clipboard: QClipboard) -> None:
    """E02"""
    program.begin().unlock()
    clipboard.setText("Anna Example")
    program.app.app.aboutToQuit.emit()
    assert clipboard.text() == ""


def test_a_second_one_brings_this_one_forward(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E03"""
    program.workspace.folder = program.folder
    alerted: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda *what: alerted.append(what))
    program.begin().unlock()
    program.app.window.showMinimized()
    ask_for(program.folder)
    program.wait(lambda: not program.app.window.isMinimized())
    assert alerted


def test_a_second_one_ends_with_a_message(program: Program) -> None:
    """E04"""
    program.door.is_open_elsewhere = True
    program.begin()
    program.shows("notice")
    words = [each.text() for each in program.page.findChildren(QLabel)]
    assert "Kinfile is open already" in words
    assert program.door.called == list(program.door.folders)
    assert program.door.opened == []
    program.press("notice.close")
    program.wait(lambda: not program.app.window.isVisible())


def test_screenshots_are_kept_out(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """E05"""
    program.begin(Preferences(may_be_captured=True))
    told: list[tuple[int, bool]] = []
    monkeypatch.setattr(capture, "_tell_system", lambda *what: told.append(what))
    made = Surroundings(
        program.app.app,
        program.app.window,
        program.app.desk,
        program.app.guard,
        program.app.appearance,
        Cautions(program.app.desk, Log(), installed=LONG_AGO, parent=program.app.window),
        watch=SessionWatch,
        has_shield=True,
    )
    window = int(program.app.window.winId())
    assert told[-1] == (window, False)
    program.app.appearance.choose_capture(is_on=False)
    assert told[-1] == (window, True)
    made.deleteLater()
