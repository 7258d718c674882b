# SPDX-License-Identifier: Apache-2.0
"""Help and about: every key of the window's own is explained, and which version it is."""

import sys

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.program import Program
from kinfile import __version__
from kinfile.i18n import Language
from kinfile.ui.pages.about import KEYS, AboutPage
from kinfile.ui.theme import Theme


def test_every_key_of_the_frame_is_explained(program: Program) -> None:
    window = program.begin().app.window
    told = {key.strip() for keys, _ in KEYS for key in keys.split(", ")} | {"Ctrl+="}
    has = {each.key().toString() for each in window.findChildren(QShortcut)}
    assert has - told == set()


def test_it_says_its_version(qtbot: QtBot, theme: Theme) -> None:
    page = AboutPage(theme, Language.load())
    qtbot.addWidget(page)
    version = page.findChild(QLabel, "about.version")
    assert version is not None
    assert __version__ in version.text()
    with qtbot.waitSignal(page.went_back):
        page.back.click()


@pytest.mark.parametrize(("system", "says"), [("win32", "leave Kinfile out"), ("linux", "cannot")])
def test_it_says_what_becomes_of_screenshots(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, system: str, says: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    page = AboutPage(theme, Language.load())
    qtbot.addWidget(page)
    assert any(says in each.text() for each in page.findChildren(QLabel))
