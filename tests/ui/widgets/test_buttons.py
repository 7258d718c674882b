# SPDX-License-Identifier: Apache-2.0
"""Buttons.

B01 Enter presses as Space does; a modified Enter is left to shortcuts.
B02 The accessible name is the words without the mnemonic mark, or what `says` gives.
B03 A link takes no more width than its words, wraps when it must, and is never below 24 pixels.
B04 A primary button is at least 36 pixels high.
B05 A trailing icon stands after the words, mirrored with the language.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button, LinkButton, PrimaryButton, SecondaryButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:  # B01
    button = PrimaryButton("Continue", theme)
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_modified_enter_is_left_alone(qtbot: QtBot, theme: Theme) -> None:  # B01
    button = PrimaryButton("Continue", theme)
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_name_is_the_words(qtbot: QtBot, theme: Theme) -> None:  # B02
    button = Button("&New assessment", theme, name="x")
    other = SecondaryButton("Change", theme, says="Change answers in Mental health now")
    for each in (button, other):
        qtbot.addWidget(each)
    assert button.accessibleName() == "New assessment"
    assert button.objectName() == "x"
    assert other.accessibleName() == "Change answers in Mental health now"


def test_a_link_wraps_when_it_must(qtbot: QtBot, theme: Theme) -> None:  # B03
    link = LinkButton("The date these thoughts started must be in the past", theme, icon="info")
    qtbot.addWidget(link)
    whole = link.sizeHint()
    assert link.heightForWidth(whole.width()) == whole.height() >= 24
    assert link.heightForWidth(whole.width() // 2) > whole.height()
    assert link.minimumSizeHint().width() < whole.width() // 2


def test_a_primary_button_is_easy_to_hit(qtbot: QtBot, theme: Theme) -> None:  # B04
    button = PrimaryButton("Go", theme, icon="lock")
    qtbot.addWidget(button)
    button.ensurePolished()
    assert 36 <= button.sizeHint().height() <= 42


def ink(image: QImage, columns: range) -> int:
    """How many pixels of those columns are not the button's own ground."""
    ground = image.pixelColor(image.width() // 2, 4)
    return sum(
        image.pixelColor(x, y) != ground for x in columns for y in range(8, image.height() - 8)
    )


@pytest.mark.parametrize("rtl", [False, True])
def test_a_trailing_icon_stands_at_the_end(
    qtbot: QtBot, qapp: QApplication, rtl: bool
) -> None:  # B05
    theme = Theme(language_rtl=rtl)
    theme.apply(qapp)
    button = PrimaryButton("iiiiiiii", theme, icon="arrow-right", trails=True)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    middle = image.width() // 2
    gap_before, gap_after = range(20, middle - 20), range(middle + 20, image.width() - 20)
    shown = (ink(image, gap_before), ink(image, gap_after))
    Theme().apply(qapp)
    assert min(shown) > 0
    assert button.accessibleName() == "iiiiiiii"


def test_a_disabled_link_is_drawn_paler(qtbot: QtBot, theme: Theme) -> None:
    link = LinkButton("Undo", theme)
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    before = link.grab().toImage()
    link.setEnabled(False)
    assert link.grab().toImage() != before
