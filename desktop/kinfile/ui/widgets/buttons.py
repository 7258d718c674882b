# SPDX-License-Identifier: Apache-2.0
"""Buttons: primary, secondary, danger, those of the bar, and links that wrap.

Enter presses the focused button as Space does. The accessible name is the text without its
mnemonic mark. A trailing icon (an arrow) stands where the line ends, in either direction.
"""

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.mirror import mirrored

INK = {
    "primary": "ontext",
    "secondary": "link",
    "danger": "error",
    "bar": "bartext",
    "barOutlined": "bartext",
    "chip": "text",
    "quiet": "link",
}
"""Look -> the token of its text and icon."""

# AlignLeft is the leading side: a painter mirrors it with its widget.
WRAPPED = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value | (
    Qt.TextFlag.TextWordWrap.value
)


class Button(QPushButton):
    """A button with a look of stylesheet.py and perhaps an icon beside its word.

    `says` is the accessible name where the text alone does not tell enough ("Change answers in
    Mental health now"); it must begin with the visible words so that voice control finds it.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        look: str = "secondary",
        icon: str = "",
        trails: bool = False,
        says: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._look = look
        self._trailing: QPixmap | None = None
        self.setProperty("look", look)
        self.setAccessibleName(says or text.replace("&", ""))
        self.setAutoDefault(False)
        if name:
            self.setObjectName(name)
        if icon:
            self._put_icon(icon, trails=trails)

    def _put_icon(self, icon: str, *, trails: bool) -> None:
        theme = self._theme
        icon = icons.towards(icon, is_mirrored=theme.language_rtl)
        size, gap = theme.px(20), theme.space(6) if self.text() else 0
        ink = theme.colour(INK[self._look])
        self.setIcon(icons.pixmap(icon, ink, size, gap=gap, before=theme.language_rtl))
        self.setIconSize(QSize(size + gap, size))
        if trails:
            self._trailing = icons.pixmap(icon, ink, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._trailing is None:
            super().paintEvent(event)
        else:
            self._paint_trailing(self._trailing)

    def _paint_trailing(self, picture: QPixmap) -> None:
        """Word first, then the icon; Qt knows only the other order."""
        # Loading these takes as long as the rest of this module, for a button in twenty.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        size, gap = self._theme.px(20), self._theme.space(8)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
        wide = QFontMetrics(self.font()).size(flags, self.text()).width()
        start = (self.width() - wide - gap - size) // 2
        words = QRect(start, 0, wide, self.height())
        box = QRect(start + wide + gap, (self.height() - size) // 2, size, size)
        place = partial(mirrored, self.layoutDirection(), self.rect())
        painter.setPen(self._theme.colour(INK[self._look] if self.isEnabled() else "text2"))
        painter.drawText(place(words), flags, self.text())
        painter.drawPixmap(place(box), picture)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one thing a page is for."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        icon: str = "",
        trails: bool = False,
        says: str = "",
        name: str = "",
    ) -> None:
        super().__init__(
            text, theme, look="primary", icon=icon, trails=trails, says=says, name=name
        )


class SecondaryButton(Button):
    def __init__(
        self, text: str, theme: Theme, *, icon: str = "", says: str = "", name: str = ""
    ) -> None:
        super().__init__(text, theme, look="secondary", icon=icon, says=says, name=name)


class LinkButton(Button):
    """An underlined action that wraps when the line is too short for it.

    `ink` is the token of its colour. It takes no more width than its words need.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        icon: str = "",
        says: str = "",
        name: str = "",
        ink: str = "link",
        weight: int = 400,
        size: float = 16,
    ) -> None:
        super().__init__(text, theme, look="quiet", says=says, name=name)
        self._ink = ink
        self._icon_name = icons.towards(icon, is_mirrored=theme.language_rtl)
        self._is_hovered = False
        self._link_font = theme.font(size, weight=weight)
        self._link_font.setUnderline(True)
        self._measured: tuple[str, int, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def _indent(self) -> int:
        return self._theme.px(20) + self._theme.space(8) if self._icon_name else 0

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._link_font)

    def _padding(self) -> int:
        return self._theme.space(3)

    def _widths(self) -> tuple[int, int]:
        """Of the whole text and of its longest word. Layouts ask often, and measuring is slow."""
        text = self.text()
        if self._measured is None or self._measured[0] != text:
            wide = self._metrics().horizontalAdvance
            self._measured = text, wide(text), max(map(wide, text.split()), default=0)
        return self._measured[1:]

    def sizeHint(self) -> QSize:
        wide = self._widths()[0] + self._indent + 6
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        wide = self._widths()[1] + 2
        return QSize(min(wide + self._indent + 4, whole.width()), whole.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._indent - 4, 1), 10_000)
        high = self._metrics().boundingRect(room, WRAPPED, self.text()).height()
        return self._least(high + 2 * self._padding())

    def _least(self, height: int) -> int:
        # 24 pixels is the smallest target that WCAG 2.5.8 allows.
        return max(height, 24, self._theme.px(24))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._link_font)
        ink = self._theme.colour(self._shade())
        painter.setPen(ink)
        room = self.rect().adjusted(2, 0, -2, 0)
        if self._icon_name:
            size = self._theme.px(20)
            box = QRect(room.left(), (self.height() - size) // 2, size, size)
            drawn = icons.pixmap(self._icon_name, ink, size)
            painter.drawPixmap(mirrored(self._direction(), room, box), drawn)
            words = room.adjusted(self._indent, 0, 0, 0)
            room = mirrored(self._direction(), room, words)
        painter.drawText(room, WRAPPED, self.text())
        painter.end()

    def _shade(self) -> str:
        """The token of the colour that its state gives it."""
        if not self.isEnabled():
            return "disabled"
        return "text" if self._is_hovered and self._ink == "link" else self._ink

    def _direction(self) -> Qt.LayoutDirection:
        rtl = self._theme.language_rtl
        return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
