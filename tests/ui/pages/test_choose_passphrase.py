# SPDX-License-Identifier: Apache-2.0
"""First run, step 2.

O01 Five words are offered, others on request; using them fills the first box only.
O02 What is weak is said while typing and stops the making; the two must be the same.
O03 What the vault refuses is said here.
"""

import pytest

from helpers.program import Program
from kinfile.errors import NotKept
from kinfile.ui.pages.choose_passphrase import ChoosePassphrasePage

GOOD = "gentle harbour planet violin"


@pytest.fixture
def page(program: Program) -> ChoosePassphrasePage:
    program.door.folders = ()
    program.begin()
    program.type_in("first_run.name", "Jo Rowe")
    program.type_in("first_run.role", "Midwife")
    program.press("first_run.continue")
    assert isinstance(program.page, ChoosePassphrasePage)
    return program.page


def test_five_words_are_offered(program: Program, page: ChoosePassphrasePage) -> None:  # O01
    first = page.suggested.text()
    assert len(first.split()) == 5
    program.press("choose_passphrase.other")
    assert page.suggested.text() != first
    program.press("choose_passphrase.use")
    assert page.first.text() == page.suggested.text()
    assert page.second.is_empty
    program.wait(page.second.box.hasFocus)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("gentle", "Add 8 more characters."),
        ("gentle harbou", "Add 1 more character."),
        ("password password", "This is easy to guess."),
        ("Jo Rowe Jo Rowe", "Without your own name"),
        (GOOD, "Good: this is hard to guess."),
        ("", ""),
    ],
)
def test_strength_is_said_while_typing(
    program: Program, page: ChoosePassphrasePage, typed: str, words: str
) -> None:  # O02
    page.first.set_text(typed)
    page.first.edited.emit()
    assert page.strength.text().startswith(words)


def test_a_weak_one_stops_the_making(program: Program, page: ChoosePassphrasePage) -> None:
    page.first.set_text("short")  # O02
    page.second.set_text("short")
    program.press("choose_passphrase.make")
    assert page.first.error_frame.isVisible()
    assert program.page is page


def test_the_two_must_be_the_same(program: Program, page: ChoosePassphrasePage) -> None:  # O02
    page.first.set_text(GOOD)
    page.second.set_text(GOOD + "s")
    program.press("choose_passphrase.make")
    assert page.second.error.text() == "The two must be the same."
    program.wait(page.second.box.hasFocus)


def test_what_the_vault_refuses_is_said(program: Program, page: ChoosePassphrasePage) -> None:
    program.door.error = NotKept(problem="disk-full", errno=28)  # O03
    page.first.set_text(GOOD)
    page.second.set_text(GOOD)
    program.press("choose_passphrase.make")
    assert page.first.error_frame.isVisible()
    assert page.make.text() == "Make my encrypted records"
    program.door.error = None
    program.press("choose_passphrase.make")
    program.shows("recovery_code")
