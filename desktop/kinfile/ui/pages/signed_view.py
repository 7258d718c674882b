# SPDX-License-Identifier: Apache-2.0
"""A PDF on the glass: its pages as pictures, and its words as text for who cannot see pictures.

The document stays in memory; nothing of it is written anywhere. A page is drawn when it first
comes into view.
"""

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

POINTS_PER_INCH = 72
A4_WIDTH = 595
"""Points; what a page is taken to be until the document is read."""


class Sheet(QWidget):
    """One page, as wide as the view lets it be."""

    def __init__(self, page: Any, number: int, *, language: Language) -> None:  # noqa: ANN401
        super().__init__()
        self._page = page
        self._points: tuple[float, float] = page.get_size()
        self._image: QImage | None = None
        self.setAccessibleName(language.text("Page {n}", n=number))

    def fit(self, width: int) -> None:
        """Be `width` pixels wide, and as high as the page then is."""
        wide, high = self._points
        size = QSize(width, round(width * high / wide))
        if size != self.size():
            self._image = None
            self.setFixedSize(size)

    def _draw(self) -> QImage:
        ratio = self.devicePixelRatioF()
        bitmap = self._page.render(scale=self.width() * ratio / self._points[0])
        data = bytes(bitmap.buffer)
        image = QImage(
            data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888
        ).copy()
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
        self._document: Any = None
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
            sheet.deleteLater()
        self._document = pypdfium2.PdfDocument(pdf)
        self._sheets = [
            Sheet(self._document[n], n + 1, language=self._language)
            for n in range(len(self._document))
        ]
        for at, sheet in enumerate(self._sheets):
            self._column.insertWidget(at, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        texts = (page.get_textpage().get_text_range() for page in self._document)
        self.words.setPlainText("\n\n".join(text.replace("\r\n", "\n") for text in texts))
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
