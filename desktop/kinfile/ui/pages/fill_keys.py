# SPDX-License-Identifier: Apache-2.0
"""The keys of the page where a record is filled in. They work from inside every field."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(page: QWidget, keys: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Shortcuts that live as long as `page` and answer while its window is in front."""
    made = []
    for sequence, slot in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), page)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)
        made.append(shortcut)
    return made
