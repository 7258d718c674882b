# SPDX-License-Identifier: Apache-2.0
"""An assessment filled in by keyboard, with what it calls for, and found again.

J20 A new record answers several kinds of question by keys alone; each answer is kept.
J21 One answer calls for others and raises an alert; it is recorded who did what, and the alert
    asks no more.
J22 Left and opened again, also after locking, the record is at the same question with everything
    as it was.
J23 Every page of it has a name for whatever takes the focus, and one heading of the first rank.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from helpers.screens import load_screens
from kinfile.app.workspace import Workspace
from kinfile.forms.dates import PartialDate
from kinfile.forms.model import QuestionId, SectionId
from kinfile.records.model import Answers, Place
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.widgets.heading import Heading
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
    stage = begin()
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


def type_in(stage: Any, *fields: str) -> None:
    """Type into one field after another, with Tab between them."""
    for number, text in enumerate(fields):
        if number:
            press(stage, Qt.Key.Key_Tab)
        QTest.keyClicks(focus(stage), text)


def go_to_section(stage: Any, words: str) -> None:
    press(stage, Qt.Key.Key_G, CTRL)
    QTest.keyClicks(focus(stage), words)
    press(stage, Qt.Key.Key_Return)


def page(stage: Any) -> FillPage:
    assert isinstance(stage.page, FillPage)
    return stage.page


def section(stage: Any) -> str:
    shown = page(stage).body.page
    assert shown is not None
    return shown.section.id


def answers(stage: Any) -> Answers:
    return page(stage).filling.draft.answers


def value(stage: Any, name: str) -> Any:
    found = answers(stage).single.get(QuestionId(name))
    return found.value if found else None


def record_abuse(stage: Any) -> None:
    """Domestic abuse now, a child at risk from it: by the arrows and the space bar."""
    go_to_section(stage, "other factors")
    assert focus(stage).objectName() == "domestic_abuse.yes_now"
    press(stage, Qt.Key.Key_Space)
    press(stage, Qt.Key.Key_Tab)
    assert focus(stage).objectName() == "domestic_abuse.evidence"
    type_in(stage, "Bruise on the left arm")
    page(stage).go_to(Spot(SectionId("cooccurring"), place_of("da_child_at_risk")))
    press(stage, Qt.Key.Key_Space)


def place_of(name: str) -> Place:
    return Place(QuestionId(name))


def test_several_kinds_by_keyboard(stage: Any) -> None:  # J20
    go_to_section(stage, "pregnancy")
    assert section(stage) == "pregnancy"
    assert focus(stage).objectName() == "edd.day"
    type_in(stage, "18", "jan", "2027")
    press(stage, Qt.Key.Key_Tab)
    assert value(stage, "edd") == PartialDate(2027, 1, 18)
    assert focus(stage).objectName() == "edd.no_answer"
    press(stage, Qt.Key.Key_Tab)
    assert focus(stage).objectName() == "edd_basis.dating_scan"
    press(stage, Qt.Key.Key_Down)
    press(stage, Qt.Key.Key_Space)
    assert value(stage, "edd_basis") == "later_scan"
    go_to_section(stage, "parents")
    press(stage, Qt.Key.Key_Space)
    assert len(answers(stage).rows("parents")) == 1
    press(stage, Qt.Key.Key_Space)
    row = answers(stage).rows("parents")[0]
    assert row.answers["parents.role"].value == "mother"  # type: ignore[index]
    go_to_section(stage, "starting")
    go_to_section(stage, "about")
    page(stage).go_to(Spot(SectionId("about"), place_of("reason_for_assessment")))
    type_in(stage, "First visit, at home")
    press(stage, Qt.Key.Key_Return, CTRL)
    assert value(stage, "reason_for_assessment") == "First visit, at home"
    assert section(stage) == "about"
    assert page(stage).body.summary.isVisible()
    press(stage, Qt.Key.Key_Return)
    assert focus(stage).property("err") is True


def test_an_alert_is_raised_and_answered(stage: Any) -> None:  # J21
    assert not page(stage).body.strip.isVisible()
    record_abuse(stage)
    assert value(stage, "da_child_at_risk") == "yes"
    assert page(stage).body.strip.isVisible()
    stage.press("alerts.record")
    form = page(stage).panel.cards["R12"].form  # type: ignore[index]
    assert form is not None
    stage.find("alert:R12.note").setFocus()
    type_in(stage, "Rang the duty desk at 11:05")
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Return)
    given = page(stage).filling.draft.marks.acknowledged["R12"]
    assert (given.by, given.note) == (screens.WORKER.name, "Rang the duty desk at 11:05")
    press(stage, Qt.Key.Key_Escape)
    assert not page(stage).panel.isVisible()
    assert not page(stage).body.strip.isVisible()


def test_everything_is_there_again(stage: Any, begin: Any) -> None:  # J22
    record_abuse(stage)
    page(stage).go_to(Spot(SectionId("cooccurring"), place_of("da_victim")))
    type_in(stage, "Juniper, harmed by a former partner")
    stage.press("bar.home")
    stage.wait_for("records")
    for again in (False, True):
        if again:
            stage.press("bar.lock")
            stage = begin()
            stage.unlock()
        stage.press("records.continue")
        stage.wait_for("fill")
        assert section(stage) == "cooccurring"
        evidence = answers(stage).single["domestic_abuse"].evidence  # type: ignore[index]
        assert evidence is not None
        assert evidence.text == "Bruise on the left arm"
        area = stage.find("da_victim.box")
        assert area.toPlainText() == "Juniper, harmed by a former partner"
        assert page(stage).filling.draft.report.alerts


def takes_focus(widget: QWidget) -> bool:
    reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(reached) and widget.isVisible() and widget.isEnabled()


def test_whatever_takes_the_focus_has_a_name(stage: Any) -> None:  # J23
    record_abuse(stage)
    for name in [each.id for each in page(stage).filling.draft.form.sections]:
        page(stage).go_to(Spot(name))
        stage.settle()
        headings = [h for h in stage.page.findChildren(Heading) if h.isVisible()]
        assert sum(heading.level == 1 for heading in headings) == 1
        for widget in filter(takes_focus, stage.page.findChildren(QWidget)):
            told = QAccessible.queryAccessibleInterface(widget)
            if widget.objectName().startswith("qt_"):
                continue
            words = told.text(QAccessible.Text.Name)
            assert words, f"{name}: {widget.objectName()} has no name"
            assert "<" not in words
            if isinstance(widget, QAbstractButton):
                assert widget.height() >= 24
                assert widget.width() >= 24
        assert all("{" not in label.text() for label in stage.page.findChildren(QLabel))
