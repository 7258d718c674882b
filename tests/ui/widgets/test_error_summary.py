# SPDX-License-Identifier: Apache-2.0
"""There is a problem.

E01 Hidden without problems; one link for each, in order.
E02 A link tells the key that was given with its words.
E03 The focus goes to the first link, and the announcement names no answer.
"""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.error_summary import ErrorSummary


@pytest.fixture
def box(qtbot: QtBot, theme: Theme) -> ErrorSummary:
    made = ErrorSummary(theme, Language.load(), intro="Answer these before you sign.")
    qtbot.addWidget(made)
    return made


def test_it_is_there_only_with_problems(box: ErrorSummary) -> None:  # E01
    assert box.isHidden()
    box.set_problems([("Say who", 1), ("Say when", 2)])
    assert not box.isHidden()
    assert [link.text() for link in box.links] == ["Say who", "Say when"]
    box.set_problems([("Say when", 2)])
    assert [link.text() for link in box.links] == ["Say when"]
    box.set_problems([])
    assert box.isHidden()
    assert box.links == []


def test_a_link_tells_its_key(box: ErrorSummary, qtbot: QtBot) -> None:  # E02
    box.set_problems([("Say who", ("a", 1)), ("Say when", "b")])
    with qtbot.waitSignal(box.problem_chosen, check_params_cb=lambda key: key == ("a", 1)):
        box.links[0].click()
    with qtbot.waitSignal(box.problem_chosen, check_params_cb=lambda key: key == "b"):
        box.links[1].click()


def test_the_focus_goes_to_the_first(box: ErrorSummary, qtbot: QtBot) -> None:  # E03
    with qtbot.waitExposed(box):
        box.show()
    box.activateWindow()
    box.set_problems([("Say who", 1), ("Say when", 2)])
    box.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is box.links[0])
    assert box.property("announced") == "problem"
