# SPDX-License-Identifier: Apache-2.0
"""First run, step 1: name and role are needed; what is missing is said with links."""

from pytestqt.qtbot import QtBot

from helpers.program import Program
from kinfile.app.draft import Worker
from kinfile.ui.pages.first_run import FirstRunPage
from kinfile.ui.pages.worker_boxes import NEEDED, QUESTIONS


def page(program: Program) -> FirstRunPage:
    program.door.folders = ()
    program.begin()
    assert isinstance(program.page, FirstRunPage)
    return program.page


def test_what_is_missing_is_said_with_links(program: Program) -> None:
    shown = page(program)
    program.press("first_run.continue")
    assert [link.text() for link in shown.summary.links] == list(NEEDED.values())
    program.wait(shown.summary.links[0].hasFocus)
    for field in NEEDED:
        assert shown.boxes[field].property("err") is True
        assert "Error: " in shown.boxes[field].accessibleDescription()
    shown.summary.links[1].click()
    program.wait(shown.boxes["role"].hasFocus)


def test_what_was_told_goes_on(program: Program, qtbot: QtBot) -> None:
    shown = page(program)
    for field, _, _ in QUESTIONS:
        shown.boxes[field].setText(f"  {field}  ")
    told: list[Worker] = []
    shown.worker_told.connect(told.append)
    program.press("first_run.continue")
    assert told[0] == Worker(**{field: field for field, _, _ in QUESTIONS})


def test_every_question_has_a_named_box(program: Program) -> None:
    shown = page(program)
    assert set(shown.boxes) == set(Worker.__dataclass_fields__)
    assert all(box.accessibleName() for box in shown.boxes.values())


def test_errors_go_when_mended(program: Program) -> None:
    shown = page(program)
    program.press("first_run.continue")
    shown.boxes["name"].setText("Jo Rowe")
    program.press("first_run.continue")
    assert shown.boxes["name"].property("err") is False
    assert [link.text() for link in shown.summary.links] == ["Enter your role"]
