# SPDX-License-Identifier: Apache-2.0
"""Checks of signed files for the window.

F01 A check runs beside the window and tells how far it is; one runs at a time.
F02 Cancelled, it ends with nothing and no error; what cannot be checked is kept as its error.
F03 Forgotten, nothing of what was checked stays.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.window_fakes import NOW
from kinfile.app.verifying import Outcome
from kinfile.errors import UsageError
from kinfile.i18n import Language
from kinfile.ui.verifying import Request, Verifying


@pytest.fixture
def verifying(qtbot: QtBot) -> Iterator[Verifying]:
    made = Verifying(lambda: NOW)
    yield made
    made.close()


def run(qtbot: QtBot, verifying: Verifying, chosen: Path) -> None:
    verifying.check(Request(chosen=chosen), Language.load())
    qtbot.waitUntil(lambda: not verifying.is_running, timeout=20_000)


def test_a_folder_is_checked(qtbot: QtBot, verifying: Verifying, tmp_path: Path) -> None:  # F01
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"none")
    steps: list[tuple[int, int]] = []
    verifying.progressed.connect(lambda: steps.append((verifying.done, verifying.of)))
    run(qtbot, verifying, tmp_path)
    assert verifying.request is not None
    found = verifying.request.results
    assert [each.outcome for each in found] == [Outcome.DOES_NOT_HOLD] * 2
    assert (0, 2) in steps
    assert verifying.written is None


def test_one_check_at_a_time(verifying: Verifying, tmp_path: Path) -> None:  # F01
    verifying.is_running = True
    verifying.check(Request(chosen=tmp_path), Language.load())
    assert verifying.request is None
    verifying.is_running = False


def test_it_can_be_cancelled(qtbot: QtBot, verifying: Verifying, tmp_path: Path) -> None:  # F02
    (tmp_path / "a.pdf").touch()
    verifying.check(Request(chosen=tmp_path), Language.load())
    verifying.cancel()
    qtbot.waitUntil(lambda: not verifying.is_running, timeout=20_000)
    assert verifying.error is None


def test_an_error_is_kept(qtbot: QtBot, verifying: Verifying, tmp_path: Path) -> None:  # F02
    run(qtbot, verifying, tmp_path)
    assert isinstance(verifying.error, UsageError)
    verifying.authority = tmp_path / "gone.pem"
    run(qtbot, verifying, tmp_path / "a.pdf")
    assert verifying.error.facts["path"] == str(tmp_path / "gone.pem")


def test_nothing_stays(qtbot: QtBot, verifying: Verifying, tmp_path: Path) -> None:  # F03
    run(qtbot, verifying, tmp_path / "a.pdf")
    verifying.look_at(0)
    verifying.forget()
    assert verifying.request is None
    assert verifying.error is None
    verifying.look_at(0)
    assert verifying.request is None
