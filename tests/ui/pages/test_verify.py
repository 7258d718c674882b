# SPDX-License-Identifier: Apache-2.0
"""Check a signed file.

C01 It is reached before unlocking and from the menu, and leads back to where one was.
C02 A file is chosen or dropped; what came of it is said in words, with who signed and when.
C03 Words that are too few are told before anything is checked; six are checked with the file.
C04 A locked file asks for its password.
C05 Of a folder there is a line for each file, the gravest first; Enter shows one, Back the list.
C06 The data of a file that holds is saved to a folder, and it is said that it is not encrypted.
C08 With records open, a file that somebody else signed is countersigned from here, by its reader's
    passphrase, and saved to a folder; what is refused is said.
C07 An authority that was chosen is named, and the check is made again.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from helpers.program import Program
from helpers.stopping import Gate
from helpers.window_fakes import PASSPHRASE
from kinfile.app import countersigning as app_countersigning
from kinfile.app import verifying
from kinfile.app.countersigning import CountersignedFile
from kinfile.app.verifying import Asked, CheckedFile, FoundSignature, Outcome
from kinfile.errors import KinfileError, NotCountersigned, WrongPassphrase
from kinfile.ui.pages.verify import VerifyPage
from kinfile.ui.pages.verify_countersign import CountersignPage
from kinfile.watch import Watch

MARK = "0123456789abcdef" * 4
FILE = Path("/ward/KF-1.pdf")
SIGNATURE = FoundSignature(
    name="Jo Rowe",
    at=datetime(2026, 3, 17, 10, 42, tzinfo=UTC),
    words="abacus impulsive snub stonewall oblivious gazing",
    fingerprint=MARK,
    known_by="none",
    is_sound=True,
)
UNKNOWN = CheckedFile(
    path=FILE,
    outcome=Outcome.SIGNER_UNKNOWN,
    signatures=(SIGNATURE,),
    notes=("It was not checked.",),
    ref="7F3K2M9Q",
    version=1,
)
HOLDS = replace(UNKNOWN, outcome=Outcome.HOLDS, signatures=(replace(SIGNATURE, known_by="code"),))
BROKEN = CheckedFile(
    path=FILE,
    outcome=Outcome.DOES_NOT_HOLD,
    signatures=(replace(SIGNATURE, is_sound=False),),
    problems=("The file was changed.",),
)
LOCKED = CheckedFile(path=FILE, outcome=Outcome.LOCKED, problems=("It is locked.",))


class Checks:
    """What checks answer, and what they were asked."""

    def __init__(self) -> None:
        self.answers: tuple[CheckedFile, ...] = (UNKNOWN,)
        self.asked: list[tuple[Path, Asked, Path | None]] = []

    def check_all(
        self, chosen: Path, asked: Asked, *, save_to: Path | None = None, **_rest: object
    ) -> tuple[CheckedFile, ...]:
        self.asked.append((chosen, asked, save_to))
        if save_to is None:
            return self.answers
        return tuple(replace(each, written=(save_to / "a.json",)) for each in self.answers)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    made = Checks()
    monkeypatch.setattr(verifying, "check_all", made.check_all)
    return made


def opened(program: Program) -> VerifyPage:
    program.begin()
    program.press("unlock.verify")
    program.shows("verify")
    return page_of(program)


def page_of(program: Program) -> VerifyPage:
    assert isinstance(program.page, VerifyPage)
    return program.page


def choose(program: Program, path: Path = FILE, button: str = "verify.file") -> VerifyPage:
    program.app.dialogs.answer_next.append(path)
    program.press(button)
    return page_of(program)


def words_on(page: VerifyPage | CountersignPage) -> str:
    return " | ".join(each.accessibleName() for each in page.findChildren(QLabel))


def test_it_is_reached_before_unlocking(program: Program) -> None:  # C01
    page = opened(program)
    assert page.file.hasFocus()
    program.press("verify.back")
    program.shows("unlock")


def test_it_is_reached_from_the_menu(program: Program) -> None:  # C01
    program.begin()
    program.unlock()
    program.app.window.about_chosen.emit()
    program.shows("about")
    program.app.window.verify_wished.emit()
    program.shows("verify")
    assert page_of(program).trail() == ("Check a signed file",)
    program.app.window.back_chosen.emit()
    program.shows("about")


def test_what_came_of_a_file(program: Program, checks: Checks) -> None:  # C02
    opened(program)
    page = choose(program)
    assert page.result is not None
    assert page.result.verdict.title.text() == "Unchanged, but not shown who signed it"
    said = words_on(page)
    for part in ("Jo Rowe", "Nothing here shows whose key this is.", "0123 4567", "7F3K2M9Q"):
        assert part in said
    assert page.ask is not None
    assert page.ask.first.hasFocus()
    checks.answers = (BROKEN,)
    page = choose(program)
    assert page.ask is None
    assert "The file was changed." in words_on(page)
    assert "does not belong to the file" in words_on(page)


def test_a_file_is_dropped(program: Program, checks: Checks) -> None:  # C02
    page = opened(program)

    def carried(*urls: str) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        return data

    def let_go(data: QMimeData) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        page.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), action, data, buttons, keys))
        page.dropEvent(QDropEvent(QPointF(9, 9), action, data, buttons, keys))
        program.settle()

    let_go(carried("https://example.org/a.pdf"))
    let_go(carried("file:///a.pdf", "file:///b.pdf"))
    assert checks.asked == []
    let_go(carried("file:///ward/KF-1.pdf"))
    assert checks.asked[0][0] == FILE


def test_six_words_are_checked(program: Program, checks: Checks) -> None:  # C03
    opened(program)
    page = choose(program)
    program.press("verify.again")
    program.type_in("verify.words_box", "otter lamp")
    program.press("verify.again")
    assert page.property("announced") == "done"
    assert len(checks.asked) == 1
    assert page.ask is not None
    assert page.ask.error.text() == "Type all six words"
    checks.answers = (HOLDS,)
    program.type_in("verify.words_box", "otter lamp river quilt maple tin")
    program.press("verify.again")
    assert checks.asked[1][1].words == "otter lamp river quilt maple tin"
    page = page_of(program)
    assert page.result is not None
    assert page.result.verdict.title.text() == "The file holds"


def test_a_locked_file_asks_for_its_password(program: Program, checks: Checks) -> None:  # C04
    checks.answers = (LOCKED,)
    opened(program)
    page = choose(program)
    assert page.ask is not None
    program.press("verify.again")
    assert page.ask.password is not None
    assert page.ask.password.error.text()
    checks.answers = (UNKNOWN,)
    program.type_in("verify.password", "otter lamp")
    page.ask.password.submitted.emit()
    program.settle()
    assert checks.asked[1][1].password == "otter lamp"
    program.type_in("verify.words_box", "one two three four five six")
    program.press("verify.again")
    assert checks.asked[2][1].password == "otter lamp"


def test_a_folder(program: Program, checks: Checks) -> None:  # C05
    checks.answers = (HOLDS, replace(BROKEN, path=Path("/ward/b.pdf")), UNKNOWN)
    opened(program)
    page = choose(program, Path("/ward"), "verify.folder")
    assert page.table is not None
    assert page.table.hasFocus()
    model = page.table.words
    lines = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert lines == ["Does not hold", "Not shown who signed", "Holds"]
    page.table.row_chosen.emit(0)
    assert page.result is not None
    assert page.result.verdict.title.text() == "The file does not hold"
    assert page.ask is None
    program.press("verify.list")
    assert page.table.hasFocus()
    page.table.row_chosen.emit(2)
    program.press("verify.back")
    assert page.table.hasFocus()
    program.press("verify.back")
    program.shows("unlock")


def test_the_data_is_saved(program: Program, checks: Checks, tmp_path: Path) -> None:  # C06
    checks.answers = (HOLDS,)
    opened(program)
    choose(program)
    choose(program, tmp_path, "verify.data")
    assert checks.asked[-1][2] == tmp_path
    assert "not encrypted" in words_on(page_of(program))


def test_an_authority_is_named(program: Program, checks: Checks, tmp_path: Path) -> None:  # C07
    page = opened(program)
    authority = tmp_path / "trust.pem"
    choose(program, authority, "verify.authority")
    assert page.trusted.text() == "Trusted authority: trust.pem"
    choose(program)
    assert page.result is None
    assert "trust.pem" in words_on(page)


def test_nothing_is_chosen(program: Program, checks: Checks) -> None:  # C02
    opened(program)
    for button in ("verify.file", "verify.folder", "verify.authority"):
        program.app.dialogs.answer_next.append(None)
        program.press(button)
    assert checks.asked == []


def countersigning(program: Program) -> CountersignPage:
    """The page, reached from the menu."""
    program.begin()
    program.unlock()
    program.app.dialogs.answer_next.append(FILE)
    program.app.window.countersign_wished.emit()
    program.shows("verify")
    program.press("verify.countersign")
    program.shows("countersign")
    assert isinstance(program.page, CountersignPage)
    return program.page


def test_a_file_is_countersigned(
    program: Program, checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # C08
    made: list[tuple[Path, Path, bytes]] = []
    wrong: list[KinfileError] = [WrongPassphrase(wait=0), NotCountersigned(problem="no-place")]

    def sign(
        _workspace: object, path: Path, folder: Path, passphrase: bytearray, **_: object
    ) -> CountersignedFile:
        if wrong:
            raise wrong.pop(0)
        made.append((path, folder, bytes(passphrase)))
        name = folder / "KF-1-countersigned.pdf"
        return CountersignedFile(file=name, receipt=name, code="six words of it")

    monkeypatch.setattr(app_countersigning, "countersign_into", sign)
    page = countersigning(program)
    assert "It is not shown who signed it" in words_on(page)
    program.press("countersign.sign")
    assert page.passphrase.error.text() == "Enter your passphrase"
    for answer in (None, tmp_path, tmp_path, tmp_path):
        program.app.dialogs.answer_next.append(answer)
        program.type_in("countersign.passphrase", PASSPHRASE)
        program.press("countersign.sign")
    assert made == [(FILE, tmp_path, PASSPHRASE.encode())]
    assert page.notice is None
    assert "Saved as KF-1-countersigned.pdf" in words_on(page)
    assert "six words of it" in words_on(page)
    assert page.property("announced") == "signed"
    program.app.window.back_chosen.emit()
    program.shows("verify")


def test_what_is_refused_is_said(
    program: Program, checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # C08
    def refuse(*_: object, **__: object) -> None:
        raise NotCountersigned(problem="no-place")

    monkeypatch.setattr(app_countersigning, "countersign_into", refuse)
    page = countersigning(program)
    program.workspace.keys = ()
    program.app.dialogs.answer_next.append(tmp_path)
    program.type_in("countersign.passphrase", PASSPHRASE)
    program.press("countersign.sign")
    assert page.notice is not None
    assert "no empty place" in page.notice.title.text()
    assert page.property("announced") == "not-done"


def test_countersigning_can_be_cancelled(
    program: Program, checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # C08
    gate = Gate()

    def sign(*_: object, watch: Watch, **__: object) -> None:
        gate(watch)
        watch.finish()

    monkeypatch.setattr(app_countersigning, "countersign_into", sign)
    page = countersigning(program)
    program.app.dialogs.answer_next.append(tmp_path)
    program.type_in("countersign.passphrase", PASSPHRASE)
    page.sign.setFocus()
    page.sign.click()
    program.wait(gate.is_reached)
    page.underway.tell()
    page.working.cancel.setFocus()
    page.working.cancel.click()
    gate.open()
    program.settle()
    assert page.notice is None
    assert page.done is None
    assert page.sign.hasFocus()
    assert page.property("announced") == "stopped"


@pytest.mark.parametrize(
    "found",
    [
        BROKEN,
        replace(HOLDS, signatures=(replace(SIGNATURE, known_by="own"),)),
        replace(HOLDS, signatures=(SIGNATURE, SIGNATURE)),
    ],
)
def test_other_files_are_not_countersigned(
    program: Program, checks: Checks, found: CheckedFile
) -> None:  # C08
    checks.answers = (found,)
    program.begin()
    program.unlock()
    program.app.dialogs.answer_next.append(FILE)
    program.app.window.countersign_wished.emit()
    program.shows("verify")
    assert program.page.findChild(QPushButton, "verify.countersign") is None
