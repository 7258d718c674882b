# SPDX-License-Identifier: Apache-2.0
"""The program as a whole.

M01 What was chosen about the look is there at the next start.
M02 A mistake of ours is logged as a code with its place, never with what was typed.
M03 The example starts by itself.
"""

import json
import sys

import pytest

from helpers.program import Program
from kinfile.policy import preferences
from kinfile.ui.application import make_app


def test_choices_are_there_next_time(program: Program) -> None:  # M01
    program.begin()
    program.app.appearance.choose_colours("contrast")
    program.settle()
    program.end()
    program.begin()
    assert program.app.window.theme.name == "contrast"


def test_marks_that_were_turned_off_stay_off(program: Program) -> None:  # M01
    program.begin()
    assert program.app.desk.spelling.marks
    program.app.desk.spelling.turn(is_on=False)
    program.end()
    program.begin()
    assert not program.app.desk.spelling.marks


def test_unlocking_is_prepared_after_the_first_paint(program: Program) -> None:
    program.begin()
    program.wait(lambda: program.door.is_warm)


def test_the_last_vault_is_remembered(program: Program) -> None:  # M01
    program.begin().unlock()
    kept = preferences.read(program.folder / "preferences.json")
    assert kept.vault == str(program.workspace.folder)


def test_a_mistake_is_logged_as_a_code(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # M02
    program.begin().unlock()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program.app.take_faults()
    with pytest.raises(KeyError) as raised:
        dict[str, int]()["Anna Example was here"]
    sys.excepthook(KeyError, raised.value, raised.tb)
    program.shows("notice")
    line = (program.folder / "events.jsonl").read_text()
    assert "Anna" not in line
    told = json.loads(line)
    assert (told["event"], told["kind"]) == ("window-fault", "KeyError")
    assert told["line"] > 0


def test_ctrl_c_in_the_terminal_ends_it(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.begin()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program.app.take_faults()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not program.app.window.isVisible()


def test_the_application_is_made_once() -> None:
    assert make_app() is make_app()
    assert make_app().applicationName() == "Kinfile"
