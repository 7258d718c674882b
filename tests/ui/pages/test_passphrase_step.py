# SPDX-License-Identifier: Apache-2.0
"""What the steps at which a passphrase is chosen have in common.

W01 Going on twice goes on once, and the way back is closed meanwhile.
W02 What goes wrong is said at the box, and one can go on again.
"""

import pytest
from pytestqt.qtbot import QtBot

from helpers.window_fakes import NOW, FakeDoor
from kinfile.errors import NotKept
from kinfile.i18n import Language
from kinfile.ui.desk import Desk, Failed
from kinfile.ui.pages.passphrase_step import PassphraseStepPage, Step
from kinfile.ui.tasks import Tasks
from kinfile.ui.theme import Theme

GOOD = "gentle harbour planet violin"
STEP = Step(
    name="step",
    where="Step 2 of 3",
    why="It is the only key.",
    field="Passphrase",
    go_name="step.go",
    go_icon="lock",
    go="Go on",
    going="Going on…",
)


@pytest.fixture
def went() -> list[tuple[bytes, Failed]]:
    """What the page went on with, and whom to tell that it failed."""
    return []


@pytest.fixture
def page(
    qtbot: QtBot, tasks: Tasks, theme: Theme, went: list[tuple[bytes, Failed]]
) -> PassphraseStepPage:
    desk = Desk(tasks, FakeDoor(), clock=lambda: NOW)
    made = PassphraseStepPage(
        desk,
        lambda secret, failed: went.append((bytes(secret), failed)),
        STEP,
        theme,
        Language("en"),
    )
    qtbot.addWidget(made)
    made.show()
    made.chosen.first.set_text(GOOD)
    made.chosen.second.set_text(GOOD)
    return made


def test_going_on_twice_goes_on_once(
    page: PassphraseStepPage, went: list[tuple[bytes, Failed]], qtbot: QtBot
) -> None:
    """W01"""
    page.go.click()
    page.chosen.submitted.emit()
    assert [secret for secret, _ in went] == [GOOD.encode()]
    with qtbot.assertNotEmitted(page.went_back):
        page.back.click()


def test_what_goes_wrong_is_said_and_may_be_tried_again(
    page: PassphraseStepPage, went: list[tuple[bytes, Failed]], qtbot: QtBot
) -> None:
    """W02"""
    page.go.click()
    went[0][1](NotKept(problem="disk-full", errno=28))
    assert page.chosen.first.error_frame.isVisible()
    assert page.go.text() == "Go on"
    page.go.click()
    assert len(went) == 2
    went[1][1](NotKept(problem="disk-full", errno=28))
    with qtbot.waitSignal(page.went_back):
        page.back.click()
