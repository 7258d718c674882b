# SPDX-License-Identifier: Apache-2.0
"""A short soak: somebody with dice in place of a mind uses the real window on a real vault.

J60 Nothing is raised or warned of, no window comes up that nobody meant, no page is a trap, and
    every answer that was shown as kept is in the vault afterwards, which is sound.
J61 What goes wrong is found, and told with the seed and the last things done.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from soak import Plan, Round, report

from helpers.screens import load_screens

screens = load_screens()
ACTIONS = 100


@pytest.mark.slow
@pytest.mark.parametrize("look", ["light-100"])
def test_a_short_soak_breaks_nothing(qapp: QApplication, tmp_path: Path, look: str) -> None:  # J60
    plan = Plan(
        seed="20261122",
        kind="full",
        look=screens.LOOKS[look],
        is_over=lambda actions: actions >= ACTIONS,
    )
    with screens.Homes(tmp_path).lend("full") as home:
        found = Round(qapp, home, plan, lambda _: None).play()
    assert found.problems == []
    assert found.actions == ACTIONS
    assert len(found.pages) > 3


def test_what_goes_wrong_is_told(qapp: QApplication, tmp_path: Path) -> None:  # J61
    plan = Plan(
        seed="1", kind="none", look=screens.LOOKS["light-100"], is_over=lambda actions: actions > 20
    )

    def stumble() -> None:
        # Raised by Python: PySide 6.11.3 itself falls over what C code raises inside QTest.
        raise IndexError("nothing there")

    def fall(_told: str) -> None:
        QTimer.singleShot(0, stumble)

    with screens.Homes(tmp_path).lend("none") as home:
        found = Round(qapp, home, plan, fall).play()
    assert any("nothing there" in problem for problem in found.problems)
    assert found.actions < 20
    assert found.told
    assert "round 1 (none)" in report(plan, found)
