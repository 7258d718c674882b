# SPDX-License-Identifier: Apache-2.0
"""Looking over a window as its users meet it: by Tab, by ear, by eye."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from event_turns import take_turns
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from kinfile.ui.widgets.heading import Heading

MOST_TABS = 400


def shown(window: QWidget) -> Iterator[QWidget]:
    """Every visible widget inside."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab can bring the focus to it."""
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and widget.focusProxy() is None


def told(widget: QWidget) -> str:
    """The widget in words, for a failing test: what, which, and what it says."""
    return f"{type(widget).__name__} {widget.objectName() or '(no objectName)'}"


def headings(window: QWidget) -> list[str]:
    """The words of the visible headings of level 1."""
    return [w.text() for w in shown(window) if isinstance(w, Heading) and w.level == 1]


def too_small(window: QWidget) -> list[str]:
    """Targets below 24 by 24 pixels (WCAG 2.5.8), and main buttons lower than 36."""
    return [
        f"{told(widget)}: {widget.width()}x{widget.height()}"
        for widget in shown(window)
        if takes_tab(widget)
        and (
            min(widget.width(), widget.height()) < 24
            or (widget.property("look") == "primary" and widget.height() < 36)
        )
    ]


def cut_off(window: QWidget) -> list[str]:
    """Words that do not fit where they stand."""
    wrong: list[str] = []
    for widget in shown(window):
        if isinstance(widget, QLabel) and widget.text():
            wrong.extend(_cut_label(widget))
        elif isinstance(widget, QAbstractButton) and widget.text():
            least = widget.minimumSizeHint().width()
            needs = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            if widget.width() < least or widget.height() + 1 < needs:
                wrong.append(f"{told(widget)}: {widget.size().toTuple()}, {least}x{needs}")
    return wrong


def _cut_label(widget: QLabel) -> Iterator[str]:
    if widget.wordWrap():
        needs = widget.heightForWidth(widget.width())
        if widget.height() + 1 < needs:
            yield f"{told(widget)} {widget.text()[:30]!r}: {widget.height()} high, needs {needs}"
    elif widget.sizePolicy().horizontalPolicy() != widget.sizePolicy().Policy.Ignored:
        needs = widget.sizeHint().width()
        if widget.width() + 1 < needs:
            yield f"{told(widget)} {widget.text()[:30]!r}: {widget.width()} wide, needs {needs}"


def too_wide(window: QWidget) -> list[str]:
    """Scroll areas whose content is wider than they are."""
    wrong = []
    for area in window.findChildren(QScrollArea):
        inside, port = area.widget(), area.viewport()
        if area.isVisible() and inside is not None and inside.width() > port.width():
            wrong.append(f"{told(area)}: {inside.width()} in {port.width()}")
    return wrong


def seen_part(widget: QWidget, window: QWidget) -> QRect:
    """The part of `widget` that no scroll area hides, in the window's coordinates."""
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) & window.rect()
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            part &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        parent = area
    return part


@dataclass
class Tour:
    """What a walk by Tab round the window met."""

    met: list[QWidget] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    """Focused, but not, or hardly, to be seen."""
    ringless: list[str] = field(default_factory=list)

    def missed(self, window: QWidget) -> list[str]:
        """Focusable widgets that Tab never reached. One of a radio group is enough."""
        met = set(self.met)
        return [
            told(widget)
            for widget in shown(window)
            if takes_tab(widget) and widget not in met and not self._has_sibling(widget)
        ]

    def _has_sibling(self, widget: QWidget) -> bool:
        if not isinstance(widget, QRadioButton):
            return isinstance(widget, QScrollArea)
        group: QButtonGroup | None = widget.group()
        if group:
            return any(each in self.met for each in group.buttons())
        beside = [each for each in self.met if isinstance(each, QRadioButton)]
        return any(each.parentWidget() is widget.parentWidget() for each in beside)


def walk(window: QWidget) -> Tour:
    """Press Tab until the focus comes round, looking at each stop."""
    tour = Tour()
    ring = window.findChild(QWidget, "focus_ring")
    assert ring is not None
    for _ in range(MOST_TABS):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        take_turns()
        focus = QApplication.focusWidget()
        if focus is None or (tour.met and focus is tour.met[0]):
            return tour
        if tour.met and focus is tour.met[-1]:
            tour.unseen.append(f"{told(focus)} does not let Tab go")
            return tour
        tour.met.append(focus)
        part = seen_part(focus, window)
        tall = isinstance(focus, QAbstractItemView) or focus.height() > window.height() // 2
        least = min(40, focus.height()) if tall else focus.height()
        if part.height() < least or part.width() < 20:
            tour.unseen.append(
                f"{told(focus)}: {part.size().toTuple()} of {focus.size().toTuple()}"
            )
        if not ring.isVisible():
            tour.ringless.append(told(focus))
    raise AssertionError("Tab never came round")


class StrayWindows(QObject):
    """Notes every window that shows itself beside the one there should be."""

    def __init__(self, allowed: type[QWidget]) -> None:
        super().__init__()
        self.strays: list[str] = []
        self._allowed = allowed

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:  # noqa: N802
        is_shown = event.type() is QEvent.Type.Show
        if is_shown and isinstance(thing, QWidget) and not isinstance(thing, self._allowed):
            self.strays.extend([told(thing)] if thing.isWindow() else [])
        return False
