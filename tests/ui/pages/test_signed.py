# SPDX-License-Identifier: Apache-2.0
"""The signed copy.

S01 It says which version was signed and when, and shows the document.
S02 The steps are in order: save, send, read out; the six words come with the saved file.
S03 The document can be read as text.
S04 What fails says what to do; a cancelled choice does nothing.
S05 It leads back to the list, and names nobody.
S06 It leads to noting who it went to, to correcting it, and to what became of the record.
S07 An earlier version is only to be looked at.
S08 Pages are turned and made larger by buttons and keys; it says which page is looked at.
S09 It is printed, unless policy forbids that, and the printing can be stopped.
S11 The document that came back with the manager's signature is filed, or it is said why not.
S12 Saving that takes a while can be cancelled; then nothing is saved, and it can be tried again.
S10 As text it has its headings in a list, which leads to each.
"""

from collections import deque
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import CODE, Bench, bench
from helpers.stopping import Gate
from kinfile.app.draft import RecordStatus
from kinfile.errors import NotCountersigned, NotWritten
from kinfile.i18n import Language
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.pages.signed import SignedPage
from kinfile.ui.pages.signed_view import KEPT
from kinfile.ui.pdf_text import Piece
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    made = bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})
    made.workspace.status = RecordStatus.SIGNED
    return made


def page(
    here: Bench, theme: Theme, dialogs: Dialogs | None = None, *, version: int | None = None
) -> Any:
    made = SignedPage(
        here.desk,
        here.workspace.open(),
        theme,
        Language("en"),
        dialogs=dialogs,
        version=version,
    )
    here.qtbot.addWidget(made)
    made.resize(1366, 714)
    made.show()
    made.activateWindow()
    here.wait(made.isActiveWindow)
    made.focus_first()
    settle(here)
    return made


def settle(here: Bench) -> None:
    here.settle()


def test_what_was_signed_is_shown(here: Bench, theme: Theme) -> None:
    """S01, S05"""
    made = page(here, theme)
    assert made.made.text.text() == (
        "Version 1, signed 22 November 2026 at 10:42. Nobody can change it without it showing."
    )
    assert made.view.page_count == 2
    assert made.view._sheets[0].height() > made.view._sheets[0].width() > 400
    assert made.next.save.hasFocus()
    assert made.trail() == ("", "Signed copy")


def test_saving_brings_the_six_words(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S02"""
    dialogs = Dialogs()
    made = page(here, theme, dialogs)
    assert made.next.code.isHidden()
    dialogs.answer_next.append(tmp_path)
    made.next.save.click()
    made.next.save.click()
    settle(here)
    assert here.workspace.exports == [(tmp_path, False)]
    assert made.next.code.text() == CODE
    assert made.next.saving.words.text() == "Saved as KF-TEST.pdf, with its receipt beside it."
    assert made.next.save.hasFocus()
    assert made.property("announced") == "saved"


def test_reading_as_text(here: Bench, theme: Theme) -> None:
    """S03"""
    made = page(here, theme)
    made.turn.click()
    assert made.view.words.isVisible()
    assert made.turn.text() == "See the pages"
    made.turn.click()
    assert not made.view.words.isVisible()


def test_what_fails_says_what_to_do(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S04"""
    dialogs = Dialogs()
    made = page(here, theme, dialogs)
    here.workspace.errors["export"] = NotWritten(path="x", errno=13)
    for answer in (None, tmp_path):
        dialogs.answer_next.append(answer)
        made.next.save.click()
        settle(here)
        assert (made._notice is not None) is (answer is not None)
    assert made.next.code.isHidden()


def test_back_to_the_list(here: Bench, theme: Theme) -> None:
    """S05"""
    made = page(here, theme)
    with here.qtbot.waitSignal(made.home_chosen):
        made.home.click()


def test_a_compact_window(here: Bench, qapp: QApplication) -> None:
    """S01"""
    theme = Theme(scale=2.0, is_compact=True)
    theme.apply(qapp)
    made = page(here, theme)
    assert made.next.save.isVisible()
    assert made.view.page_count == 2


def test_what_comes_after(here: Bench, theme: Theme) -> None:
    """S06"""
    made = page(here, theme)
    for button, chosen in (
        (made.next.note, made.note_chosen),
        (made.correct, made.correct_chosen),
        (made.details, made.details_chosen),
    ):
        with here.qtbot.waitSignal(chosen):
            button.click()


@pytest.mark.parametrize("is_draft_now", [False, True])
def test_an_earlier_version_is_only_looked_at(
    here: Bench, theme: Theme, is_draft_now: bool
) -> None:
    """S07"""
    if is_draft_now:
        here.workspace.status = RecordStatus.IN_PROGRESS
    made = page(here, theme, version=1 if is_draft_now else 7)
    assert made.made.title.text() == "An earlier version"
    assert made.copy.version == (1 if is_draft_now else 7)
    assert not made.next.isVisible()
    assert not made.correct.isVisible()
    assert made.details.hasFocus()
    assert made.regions() == (made.view, made.links)


def test_pages_are_turned(here: Bench, theme: Theme) -> None:
    """S08"""
    view = page(here, theme).view
    assert view.bar.where.text() == "Page 1 of 2"
    view.bar.next.click()
    settle(here)
    assert view.page == 1
    assert view.bar.where.text() == "Page 2 of 2"
    assert view._scroll.accessibleDescription() == "Page 2 of 2"
    view.bar.before.click()
    assert view.page == 0
    for key, number in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_End, 1),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(view._scroll, key)
        assert view.page == number


def test_pages_are_made_larger(here: Bench, theme: Theme) -> None:
    """S08"""
    view = page(here, theme).view
    before = view._sheets[0].width()
    view.bar.larger.click()
    assert view._sheets[0].width() == pytest.approx(before * 1.25, abs=2)
    for _ in range(9):
        QTest.keyClick(view._scroll, Qt.Key.Key_Minus)
    assert view._sheets[0].width() == pytest.approx(before * 0.5, abs=2)


def test_only_the_last_pages_drawn_are_kept(here: Bench, theme: Theme) -> None:
    """S08"""
    view = page(here, theme).view
    sheet = view._sheets[0]
    assert sheet._image is not None
    for _ in range(KEPT):
        view._on_drawn(view._sheets[1])
    assert sheet._image is None
    assert view._sheets[1]._image is None or view._drawn[-1] is view._sheets[1]


def test_it_is_printed(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S09"""
    dialogs = Dialogs()
    view = page(here, theme, dialogs).view
    assert view.bar.print is not None
    dialogs.answer_next.append(None)
    view.bar.print.click()
    assert not view.printing.is_running
    dialogs.answer_next.append(tmp_path / "out.pdf")
    with here.qtbot.waitSignal(view.printing.printed):
        view.print_it()
        assert view.bar.working.words.text() == "Printing page 1 of 2"
    assert (tmp_path / "out.pdf").stat().st_size
    assert view.property("announced") == "done"
    dialogs.answer_next.append(tmp_path / "two.pdf")
    view.print_it()
    view.bar.working.cancel.click()
    assert view.property("announced") == "not-done"


def test_policy_may_forbid_printing(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S09"""
    dialogs = Dialogs()
    draft = here.workspace.open()
    made = SignedPage(here.desk, draft, theme, Language("en"), dialogs=dialogs, may_print=False)
    here.qtbot.addWidget(made)
    settle(here)
    assert made.view.bar.print is None
    dialogs.answer_next.append(tmp_path / "out.pdf")
    made.view.print_it()
    assert len(dialogs.answer_next) == 1


def test_the_headings_are_a_list(here: Bench, theme: Theme) -> None:
    """S10"""
    made = page(here, theme)
    made.turn.click()
    text = made.view.text
    assert made.view.bar.isHidden()
    text.show_pieces((Piece("One", 1), Piece("said"), Piece("Two", 2), Piece("more")))
    assert [text.picker.itemText(n).strip() for n in range(text.picker.count())] == ["One", "Two"]
    text.picker.activated.emit(1)
    assert text.box.textCursor().block().text() == "Two"
    assert text.box.textCursor().blockFormat().headingLevel() == 2
    assert text.box.hasFocus()
    assert text.words() == "One\nsaid\nTwo\nmore"


def test_the_countersigned_document_is_filed(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S11"""
    dialogs = Dialogs()
    made = page(here, theme, dialogs)
    file = tmp_path / "back.pdf"
    file.write_bytes(b"signed twice")
    here.workspace.errors["countersigned"] = NotCountersigned(problem="not-ours")
    for answer in (None, file):
        dialogs.answer_next.append(answer)
        made.file.click()
        settle(here)
    assert made._notice is not None
    assert here.workspace.noted == []
    del here.workspace.errors["countersigned"]
    dialogs.answer_next.append(file)
    made.file.click()
    settle(here)
    assert here.workspace.noted == [("countersigned", b"signed twice")]
    assert made.made.title.text() == "The manager's signature is filed"
    with here.qtbot.waitSignal(made.other_chosen):
        made.next.other.click()


def test_saving_can_be_cancelled(here: Bench, theme: Theme, tmp_path: Path) -> None:
    """S12"""
    dialogs = Dialogs(answer_next=deque([tmp_path, tmp_path]))
    made = page(here, theme, dialogs)
    gate = here.workspace.seams["export"] = Gate()
    made.next.save.click()
    here.wait(gate.is_reached)
    made.underway.tell()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    gate.open()
    settle(here)
    assert here.workspace.exports == []
    assert made._notice is None
    assert made.next.save.hasFocus()
    assert made.property("announced") == "stopped"
    made.next.save.click()
    settle(here)
    assert here.workspace.exports == [(tmp_path, False)]
