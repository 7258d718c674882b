# SPDX-License-Identifier: Apache-2.0
"""Hand over a copy.

H01 Who it is for is asked first, of the copies that have something in them; what each leaves out
    is said.
H02 The copy is drawn as its receiver will see it; one for a family is not saved before that.
H03 Large print, the language and the request are those of the copy that is made.
H04 Locked, its password comes with a sheet to read from; not offered where that is not taken.
H05 What was saved is told with its six words, and leads to noting who it went to.
H06 What fails says what to do; nothing is done twice; Back leads back.
H07 What takes a while is told and can be cancelled; then nothing was looked at or saved, and a
    second try works.
H08 A copy counts as looked at as it was drawn, not as it is described by then.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.fill_page import three_sections
from helpers.filling import CODE, Bench, bench
from helpers.policies import decided
from helpers.stopping import Gate
from kinfile.app.copies import EditionChoice, LeftOut
from kinfile.app.draft import RecordStatus
from kinfile.errors import NotWritten
from kinfile.i18n import Language
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.pages.hand_over import SEALED, HandOverPage
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme
from kinfile.ui.wishes import Leaving

CHOICES = (
    EditionChoice(edition="full", needs_preview=False, answers=30),
    EditionChoice(
        edition="family",
        needs_preview=True,
        answers=9,
        left_out=LeftOut(professional=20, restricted=1, withheld=2, alerts=3),
    ),
    EditionChoice(edition="information_request", needs_preview=False, answers=4, requests=(1, 2)),
    EditionChoice(edition="ward_plan", needs_preview=False, answers=0),
)


@pytest.fixture
def here(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> Bench:
    made = bench(qtbot, tasks, three_sections(tmp_path), {"who": "Ash"})
    made.workspace.status = RecordStatus.SIGNED
    return made


@pytest.fixture
def dialogs() -> Dialogs:
    return Dialogs()


def shown(here: Bench, theme: Theme, dialogs: Dialogs, **more: Any) -> HandOverPage:
    draft = more.pop("draft", None) or here.workspace.open()
    page = HandOverPage(
        here.desk, draft, Leaving(CHOICES, "en"), theme, Language("en"), dialogs=dialogs, **more
    )
    here.qtbot.addWidget(page)
    page.resize(1366, 714)
    page.show()
    page.activateWindow()
    here.wait(page.isActiveWindow)
    page.focus_first()
    settle(here)
    return page


@pytest.fixture
def page(here: Bench, theme: Theme, dialogs: Dialogs) -> HandOverPage:
    return shown(here, theme, dialogs)


def settle(here: Bench) -> None:
    here.settle()


def choose(page: HandOverPage, edition: str) -> None:
    page.readers.buttons[edition].click()


def said(page: HandOverPage) -> list[str]:
    return [each.accessibleName() for each in page.findChildren(QLabel)]


def test_who_it_is_for_comes_first(page: HandOverPage) -> None:  # H01
    assert list(page.readers.buttons) == ["full", "family", "information_request"]
    assert page.readers.buttons["full"].hasFocus()
    assert not page.left_out.isVisible()
    choose(page, "family")
    assert page.left_out.text() == (
        "20 answers for professionals are left out. 1 restricted answer is left out. "
        "2 answers are withheld from everybody. 3 prompts are left out. "
        "Look at it before you save it."
    )


def test_a_copy_for_a_family_is_looked_at_first(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:  # H02
    choose(page, "family")
    page.save.click()
    assert page.notice is not None
    assert "Look at this copy" in page.notice.title.text()
    assert page.see.hasFocus()
    page.see.click()
    page.see.click()
    settle(here)
    assert page.preview.isVisible()
    assert [name for name, *_ in here.workspace.wishes] == ["preview"]
    page.go_back()
    assert page.save.hasFocus()
    dialogs.answer_next.append(tmp_path)
    page.save.click()
    settle(here)
    assert here.workspace.exports == [(tmp_path, False)]
    page.large.click()
    page.save.click()
    assert page.notice is not None


def test_the_copy_is_as_it_was_described(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:  # H03
    choose(page, "information_request")
    assert page.requests.isVisible()
    page.requests.setCurrentIndex(1)
    page.large.click()
    page.tongue.setCurrentIndex(1)
    dialogs.answer_next.append(tmp_path)
    page.save.click()
    settle(here)
    assert here.workspace.wishes == [
        ("export", "cy", {"edition": "information_request", "large_print": True, "request": 2})
    ]


def test_a_locked_copy_has_a_sheet(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:  # H04
    page.ways.buttons["locked"].click()
    dialogs.answer_next.append(tmp_path)
    page.save.click()
    settle(here)
    assert page.done is not None
    assert "case-duly" in said(page)
    assert "Send this file: KF-TEST-transfer.pdf" in said(page)
    assert page.done.table is not None
    model = page.done.table.words
    assert model.index(0, 2).data() == "Charlie Alfa Sierra Echo"


def test_it_is_not_locked_where_that_is_not_taken(
    here: Bench, theme: Theme, dialogs: Dialogs
) -> None:  # H04
    draft = here.workspace.open()
    words = {**draft.profile.words, "pdf_passwords": "banned"}
    page = shown(
        here, theme, dialogs, draft=replace(draft, profile=replace(draft.profile, words=words))
    )
    assert list(page.ways.buttons) == ["sealed"]
    assert "Your organisation takes no files with a password." in said(page)


def test_what_was_saved_is_told(
    here: Bench, theme: Theme, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:  # H05
    kept: list[Any] = []
    page.saved.connect(kept.append)
    dialogs.answer_next.append(tmp_path)
    page.save.click()
    settle(here)
    assert page.done is not None
    assert CODE in said(page)
    assert page.done.table is None
    assert page.done.note.hasFocus()
    assert page.property("announced") == "saved"
    with here.qtbot.waitSignal(page.note_chosen):
        page.done.note.click()
    again = shown(here, theme, dialogs, exported=kept[0])
    assert CODE in said(again)


def test_what_fails_says_what_to_do(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:  # H06
    here.workspace.errors["export"] = NotWritten(path="x", errno=13)
    for answer in (None, tmp_path):
        dialogs.answer_next.append(answer)
        page.save.click()
        settle(here)
    assert page.notice is not None
    assert page.property("announced") == "problem"
    assert here.workspace.exports == []
    with here.qtbot.waitSignal(page.went_back):
        page.go_back()


def test_no_password_where_it_decided_against_it(
    here: Bench, theme: Theme, dialogs: Dialogs
) -> None:
    """H04"""
    here.desk.policies = decided(TransferPasswords=False)
    page = shown(here, theme, dialogs)
    assert set(page.ways.buttons) == {SEALED}
    assert page.findChild(QLabel, "hand_over.no_lock") is not None


def begun(here: Bench, page: HandOverPage, what: str) -> Gate:
    """`what` is on its way, and that has been told."""
    gate = here.workspace.seams[what] = Gate()
    (page.see if what == "preview" else page.save).click()
    here.wait(gate.is_reached)
    page.underway.tell()
    return gate


@pytest.mark.parametrize("what", ["preview", "export"])
def test_what_takes_a_while_can_be_cancelled(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path, what: str
) -> None:
    """H07"""
    dialogs.answer_next += [tmp_path, tmp_path]
    gate = begun(here, page, what)
    assert page.working.words.text() in ("Drawing the copy", "Making and signing the copy")
    assert page.working.cancel.isVisible()
    page.working.cancel.setFocus()
    page.working.cancel.click()
    gate.open()
    settle(here)
    assert (here.workspace.wishes, here.workspace.exports) == ([], [])
    assert not page.working.isVisible()
    assert not page.preview.isVisible()
    assert page.notice is None
    assert page.done is None
    opener = page.see if what == "preview" else page.save
    assert opener.hasFocus()
    assert page.property("announced") == "stopped"
    opener.click()
    settle(here)
    assert [name for name, *_ in here.workspace.wishes] == [what]


def test_what_was_drawn_is_what_was_looked_at(
    here: Bench, page: HandOverPage, dialogs: Dialogs, tmp_path: Path
) -> None:
    """H08"""
    choose(page, "family")
    gate = begun(here, page, "preview")
    page.large.click()
    gate.open()
    settle(here)
    page.go_back()
    page.save.click()
    assert page.notice is not None
    assert here.workspace.exports == []
