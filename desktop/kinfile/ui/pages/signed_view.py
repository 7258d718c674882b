# SPDX-License-Identifier: Apache-2.0
"""A PDF on the glass: its pages as pictures, and its words as text for who cannot see pictures.

The document stays in memory; nothing of it is written anywhere. A page is drawn when it first
comes into view, and only the last few drawn are kept.
"""

from collections import deque
from contextlib import closing

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kinfile.i18n import Language
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.pages.signed_bar import PagesBar
from kinfile.ui.pages.signed_words import DocumentText
from kinfile.ui.pdf_text import pieces
from kinfile.ui.printing import Printing, page_image
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce

A4_WIDTH = 595
"""Points; what a page is taken to be until the document is read."""
ZOOMS = (0.5, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Widths of a page, as shares of what fits."""
KEPT = 4
"""Drawn pages that are kept: at three times the width one takes some 25 MB."""


class Sheet(QWidget):
    """One page. `points` is its size, 72 to the inch."""

    painted = Signal()
    accessible_role = QAccessible.Role.Graphic

    def __init__(
        self, pdf: bytes, number: int, points: tuple[float, float], *, language: Language
    ) -> None:
        super().__init__()
        self._pdf, self._number, self._points = pdf, number, points
        self._image: QImage | None = None
        self.setAccessibleName(language.text("Page {n}", n=number + 1))

    def fit(self, width: int) -> None:
        """Be `width` pixels wide, and as high as the page then is."""
        wide, high = self._points
        size = QSize(width, round(width * high / wide))
        if size != self.size():
            self._image = None
            self.setFixedSize(size)

    def forget(self) -> None:
        """Let go of the picture; it is drawn again when it is next seen."""
        self._image = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            ratio = self.devicePixelRatioF()
            scale = self.width() * ratio / self._points[0]
            self._image = page_image(self._pdf, self._number, scale=scale)
            self._image.setDevicePixelRatio(ratio)
            self.painted.emit()
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        painter.end()


class Pages(QScrollArea):
    """The pages below each other: Page Down and Up turn them, + and - change their size."""

    turned = Signal(int)
    gone_to = Signal(int)
    """To the first page (0) or the last (-1)."""
    zoomed = Signal(int)
    accessible_role = QAccessible.Role.Document

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)
        elif key in turns:
            self.turned.emit(turns[Qt.Key(key)])
        elif key in ends:
            self.gone_to.emit(ends[Qt.Key(key)])
        elif key in zooms:
            self.zoomed.emit(zooms[Qt.Key(key)])
        else:
            super().keyPressEvent(event)


class PdfView(QFrame):
    """`show_pdf` takes the bytes; `show_text` turns between pictures and words.

    `dialogs` asks for a printer; `may_print` is whether policy lets documents be printed.
    """

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        name: str,
        dialogs: Dialogs | None = None,
        may_print: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._dialogs = dialogs or Dialogs()
        self._pdf = b""
        self._zoom = ZOOMS.index(1.0)
        self._sheets: list[Sheet] = []
        self._drawn: deque[Sheet] = deque()
        self.setObjectName(name)
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.bar = PagesBar(theme, language, name=name, may_print=may_print)
        column.addWidget(self.bar)
        self._faces = QStackedWidget()
        column.addWidget(self._faces, 1)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._scroll = self._make_scroll(name)
        self._faces.addWidget(self._scroll)
        self.text = DocumentText(theme, language, name=name)
        self.words = self.text.box
        self._faces.addWidget(self.text)
        self.printing = Printing(self)
        self._connect()

    def _connect(self) -> None:
        for each in (self.bar, self._scroll):
            each.turned.connect(self.turn)
            each.zoomed.connect(self.zoom)
        self._scroll.gone_to.connect(lambda to: self.go_to(to % max(self.page_count, 1)))
        self._scroll.verticalScrollBar().valueChanged.connect(self._tell_page)
        self.bar.print_chosen.connect(self.print_it)
        self.bar.working.cancelled.connect(self.printing.cancel)
        self.printing.progressed.connect(self._on_printed)
        self.printing.printed.connect(lambda: self._on_print_ended(Announcement.DONE))
        self.printing.stopped.connect(lambda: self._on_print_ended(Announcement.NOT_DONE))

    def _make_scroll(self, name: str) -> Pages:
        scroll = Pages()
        scroll.setObjectName(f"{name}.pages")
        scroll.setAccessibleName(self._language.text("Pages of the document"))
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # A ground darker than paper, so that the edges of the pages show.
        self._pages.setObjectName(f"{name}.ground")
        self._pages.setStyleSheet(
            f"QWidget[objectName='{name}.ground'] {{ background: {self._theme.hex('disabled')}; }}"
        )
        edge = self._theme.space(6)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(edge)
        self._column.addStretch(1)
        scroll.setWidget(self._pages)
        return scroll

    def show_pdf(self, pdf: bytes) -> None:
        """Read `pdf` and show its first page; the bytes are this program's own."""
        import pypdfium2

        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._drawn.clear()
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            sizes = [document.get_page_size(number) for number in range(len(document))]
        self._pdf = pdf
        self._sheets = [
            Sheet(pdf, number, size, language=self._language) for number, size in enumerate(sizes)
        ]
        for at, sheet in enumerate(self._sheets):
            sheet.painted.connect(lambda sheet=sheet: self._on_drawn(sheet))
            self._column.insertWidget(at, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self.text.show_pieces(pieces(pdf))
        self._fit()
        self._tell_page()

    @property
    def page_count(self) -> int:
        return len(self._sheets)

    @property
    def shows_text(self) -> bool:
        return self._faces.currentWidget() is self.text

    def show_text(self, *, as_text: bool) -> None:
        self._faces.setCurrentWidget(self.text if as_text else self._scroll)
        self.bar.setVisible(not as_text or self.printing.is_running)
        (self.text.box if as_text else self._scroll).setFocus()

    # Pages

    @property
    def page(self) -> int:
        """The page looked at, from 0: the one across the middle of the view."""
        middle = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 2
        for number, sheet in enumerate(self._sheets):
            if middle <= sheet.geometry().bottom():
                return number
        return max(self.page_count - 1, 0)

    def turn(self, pages: int) -> None:
        self.go_to(self.page + pages)

    def go_to(self, number: int) -> None:
        """Show the beginning of a page, from 0; beyond the ends the first or the last."""
        if self._sheets:
            sheet = self._sheets[min(max(number, 0), self.page_count - 1)]
            self._scroll.verticalScrollBar().setValue(sheet.y() - self._theme.space(6))

    def zoom(self, steps: int) -> None:
        """Larger or smaller pages; the one looked at stays."""
        page = self.page
        self._zoom = min(max(self._zoom + steps, 0), len(ZOOMS) - 1)
        self._fit()
        self._pages.adjustSize()
        self.go_to(page)

    def _tell_page(self) -> None:
        self.bar.show_page(self.page + 1, self.page_count)
        self._scroll.setAccessibleDescription(self.bar.where.text())

    def _on_drawn(self, sheet: Sheet) -> None:
        self._drawn.append(sheet)
        while len(self._drawn) > KEPT:
            oldest = self._drawn.popleft()
            if oldest is not sheet:
                oldest.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._scroll.viewport().width() - 2 * self._theme.space(6)
        most = self._theme.px(A4_WIDTH * 1.4)
        for sheet in self._sheets:
            sheet.fit(max(round(min(wide, most) * ZOOMS[self._zoom]), 1))

    # Printing

    def print_it(self) -> None:
        """Ask for a printer and send the pages to it. Does nothing where that is not allowed."""
        if self.bar.print is None or self.printing.is_running or not self._pdf:
            return
        title = self._language.text("Print the document")
        printer = self._dialogs.choose_printer(self, title, pages=self.page_count)
        if printer is not None:
            self.bar.show()
            self.printing.start(self._pdf, self.page_count, printer)

    def _on_printed(self, done: int, of: int) -> None:
        words = self._language.text("Printing page {n} of {of}", n=min(done + 1, of), of=of)
        self.bar.working.show_step(words, done, of)

    def _on_print_ended(self, what: Announcement) -> None:
        self.bar.working.end()
        self.bar.setVisible(not self.shows_text)
        announce(self, what, self._language)
