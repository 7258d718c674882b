# SPDX-License-Identifier: Apache-2.0
"""After signing, in the real window: sent, confirmed, corrected, looked back on, erased.

J60 A signed record is noted as sent and confirmed, corrected with a reason, changed, signed again
    and exported: both versions stay to be read, and the history tells the way.
J61 An erased record leaves the list, stands under its own filter, and tells no answer any more.
J62 An earlier answer is put back from the panel, and taken back again.
J63 A draft moves to a newer version of its form after a look; what has no place is kept beside.
J64 A word of an answer finds its record, after the index was made while nobody worked.
J65 Every version of the form that is installed on trial is marked on its card and never signed.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from helpers.screens import load_screens
from kinfile.forms.model import QuestionId
from kinfile.records.model import Answer, Place
from kinfile.ui.pages.check import CheckPage
from kinfile.ui.pages.correct import CorrectPage
from kinfile.ui.pages.details import DetailsPage
from kinfile.ui.pages.erase import ErasePage
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.records import RecordsPage
from kinfile.ui.pages.signed import SignedPage

screens = load_screens()
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
UNIT = Place(QuestionId("maternity_unit"))


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return screens.Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture
def stand(homes: Any, qapp: Any) -> Any:
    """Begin the program on a vault of that kind."""
    lent: list[Any] = []
    stages: list[Any] = []

    def begin(kind: str) -> Any:
        lent.append(homes.lend(kind))
        stage = screens.Stage(qapp, lent[-1].__enter__())
        stage.begin()
        stage.unlock()
        stages.append(stage)
        return stage

    yield begin
    for stage in stages:
        stage.end()
    for each in lent:
        each.__exit__(None, None, None)


def of(stage: Any, kind: type[Any]) -> Any:
    assert isinstance(stage.page, kind), stage.page.objectName()
    return stage.page


def words(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel)]


def sign(stage: Any) -> None:
    stage.press("head.check")
    stage.wait_for("check")
    stage.find("sign.declared").click()
    stage.type_in("sign.passphrase", screens.PASSPHRASE)
    stage.press("sign.sign")
    stage.wait_for("signed")


def export(stage: Any, folder: Path) -> bytes:
    folder.mkdir()
    stage.program.dialogs.answer_next.append(folder)
    stage.press("signed.save")
    (sealed,) = folder.glob("*.pdf")
    return sealed.read_bytes()


def open_example(stage: Any) -> None:
    stage.press("records.continue")
    stage.wait_for("fill")


@pytest.mark.slow
def test_a_signed_record_is_corrected(stand: Any, tmp_path: Path) -> None:
    """J60"""
    stage = stand("full")
    open_example(stage)
    sign(stage)
    first = export(stage, tmp_path / "first")
    stage.press("signed.note")
    stage.wait_for("details")
    stage.type_in("note.who", "Duty desk")
    stage.press("note.save")
    stage.wait_for("details")
    stage.press("details.ledger.1.confirm")
    stage.press("note.save")
    stage.wait_for("details")
    details = of(stage, DetailsPage)
    assert "Went to Duty desk on 17 March 2026" in words(details.ledger)
    assert "Confirmed on 17 March 2026" in words(details.ledger)
    assert stage.find("details.status").text() == "Sent"

    stage.press("details.correct")
    stage.wait_for("correct")
    of(stage, CorrectPage).reason.setPlainText("The unit was another one")
    stage.press("correct.begin")
    stage.wait_for("fill")
    fill = of(stage, FillPage)
    fill.filling.set_answer(UNIT, Answer(value="Testtown General"))
    fill.settle()
    stage.settle()
    sign(stage)
    signed = of(stage, SignedPage)
    assert signed.copy is not None
    assert signed.copy.version == 2
    second = export(stage, tmp_path / "second")
    assert second == signed.copy.pdf != first

    stage.press("signed.details")
    stage.wait_for("details")
    details = of(stage, DetailsPage)
    assert "Why: The unit was another one" in words(details.versions)
    model = details.history.model
    told = [model.told(row) for row in range(8)]
    changed = next(each for each in told if each.now == "Testtown General")
    assert changed.before.startswith("Fictional General")
    assert "Version 2 signed" in [each.what for each in told]
    stage.press("details.copy.1")
    stage.wait_for("signed")
    earlier = of(stage, SignedPage)
    assert earlier.copy is not None
    assert earlier.copy.pdf == first
    assert not earlier.next.isVisible()
    assert not earlier.correct.isVisible()
    QTest.keyClick(stage.program.window.windowHandle(), Qt.Key.Key_Left, ALT)
    stage.wait_for("records")


def test_an_erased_record_tells_nothing(stand: Any) -> None:
    """J61"""
    stage = stand("full")
    page = of(stage, RecordsPage)
    assert page.resume is not None
    ref = page.resume.ref
    page.table.setFocus()
    page.table.details_chosen.emit(ref)
    stage.wait_for("details")
    stage.press("details.erase")
    stage.wait_for("erase")
    assert of(stage, ErasePage).keep.hasFocus()
    stage.press("erase.erase")
    assert stage.page.objectName() == "erase"
    stage.type_in("erase.word", ref.lower())
    stage.press("erase.erase")
    stage.wait_for("notice")
    stage.press("notice.back")
    stage.wait_for("records")
    page = of(stage, RecordsPage)
    assert ref not in [line.ref for line in page.lines]
    page.chips.choose("erased")
    assert [line.ref for line in page.lines] == [ref]
    page.record_chosen.emit(ref)
    stage.wait_for("details")
    details = of(stage, DetailsPage)
    assert details.erase is None
    model = details.history.model
    told = {model.told(row).now for row in range(model.rowCount())}
    assert "Erased" in told
    assert not any("Fictional" in each for each in told)


def test_an_earlier_answer_comes_back(stand: Any) -> None:
    """J62"""
    stage = stand("full")
    open_example(stage)
    fill = of(stage, FillPage)
    for text in ("One", "Two"):
        fill.filling.set_answer(UNIT, Answer(value=text))
        fill.filling.flush()
        stage.settle()
    fill.go_to(Spot(fill.filling.draft.form.by_id()[UNIT.question].section, UNIT))
    stage.settle()
    QTest.keyClick(stage.program.window.windowHandle(), Qt.Key.Key_E, CTRL)
    stage.settle()
    assert [button.text() for button in fill.earlier.buttons] == ["Put this back"] * 2
    fill.earlier.buttons[-1].click()
    stage.settle()
    answer = fill.filling.draft.answers.at(UNIT)
    assert answer is not None
    assert str(answer.value).startswith("Fictional General")
    fill.undo()
    stage.settle()
    assert fill.filling.draft.answers.at(UNIT) == Answer(value="Two")


def test_a_draft_moves_after_a_look(stand: Any) -> None:
    """J63, J65"""
    stage = stand("trial")
    open_example(stage)
    stage.press("newer.look")
    stage.wait_for("move")
    stage.press("move.leave")
    stage.wait_for("fill")
    fill = of(stage, FillPage)
    assert not fill.newer.isVisible()
    assert fill.filling.draft.form.version == 1
    stage.press("bar.home")
    stage.wait_for("records")
    open_example(stage)
    stage.press("newer.look")
    stage.wait_for("move")
    stage.press("move.move")
    stage.wait_for("fill")
    fill = of(stage, FillPage)
    draft = fill.filling.draft
    assert (draft.form.version, draft.newer, draft.is_trial) == (2, None, True)
    assert len(draft.left_over) == 3
    assert not fill.newer.isVisible()
    stage.press("sections.left_over")
    assert fill.left_over.isVisible()
    stage.press("left_over.close")
    stage.press("head.check")
    stage.wait_for("check")
    check = of(stage, CheckPage)
    assert stage.find("check.trial").isVisible()
    stage.press("sign.sign")
    assert any("only being tried out" in link.text() for link in check.summary.links)


def test_a_word_of_an_answer_finds_its_record(stand: Any) -> None:
    """J64"""
    stage = stand("full")
    page = of(stage, RecordsPage)
    page.search.setFocus()
    page.search.setText("sertraline")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    stage.settle()
    stage.settle()
    (found,) = page.lines
    assert "Found in answers" in page.table.model().second_line(found)
    page.search.setText("no such word anywhere")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    stage.settle()
    stage.settle()
    assert "No records match “no such word anywhere”." in words(page.nothing)


def test_a_trial_is_marked_on_its_card(stand: Any) -> None:
    """J65"""
    stage = stand("trial")
    stage.press("records.new")
    stage.wait_for("new")
    assert stage.find("form.pre_birth.trial").isVisible()
    assert stage.program.window.findChild(QWidget, "form.young_carer.trial") is None
