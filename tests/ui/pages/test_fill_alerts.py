# SPDX-License-Identifier: Apache-2.0
"""Alerts on the page.

M01 A strip says that something is to be followed up, and never what; one thing at a time (what
    is about the same people is one), with the number of the rest. It is no alarm: it takes no
    focus and stops nothing.
M02 The panel tells the whole: what, why, from which answers, what it asks, where it comes from.
M03 What was done is kept with a name, once it is long enough where a reason is wanted; then the
    strip goes and the panel shows it.
M04 Esc closes the panel and the focus goes back to where it came from.
M05 A section that an alert opens appears in the list, marked, and its link leads there.
M07 There is one card for each person, named by role and initials, with everything about them;
    what is about nobody in particular is about the whole family.
M06 A text that counts a child as lowering risk waits to be reworded or confirmed by name.
M08 What has been recorded leads on to the next prompt that waits, in sight; the last to Close.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, Filled, filled
from helpers.filling import bench
from helpers.small import alert, place, small_form
from kinfile.forms.model import AlertId
from kinfile.i18n import Language
from kinfile.records.model import Answer
from kinfile.ui.pages.check_todo import to_do_list
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
    assert strip.banner.title.text() == "There is something to follow up today"
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


def test_one_prompt_leads_to_the_next(here: Filled) -> None:
    """M08"""
    here.page.resize(1366, 420)
    here.press("abuse.yes_now")
    here.press("abuse.suspected")
    here.press("alerts.record")
    panel = here.page.panel
    for note in ("note", "other"):
        box = here.page.focusWidget()
        assert box is not None
        assert box.objectName() in ("alert:R01.note", "alert:R02.note"), note
        view = panel._scroll.viewport()
        assert view.rect().contains(box.rect().translated(box.mapTo(view, QPoint(0, 0))))
        QTest.keyClicks(box, "Rang the lead at 11:05, who agrees")
        for _ in range(2):
            QTest.keyClick(here.page.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(here.page.focusWidget(), Qt.Key.Key_Return)
        here.settle()
    assert set(here.bench.workspace.open().marks.acknowledged) == {R01, R02}
    assert here.page.focusWidget() is panel.close_button


def test_a_reason_is_long_enough(here: Filled) -> None:
    """M03"""
    here.press("abuse.suspected")
    here.press("alerts.why")
    form = here.page.panel.cards[R02].form
    assert form is not None
    QTest.keyClicks(form.note, "Not today")
    form.save.click()
    assert form.error.text() == "Write why in 20 characters or more"
    told = form.note.accessibleDescription()
    assert told == "Error: Write why in 20 characters or more. 20 characters or more"
    assert here.bench.workspace.open().marks.acknowledged == {}
    form.by.clear()
    QTest.keyClicks(form.note, ", she was not well enough")
    form.save.click()
    assert form.error.text() == "Write the name of the person"
    assert form.by.accessibleDescription() == "Error: Write the name of the person"
    assert form.note.accessibleDescription() == "20 characters or more"
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


FAMILY = """
  - group: parents
    title: Parents
    row: Parent or carer
    label: [given_name]
    min: 1
    max: 3
    required: yes
    source: [S1.1]
    questions:
      - {id: role, kind: choice, ask: Who is it?, required: yes, disclose: all, source: [S1.1],
         options: {mother: Mother, father: Father}, error: Say who it is}
      - {id: given_name, kind: text, ask: Name, required: no, disclose: all, source: [S1.1],
         error: Enter the name}
      - {id: unwell, kind: risk, ask: Unwell?, required: yes, disclose: all, source: [S1.1],
         error: Say whether they are unwell}
      - {id: alone, kind: yes_no_unknown, ask: Alone?, required: yes, disclose: all,
         source: [S1.1], error: Say whether they are alone}
  - {id: safe, kind: yes_no_unknown, ask: Is everybody safe?, required: yes, disclose: all,
     source: [S1.1], error: Say whether everybody is safe}
"""
RULES = (
    alert("R04", "any(parents, is(unwell, 'yes_now'))", forces="[ack]", severity="act_now")
    + alert("R05", "any(parents, is(alone, 'yes'))", forces="[ack]")
    + alert("R06", "is(safe, 'no')", forces="[ack]")
)


def test_one_card_for_each_person(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> None:
    """M07"""
    form = small_form(tmp_path, FAMILY, alerts=RULES)
    given = {
        "parents": [
            {"role": "mother", "given_name": "Anna", "unwell": "yes_now", "alone": "yes"},
            {"role": "father"},
        ],
        "safe": "no",
    }
    here = Filled(qtbot, bench(qtbot, tasks, form, given), theme)
    strip = here.page.body.strip.banner
    assert strip.title.text() == "There is something to follow up today, and 1 more"
    assert strip.text.text().startswith("From 2 answers")
    here.press("alerts.why")
    panel = here.page.panel
    titles = [box.title.text() for box in panel.groups.values()]
    assert titles == ["Mother (A.)", "The whole family"]
    mother = panel.groups[next(iter(panel.groups))]
    assert panel.cards[AlertId("R05")].parentWidget() is mother
    assert panel.cards[AlertId("R04")].parentWidget() is mother
    items = [item.words for item in to_do_list(here.page.filling.draft, Language.load())]
    assert "Mother (A.): 2 prompts wait for what you did" in items
    assert "The whole family: 1 prompt waits for what you did" in items
    here.page.filling.set_answer(place("safe"), Answer(value="yes"))
    here.page.filling.flush()
    here.settle()
    assert [box.title.text() for box in panel.groups.values()] == ["Mother (A.)"]


def test_an_alert_is_a_group_by_its_words(here: Filled) -> None:
    """M02"""
    here.press("abuse.suspected")
    here.press("alerts.why")
    card = here.page.panel.cards[R02]
    told = QAccessible.queryAccessibleInterface(card)
    assert told.role() == QAccessible.Role.Grouping
    assert told.text(QAccessible.Text.Name) == card.accessibleName() != ""
