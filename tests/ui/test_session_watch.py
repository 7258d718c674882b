# SPDX-License-Identifier: Apache-2.0
"""Noticing that somebody leaves the computer.

W01 Linux: logind's suspend and Lock, a screen saver that comes on, and a closing lid are noticed;
    their ends, other sessions and a lid that is closed all along are not.
W02 Linux: the computer is held awake until the program is gone.
W03 Linux: no bus, and a bus without any of these services, are nothing to complain about.
W04 Windows: the messages of a locked or left session, of suspending and of the lid are understood,
    and no others.
"""

import ctypes
import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.tree import ROOT
from kinfile.ui import session_watch_windows as windows
from kinfile.ui.session_watch import Lid, SessionWatch, watch_session
from kinfile.ui.session_watch_windows import Meaning, PowerSetting, WindowsSession, meaning
from kinfile.ui.windows_messages import Message

ONE_BUS = """
import os
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
"""

ON_THE_BUS = """
import os
import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import (
    QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor, QDBusVariant,
    QDBusVirtualObject,
)

from kinfile.ui.session_watch_linux import LinuxSession

app = QCoreApplication([])
system = QDBusConnection.connectToBus(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], "services")
lid = [False]
held, holding = os.pipe()

class Services(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):
        if message.member() == "Inhibit":
            print("held", message.arguments()[0], message.arguments()[3], flush=True)
            given = QDBusUnixFileDescriptor(holding)
        else:
            given = QDBusVariant(lid[0])
        return connection.send(message.createReply(given))

services = Services()
for name in ("org.freedesktop.login1", "org.freedesktop.UPower"):
    assert system.registerService(name)
    path = "/" + name.replace(".", "/")
    assert system.registerVirtualObject(path, services)
for name in ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"):
    assert system.registerService(name)

def emit(path, interface, member, *arguments):
    signal = QDBusMessage.createSignal(path, interface, member)
    signal.setArguments(list(arguments))
    system.send(signal)

def sleep(begins):
    emit("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", begins)

def lock(session):
    emit("/org/freedesktop/login1/session/" + session, "org.freedesktop.login1.Session", "Lock")

def save(name, path, begins):
    emit(path, name, "ActiveChanged", begins)

def move(is_closed):
    lid[0] = is_closed
    changed = "PropertiesChanged"
    emit("/org/freedesktop/UPower", "org.freedesktop.DBus.Properties", changed, "", {}, [])

GNOME = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver")
FREE = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
STEPS = [
    ("sleep", lambda: sleep(True)), ("wake", lambda: sleep(False)),
    ("lock", lambda: lock("_32")), ("lock another", lambda: lock("_33")),
    ("saver", lambda: save(*FREE, True)), ("saver ends", lambda: save(*FREE, False)),
    ("gnome", lambda: save(*GNOME, True)),
    ("still open", lambda: move(False)), ("lid", lambda: move(True)),
    ("still closed", lambda: move(True)),
]
session = LinuxSession()
session.session_locked.connect(lambda: print("  locked", flush=True))
session.suspend_begun.connect(lambda: print("  suspends", flush=True))
session.start()
session.start()

BUS = "org.freedesktop.DBus"
ping = QDBusMessage.createMethodCall(BUS, "/" + BUS.replace(".", "/"), BUS, "GetId")
waiting = []

def settle(rounds):
    # Until everything that was sent has arrived, and its answers, and theirs: a bus is in order.
    if not rounds:
        go()
        return
    system.call(ping)
    listening = QDBusConnection.sessionBus() if rounds % 2 else QDBusConnection.systemBus()
    waiting[:] = [QDBusPendingCallWatcher(listening.asyncCall(ping))]
    waiting[0].finished.connect(lambda: settle(rounds - 1))

def go():
    if not STEPS:
        app.quit()
        return
    name, step = STEPS.pop(0)
    print(name, flush=True)
    step()
    settle(8)

QTimer.singleShot(0, lambda: settle(8))
app.exec()
os.close(holding)
os.set_blocking(held, False)
try:
    print("let go" if os.read(held, 1) == b"" else "?")
except BlockingIOError:
    print("still held")
"""

ALONE = """
from PySide6.QtCore import QCoreApplication, QTimer
from kinfile.ui.session_watch_linux import LinuxSession
app = QCoreApplication([])
session = LinuxSession()
session.start()
QTimer.singleShot(50, app.quit)
app.exec()
"""

SAID = """held sleep delay
sleep
  suspends
wake
lock
  locked
lock another
saver
  locked
saver ends
gnome
  locked
still open
lid
  locked
still closed
still held
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="about D-Bus")


def run(*command: str, script: str, **environment: str) -> str:
    done = subprocess.run(
        [*command, sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@linux_only
@pytest.mark.external
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs dbus-daemon")
def test_linux_tells_on_a_bus() -> None:
    """W01, W02"""
    said = run("dbus-run-session", "--", script=ONE_BUS + ON_THE_BUS, XDG_SESSION_ID="2")
    assert sorted(said.splitlines()) == sorted(SAID.splitlines())
    # "held" comes when it is answered; all else in order.
    assert [each for each in said.splitlines() if "held" not in each] == [
        each for each in SAID.splitlines() if "held" not in each
    ]


@linux_only
@pytest.mark.external
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs dbus-daemon")
def test_a_bus_without_services_is_fine() -> None:
    """W03"""
    assert run("dbus-run-session", "--", script=ONE_BUS + ALONE) == ""


@linux_only
def test_no_bus_is_fine() -> None:
    """W03"""
    nowhere = "unix:path=/nonexistent/bus"
    assert (
        run(
            script=ALONE,
            DBUS_SYSTEM_BUS_ADDRESS=nowhere,
            DBUS_SESSION_BUS_ADDRESS=nowhere,
        )
        == ""
    )


@linux_only
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("2", "/org/freedesktop/login1/session/_32"),
        ("c1", "/org/freedesktop/login1/session/c1"),
        ("a-b", "/org/freedesktop/login1/session/a_2db"),
        ("", ""),
    ],
)
def test_the_path_of_a_session(monkeypatch: pytest.MonkeyPatch, name: str, path: str) -> None:
    """W01"""
    from kinfile.ui.session_watch_linux import session_path

    monkeypatch.setenv("XDG_SESSION_ID", name)
    assert session_path() == path


def test_a_lid_closes_once() -> None:
    """W01"""
    lid = Lid()
    told = [lid.has_closed(is_closed=is_closed) for is_closed in (True, True, False, True, True)]
    assert told == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("code", "first", "said"),
    [
        (windows.SESSION_CHANGE, 7, Meaning.LEFT),
        (windows.SESSION_CHANGE, 2, Meaning.LEFT),
        (windows.SESSION_CHANGE, 8, None),  # unlocked
        (windows.SESSION_CHANGE, 1, None),  # connected
        (windows.POWER, 4, Meaning.SUSPENDS),
        (windows.POWER, 0x12, None),  # woken
        (windows.POWER, 0x8013, None),  # a setting, of which nothing is told
        (0x0200, 7, None),  # the mouse
    ],
)
def test_what_a_message_means(code: int, first: int, said: Meaning | None) -> None:
    """W04"""
    assert meaning(Message(1, code, first, 0)) is said


def setting(which: bytes, value: int) -> PowerSetting:
    return PowerSetting((ctypes.c_ubyte * 16)(*which), 4, value)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (setting(windows.LID_SWITCH, 0), Meaning.LID_CLOSED),
        (setting(windows.LID_SWITCH, 1), Meaning.LID_OPEN),
        (setting(bytes(16), 0), None),
    ],
)
def test_what_a_setting_means(told: PowerSetting, said: Meaning | None) -> None:
    """W04"""
    message = Message(1, windows.POWER, windows.SETTING_CHANGED, ctypes.addressof(told))
    assert meaning(message) is said


def test_windows_session_tells(qtbot: QtBot) -> None:
    """W04"""
    window = QWidget()
    qtbot.addWidget(window)
    session = WindowsSession(window)
    session.start()
    session.start()
    told: list[str] = []
    session.session_locked.connect(lambda: told.append("locked"))
    session.suspend_begun.connect(lambda: told.append("suspends"))
    lids = [setting(windows.LID_SWITCH, value) for value in (0, 1, 0)]
    for lid in lids:
        session.on_message(
            Message(1, windows.POWER, windows.SETTING_CHANGED, ctypes.addressof(lid))
        )
    session.on_message(Message(1, windows.POWER, windows.SUSPENDS, 0))
    session.on_message(Message(1, windows.SESSION_CHANGE, 7, 0))
    session.on_message(Message(1, windows.SESSION_CHANGE, 8, 0))
    assert told == ["locked", "suspends", "locked"]


def test_other_systems_notice_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    session = watch_session(window, system="freebsd14")
    session.start()
    assert type(session) is SessionWatch
    assert isinstance(watch_session(window, system="win32"), WindowsSession)
