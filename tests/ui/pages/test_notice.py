# SPDX-License-Identifier: Apache-2.0
"""One thing said, and what to do next."""

from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.pages.notice import NoticePage
from kinfile.ui.theme import Theme


def test_its_actions_tell_their_keys(qtbot: QtBot, theme: Theme) -> None:
    page = NoticePage(
        "Something went wrong", ["What is kept is safe."],
        [("back", "Go back"), ("close", "Close Kinfile")], theme, Language.load(),
    )  # fmt: skip
    qtbot.addWidget(page)
    for button, key in zip(page.buttons, ("back", "close"), strict=True):
        with qtbot.waitSignal(page.action_chosen) as blocker:
            button.click()
        assert blocker.args == [key]
    assert page.heading is not None
    assert page.heading.text() == "Something went wrong"


def test_without_actions_it_only_says(qtbot: QtBot, theme: Theme) -> None:
    page = NoticePage("Opening", [], [], theme, Language.load())
    qtbot.addWidget(page)
    page.focus_first()
    assert page.buttons == []
