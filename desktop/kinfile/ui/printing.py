# SPDX-License-Identifier: Apache-2.0
"""Prints a document page by page, so that the window answers meanwhile and it can be stopped.

Nothing is written on the way: pages are drawn from memory for the printer that was chosen. The
print job is called Kinfile and nothing else, because printers keep lists of what they did.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_KEEP = Qt.AspectRatioMode.KeepAspectRatio
SHARPEST = 300
"""Dots per inch: beyond it a page of text gains nothing but time."""


def page_image(pdf: bytes, number: int, *, scale: float) -> QImage:
    """Page `number` (from 0) of `pdf` as a picture, `scale` pixels to the point.

    Nothing of pdfium stays open between two pages: opening the document anew takes less than a
    millisecond, and a page that outlived its document would end the process.
    """
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        page = document[number]
        bitmap = page.render(scale=scale)
        data, form = bytes(bitmap.buffer), QImage.Format.Format_BGR888
        image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
    return image


class _Job:
    """A painter and the printer that it draws on. Without its printer a painter ends the process,
    so it stands first here: what stands first is let go of first.
    """

    def __init__(self, printer: QPrinter) -> None:
        self.painter = QPainter()
        self.printer = printer


def _stop(job: _Job, _gone: QObject | None = None) -> None:
    """Let what has not gone to the printer stay away from it."""
    if job.painter.isActive():
        job.printer.abort()
        job.painter.end()


class Printing(QObject):
    """One job at a time. It is stopped when this is let go of, with the page it is part of."""

    progressed = Signal(int, int)
    """Pages done, and how many there are."""
    printed = Signal()
    """All of it went to the printer."""
    stopped = Signal()
    """It ended before that."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._job: _Job | None = None
        self._numbers: list[int] = []
        self._done = 0
        self._soon = QTimer(self, interval=0)
        self._soon.timeout.connect(self._print_next)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, pdf: bytes, pages: int, printer: QPrinter) -> None:
        """Send the pages that `printer` was asked for; `pages` is how many there are."""
        if self.is_running:
            return
        printer.setDocName("Kinfile")
        printer.setFullPage(True)
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        self._pdf, self._done = pdf, 0
        self._numbers = list(range(first - 1, min(last, pages)))
        job = _Job(printer)
        if not self._numbers or not job.painter.begin(printer):
            self.stopped.emit()
            return
        self._job = job
        self.destroyed.connect(partial(_stop, job))
        self.progressed.emit(0, len(self._numbers))
        self._soon.start()

    def cancel(self) -> None:
        """Let what has not gone to the printer yet stay away from it."""
        if self._job is not None:
            _stop(self._job)
            self._end(is_whole=False)

    def _print_next(self) -> None:
        if self._job is None:
            return
        painter, printer = self._job.painter, self._job.printer
        if self._done and not printer.newPage():
            self._end(is_whole=False)
            return
        sharp = min(printer.resolution(), SHARPEST)
        image = page_image(self._pdf, self._numbers[self._done], scale=sharp / 72)
        paper = painter.viewport()
        size = image.size().scaled(paper.size(), _KEEP)
        box = QRect(paper.topLeft(), size)
        box.moveCenter(paper.center())
        painter.drawImage(box, image)
        self._done += 1
        self.progressed.emit(self._done, len(self._numbers))
        if self._done == len(self._numbers):
            self._end(is_whole=True)

    def _end(self, *, is_whole: bool) -> None:
        self._soon.stop()
        if self._job is not None and self._job.painter.isActive():
            self._job.painter.end()
        self._job = None
        self._pdf = b""
        (self.printed if is_whole else self.stopped).emit()
