# SPDX-License-Identifier: Apache-2.0
"""Notes first: written during a visit, sorted into the form afterwards, by keys alone.

J75 Ctrl+M leads to the notes and back to the same question; what was typed is in the vault.
J76 A line goes into an answer, behind what was there, and stays struck through; undo takes it back.
J77 Locked and opened again the notes are as they were; checking says what is left, and leads there.
J78 The PDF has nothing of them.
"""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from helpers.screens import load_screens
from kinfile.app.draft import Draft
from kinfile.app.workspace import Workspace
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.notes import NotesPage
from kinfile.vault.keys import Cost

screens = load_screens()
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(begin: Any, home: Path) -> Any:
    """The program, with one new record open."""
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        workspace.start("pre_birth")
    return opened(begin())


def opened(stage: Any) -> Any:
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    return stage


def focus(stage: Any) -> QWidget:
    found = stage.program.window.focusWidget()
    assert isinstance(found, QWidget)
    return found


def press(stage: Any, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(focus(stage), key, modifier or Qt.KeyboardModifier.NoModifier)
    stage.settle()


def to_notes(stage: Any) -> NotesPage:
    press(stage, Qt.Key.Key_M, CTRL)
    stage.wait_for("notes")
    assert isinstance(stage.page, NotesPage)
    return stage.page


def draft(stage: Any) -> Draft:
    page = stage.page
    assert isinstance(page, FillPage | NotesPage)
    return page.filling.draft


def first_text(stage: Any) -> Place:
    """The question that the picker offers first for "worry"."""
    page = stage.page
    assert isinstance(page, NotesPage)
    place = page.panel.list.goals[0].spot.place
    assert place is not None
    return place


def test_notes_go_into_the_form(stage: Any, begin: Any) -> None:  # J75 J76 J77 J78
    fill = stage.page
    assert isinstance(fill, FillPage)
    fill.go_to(Spot(SectionId("pregnancy"), Place(QuestionId("edd"))))
    stage.settle()
    assert focus(stage).objectName() == "edd.day"

    page = to_notes(stage)
    for words in ("Tired since Sunday", "Her sister Zebedee helps"):
        QTest.keyClicks(page.box, words)
        press(stage, Qt.Key.Key_Return)
    press(stage, Qt.Key.Key_M, CTRL)
    stage.wait_for("fill")
    assert focus(stage).objectName() == "edd.day"
    assert draft(stage).marks.notes.lines == ("Tired since Sunday", "Her sister Zebedee helps")

    page = to_notes(stage)
    press(stage, Qt.Key.Key_Home, CTRL)
    press(stage, Qt.Key.Key_G, CTRL)
    QTest.keyClicks(focus(stage), "why now")
    place = first_text(stage)
    press(stage, Qt.Key.Key_Return)
    found = draft(stage)
    assert str(found.answers.at(place).value) == "Tired since Sunday"  # type: ignore[union-attr]
    assert found.marks.notes.lines == ("Her sister Zebedee helps",)
    press(stage, Qt.Key.Key_Z, CTRL)
    assert draft(stage).answers.at(place) is None
    page.redo()
    stage.settle()

    stage.program.desk.lock()
    stage.settle()
    stage = opened(begin())
    page = to_notes(stage)
    assert page.box.toPlainText().strip() == "Her sister Zebedee helps"
    assert [each.text for each in draft(stage).marks.notes.used] == ["Tired since Sunday"]
    press(stage, Qt.Key.Key_M, CTRL)
    stage.wait_for("fill")
    press(stage, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    stage.wait_for("check")
    assert stage.find("check.notes").isVisible()
    stage.press("check.notes.open")
    stage.wait_for("notes")
    stage.press("notes.back")
    stage.wait_for("check")


def test_the_pdf_has_nothing_of_them(stage: Any) -> None:  # J78
    page = to_notes(stage)
    QTest.keyClicks(page.box, "Zebedee")
    stage.press("notes.back")
    stage.wait_for("fill")
    ref = draft(stage).ref
    made: list[bytes] = []
    stage.program.desk.preview(ref, language=Language.load(), done=made.append)
    stage.settle()
    document = pypdfium2.PdfDocument(made[0])
    whole = "".join(each.get_textpage().get_text_range() for each in document)
    assert "Pre-birth" in whole
    assert "Zebedee" not in whole
