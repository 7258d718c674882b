# SPDX-License-Identifier: Apache-2.0
"""What must hold on every screen: those of packaging/screens.py, in the real program.

X01 Everything that takes the focus has a name for a screen reader, without markup.
X02 There is exactly one heading of level 1.
X03 Tab reaches everything, leaves everything, and shows where it is.
X04 No target is smaller than 24 by 24 pixels.
X05 No words are cut off, and nothing is wider than the window.
X06 The title of the window is its name, and no other window ever showed itself.

Every screen in light at 100 %, in one other look (they take turns), and at 200 % on the smallest
laptop.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from helpers.looking import (
    StrayWindows,
    cut_off,
    headings,
    too_small,
    too_wide,
    unnamed,
    walk,
)
from helpers.screens import load_screens
from kinfile.ui.window import Window

screens = load_screens()
OTHERS = [look for look in screens.LOOKS if look != "light-100"]
CASES = [(screen.name, "light-100") for screen in screens.SCREENS] + [
    (screen.name, OTHERS[place % len(OTHERS)]) for place, screen in enumerate(screens.SCREENS)
]
BY_NAME = {screen.name: screen for screen in screens.SCREENS}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return screens.Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, homes: Any) -> Iterator[Any]:
    name, look, size = request.param
    screen = BY_NAME[name]
    strays = StrayWindows(Window)
    with homes.lend(screen.vault) as home:
        made = screens.Stage(qapp, Path(home), screens.LOOKS[look], size)
        qapp.installEventFilter(strays)
        made.begin()
        try:
            screen.play(made)
            made.settle()
            made.strays = strays.strays
            yield made
        finally:
            qapp.removeEventFilter(strays)
            made.end()


def at(size: tuple[int, int]) -> list[Any]:
    return [pytest.param((*case, size), id="-".join(case)) for case in CASES]


@pytest.mark.parametrize("stage", at(screens.SIZE), indirect=True)
def test_a_screen(stage: Any) -> None:  # X01 to X06
    window = stage.program.window
    layer = window.cover or window
    assert window.windowTitle() == "Kinfile"
    assert stage.strays == []
    assert len(headings(layer)) == 1
    assert unnamed(layer) == []
    assert too_small(layer) == []
    assert cut_off(layer) == []
    assert too_wide(layer) == []
    tour = walk(window)
    assert tour.unseen == []
    assert tour.ringless == []
    assert tour.missed(layer) == []


SMALL = [
    pytest.param((screen.name, "light-200", (1024, 576)), id=screen.name)
    for screen in screens.SCREENS
]


@pytest.mark.parametrize("stage", SMALL, indirect=True)
def test_a_screen_on_a_small_laptop_at_double_size(stage: Any) -> None:  # X05
    window = stage.program.window
    layer = window.cover or window
    assert cut_off(layer) == []
    assert too_wide(layer) == []
