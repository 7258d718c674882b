# SPDX-License-Identifier: Apache-2.0
"""Everybody whom the records know, and whom a new assessment is about.

P01 Choosing somebody opens a card with their records; Esc closes it and the list has the focus.
P02 Names stay as they were chosen from page to page, and the card follows.
P03 A new assessment asks who it is about only where anybody is known; somebody new is one key.
P04 The rest of a family is offered with somebody chosen, and each can be left behind.
P05 From somebody's card a new assessment is begun with them.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from helpers.known import family
from helpers.program import Program
from kinfile.ui.pages.people import AboutWhomPage, PeoplePage
from kinfile.ui.pages.people_cards import FamilyCard, PersonCard


@pytest.fixture
def known(program: Program) -> Program:
    program.workspace.known = family()
    program.begin().unlock()
    return program


def people(program: Program) -> PeoplePage:
    program.press("records.people")
    program.shows("people")
    assert isinstance(program.page, PeoplePage)
    return program.page


def test_somebody_is_in_records(known: Program) -> None:
    """P01"""
    page = people(known)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(page.card, PersonCard)
    assert page.card.links[0].text() == "Pre-birth, AAAA-0001"
    assert page.card.links[0].hasFocus()
    QTest.keyClick(page.card.links[0], Qt.Key.Key_Escape)
    known.settle()
    assert all(card.isHidden() for card in page.findChildren(PersonCard))
    assert page.table.hasFocus()


def test_names_stay_and_the_card_follows(known: Program) -> None:
    """P02"""
    page = people(known)
    page.open_card(page.people[0])
    known.press("people.names")
    assert page.card is not None
    assert page.card.heading is not None
    assert page.card.heading.text() == "Anna Example"
    known.app.appearance.choose_colours("dark")
    known.shows("people")
    again = known.page
    assert isinstance(again, PeoplePage)
    assert again is not page
    assert again.card is not None
    assert again.names.text() == "Show initials only"
    page = again
    page.search.setText("zz")
    assert page.nobody.text() == "Nobody matches “zz”."


def asked(program: Program) -> AboutWhomPage:
    program.press("records.new")
    program.shows("new")
    program.press("form.pre_birth.start")
    program.wait(lambda: isinstance(program.page, AboutWhomPage))
    program.settle()
    assert isinstance(program.page, AboutWhomPage)
    return program.page


def show_no_record(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake workspace has no record to fill in."""
    monkeypatch.setattr(program.app.routes, "show_record", lambda _draft: None)


def begun(program: Program) -> list[object]:
    return [facts for name, facts in program.workspace.calls if name in ("start", "start_about")]


def test_somebody_new_is_one_key(known: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """P03"""
    show_no_record(known, monkeypatch)
    page = asked(known)
    assert page.new.hasFocus()
    page.new.click()
    known.settle()
    assert begun(known) == [("pre_birth", "generic-england")]


def test_nobody_known_is_not_asked_about(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """P03"""
    program.begin().unlock()
    show_no_record(program, monkeypatch)
    program.press("records.new")
    program.shows("new")
    program.press("form.pre_birth.start")
    assert begun(program) == [("pre_birth", "generic-england")]


def test_a_family_goes_along(known: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """P04"""
    show_no_record(known, monkeypatch)
    page = asked(known)
    page.open_card(page.people[0])
    assert isinstance(page.card, FamilyCard)
    assert [tick.text() for tick, _ in page.card.ticks] == ["B. M., Father", "C. E., Child"]
    page.card.ticks[0][0].click()
    page.card.start.click()
    known.settle()
    assert begun(known)[0] == ("pre_birth", ("m", "c"), "generic-england")


def test_from_a_card_to_an_assessment(known: Program) -> None:
    """P05"""
    page = people(known)
    page.open_card(page.people[2])
    known.press("people.start")
    known.shows("new")
    known.press("form.pre_birth.start")
    known.wait(lambda: isinstance(known.page, AboutWhomPage))
    known.settle()
    about = known.page
    assert isinstance(about, AboutWhomPage)
    assert about.card is not None
    assert about.card.person.id == "c"
    QTest.keyClick(about, Qt.Key.Key_Escape)
    about.went_back.emit()
    known.shows("new")
