# SPDX-License-Identifier: Apache-2.0
"""Accessible roles that Qt does not give by itself: headings, alerts, groups.

A widget class names its role in the attribute `accessible_role`; `install` must have run once
in the process before the first screen reader asks.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def install() -> None:
    """Teach Qt's accessibility about `accessible_role`."""
    QAccessible.installFactory(_interface)


def _interface(_key: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    made = QAccessibleWidget(thing, role, thing.accessibleName())
    # Qt keeps only a pointer: without a reference from here Python would free it.
    thing.accessible_interface = made  # type: ignore[attr-defined]
    return made
