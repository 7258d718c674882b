# SPDX-License-Identifier: Apache-2.0
"""The cards of the assessments: in a set order, told apart by name."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from helpers.window_fakes import FORMS
from kinfile import bundle
from kinfile.i18n import Language
from kinfile.ui.pages.form_cards import ICONS, FormCards
from kinfile.ui.theme import Theme


def test_known_forms_first_and_every_button_named(qtbot: QtBot, theme: Theme) -> None:
    other = replace(FORMS[0], id="another", title="Another assessment")
    cards = FormCards((other, *reversed(FORMS)), theme, Language.load())
    qtbot.addWidget(cards)
    assert [button.accessibleName() for button in cards.buttons] == [
        "Start: Pre-birth assessment",
        "Start: Young carer assessment",
        "Start: Hospital visit assessment",
        "Start: Another assessment",
    ]
    words = " ".join(each.text() for each in cards.findChildren(QLabel))
    assert "11 sections, about 50 minutes." in words


def test_their_icons_are_shipped() -> None:
    for name in (*ICONS.values(), "file-text"):
        assert (bundle.resources() / "icons" / f"{name}.svg").is_file()
