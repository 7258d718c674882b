# SPDX-License-Identifier: Apache-2.0
"""A PDF on the glass: its pages as pictures, and its words as text for who cannot see pictures.

The document stays in memory; nothing of it is written anywhere. A page is drawn when it first
comes into view.
"""

from contextlib import closing
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kinfile.i18n import Language
from kinfile.ui.theme import Theme

A4_WIDTH = 595
"""Points; what a page is taken to be until the document is read."""


class Sheet(QWidget):
    """One page, as wide as the view lets it be. `points` is its size, 72 to the inch.

    Nothing of pdfium stays open between two drawings: opening the document anew takes less than
    a millisecond, and a page that outlived its document would end the process.
    """

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

    def _draw(self) -> QImage:
        import pypdfium2

        ratio = self.devicePixelRatioF()
        with closing(pypdfium2.PdfDocument(self._pdf)) as document:
            page = document[self._number]
            bitmap = page.render(scale=self.width() * ratio / self._points[0])
            data, form = bytes(bitmap.buffer), QImage.Format.Format_BGR888
            size = (bitmap.width, bitmap.height, bitmap.stride)
            image = QImage(data, *size, form).copy()
            bitmap.close()
            page.close()
        image.setDevicePixelRatio(ratio)
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            self._image = self._draw()
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        painter.end()


class PdfView(QFrame):
    """`show_pdf` takes the bytes; `show_text` turns between pictures and words."""

    def __init__(self, theme: Theme, language: Language, *, name: str) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._sheets: list[Sheet] = []
        self.setObjectName(name)
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self._faces = QStackedWidget()
        column.addWidget(self._faces)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        self._scroll = self._make_scroll(name)
        self._faces.addWidget(self._scroll)
        self.words = QPlainTextEdit()
        self.words.setObjectName(f"{name}.text")
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(language.text("The document as text"))
        self._faces.addWidget(self.words)

    def _make_scroll(self, name: str) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setObjectName(f"{name}.pages")
        scroll.setAccessibleName(self._language.text("Pages of the document"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            count = len(document)
            sizes = [document.get_page_size(number) for number in range(count)]
            words = [_words(document, number) for number in range(count)]
        self._sheets = [
            Sheet(pdf, number, size, language=self._language) for number, size in enumerate(sizes)
        ]
        self.words.setPlainText("\n\n".join(words))
        for at, sheet in enumerate(self._sheets):
            self._column.insertWidget(at, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    @property
    def page_count(self) -> int:
        return len(self._sheets)

    @property
    def shows_text(self) -> bool:
        return self._faces.currentWidget() is self.words

    def show_text(self, *, as_text: bool) -> None:
        self._faces.setCurrentWidget(self.words if as_text else self._scroll)
        (self.words if as_text else self._scroll).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._scroll.viewport().width() - 2 * self._theme.space(6)
        most = self._theme.px(A4_WIDTH * 1.4)
        for sheet in self._sheets:
            sheet.fit(max(min(wide, most), 1))


def _words(document: Any, number: int) -> str:  # noqa: ANN401  (pypdfium2 has no types)
    page = document[number]
    text = page.get_textpage()
    words = str(text.get_text_range())
    text.close()
    page.close()
    return words.replace("\r\n", "\n")
