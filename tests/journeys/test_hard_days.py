# SPDX-License-Identifier: Apache-2.0
"""What a bad day brings: power that goes, a disk that refuses, no fonts, small and large glass.

J50 When the power goes, or the process is killed, everything that was shown as kept is there at
    the next start, and work goes on at the same question.
J51 While the disk takes nothing, the page says that the last change is not kept, nothing typed is
    lost, and all of it is kept as soon as the disk takes it again.
J52 Without its own fonts Kinfile still opens, asks and keeps.
J53 On the smallest laptop with text at 200 % a record is opened, answered, checked and signed, and
    nothing is cut off on the way.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.looking import cut_off, too_wide
from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.errors import NotKept
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.ui import fonts
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.fill_record import State
from kinfile.vault.connection import Connection
from kinfile.vault.keys import Cost

screens = load_screens()
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
UNIT = Place(QuestionId("maternity_unit"))


def make(home: Path, *, example: bool = False) -> None:
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        if example:
            workspace.example(language=Language.load())
        else:
            workspace.start("pre_birth")


def filling(stage: Any) -> FillPage:
    assert isinstance(stage.page, FillPage)
    return stage.page


def at_the_unit(stage: Any) -> FillPage:
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    page = filling(stage)
    page.go_to(Spot(page.filling.draft.form.by_id()[UNIT.question].section, UNIT))
    stage.settle()
    return page


def write(stage: Any, words: str) -> None:
    focus = stage.program.window.focusWidget()
    QTest.keyClicks(focus, words)


def unit(page: FillPage) -> object:
    answer = page.filling.draft.answers.at(UNIT)
    return answer.value if answer else None


@contextmanager
def at_power_loss(home: Path, copy: Path, app: QApplication) -> Iterator[Any]:
    """The program on what is on the disk at this moment, with nothing closed before."""
    shutil.copytree(home / "vaults", copy / "vaults")
    stage = screens.Stage(app, copy)
    stage.begin()
    try:
        yield stage
    finally:
        stage.end()


def test_power_that_goes(begin: Any, home: Path, tmp_path: Path, qapp: QApplication) -> None:
    """J50"""
    make(home)
    stage = begin()
    page = at_the_unit(stage)
    write(stage, "Ysbyty Gwynfryn")
    stage.wait(lambda: unit(page) == "Ysbyty Gwynfryn", "the answer in the vault")
    stage.wait(lambda: page.filling.state is State.KEPT, "what is said of it")
    page.filling.remember_here()
    stage.settle()
    with at_power_loss(home, tmp_path / "after", qapp) as after:
        after.unlock()
        after.press("records.continue")
        after.wait_for("fill")
        again = filling(after)
        after.wait(lambda: again.filling.here == Spot(_section(again), UNIT), "the same question")
        assert unit(again) == "Ysbyty Gwynfryn"


def _section(page: FillPage) -> SectionId:
    return page.filling.draft.form.by_id()[UNIT.question].section


def test_a_disk_that_takes_nothing(begin: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """J51"""
    make(home)
    stage = begin()
    page = at_the_unit(stage)

    def refuse(_: Connection) -> Any:
        raise NotKept(problem="read-only", errno=30)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "transaction", refuse)
        write(stage, "Penrallt")
        stage.wait(lambda: page.filling.state is State.NOT_KEPT, "the refusal")
        stage.settle()
        assert page.not_kept.isVisible()
        assert page.has_unkept()
        focus = stage.program.window.focusWidget()
        assert focus is not None
        write(stage, ", ward 4")
        page.settle()
        stage.settle()
        assert page.not_kept.isVisible()
    page.not_kept.tried_again.emit()
    stage.wait(lambda: page.filling.state is State.KEPT, "the disk")
    stage.settle()
    assert not page.not_kept.isVisible()
    again = at_the_unit(begin())
    assert unit(again) == "Penrallt, ward 4"


def test_without_its_own_fonts(begin: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """J52"""
    make(home)
    monkeypatch.setattr("kinfile.ui.fonts.load", lambda: ())
    QFontDatabase.removeAllApplicationFonts()
    try:
        stage = begin()
        page = at_the_unit(stage)
        write(stage, "Bryngolau")
        stage.wait(lambda: unit(page) == "Bryngolau", "the answer in the vault")
        assert page.heading is not None
        assert page.heading.sizeHint().height() > 0
    finally:
        monkeypatch.undo()
        fonts.load()


@pytest.mark.slow
def test_small_glass_and_large_text(qapp: QApplication, home: Path) -> None:
    """J53"""
    make(home, example=True)
    stage = screens.Stage(qapp, home, screens.LOOKS["light-200"], (1024, 600))
    stage.begin()
    try:
        seen(stage)
        page = at_the_unit(stage)
        assert stage.program.window.size().height() == 600
        seen(stage)
        write(stage, " 4")
        stage.wait(lambda: page.filling.is_settled, "the answer in the vault")
        focus = stage.program.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_S, CTRL_SHIFT)
        stage.wait_for("check")
        stage.wait(lambda: not stage.page._to_build, "all answers")
        seen(stage)
        stage.find("sign.declared").click()
        stage.type_in("sign.passphrase", screens.PASSPHRASE)
        stage.press("sign.sign")
        stage.wait_for("signed")
        seen(stage)
    finally:
        stage.end()


def seen(stage: Any) -> None:
    """Nothing on the page is cut off, or wider than the window."""
    stage.settle()
    assert cut_off(stage.program.window) == []
    assert too_wide(stage.program.window) == []
