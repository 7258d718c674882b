# SPDX-License-Identifier: Apache-2.0
"""What is chosen about the look, else what the system says, and that it is kept.

A01 A choice is kept at once and told; the same choice again is neither.
A02 Text grows and shrinks through the sizes on offer and stops at either end.
A03 Without a choice the size is the system's, rounded to one on offer.
A04 Without a choice of colours the theme follows the system.
    Where the system asks for high contrast, its own colours are taken.
A05 A window narrower than 1040 effective pixels is compact.
"""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from helpers.colour_pairs import low
from kinfile.i18n import Language
from kinfile.policy.preferences import Preferences
from kinfile.ui.appearance import Appearance, nearest
from kinfile.ui.theme import SCALES, Theme


@pytest.fixture
def kept() -> list[Preferences]:
    return []


@pytest.fixture
def look(qapp: QApplication, kept: list[Preferences]) -> Appearance:
    return Appearance(Preferences(), Language.load(), keep=kept.append)


def test_a_choice_is_kept_and_told(
    look: Appearance, kept: list[Preferences], qtbot: QtBot
) -> None:  # A01
    with qtbot.waitSignal(look.changed):
        look.choose_colours("dark")
    assert kept == [Preferences(colours="dark")]
    with qtbot.assertNotEmitted(look.changed):
        look.choose_colours("dark")
    assert len(kept) == 1


def test_text_stops_at_either_end(look: Appearance) -> None:  # A02
    seen = [look.scale]
    for _ in range(8):
        look.grow()
        seen.append(look.scale)
    assert tuple(dict.fromkeys(seen)) == SCALES
    for _ in range(8):
        look.shrink()
    assert look.scale == 1.0


@pytest.mark.parametrize(("told", "size"), [(1.0, 1.0), (1.4, 1.3), (2.25, 2.0), (0.5, 1.0)])
def test_the_system_size_is_rounded_to_one_on_offer(
    qapp: QApplication, told: float, size: float
) -> None:  # A03
    look = Appearance(Preferences(), Language.load(), keep=lambda _: None, system_scale=told)
    assert look.scale == size == nearest(told)


def test_without_a_choice_colours_follow_the_system(look: Appearance, qtbot: QtBot) -> None:  # A04
    assert look.theme(1366).name in ("light", "dark", "contrast")
    with qtbot.waitSignal(look.changed):
        look.system_changed()
    look.choose_colours("contrast")
    assert look.theme(1366).name == "contrast"
    with qtbot.assertNotEmitted(look.changed):
        look.system_changed()


def test_high_contrast_takes_the_systems_colours(qapp: QApplication) -> None:  # A04
    asked = [True]
    look = Appearance(
        Preferences(),
        Language.load(),
        keep=lambda _: None,
        asks_for_contrast=lambda _: asked[0],
    )
    before = qapp.palette()
    theme = look.theme(1366)
    assert theme.name == "contrast"
    assert theme.has_outlines
    assert theme.own is not None
    assert low(theme.hex) == {}
    look.choose_colours("dark")
    assert look.theme(1366) == Theme("dark")
    look.choose_colours("system")
    asked[0] = False
    look.system_changed()
    assert look.theme(1366).own is None
    assert qapp.palette() == before


def test_quiet_is_kept(look: Appearance, kept: list[Preferences]) -> None:  # A01
    look.choose_quiet(is_on=True)
    assert kept == [Preferences(is_quiet=True)]


def test_spelling_is_kept(look: Appearance, kept: list[Preferences]) -> None:  # A01
    look.remember_spelling(is_on=False)
    assert kept == [Preferences(checks_spelling=False)]


@pytest.mark.parametrize(
    ("width", "scale", "is_compact"),
    [(1366, 1.0, False), (1039, 1.0, True), (1366, 1.3, False), (1366, 1.5, True), (1366, 2, True)],
)
def test_a_narrow_window_is_compact(
    qapp: QApplication, width: int, scale: float, is_compact: bool
) -> None:  # A05
    look = Appearance(Preferences(scale), Language.load(), keep=lambda _: None)
    assert look.theme(width).is_compact is is_compact


def test_the_last_vault_is_remembered_without_a_rebuild(
    look: Appearance, kept: list[Preferences], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.remember_vault("/somewhere/Records.kinvault")
    assert kept == [replace(Preferences(), vault="/somewhere/Records.kinvault")]
