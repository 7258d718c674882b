# SPDX-License-Identifier: Apache-2.0
"""First run, step 2. Choosing itself is tested with widgets/new_passphrase.

O01 What is weak makes no vault, and what is good does, with the recovery code on the next page.
O02 What the vault refuses is said here.
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


@pytest.mark.parametrize("typed", ["short", "Jo Rowe Jo Rowe"])
def test_a_weak_one_makes_no_vault(
    program: Program, page: ChoosePassphrasePage, typed: str
) -> None:  # O01
    page.chosen.first.set_text(typed)
    page.chosen.second.set_text(typed)
    program.press("choose_passphrase.make")
    assert page.chosen.first.error_frame.isVisible()
    assert program.page is page


def test_five_words_typed_once_more_make_the_vault(
    program: Program, page: ChoosePassphrasePage
) -> None:  # O01
    words = page.chosen.suggested.text()
    program.press("choose_passphrase.use")
    program.wait(page.chosen.second.box.hasFocus)
    page.chosen.second.set_text(words)
    page.chosen.second.submitted.emit()
    program.shows("recovery_code")


def test_what_the_vault_refuses_is_said(program: Program, page: ChoosePassphrasePage) -> None:
    program.door.error = NotKept(problem="disk-full", errno=28)  # O02
    page.chosen.first.set_text(GOOD)
    page.chosen.second.set_text(GOOD)
    program.press("choose_passphrase.make")
    assert page.chosen.first.error_frame.isVisible()
    assert page.go.text() == "Make my encrypted records"
    program.door.error = None
    program.press("choose_passphrase.make")
    program.shows("recovery_code")
