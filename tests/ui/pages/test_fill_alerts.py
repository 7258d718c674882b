# SPDX-License-Identifier: Apache-2.0
"""Alerts on the page.

M01 A strip says that something is to be followed up, and never what; one at a time, with the
    number of the rest. It is no alarm: it takes no focus and stops nothing.
M02 The panel tells the whole: what, why, from which answers, what it asks, where it comes from.
M03 What was done is kept with a name, once it is long enough where a reason is wanted; then the
    strip goes and the panel shows it.
M04 Esc closes the panel and the focus goes back to where it came from.
M05 A section that an alert opens appears in the list, marked, and its link leads there.
M06 A text that counts a child as lowering risk waits to be reworded or confirmed by name.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, Filled, filled
from helpers.filling import bench
from helpers.small import alert, place, small_form
from kinfile.forms.model import AlertId
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton

R01, R02 = AlertId("R01"), AlertId("R02")


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    return filled(qtbot, tasks, theme, tmp_path)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def links(widget: QWidget) -> dict[str, LinkButton]:
    return {link.text(): link for link in widget.findChildren(LinkButton)}


def test_the_strip_says_that_but_not_what(here: Filled) -> None:
    """M01"""
    strip = here.page.body.strip
    assert not strip.isVisible()
    here.shown(ABUSE).focus()
    focus = here.page.focusWidget()
    here.press("abuse.suspected")
    assert strip.isVisible()
    assert strip.banner.title.text() == "There is something to follow up today, and 1 more"
    assert strip.banner.text.text() == "From 1 answer in this form. Kinfile prompts, you decide."
    assert "hurt" not in " ".join(words(strip))
    assert here.page.focusWidget() is focus
    here.press("abuse.no")
    assert not strip.isVisible()


def test_the_panel_tells_the_whole(here: Filled) -> None:
    """M02"""
    here.press("abuse.yes_now")
    here.press("alerts.why")
    card = here.page.panel.cards[R01]
    told = words(card)
    assert {"Today", "It is said", "It matters"} <= set(told)
    assert any("S1.1" in each for each in told)
    assert set(links(card)) == {
        "Is anybody being hurt?",
        "Opens “Section safety”",
        "Wants an answer to “What is happening?”",
    }
    assert here.page.panel.close_button.hasFocus()


def test_what_was_done_is_kept(here: Filled) -> None:
    """M03"""
    here.press("abuse.yes_now")
    here.press("alerts.record")
    form = here.page.panel.cards[R01].form
    assert form is not None
    assert form.note.hasFocus()
    assert form.by.text() == "Jo Rowe"
    form.save.click()
    assert form.error.text() == "Write what you did"
    QTest.keyClicks(form.note, "Rang the lead at 11:05")
    form.save.click()
    here.settle()
    given = here.bench.workspace.open().marks.acknowledged[R01]
    assert (given.by, given.note) == ("Jo Rowe", "Rang the lead at 11:05")
    assert not here.page.body.strip.isVisible()
    assert "Recorded by Jo Rowe, 22 November 2026 at 10:42" in words(here.page.panel.cards[R01])
    assert not form.isVisible()


def test_a_reason_is_long_enough(here: Filled) -> None:
    """M03"""
    here.press("abuse.suspected")
    here.press("alerts.why")
    form = here.page.panel.cards[R02].form
    assert form is not None
    QTest.keyClicks(form.note, "Not today")
    form.save.click()
    assert form.error.text() == "Write why in 20 characters or more"
    assert here.bench.workspace.open().marks.acknowledged == {}
    form.by.clear()
    QTest.keyClicks(form.note, ", she was not well enough")
    form.save.click()
    assert form.error.text() == "Write the name of the person"
    assert form.by.hasFocus()


def test_what_is_being_written_survives_another_alert(here: Filled) -> None:
    """M03"""
    here.press("abuse.yes_now")
    here.press("alerts.record")
    form = here.page.panel.cards[R01].form
    assert form is not None
    QTest.keyClicks(form.note, "Half a")
    here.press("abuse.suspected")
    assert here.page.panel.cards[R01].form is form
    assert form.note.toPlainText() == "Half a"
    assert R02 in here.page.panel.cards


def test_esc_goes_back(here: Filled) -> None:
    """M04"""
    here.press("abuse.yes_now")
    here.shown(ABUSE).focus()
    focus = here.page.focusWidget()
    here.press("alerts.why")
    QTest.keyClick(here.page.panel.close_button, Qt.Key.Key_Escape)
    assert not here.page.panel.isVisible()
    assert here.page.focusWidget() is focus


def test_a_section_is_opened(here: Filled) -> None:
    """M05"""
    lines = {line.section: line for line in here.page.pane.list._model.lines}
    assert lines["safety"].state_words == "Not needed"  # type: ignore[index]
    here.press("abuse.yes_now")
    lines = {line.section: line for line in here.page.pane.list._model.lines}
    assert lines["safety"].note == "Opened by a prompt"  # type: ignore[index]
    assert lines["safety"].state_words == "Not started"  # type: ignore[index]
    here.press("alerts.why")
    links(here.page.panel.cards[R01])["Opens “Section safety”"].click()
    here.settle()
    assert here.section == "safety"
    assert not here.page.panel.isVisible()


ITEMS = """
  - {id: lowers, kind: long_text, ask: What lowers risk?, required: yes, disclose: all,
     source: [S1.6], error: Say what lowers risk}
"""


def test_a_text_is_confirmed_by_name(
    qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    """M06"""
    blocking = alert(
        "R03", "matches(lowers, 'child_protective')", forces="[block_field]", severity="act_now"
    )
    form = small_form(tmp_path, ITEMS, alerts=blocking)
    here = Filled(qtbot, bench(qtbot, tasks, form), theme)
    QTest.keyClicks(here.shown(place("lowers")).field.area, "The baby keeps her going.")
    here.page.settle()
    here.settle()
    assert here.page.body.strip.isVisible()
    here.press("alerts.why")
    card = here.page.panel.cards[AlertId("R03")]
    assert "In “What lowers risk?”" in words(card)
    here.press("blocked:lowers.save")
    assert here.bench.workspace.open().report.alerts[0].blocked == ()
    assert not here.page.body.strip.isVisible()
    here.press("alert_panel.close")
    area = here.shown(place("lowers")).field.area
    area.setFocus()
    QTest.keyClicks(area, " So do her children, they keep her going.")
    here.page.settle()
    here.settle()
    assert here.page.body.strip.isVisible()
