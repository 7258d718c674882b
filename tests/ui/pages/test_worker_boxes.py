# SPDX-License-Identifier: Apache-2.0
"""The questions about the worker: filled in from what is known, told trimmed, needed ones named."""

from pytestqt.qtbot import QtBot

from helpers.window_fakes import WORKER
from kinfile.i18n import Language
from kinfile.ui.pages.worker_boxes import NEEDED, WorkerBoxes
from kinfile.ui.theme import Theme


def boxes(qtbot: QtBot, theme: Theme, english: Language) -> WorkerBoxes:
    made = WorkerBoxes(WORKER, theme, english, name="me")
    qtbot.addWidget(made)
    qtbot.addWidget(made.summary)
    return made


def test_what_is_known_stands_there_and_is_told_as_it_is(
    qtbot: QtBot, theme: Theme, english: Language
) -> None:
    made = boxes(qtbot, theme, english)
    assert made.boxes["registration"].text() == WORKER.registration
    assert made.worker() == WORKER
    assert made.summary.isHidden()


def test_blanks_count_as_missing(qtbot: QtBot, theme: Theme, english: Language) -> None:
    made = boxes(qtbot, theme, english)
    for box in made.boxes.values():
        box.setText("  ")
    assert made.worker() is None
    assert [link.text() for link in made.summary.links] == list(NEEDED.values())
    assert made.boxes["role"].accessibleDescription() == (
        "Error: Enter your role. For example, community midwife"
    )
