# SPDX-License-Identifier: Apache-2.0
"""What must hold on every screen: those of packaging/screens.py, in the real program.

X01 Everything that takes the focus has a name for a screen reader, without markup, that begins
    with the words to be seen on it (WCAG 2.5.3, 4.1.2).
X02 There is exactly one heading of level 1.
X03 Tab reaches everything, leaves everything, and shows where it is, wholly and not under
    anything else (2.4.3, 2.4.7, 2.4.11).
X04 No target is smaller than 24 by 24 pixels, and the main button of a page not lower than 36
    (2.5.8).
X05 No words are cut off, and nothing is wider than the window (1.4.4, 1.4.10).
X06 The title of the window is its name, and no other window ever showed itself.
X07 Hints, errors and "required" are heard with their field (1.3.1, 3.3.1, 3.3.2).
X08 Everything that takes the focus has a role that says what it is.
X09 Tab goes where the eye goes, from right to left where the language does.
X10 Words stand out from their ground at 4.5:1 and borders of boxes at 3:1, measured in the
    pixels (1.4.3, 1.4.11).
X11 A link of the box "There is a problem" leads to something marked as wrong (3.3.1).

Each screen in four looks (helpers/variants.py), in one walk each.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from helpers import looking_words as words
from helpers.looking import StrayWindows, cut_off, headings, shown, too_small, too_wide, walk
from helpers.looking_contrast import faint
from helpers.looking_order import out_of_order
from helpers.screens import load_screens
from helpers.variants import variants
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.window import Window

screens = load_screens()


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return screens.Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, homes: Any) -> Iterator[Any]:
    screen, variant = request.param
    strays = StrayWindows(Window)
    with homes.lend(screen.vault) as home:
        size = variant.size or screens.SIZE
        made = screens.Stage(qapp, Path(home), replace(variant.look), size)
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


EVERY = [
    pytest.param((screen, variant), id=f"{screen.name}-{variant.name}")
    for number, screen in enumerate(screens.SCREENS)
    for variant in variants(number)
]


@pytest.mark.parametrize("stage", EVERY, indirect=True)
def test_a_screen(stage: Any) -> None:  # X01 to X10
    window = stage.program.window
    layer = window.cover or window
    assert window.windowTitle() == "Kinfile"
    assert stage.strays == []
    assert len(headings(layer)) == 1
    found = {
        "unnamed": words.unnamed(layer),
        "named otherwise than seen": words.misnamed(layer),
        "no role": words.roleless(layer),
        "not heard": words.undescribed(layer),
        "error not heard": words.silent_errors(layer),
        "too small": too_small(layer),
        "cut off": cut_off(layer),
        "too wide": too_wide(layer),
        "faint": faint(window, layer),
    }
    tour = walk(window)
    found |= {
        "unseen": tour.unseen,
        "ringless": tour.ringless,
        "missed by Tab": tour.missed(layer),
        "out of order": out_of_order(tour.met, window),
    }
    if stage.look.language == "en-XA":
        # What makes it longer may stand in another place of a longer name.
        del found["named otherwise than seen"]
    assert {what: where for what, where in found.items() if where} == {}


def is_marked(widget: QWidget | None) -> bool:
    """Whether it, or the question that it belongs to, shows that something is wrong."""
    while widget is not None and not widget.property("err"):
        if widget.objectName().startswith("question:"):
            labels = [each for each in shown(widget) if isinstance(each, QLabel)]
            return any(each.property("look") == "error" and each.text() for each in labels)
        widget = widget.parentWidget()
    return widget is not None


WRONG = [
    pytest.param((screen, variants(0)[0]), id=screen.name)
    for screen in screens.SCREENS
    if screen.name in ("first-run-errors", "my-details-error", "assessment-errors")
]


@pytest.mark.parametrize("stage", WRONG, indirect=True)
def test_a_problem_leads_to_what_is_wrong(stage: Any) -> None:  # X11
    (summary,) = (each for each in shown(stage.page) if isinstance(each, ErrorSummary))
    assert summary.links
    for link in summary.links:
        link.click()
        stage.settle()
        assert is_marked(QApplication.focusWidget()), link.text()
