# SPDX-License-Identifier: Apache-2.0
"""What a screen reader or voice control does: through Qt's accessibility, without key or mouse."""

from event_turns import take_turns
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)


def toggle(button: QAbstractButton) -> None:
    """Set a radio button or a tick box, or press what is neither."""
    told = QAccessible.queryAccessibleInterface(button)
    _act(told, told.actionInterface().actionNames()[0])


def write(box: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Put `words` in the place of what stands in the box."""
    told = QAccessible.queryAccessibleInterface(box)
    there = told.text(QAccessible.Text.Value)
    told.editableTextInterface().replaceText(0, len(there), words)
    take_turns()


def select(view: QAbstractItemView, row: int) -> None:
    """Choose a line of a list, or a row of a table by its first cell."""
    at = row
    if isinstance(view, QTableView):
        # Headers are counted, whether they are shown or not.
        at = (row + 1) * (view.horizontalHeader().count() + 1) + 1
    told = QAccessible.queryAccessibleInterface(view).child(at)
    _act(told, QAccessibleActionInterface.toggleAction())


def heard(thing: QAbstractItemView | QAbstractButton | QLineEdit) -> str:
    """The description that is read after the name."""
    return QAccessible.queryAccessibleInterface(thing).text(QAccessible.Text.Description)


def _act(told: QAccessibleInterface, action: str) -> None:
    told.actionInterface().doAction(action)
    take_turns()
