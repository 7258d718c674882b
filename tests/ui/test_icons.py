# SPDX-License-Identifier: Apache-2.0
"""Icons: drawn in the colour asked for, with room after them, each name shipped."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

import kinfile.ui
from kinfile import bundle
from kinfile.ui import icons


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_is_drawn_in_its_colour(qapp: QApplication) -> None:
    image = icons.pixmap("lock", QColor("#12ab34"), 48).toImage()
    assert colours(image) == {"#12ab34"}


@pytest.mark.parametrize("before", [False, True])
def test_a_gap_stays_empty(qapp: QApplication, before: bool) -> None:
    image = icons.pixmap("menu", "#000000", 20, gap=8, before=before).toImage()
    assert image.width() == 28
    empty = range(8) if before else range(20, 28)
    assert all(image.pixelColor(x, y).alpha() == 0 for x in empty for y in range(20))


def test_the_mark_takes_two_colours(qapp: QApplication) -> None:
    assert {"#aa0000", "#00bb00"} <= colours(icons.mark("#aa0000", "#00bb00", 64).toImage())


def test_an_icon_that_is_not_shipped_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 20)


def test_every_icon_named_in_the_window_is_shipped() -> None:
    shipped = {path.stem for path in (bundle.resources() / "icons").glob("*.svg")}
    called = re.compile(r'(?:icon=|icons\.(?:pixmap|icon)\(\s*)"([a-z0-9-]+)"')
    source = Path(kinfile.ui.__file__).parent
    named = {
        name for file in source.rglob("*.py") for name in called.findall(file.read_text("utf-8"))
    }
    assert named
    assert named - shipped == set()


def test_icons_along_the_line_of_text_turn_with_it() -> None:
    assert icons.towards("arrow-left", is_mirrored=True) == "arrow-right"
    assert icons.towards("arrow-left", is_mirrored=False) == "arrow-left"
    assert icons.towards("lock", is_mirrored=True) == "lock"
    assert {icons.MIRRORED[other] for other in icons.MIRRORED.values()} == set(
        icons.MIRRORED.values()
    )
