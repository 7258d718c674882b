# SPDX-License-Identifier: Apache-2.0
"""Looking over a window as a screen reader and voice control meet it: names, roles, descriptions.

Only what Qt tells the accessibility of the system is asked, never the program's own classes.
"""

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from helpers.looking import shown, takes_tab, told

Role = QAccessible.Role
NO_ROLE = frozenset(
    {Role.NoRole, Role.Border, Role.Client, Role.Window, Role.Pane, Role.LayeredPane, Role.Splitter}
)
"""Roles with which a screen reader cannot say what can be done here."""
BOXES = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


def said(widget: QWidget, part: QAccessible.Text) -> str:
    """What a screen reader is told about `widget`."""
    return QAccessible.queryAccessibleInterface(widget).text(part)


def stops(window: QWidget) -> Iterator[QWidget]:
    """Everything visible that Tab can bring the focus to."""
    for widget in shown(window):
        if takes_tab(widget) and not isinstance(widget, QHeaderView):
            yield widget


def unnamed(window: QWidget) -> list[str]:
    """Focusable widgets without a name for a screen reader, or with markup in it."""
    return [
        f"{told(widget)}: {name!r}"
        for widget in stops(window)
        if not (name := said(widget, QAccessible.Text.Name)).strip()
        or re.search("[<&]", name)
        or name == type(widget).__name__
    ]


def roleless(window: QWidget) -> list[str]:
    """Focusable widgets with a role that says nothing."""
    found = ((each, QAccessible.queryAccessibleInterface(each).role()) for each in stops(window))
    return [f"{told(widget)}: {role}" for widget, role in found if role in NO_ROLE]


def misnamed(window: QWidget) -> list[str]:
    """Buttons whose name does not begin with the words that stand on them (WCAG 2.5.3)."""
    wrong = []
    for widget in stops(window):
        if isinstance(widget, QAbstractButton) and widget.text():
            words = _plain(widget.text().replace("&", ""))
            name = _plain(said(widget, QAccessible.Text.Name))
            if not name.startswith(words):
                wrong.append(f"{told(widget)}: {name!r} for {words!r}")
    return wrong


def undescribed(window: QWidget) -> list[str]:
    """Hints and errors of a question that no field of it tells a screen reader.

    A question is a frame with an objectName that begins with "question:".
    """
    wrong: list[str] = []
    for frame in shown(window):
        if frame.objectName().startswith("question:") and isinstance(frame, QFrame):
            heard = " ".join(_heard(frame))
            # What has no field (a worked-out value) is read as the text it is.
            wrong.extend(
                f"{frame.objectName()}: {words!r}"
                for words in _told_by_eye(frame)
                if heard and _plain(words) not in heard
            )
    return wrong


def silent_errors(window: QWidget) -> list[str]:
    """Boxes with a red border whose description does not say what is wrong."""
    errors = [
        _plain(each.text())
        for each in shown(window)
        if isinstance(each, QLabel) and each.property("look") == "error" and each.text()
    ]
    wrong = []
    for widget in shown(window):
        if isinstance(widget, BOXES) and widget.property("err"):
            heard = _plain(said(widget, QAccessible.Text.Description))
            if not any(error in heard for error in errors):
                wrong.append(f"{told(widget)}: {heard!r}")
    return wrong


def _heard(frame: QWidget) -> Iterator[str]:
    for widget in shown(frame):
        is_field = isinstance(widget, (*BOXES, QAbstractButton))
        if is_field and not isinstance(widget, QPushButton):
            yield _plain(said(widget, QAccessible.Text.Name))
            yield _plain(said(widget, QAccessible.Text.Description))


def _told_by_eye(frame: QWidget) -> Iterator[str]:
    for widget in shown(frame):
        look = widget.property("look")
        if isinstance(widget, QLabel) and look in ("question", "hint", "error") and widget.text():
            yield widget.text()


def _plain(words: str) -> str:
    """Without what is not heard: case, full stops, breaks, the brackets of accented English."""
    return re.sub(r"[\s.…[\]]+", " ", words).strip().casefold()
