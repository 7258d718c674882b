# SPDX-License-Identifier: Apache-2.0
"""Lucide icons from resources/icons, drawn in any colour and size.

An icon always stands beside a word (or, in the compact bar, beside an accessible name), so it
is decoration: it has no name of its own. `gap` adds empty space after the icon, because
QPushButton leaves only four pixels between icon and text.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kinfile import bundle

MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-left": "chevron-right",
    "chevron-right": "chevron-left",
    "undo-2": "redo-2",
    "redo-2": "undo-2",
}
"""Icons that point along the line of text."""


@cache
def _source(name: str) -> str:
    return (bundle.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(
    name: str, colour: QColor | str, size: int, *, gap: int = 0, before: bool = False
) -> QPixmap:
    """The icon at `size` logical pixels; `gap` more at its end, or at its start if `before`.

    Raises FileNotFoundError for a name that is not shipped.
    """
    return _drawn(name, QColor(colour).name(), size, gap, before, _ratio())


def towards(name: str, *, is_mirrored: bool) -> str:
    """The icon that points the same way along the line of text in a mirrored page."""
    return MIRRORED.get(name, name) if is_mirrored else name


def mark(ground: QColor | str, ink: QColor | str, size: int) -> QPixmap:
    """The Kinfile mark: a letter in `ink` on a rounded square of `ground`."""
    return _mark(QColor(ground).name(), QColor(ink).name(), size, _ratio())


def _ratio() -> float:
    """Real pixels to a logical one."""
    return QGuiApplication.primaryScreen().devicePixelRatio()


@cache
def _mark(ground: str, ink: str, size: int, ratio: float) -> QPixmap:
    text = _source("kinfile").replace("#FFFFFF", ink).replace("#0B5A8A", ground)
    return _rendered(text, QSize(size, size), QRectF(0, 0, size, size), ratio)


@cache
def _drawn(name: str, colour: str, size: int, gap: int, before: bool, ratio: float) -> QPixmap:
    text = _source(name).replace("currentColor", colour)
    box = QRectF(gap if before else 0, 0, size, size)
    return _rendered(text, QSize(size + gap, size), box, ratio)


def _rendered(svg: str, size: QSize, box: QRectF, ratio: float) -> QPixmap:
    image = QPixmap(size * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)
    painter.end()
    return image
