# SPDX-License-Identifier: Apache-2.0
"""Check and sign.

C01 Every shown answer stands in words, by section, with a way to change it; a required one that
    is missing says so; non-answers say which they are.
C02 What signing waits for is listed with links to the very question, few at first.
C03 Answers that are kept but not used are counted and listed.
C04 Pressing Sign too early says everything that stands in the way, declaration and passphrase
    included, and marks them; nothing is signed.
C05 A wrong passphrase is said beside its box, everything else standing as it was.
C06 Once signed, the page says so and is done.
C07 The preview is shown as pages and as text, and leads back.
C08 An urgent export is possible from any state; what it is called and its code are told.
C09 What fails says what to do.
C10 Prompts are answered here too; whoever came from the list of what is to do goes back to it.
C11 Nothing is signed while a change is not kept.
C12 A word without end does not widen the page.
C14 A signature by hand, drawn or typed, is kept with the record; nobody needs one.
C15 With which key is asked where there are several, with the PIN of a card.
C16 Signing, the preview and an urgent copy that take a while are told and can be cancelled; the
    page is then as it was, unsigned, and a second try works.
C13 Of every answer set aside it can be asked why its question is hidden; Esc leads back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import CODE, Bench, bench
from helpers.stopping import Gate
from helpers.window_fakes import PASSPHRASE
from kinfile.app.changes import SetAnswer
from kinfile.app.draft import RecordStatus
from kinfile.app.identities import ListedKey
from kinfile.app.signing_keys import KeyChoice
from kinfile.errors import MissingGlyph, NotKept, NotWritten, TokenUnusable, TooSoon
from kinfile.forms.model import AlertId, QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Answer, Place
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.pages.check import CheckPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton

READY: Mapping[str, Any] = {
    "who": "Ash",
    "abuse": {"status": "not_asked", "reason": "not_safe"},
    "seen": "2026-11-20",
    "children": {"status": "none"},
    "helpers": [{"name": "Jo"}],
    "decision": "refer",
}

SOFT = ListedKey(
    tier=1,
    name="Jo Rowe",
    issuer="Example Trust",
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 1, 1),
    words="abacus impulsive snub stonewall oblivious gazing",
    number=1,
    fingerprint="00" * 32,
    is_usual=True,
    is_retired=False,
    is_on_card=False,
    may_sign=True,
    to_tell=("It ends soon.",),
)
CARD = replace(SOFT, tier=3, number=2, is_usual=False, is_on_card=True, to_tell=())


@dataclass
class Checked:
    qtbot: QtBot
    bench: Bench
    theme: Theme
    dialogs: Dialogs = field(default_factory=Dialogs)
    page: CheckPage = field(init=False)

    def __post_init__(self) -> None:
        self.page = CheckPage(self.bench.filling, self.theme, Language("en"), dialogs=self.dialogs)
        self.qtbot.addWidget(self.page)
        self.page.resize(1366, 714)
        self.page.show()
        self.page.activateWindow()
        self.bench.wait(lambda: not self.page._to_build and self.page.isActiveWindow())
        self.settle()

    def settle(self) -> None:
        self.bench.settle()

    def words(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]

    def named(self, name: str) -> Any:
        found = self.page.findChild(QWidget, name)
        assert found is not None, f"{name} is not on the page"
        return found

    def press(self, name: str) -> None:
        self.named(name).click()
        self.settle()

    def link(self, words: str) -> LinkButton:
        links = [each for each in self.page.findChildren(LinkButton) if each.text() == words]
        assert links, f"no link says {words}"
        return links[0]

    def sign_with(self, passphrase: str) -> None:
        self.page.sign_card.declaration.tick.setChecked(True)
        self.page.sign_card.passphrase.set_text(passphrase)
        self.press("sign.sign")


Make = Any


@pytest.fixture
def checked(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path) -> Make:
    def make(answers: Mapping[str, Any] = READY, *, keys: tuple[ListedKey, ...] = ()) -> Checked:
        made = bench(qtbot, tasks, three_sections(tmp_path), answers)
        made.workspace.keys = keys
        return Checked(qtbot, made, theme)

    return make


def test_every_answer_stands_in_words(checked: Make) -> None:
    """C01"""
    here = checked()
    assert here.words().count("Who is it about?") == 1
    assert {"Ash", "20 November 2026", "Refer", "Helper 1: Jo", "Jo"} <= set(here.words())
    assert "Not asked: not safe to ask" in here.words()
    assert "Asked, and there are none" in here.words()
    assert "Postcode" not in here.words()


def test_a_trial_is_marked_and_says_that_it_cannot_be_signed(checked: Make) -> None:
    here = checked(READY)
    assert here.page.findChild(QWidget, "check.trial") is None
    here.bench.filling._draft = replace(here.bench.filling.draft, origin="trial")
    here = Checked(here.qtbot, here.bench, here.theme)
    tag = here.page.findChild(QWidget, "check.trial")
    assert tag is not None
    assert tag.isVisible()
    here.page.sign_card.sign.click()
    here.settle()
    assert here.page.summary.links[0].text().startswith("This form is only being tried out")


def test_what_is_missing_says_so(checked: Make) -> None:
    """C01"""
    here = checked({"who": "Ash"})
    assert here.words().count("Not answered yet") == 3
    assert "Nobody yet" in here.words()


def test_change_leads_to_the_section(checked: Make) -> None:
    """C01"""
    here = checked()
    link = here.named("check:family.change")
    assert link.accessibleName() == "Change: Section family"
    with here.qtbot.waitSignal(here.page.change_chosen) as chosen:
        link.click()
    assert chosen.args == [Spot(SectionId("family"))]


def test_what_signing_waits_for_is_linked(checked: Make) -> None:
    """C02"""
    here = checked({"who": "Ash", "children": [{"name": "Bo"}]})
    with here.qtbot.waitSignal(here.page.change_chosen) as chosen:
        here.link("Child 1: Bo: Enter the date of birth").click()
    assert chosen.args[0].place.question == "children.dob"
    with here.qtbot.waitSignal(here.page.change_chosen) as chosen:
        here.link("Add at least one helper").click()
    assert chosen.args[0].group == "helpers"


def test_the_list_is_short_at_first(checked: Make) -> None:
    """C02"""
    rows: list[dict[str, str]] = [{} for _ in range(3)]
    here = checked({"children": rows[:2], "helpers": rows, "abuse": "suspected"})
    more = here.named("check.todo.more")
    before = len(here.page.todo.findChildren(LinkButton))
    more.click()
    here.settle()
    assert not more.isVisible()
    assert len(here.page.todo.findChildren(LinkButton)) > before


def test_nothing_to_do_shows_no_list(checked: Make) -> None:
    """C02"""
    here = checked()
    assert not here.page.todo.isVisible()
    assert "All 3 sections completed" in here.words()
    assert "1 answer is “not known”, “not asked” or “declined” and will be shown as that" in (
        here.words()
    )


def test_answers_set_aside_are_listed(checked: Make) -> None:
    """C03"""
    here = checked({**READY, "abuse": "no", "detail": "Seen"})
    assert "1 answer is set aside" in here.words()
    assert "What is happening?" in here.words()
    assert "Seen" not in here.words()


def test_why_an_answer_is_set_aside(checked: Make, qtbot: QtBot) -> None:
    """C13"""
    here = checked({**READY, "abuse": "no", "detail": "Seen"})
    opener = here.page.findChild(QWidget, "set_aside:detail.why")
    assert opener is not None
    opener.setFocus()
    here.press("set_aside:detail.why")
    assert here.page.why.isVisible()
    assert not here.page.sign_card.isVisible()
    assert here.page.regions() == (here.page.answers, here.page.why)
    (link,) = here.page.why.links()
    assert link.text() == "Hidden because “Is anybody being hurt?” is answered “No”."
    QTest.keyClick(here.page.why.close_button, Qt.Key.Key_Escape)
    assert opener.hasFocus()
    assert opener.accessibleName() == "Why is it hidden?: What is happening?"
    here.press("set_aside:detail.why")
    with qtbot.waitSignal(here.page.change_chosen) as chosen:
        next(here.page.why.links()).click()
    assert chosen.args == [Spot(SectionId("about"), Place(QuestionId("abuse")))]


def test_signing_too_early_says_everything(checked: Make) -> None:
    """C04"""
    here = checked({**READY, "decision": None})
    here.press("sign.sign")
    assert [link.text() for link in here.page.summary.links] == [
        "Section ending: Say what is decided",
        "Sign: Tick to confirm the declaration",
        "Sign: Enter your passphrase",
    ]
    assert here.page.summary.links[0].hasFocus()
    assert here.page.sign_card.declaration.error.isVisible()
    here.page.summary.links[1].click()
    assert here.page.sign_card.declaration.tick.hasFocus()
    here.page.summary.links[2].click()
    assert here.page.sign_card.passphrase.box.hasFocus()
    assert here.bench.workspace.status is None
    here.page.sign_card.declaration.tick.click()
    assert not here.page.sign_card.declaration.error.isVisible()


@pytest.mark.parametrize("error", [None, TooSoon(wait=60)])
def test_a_wrong_passphrase(checked: Make, error: TooSoon | None) -> None:
    """C05"""
    here = checked()
    if error is not None:
        here.bench.workspace.errors["sign"] = error
    here.sign_with("not the one")
    assert here.bench.workspace.status is None
    assert here.page.sign_card.passphrase.error.text()
    assert here.page.sign_card.passphrase.box.hasFocus()
    assert here.page.sign_card.declaration.tick.isChecked()
    assert not here.page.summary.isVisible()


def test_signing(checked: Make) -> None:
    """C06"""
    here = checked()
    here.page.sign_card.declaration.tick.setChecked(True)
    here.page.sign_card.passphrase.set_text(PASSPHRASE)
    with here.qtbot.waitSignal(here.page.signed) as signed:
        QTest.keyClick(here.page.sign_card.passphrase.box, Qt.Key.Key_Return)
        here.named("sign.sign").click()
    assert signed.args == ["TEST-0001"]
    assert here.bench.workspace.status is RecordStatus.SIGNED
    assert here.page.sign_card.passphrase.is_empty
    assert here.page.property("announced") == "signed"


def test_the_preview(checked: Make) -> None:
    """C07"""
    here = checked()
    here.press("check.preview")
    assert here.page.preview.isVisible()
    assert here.page.preview.view.page_count == 2
    here.press("preview.turn")
    assert here.page.preview.view.words.isVisible()
    QTest.keyClick(here.page.preview.view.words, Qt.Key.Key_Escape)
    here.settle()
    assert not here.page.preview.isVisible()
    assert here.named("check.preview").hasFocus()
    QTest.keyClick(here.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert here.page.preview.isVisible()


def test_a_signature_by_hand_is_kept_and_never_needed(checked: Make) -> None:
    """C14"""
    here = checked()
    box = here.page.sign_card.hand
    assert not box.clear.isEnabled()
    QTest.mousePress(box.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    QTest.mouseMove(box.pad, QPoint(90, 40))
    QTest.mouseRelease(box.pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 40))
    box.typed.setText("J. Rowe")
    box.typed.editingFinished.emit()
    here.page.filling.flush()
    here.settle()
    kept = here.bench.workspace.open().marks.hand
    assert len(kept.strokes) == 1
    assert kept.typed == "J. Rowe"
    here.press("sign.clear")
    here.page.filling.flush()
    here.settle()
    assert here.bench.workspace.open().marks.hand.strokes == ()
    here.sign_with(PASSPHRASE)
    assert here.bench.workspace.status is RecordStatus.SIGNED


def test_a_name_still_being_typed_is_signed_too(checked: Make) -> None:
    """C14: whoever presses Sign by a screen reader never leaves the box."""
    here = checked()
    box = here.page.sign_card.hand
    box.typed.setText("J. Rowe")
    here.sign_with(PASSPHRASE)
    assert here.bench.workspace.status is RecordStatus.SIGNED
    assert here.bench.workspace.open().marks.hand.typed == "J. Rowe"
    box.typed.setText("J. Rowe the second")
    box.typed.editingFinished.emit()
    here.settle()
    assert not here.page.has_unkept()


def test_a_name_still_being_typed_outlives_hiding(checked: Make) -> None:
    """C14"""
    here = checked()
    here.page.sign_card.hand.typed.setText("J. Rowe")
    here.page.settle()
    here.settle()
    assert here.bench.workspace.open().marks.hand.typed == "J. Rowe"


def test_the_key_is_chosen_where_there_are_several(checked: Make) -> None:
    """C15"""
    here = checked(keys=(SOFT, CARD))
    key = here.page.sign_card.key
    assert key.picker.isVisible()
    assert key.chosen == SOFT
    assert not key.pin.isVisible()
    assert key.told.text() == "It ends soon."
    key.picker.setCurrentIndex(1)
    assert key.pin.isVisible()
    here.page.sign_card.declaration.tick.setChecked(True)
    here.page.sign_card.passphrase.set_text(PASSPHRASE)
    here.press("sign.sign")
    assert key.pin.error.text() == "Enter the PIN of the card"
    here.bench.workspace.errors["sign"] = TokenUnusable(problem="pin", token="Jo")
    key.pin.set_text("1234")
    here.press("sign.sign")
    assert "PIN" in key.pin.error.text()
    assert key.pin.text() == ""
    del here.bench.workspace.errors["sign"]
    here.page.sign_card.passphrase.set_text(PASSPHRASE)
    key.pin.set_text("1234")
    here.press("sign.sign")
    assert here.bench.workspace.signed_with == [KeyChoice(number=2, pin="1234")]


def test_one_key_is_not_asked_for(checked: Make) -> None:
    """C15"""
    key = checked(keys=(SOFT, replace(SOFT, number=9, is_retired=True))).page.sign_card.key
    assert not key.picker.isVisible()
    assert key.told.isVisible()


def test_an_urgent_export(checked: Make, tmp_path: Path) -> None:
    """C08"""
    here = checked({})
    here.dialogs.answer_next.append(tmp_path)
    here.press("sign.urgent")
    assert here.bench.workspace.exports == [(tmp_path, True)]
    told = here.page._notice.text.text()
    assert "KF-TEST.pdf" in told
    assert CODE in told
    here.dialogs.answer_next.append(None)
    here.press("sign.urgent")
    assert len(here.bench.workspace.exports) == 1


@pytest.mark.parametrize(
    ("what", "error", "press"),
    [
        ("export", NotWritten(path="x", errno=28), "sign.urgent"),
        ("preview", MissingGlyph(characters="x"), "check.preview"),
    ],
)
def test_what_fails_says_what_to_do(
    checked: Make, tmp_path: Path, what: str, error: Exception, press: str
) -> None:
    """C09"""
    here = checked()
    here.bench.workspace.errors[what] = error
    here.dialogs.answer_next.append(tmp_path)
    here.press(press)
    assert here.page._notice.isVisible()
    assert here.page._notice.title.text()


def test_prompts_are_answered_here(checked: Make) -> None:
    """C10"""
    here = checked({**READY, "abuse": "yes_now", "detail": "x", "safe": "yes"})
    here.link("The whole family: 1 prompt waits for what you did").click()
    here.settle()
    card = here.page.panel.cards[AlertId("R01")]
    assert card.form.note.hasFocus()
    QTest.keyClicks(card.form.note, "Rang the lead")
    card.form.save.click()
    here.settle()
    here.press("alert_panel.close")
    assert "Every prompt has been followed up" in here.words()
    assert not here.page.todo.isVisible()


def test_closing_the_prompts_leads_back_to_the_list(checked: Make) -> None:
    """C10"""
    here = checked({**READY, "abuse": "yes_now", "detail": "x", "safe": "yes"})
    words = "The whole family: 1 prompt waits for what you did"
    here.link(words).click()
    here.settle()
    here.press("alert_panel.close")
    assert here.page.focusWidget().text() == words
    here.press("sign.prompts")
    here.press("alert_panel.close")
    assert here.page.focusWidget() is here.named("sign.prompts")


def test_nothing_is_signed_while_a_change_is_not_kept(checked: Make) -> None:
    """C11"""
    here = checked()
    here.bench.workspace.errors["keep"] = NotKept(problem="disk-full", errno=28)
    here.bench.filling.change(SetAnswer(Place(QuestionId("who")), Answer(value="Bo")))
    here.settle()
    here.sign_with(PASSPHRASE)
    assert here.page.summary.links[0].text() == "Your last change is not kept yet"
    assert here.bench.workspace.status is None


def test_a_word_without_end_does_not_widen_the_page(checked: Make) -> None:
    """C12"""
    here = checked({**READY, "who": "x" * 400})
    assert here.page.content.width() <= here.page.answers.viewport().width()
    assert any("x" * 30 in each for each in here.words())


def test_back_to_the_questions(checked: Make) -> None:
    here = checked()
    with here.qtbot.waitSignal(here.page.change_chosen) as chosen:
        here.press("check.back")
    assert chosen.args == [Spot(SectionId("about"))]


@pytest.mark.parametrize(
    ("what", "button"),
    [("preview", "check.preview"), ("sign", "sign.sign"), ("export", "sign.urgent")],
)
def test_what_takes_a_while_can_be_cancelled(
    checked: Make, tmp_path: Path, what: str, button: str
) -> None:
    """C16"""
    here = checked()
    here.page.sign_card.declaration.tick.setChecked(True)
    gate = here.bench.workspace.seams[what] = Gate()
    working = here.page.working if what == "preview" else here.page.sign_card.working
    here.dialogs.answer_next += [tmp_path, tmp_path]
    for is_stopped in (True, False):
        here.page.sign_card.passphrase.set_text(PASSPHRASE)
        here.named(button).setFocus()
        here.named(button).click()
        here.bench.wait(gate.is_reached)
        if is_stopped:
            here.page.underway.tell()
            assert working.isVisible()
            assert working.words.text()
            here.named("check.preview").click()
            here.named("sign.sign").click()
            QTest.keyClick(here.page, Qt.Key.Key_Escape)
            assert working.words.text() == "Stopping…"
        gate.open()
        here.settle()
        if is_stopped:
            assert here.page.property("announced") == "stopped"
            assert here.named(button).hasFocus()
            assert here.page.sign_card.declaration.tick.isChecked()
        assert not working.isVisible()
        done = here.bench.workspace
        has_done = bool(done.status or done.exports or done.wishes)
        assert has_done is not is_stopped
        assert here.page._notice is None or not is_stopped
