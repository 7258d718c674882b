# SPDX-License-Identifier: Apache-2.0
"""My details: what stands on what the owner signs.

M01 The menu leads there while records are open, and back to the page that was left.
M02 Nothing is kept before "Keep these details"; then all of it is, and the page says so.
M03 What is missing is said at its box with a link, and nothing is kept.
M04 What cannot be kept is said, and what was typed stands.
M05 The key that signs is told by its six words, by who vouches for it, and whom it names.
M06 What was typed is there again when the page is built anew.
"""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from helpers.program import Program
from helpers.window_fakes import SHOWN_KEY, WORKER
from kinfile.app.signing_keys import CERTIFIED
from kinfile.errors import NotKept
from kinfile.ui.pages.my_details import TIERS, MyDetailsPage


def opened(program: Program) -> MyDetailsPage:
    program.app.window.my_details_wished.emit()
    program.shows("my_details")
    assert isinstance(program.page, MyDetailsPage)
    return program.page


@pytest.fixture
def page(program: Program) -> MyDetailsPage:
    program.begin()
    program.unlock()
    return opened(program)


def kept(program: Program) -> list[object]:
    return [what for name, what in program.workspace.calls if name == "update_worker"]


def test_it_leads_back_to_the_page_that_was_left(
    program: Program, page: MyDetailsPage
) -> None:  # M01
    assert page.trail() == ("My details",)
    program.press("my_details.back")
    program.shows("records")
    program.app.window.about_chosen.emit()
    program.shows("about")
    opened(program)
    opened(program)
    program.app.window.back_chosen.emit()
    program.shows("about")


def test_nothing_leads_there_while_records_are_closed(program: Program) -> None:  # M01
    program.begin()
    program.app.window.my_details_wished.emit()
    program.settle()
    assert program.page.objectName() == "unlock"


def test_they_are_kept_when_it_is_said(program: Program, page: MyDetailsPage) -> None:  # M02
    page.asked.boxes["phone"].setText(" 01234 567890 ")
    assert kept(program) == []
    program.press("my_details.keep")
    told = replace(WORKER, phone="01234 567890")
    assert kept(program) == [told]
    assert program.app.desk.worker == told
    assert page.told.isVisible()
    assert page.property("announced") == "kept"


def test_enter_in_a_box_keeps_them(program: Program, page: MyDetailsPage) -> None:  # M02
    page.asked.boxes["email"].returnPressed.emit()
    program.settle()
    assert kept(program) == [WORKER]


def test_what_is_missing_is_said(program: Program, page: MyDetailsPage) -> None:  # M03
    page.asked.boxes["name"].clear()
    program.press("my_details.keep")
    assert kept(program) == []
    assert [link.text() for link in page.asked.summary.links] == ["Enter your name"]
    page.asked.summary.links[0].click()
    program.wait(page.asked.boxes["name"].hasFocus)


def test_what_cannot_be_kept_is_said(program: Program, page: MyDetailsPage) -> None:  # M04
    program.workspace.errors["update_worker"] = NotKept(problem="disk-full")
    page.asked.boxes["name"].setText("Jo Other")
    program.press("my_details.keep")
    assert page.failed.isVisible()
    assert not page.told.isVisible()
    assert page.asked.boxes["name"].text() == "Jo Other"
    assert program.app.desk.worker == WORKER
    assert page.property("announced") == "not-kept"


def test_the_key_is_told(program: Program, page: MyDetailsPage) -> None:  # M05
    words = page.findChild(QLabel, "my_details.words")
    assert words is not None
    assert words.accessibleName() == f"Its six words: {SHOWN_KEY.words}"
    named = page.findChild(QLabel, "my_details.named")
    assert named is not None
    assert named.text() == "It names Jo Rowe and is in force to 17 March 2036."
    tier = page.findChild(QLabel, "my_details.tier")
    assert tier is not None
    assert tier.text() == TIERS[0]


def test_who_certified_it_is_named(program: Program, page: MyDetailsPage) -> None:  # M05
    certified = replace(SHOWN_KEY, tier=CERTIFIED, issuer="Example Trust CA")
    shown = MyDetailsPage(program.app.desk, certified, page.theme, page.language)
    program.qtbot.addWidget(shown)
    tier = shown.findChild(QLabel, "my_details.tier")
    assert tier is not None
    assert tier.text().endswith("certified by Example Trust CA.")


def test_what_was_typed_survives_another_look(program: Program, page: MyDetailsPage) -> None:  # M06
    page.asked.boxes["organisation"].setText("Another Trust")
    program.app.appearance.choose_scale(1.5)
    program.wait(lambda: program.page is not page)
    program.shows("my_details")
    assert isinstance(program.page, MyDetailsPage)
    assert program.page.asked.boxes["organisation"].text() == "Another Trust"
    assert kept(program) == []
