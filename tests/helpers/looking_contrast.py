# SPDX-License-Identifier: Apache-2.0
"""Contrast as it is on the glass: measured in the pixels of the window, not in its tokens.

What stands on a spot is the colour most of its pixels have; its ink is, of all its pixels, the
one that stands out most. Thin strokes are smoothed into their ground, so the ink found is at
most as strong as the one painted with: who passes here passes.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from helpers.looking import seen_part, shown, told

LEAST_TEXT = 4.5
"""WCAG 1.4.3. Large text would need less; here it does not."""
LEAST_PART = 3.0
"""WCAG 1.4.11: the border of a box, the ring of a choice."""
MOST_ROWS = 12
LEAST_SHARE = 0.6
"""Of a spot must be seen; what is scrolled away almost shows no more than its edge."""


def faint(window: QWidget, layer: QWidget) -> list[str]:
    """Words and borders in `layer` that do not stand out from what they stand on."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    scale = picture.devicePixelRatio()
    wrong = []
    for widget, box, least in _spots(window, layer):
        real = QRect(box.topLeft() * scale, box.size() * scale) & picture.rect()
        found = strongest(picture, real)
        if found < least:
            wrong.append(f"{told(widget)} {_words(widget)!r}: {found:.2f}")
    return wrong


def strongest(picture: QImage, box: QRect) -> float:
    """The contrast of what stands out most in `box` with what most of it is."""
    part = picture.copy(box)
    pixels = Counter(memoryview(part.constBits()).cast("I"))
    (ground, _), *others = pixels.most_common()
    return max((contrast(ground, ink) for ink, _ in others), default=1.0)


def contrast(one: int, other: int) -> float:
    """The ratio of WCAG between two colours, each 0xRRGGBB or 0xffRRGGBB."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def _light(colour: int) -> float:
    shares = (0.2126, 16), (0.7152, 8), (0.0722, 0)
    return sum(share * _linear((colour >> shift) & 255) for share, shift in shares)


@lru_cache(maxsize=256)
def _linear(byte: int) -> float:
    part = byte / 255
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)


def _spots(window: QWidget, layer: QWidget) -> Iterator[tuple[QWidget, QRect, float]]:
    """What is to be looked at: the widget, where, and the least contrast."""
    for widget in shown(layer):
        if isinstance(widget, QAbstractItemView):
            yield from ((widget, box, LEAST_TEXT) for box in _cells(widget, window))
        if not widget.isEnabled() or not _words(widget):
            continue
        box = seen_part(widget, window)
        if box.isEmpty() or box.height() < LEAST_SHARE * min(widget.height(), window.height()):
            continue
        yield widget, box, LEAST_TEXT
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox):
            # A strip over its leading edge, half inside and half outside.
            middle = QRect(box.left() - 4, box.center().y() - 4, 8, 8)
            yield widget, middle, LEAST_PART


def _cells(view: QAbstractItemView, window: QWidget) -> Iterator[QRect]:
    """Where the first cells with words stand that are wholly to be seen."""
    model, port = view.model(), view.viewport()
    seen = seen_part(port, window)
    across = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(across):
            index = model.index(row, column)
            box = view.visualRect(index)
            box.moveTopLeft(port.mapTo(window, box.topLeft()))
            if index.data() and not box.isEmpty() and seen.contains(box):
                yield box


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""
