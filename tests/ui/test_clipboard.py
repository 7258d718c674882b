# SPDX-License-Identifier: Apache-2.0
"""The clipboard.

V01 What was copied here goes after a minute, and when asked; what others copied stays.
V02 It carries the system's wishes not to be kept; nothing but plain text goes along.
V03 Copying again starts the minute anew.
V04 On a real display the system says whose it is.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from helpers.tree import ROOT
from kinfile.ui.clipboard import MINUTE, WISHES, Copied


@dataclass
class Owner:
    """Says whose the clipboard is, as a system does."""

    is_us: bool = True
    asked: list[QClipboard.Mode] = field(default_factory=list)

    def __call__(self, _clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        self.asked.append(mode)
        return self.is_us


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    made = QApplication.clipboard()
    made.clear()
    yield made
    made.clear()


Watch = Callable[..., Copied]


@pytest.fixture
def watch(clipboard: QClipboard) -> Iterator[Watch]:
    made: list[Copied] = []

    def begin(owner: Owner, **options: Any) -> Copied:
        made.append(Copied(clipboard, is_ours=owner, **options))
        return made[-1]

    yield begin
    for each in made:
        delete(each)


def copy(qtbot: QtBot, text: str) -> None:
    box = QLineEdit(text)
    qtbot.addWidget(box)
    box.selectAll()
    box.copy()


def test_it_goes_after_its_time(watch: Watch, clipboard: QClipboard, qtbot: QtBot) -> None:
    """V01"""
    watch(Owner(), milliseconds=1)
    copy(qtbot, "Anna Example")
    assert clipboard.text() == "Anna Example"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_that_time_is_a_minute(watch: Watch, clipboard: QClipboard, qtbot: QtBot) -> None:
    """V01, V03"""
    copied = watch(Owner())
    timer = copied.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    copy(qtbot, "Anna Example")
    assert timer.isActive()
    assert timer.interval() == MINUTE == 60_000
    timer.stop()
    copy(qtbot, "Jay Made")
    assert timer.isActive()


def test_it_goes_when_asked(watch: Watch, clipboard: QClipboard, qtbot: QtBot) -> None:
    """V01"""
    owner = Owner()
    copied = watch(owner)
    copy(qtbot, "Anna Example")
    copied.clear()
    assert clipboard.text() == ""


def test_what_others_copied_stays(watch: Watch, clipboard: QClipboard, qtbot: QtBot) -> None:
    """V01"""
    owner = Owner()
    copied = watch(owner)
    copy(qtbot, "Anna Example")
    owner.is_us = False
    clipboard.setText("from elsewhere")
    timer = copied.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    copied.clear()
    assert clipboard.text() == "from elsewhere"


@pytest.mark.parametrize("system", ["win32", "linux", "darwin"])
def test_it_carries_the_wishes(watch: Watch, clipboard: QClipboard, system: str) -> None:
    """V02"""
    watch(Owner(), system=system)
    rich = QMimeData()
    rich.setText("Anna Example")
    rich.setHtml("<b>Anna Example</b>")
    clipboard.setMimeData(rich)
    told = clipboard.mimeData()
    assert told.text() == "Anna Example"
    assert not told.hasHtml()
    for kind, content in WISHES.get(system, {}).items():
        assert told.data(kind).data() == content


ON_A_DISPLAY = """
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from kinfile.ui.clipboard import Copied

app = QApplication([])
clipboard = app.clipboard()
copied = Copied(clipboard)
box = QLineEdit("Anna Example")
box.show()
box.selectAll()
box.copy()
app.processEvents()
assert clipboard.ownsClipboard() and clipboard.text() == "Anna Example", clipboard.text()
assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
copied.clear()
app.processEvents()
assert clipboard.text() == "", clipboard.text()
assert clipboard.text(QClipboard.Mode.Selection) == ""
"""


@pytest.mark.external
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs Xvfb")
def test_a_display_says_whose_it_is() -> None:
    """V04"""
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", ON_A_DISPLAY],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "QT_QPA_PLATFORM": "xcb"},
    )
    assert done.returncode == 0, done.stderr
