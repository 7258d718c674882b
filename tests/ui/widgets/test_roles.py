# SPDX-License-Identifier: Apache-2.0
"""Roles that Qt does not give by itself reach the accessibility interface."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.error_summary import ErrorSummary


def test_the_error_summary_is_an_alert(qtbot: QtBot, theme: Theme) -> None:
    box = ErrorSummary(theme, Language.load())
    qtbot.addWidget(box)
    told = QAccessible.queryAccessibleInterface(box)
    assert told.role() == QAccessible.Role.AlertMessage


def test_other_widgets_keep_the_role_qt_gives_them(qtbot: QtBot, theme: Theme) -> None:
    plain = QLabel("words")
    qtbot.addWidget(plain)
    assert QAccessible.queryAccessibleInterface(plain).role() == QAccessible.Role.StaticText
