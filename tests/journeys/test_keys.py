# SPDX-License-Identifier: Apache-2.0
"""Every key of the program, pressed while somebody writes, and a whole assessment without a mouse.

J90 From inside a text area each key does what the help page says, and puts nothing into the text.
J91 The help page lists every key that the pages and the window listen for.
J92 No two shortcuts of the window and the page it shows are the same.
J93 The wheel changes no list that has not the focus.
J94 From unlocking to the signed copy everything can be done by keys alone.
J95 Hide screen is up within a tenth of a second.
J96 An empty record is filled in by keys alone: every field of a section in turn, a row added, and
    wherever the focus goes it can be seen.
J97 So can it on every page that one arrives at, with the largest text in a small window.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from event_turns import take_turns
from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.forms.model import Kind, QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.records.report import SectionState
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.about import KEYS
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.vault.keys import Cost

screens = load_screens()
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT, NONE = (
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.NoModifier,
)
WRITING = "peri_partner.box"
"""A text area in the middle of a long page of the made-up family's record."""


@pytest.fixture
def stage(begin: Any, home: Path) -> Any:
    """The program at the made-up family's record, writing in a text area."""
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        workspace.example(language=Language.load())
    stage = begin()
    stage.unlock()
    open_record(stage)
    return stage


def open_record(stage: Any) -> None:
    """Back to the text area from wherever a key has led."""
    if stage.page.objectName() != "fill":
        stage.program.window.home_chosen.emit()
        stage.wait_for("records")
        stage.press("records.continue")
        stage.wait_for("fill")
    stage.page.go_to(Spot(SectionId("perinatal"), Place(QuestionId("peri_partner"))))
    stage.settle()
    assert focus().objectName() == WRITING


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(stage: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(stage.program.window.windowHandle(), key, modifier)
    stage.settle()


def text_of(stage: Any) -> str:
    box = stage.find(WRITING)
    assert isinstance(box, QPlainTextEdit)
    return box.toPlainText()


def section(stage: Any) -> str:
    assert isinstance(stage.page, FillPage)
    page = stage.page.body.page
    assert page is not None
    return str(page.section.id)


def on_page(name: str) -> Callable[[Any], bool]:
    return lambda stage: bool(stage.page.objectName() == name)


def away(stage: Any) -> bool:
    """The focus is elsewhere on the same page."""
    return bool(stage.page.objectName() == "fill" and focus().objectName() != WRITING)


def in_panel(name: str) -> Callable[[Any], bool]:
    def is_in(stage: Any) -> bool:
        panel = stage.page.findChild(QWidget, name)
        return panel is not None and panel.isAncestorOf(focus())

    return is_in


def elsewhere(stage: Any) -> bool:
    """Another section is shown."""
    return section(stage) != "perinatal"


def scaled(size: float) -> Callable[[Any], bool]:
    return lambda stage: bool(
        stage.program.window.theme.scale == size and focus().objectName() == WRITING
    )


Case = tuple[Qt.Key, Qt.KeyboardModifier, Callable[[Any], bool]]
STAYING: tuple[Case, ...] = (
    (Key.Key_F6, NONE, away),
    (Key.Key_F6, SHIFT, away),
    (Key.Key_F8, NONE, away),
    (Key.Key_F8, SHIFT, away),
    (Key.Key_F1, NONE, in_panel("why_panel")),
    (Key.Key_G, CTRL, in_panel("go_to")),
    (Key.Key_E, CTRL, in_panel("earlier")),
    (Key.Key_PageDown, CTRL, elsewhere),
    (Key.Key_PageUp, CTRL, elsewhere),
    (Key.Key_Return, CTRL, elsewhere),
    (Key.Key_Plus, CTRL, scaled(1.15)),
    (Key.Key_Minus, CTRL, scaled(1.0)),
)
LEAVING: tuple[Case, ...] = (
    (Key.Key_M, CTRL, on_page("notes")),
    (Key.Key_D, CTRL, on_page("family")),
    (Key.Key_P, CTRL, lambda stage: bool(stage.find("preview").isVisible())),
    (Key.Key_N, CTRL, on_page("new")),
    (Key.Key_F, CTRL, lambda _: focus().objectName() == "records.find"),
)


@pytest.mark.parametrize("cases", [STAYING, LEAVING], ids=["staying", "leaving"])
def test_every_key_works_from_inside_a_text_area(
    stage: Any, cases: tuple[Case, ...]
) -> None:  # J90
    before = text_of(stage)
    # F8 needs something that waits for an answer.
    stage.page.filling.set_answer(Place(QuestionId("reason_for_assessment")), None)
    for key, modifier, is_done in cases:
        press(stage, key, modifier)
        assert is_done(stage), key
        open_record(stage)
        assert text_of(stage) == before, key


def test_checking_and_hiding_work_while_writing(stage: Any) -> None:  # J90
    press(stage, Key.Key_S, CTRL | SHIFT)
    assert stage.page.objectName() == "check"
    open_record(stage)
    press(stage, Key.Key_H, CTRL)
    assert stage.program.window.is_hidden


def test_names_are_shown_and_hidden_by_a_key(stage: Any) -> None:  # J90
    stage.program.window.home_chosen.emit()
    stage.wait_for("records")
    names = stage.find("records.names")
    before = names.text()
    press(stage, Key.Key_N, CTRL | SHIFT)
    assert stage.find("records.names").text() != before


def test_back_undo_and_escape(stage: Any) -> None:  # J90
    before = text_of(stage)
    QTest.keyClicks(focus(), "More")
    assert text_of(stage) != before
    press(stage, Key.Key_Z, CTRL)
    assert text_of(stage) == before
    press(stage, Key.Key_Y, CTRL)
    assert text_of(stage) != before
    press(stage, Key.Key_Z, CTRL)
    press(stage, Key.Key_G, CTRL)
    QTest.keyClicks(focus(), "par")
    press(stage, Key.Key_Escape)
    assert focus().objectName() == WRITING
    assert text_of(stage) == before
    press(stage, Key.Key_PageDown, CTRL)
    press(stage, Key.Key_Left, ALT)
    assert section(stage) == "perinatal"


def test_shift_three_times_hides(stage: Any) -> None:  # J90
    handle = stage.program.window.windowHandle()
    for _ in range(3):
        QTest.keyClick(handle, Key.Key_Shift)
    stage.settle()
    assert stage.program.window.is_hidden


def test_lock_works_while_writing(stage: Any) -> None:  # J90
    press(stage, Key.Key_L, CTRL)
    stage.wait(lambda: not stage.program.desk.is_unlocked, "the lock")


def listened_for(stage: Any) -> list[str]:
    """What answers now: those of a part that is hidden do not."""
    shortcuts = stage.program.window.findChildren(QShortcut)
    return [each.key().toString() for each in shortcuts if each.isEnabled() and is_shown(each)]


def is_shown(shortcut: QShortcut) -> bool:
    part = shortcut.parent()
    return isinstance(part, QWidget) and part.isVisible()


SAME = {"Ctrl+=": "Ctrl++", "Ctrl+Enter": "Ctrl+Return", "Ctrl+Shift+Z": "Ctrl+Y"}
"""A second key for the same -> the one that is told."""


def test_the_help_page_lists_every_key(stage: Any) -> None:  # J91, J92
    told = {part for keys, _ in KEYS for part in keys.split(", ")}
    written = {"Ctrl+Return": "Ctrl+Enter", "Ctrl+PgDown": "Ctrl+Page Down",
               "Ctrl+PgUp": "Ctrl+Page Up"}  # fmt: skip
    for _ in range(2):
        keys = listened_for(stage)
        assert len(keys) == len(set(keys))
        wanted = {SAME.get(key, key) for key in keys}
        assert {written.get(key, key) for key in wanted} - told == set()
        press(stage, Key.Key_S, CTRL | SHIFT)
    press(stage, Key.Key_F, CTRL)
    stage.program.routes.show_about()
    stage.wait_for("about")
    shown = " ".join(label.text() for label in stage.page.findChildren(QLabel))
    assert {part for part in told if part not in shown} == set()


def test_the_wheel_changes_nothing_out_of_focus(stage: Any) -> None:  # J93
    lists = [each for each in stage.page.findChildren(QComboBox) if each.isVisible()]
    assert lists
    for each in lists:
        each.clearFocus()
        before = each.currentIndex()
        middle = QPointF(each.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(each.mapToGlobal(middle.toPoint())),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(each, event)
        assert each.currentIndex() == before


def test_the_cover_is_up_at_once(stage: Any) -> None:  # J95
    took = []
    for _ in range(3):
        timer = QElapsedTimer()
        timer.start()
        stage.program.window.hide_all()
        took.append(timer.elapsed())
        stage.program.window.uncover()
        stage.settle()
    assert min(took) < 100


def type_words(words: str) -> None:
    QTest.keyClicks(focus(), words)


def tab_to(stage: Any, name: str, *, most: int = 120) -> QWidget:
    """Press Tab until the focus is at `name`."""
    for _ in range(most):
        if focus().objectName() == name:
            return focus()
        QTest.keyClick(stage.program.window.windowHandle(), Key.Key_Tab)
        take_turns()
    raise AssertionError(f"{name} is not to be reached by Tab")


@pytest.mark.slow
def test_a_whole_assessment_by_keys_alone(begin: Any, stage: Any) -> None:  # J94
    press(stage, Key.Key_L, CTRL)
    stage.wait(lambda: not stage.program.desk.is_unlocked, "the lock")
    stage = begin()
    type_words(screens.PASSPHRASE)
    press(stage, Key.Key_Return)
    stage.wait_for("records")
    press(stage, Key.Key_Return)
    stage.wait_for("fill")
    press(stage, Key.Key_G, CTRL)
    type_words("mental health around birth")
    press(stage, Key.Key_Return)
    assert section(stage) == "perinatal"
    tab_to(stage, WRITING)
    press(stage, Key.Key_End, CTRL)
    type_words(" Asked again.")
    press(stage, Key.Key_S, CTRL | SHIFT)
    stage.wait_for("check")
    tab_to(stage, "sign.declared")
    press(stage, Key.Key_Space)
    tab_to(stage, "sign.passphrase")
    type_words(screens.PASSPHRASE)
    tab_to(stage, "sign.sign")
    press(stage, Key.Key_Return)
    stage.wait_for("signed")
    tab_to(stage, "signed.home")
    press(stage, Key.Key_Return)
    stage.wait_for("records")


@pytest.fixture
def large(qapp: QApplication, home: Path) -> Iterator[Any]:
    """The program before it has any records, at 200 % in 1024 by 600."""
    stage = screens.Stage(qapp, home, look=screens.LOOKS["light-200"], size=(1024, 600))
    stage.begin()
    yield stage
    stage.end()


def test_the_focus_is_seen_on_arrival(large: Any) -> None:  # J97
    type_words("Jo Rowe")
    tab_to(large, "first_run.role")
    type_words("midwife")
    press(large, Key.Key_Return)
    large.wait_for("choose_passphrase")
    assert is_wholly_seen(focus())
    type_words(screens.PASSPHRASE)
    tab_to(large, "choose_passphrase.second")
    type_words(screens.PASSPHRASE)
    press(large, Key.Key_Return)
    large.wait_for("recovery_code")
    assert is_wholly_seen(focus())
    press(large, Key.Key_Space)
    tab_to(large, "recovery_code.continue")
    press(large, Key.Key_Return)
    large.wait_for("empty")
    assert is_wholly_seen(focus())


def is_wholly_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.fixture
def empty_vault(begin: Any, home: Path) -> Any:
    """The program at the invitation to begin a first record."""
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace:
        pass
    stage = begin()
    type_words(screens.PASSPHRASE)
    press(stage, Key.Key_Return)
    stage.wait_for("empty")
    return stage


IN_A_DATE = {"day": "5", "month": "mar", "year": "2026"}
TYPED = {Kind.PHONE: "01632 960123", Kind.EMAIL: "jo@example.org"}
"""What is typed where "Testtown" would be asked about."""


def block_at(widget: QWidget | None) -> QuestionBlock | None:
    while widget is not None and not isinstance(widget, QuestionBlock):
        widget = widget.parentWidget()
    return widget


def answer_here(stage: Any) -> None:
    """Say something at the box in focus, if nothing is said there yet."""
    here, block = focus(), block_at(focus())
    if here.objectName() == "group:adults.add" and not has_adult(stage):
        press(stage, Key.Key_Return)
        answer_here(stage)
    elif block is None or here is block.no_answer:
        return
    elif isinstance(here, QLineEdit):
        if not here.text():
            part = here.objectName().rpartition(".")[2]
            type_words(IN_A_DATE.get(part) or TYPED.get(block.question.kind, "Testtown"))
    elif isinstance(here, QPlainTextEdit):
        type_words("Said on the telephone")
    elif isinstance(here, QComboBox):
        press(stage, Key.Key_Down)
    elif isinstance(here, QAbstractButton) and block.answer is None:
        press(stage, Key.Key_Space)


def has_adult(stage: Any) -> bool:
    return bool(stage.page.filling.draft.answers.rows("adults"))


def fill_section(stage: Any, *, most: int = 120) -> None:
    """Answer whatever Tab comes to, until the section is left behind."""
    for _ in range(most):
        assert not focus().visibleRegion().isEmpty(), focus().objectName()
        assert stage.program.window.ring.target is focus()
        if focus().objectName() == "foot.save":
            return
        answer_here(stage)
        press(stage, Key.Key_Tab)
    raise AssertionError("Tab does not come to the end of the section")


def state_of(stage: Any, name: str) -> SectionState:
    report = stage.page.filling.draft.report
    state: SectionState = report.sections[SectionId(name)].state
    return state


@pytest.mark.slow
def test_an_empty_record_is_filled_in_by_keys_alone(empty_vault: Any) -> None:  # J96
    stage = empty_vault
    press(stage, Key.Key_N, CTRL)
    stage.wait_for("new")
    press(stage, Key.Key_Return)
    stage.wait_for("fill")
    assert section(stage) == "about"
    fill_section(stage)
    press(stage, Key.Key_Return)
    assert section(stage) == "pregnancy"
    assert state_of(stage, "about") is SectionState.COMPLETE
    press(stage, Key.Key_G, CTRL)
    type_words("home and other adults")
    press(stage, Key.Key_Return)
    assert section(stage) == "household"
    assert focus().objectName() == "group:adults.none"
    fill_section(stage)
    press(stage, Key.Key_Return)
    assert section(stage) != "household"
    assert state_of(stage, "household") is SectionState.COMPLETE
