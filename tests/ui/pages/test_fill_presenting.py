# SPDX-License-Identifier: Apache-2.0
"""The page while the family looks on.

P01 Nothing of what they may not see is on the page or among its names for a screen reader: no
    restricted question or answer, no prompt, no why, no section that only prompts open.
P02 A calm line says so; its button, the key and the menu end it, and everything is there again.
P03 Typing goes on as usual and is kept; what is asked because of it appears, or does not.
P04 Keys that lead to what is hidden do nothing, and the last section leads nowhere.
P05 Only what was done meanwhile can be undone; afterwards all of it, in order.
P06 Somebody who was in a hidden section is in the nearest one before it.
P07 F8 and Ctrl+G know only what is shown.
P08 Built anew it is the same.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import ABUSE, SEEN, WHO, Filled, filled
from kinfile.forms.model import SectionId
from kinfile.records.model import Answer
from kinfile.ui.pages.fill_places import Spot, seen_spot
from kinfile.ui.pages.fill_presenting import KEY, RESTING
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
HIDDEN = ("hurt", "happening", "prompt", "follow up", "Why", "S1.1", "safety")


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Filled:
    made = filled(qtbot, tasks, theme, tmp_path, {"who": "Ash", "abuse": "yes_now"})
    assert made.bench.filling.draft.report.alerts
    return made


def present(here: Filled, *, is_on: bool = True) -> None:
    """What the route does with the page's wish."""
    here.page.settle()
    here.bench.filling.present(is_on=is_on)
    old, here.at = here.page, None
    here.show()
    old.hide()
    here.settle()


def words(widget: QWidget) -> Iterator[str]:
    """Everything below `widget` that is visible, as a screen reader hears it."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    waiting = [spoken]
    while waiting:
        each = waiting.pop()
        if not each.isValid() or each.state().invisible:
            continue
        for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
            yield each.text(part)
        waiting += [each.child(n) for n in range(each.childCount())]


def test_nothing_hidden_is_told(here: Filled) -> None:
    """P01"""
    assert any("hurt" in told for told in words(here.page))
    present(here)
    told = [each for each in words(here.page) if each]
    assert any("Who is it about?" in each for each in told)
    for hidden in HIDDEN:
        assert not any(hidden in each for each in told), hidden
    assert here.block(ABUSE) is None
    assert not here.page.body.strip.isVisible()
    assert [line.words for line in here.page.pane.list._model.lines if line.section] == [
        "Section about",
        "Section family",
        "Section ending",
    ]


def test_it_begins_and_ends_by_key_button_and_menu(here: Filled, qtbot: QtBot) -> None:
    """P02"""
    with qtbot.waitSignal(here.page.present_chosen):
        QTest.keyClick(here.page, Qt.Key.Key_F9)
    (line,) = [each for each in here.page.menu_lines() if each.name == "present"]
    assert (line.key, line.is_on) == (KEY, False)
    assert not here.page.is_alone()
    present(here)
    assert here.named("presenting.banner.title").text().startswith("Presentation: ")
    assert here.page.is_alone()
    (line,) = [each for each in here.page.menu_lines() if each.name == "present"]
    assert line.is_on
    for end in (here.named("presenting.end").click, line.chosen):
        with qtbot.waitSignal(here.page.present_chosen):
            end()
    present(here, is_on=False)
    assert here.shown(ABUSE).answer == Answer(value="yes_now")
    assert here.page.body.strip.isVisible()


def test_typing_goes_on(here: Filled) -> None:
    """P03"""
    present(here)
    box = here.shown(WHO).field.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "Rowan")
    here.page.settle()
    here.settle()
    assert here.answer(WHO) == Answer(value="Rowan")
    assert here.answer(ABUSE) == Answer(value="yes_now")
    assert here.block(ABUSE) is None
    assert here.bench.filling.draft.answers.at(ABUSE) is None


def test_keys_to_what_is_hidden_rest(here: Filled, qtbot: QtBot) -> None:
    """P04"""
    present(here)
    keys = {shortcut.key().toString() for shortcut in here.page._shortcuts}
    assert not keys & RESTING
    assert not here.named("head.check").isVisible()
    assert not here.named("sections.details").isVisible()
    here.go("ending")
    with qtbot.assertNotEmitted(here.page.check_chosen):
        here.press("foot.later")
        here.press("foot.save")
        here.press("foot.save")
    assert here.section == "ending"


def test_undo_reaches_no_further_back(here: Filled) -> None:
    """P05"""
    here.press("abuse.no")
    present(here)
    here.page.undo()
    here.settle()
    assert here.answer(ABUSE) == Answer(value="no")
    box = here.shown(WHO).field.box
    box.setFocus()
    QTest.keyClicks(box, "!")
    here.page.settle()
    here.settle()
    present(here, is_on=False)
    here.page.undo()
    here.settle()
    assert here.answer(WHO) == Answer(value="Ash")
    here.page.undo()
    here.settle()
    assert here.answer(ABUSE) == Answer(value="yes_now")


def test_from_a_hidden_section_to_the_one_before(here: Filled) -> None:
    """P06"""
    here.go("safety")
    present(here)
    assert here.section == "family"
    assert here.page.body.isAncestorOf(here.page.focusWidget())


def test_a_hidden_question_leads_to_its_section(here: Filled) -> None:
    """P06"""
    filling = here.bench.filling
    whole, about = filling.draft, SectionId("about")
    filling.present(is_on=True)
    assert seen_spot(whole, filling.draft, Spot(about, ABUSE)) == Spot(about)
    assert seen_spot(whole, filling.draft, Spot(about, SEEN)) == Spot(about, SEEN)
    assert seen_spot(whole, filling.draft, None) == Spot(about)


def test_finding_knows_only_what_is_shown(here: Filled) -> None:
    """P07"""
    present(here)
    QTest.keyClick(here.page, Qt.Key.Key_G, CTRL)
    QTest.keyClicks(here.page.finder.box, "s")
    assert [goal.words for goal in here.page.finder.list.goals][:3] == [
        "Section about",
        "Section family",
        "Section ending",
    ]
    QTest.keyClicks(here.page.finder.box, "af")
    assert here.page.finder.list.goals == ()
    for _ in range(12):
        QTest.keyClick(here.page, Qt.Key.Key_F8)
        assert here.section != "safety"


def test_built_anew_it_is_the_same(here: Filled) -> None:
    """P08"""
    present(here)
    here.show()
    assert here.block(ABUSE) is None
    assert here.named("presenting").isVisible()
