# SPDX-License-Identifier: Apache-2.0
"""A set of options: radio buttons where one holds, tick boxes where several may.

In a set of radio buttons the arrows move and Tab leaves; moving without an answer chooses
nothing. Each tick box is a stop of Tab.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.choice import Radio, Tick
from kinfile.ui.widgets.text import label

Labelled = tuple[str, str]
"""An option's code and its label in the reader's language."""

FITS_TWO_COLUMNS = 34
"""Characters: with longer labels a second column would only wrap."""
BAR = 4
"""Pixels, at 100 %, of the bar beside what belongs together."""
UNDER_MARK = 10
"""Where that bar stands under an option: below the middle of its mark."""
LARGEST_FOR_TWO = 1.4
"""Text scale above which two columns no longer stand side by side."""


def draw_bar(widget: QWidget, theme: Theme, token: str, *, inset: int = 0) -> None:
    """Paint a bar down the leading side of `widget`, in the colour `token`."""
    painter = QPainter(widget)
    bar = QRect(theme.px(inset), 0, theme.px(BAR), widget.height())
    direction = widget.layoutDirection()
    painter.fillRect(QStyle.visualRect(direction, widget.rect(), bar), theme.colour(token))
    painter.end()


class Reveal(QWidget):
    """A place under an option, with a bar at its leading side, for what is asked because of it."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # Spacing mirrors with the direction of the language; margins would not.
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.space(4))
        row.setSpacing(0)
        row.addSpacing(theme.px(UNDER_MARK + BAR) + theme.space(14))
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.space(6))
        row.addLayout(self.column, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_bar(self, self._theme, "fieldline", inset=UNDER_MARK)


class _Option(Radio):
    """One of a set of radio buttons.

    Up and Down go through the whole set as it is read. Qt's own would stop at the foot of the
    first of two columns.
    """

    stepped = Signal(int)
    """1 for the next, -1 for the one before."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)


class OptionSet(QWidget):
    """Options in one column or two, read down the first column and then down the second."""

    chosen = Signal()
    """The worker chose or took back something; filling by program does not count."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        says: str,
        options: Sequence[Labelled],
        *,
        theme: Theme,
        name: str,
        many: bool = False,
        columns: int = 1,
        or_word: str = "",
        last: Collection[str] = (),
    ) -> None:
        """`last` are the codes that exclude the others: they stand below, after `or_word`."""
        super().__init__()
        self.setAccessibleName(says)
        self.setObjectName(f"{name}.options")
        self._prefix = name
        self.theme = theme
        self._is_many = many
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QAbstractButton] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._lay_out([o for o in options if o[0] not in last], columns)
        if last:
            self.column.addWidget(label(or_word, "hint"))
            self._lay_out([o for o in options if o[0] in last], 1)
        self._set_stop()

    def _lay_out(self, options: Sequence[Labelled], columns: int) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(self.theme.space(24))
        rows = -(-len(options) // columns)
        for number, (code, words) in enumerate(options):
            grid.addWidget(self._button(code, words), number % rows, number // rows)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)

    def _button(self, code: str, words: str) -> QAbstractButton:
        name = f"{self._prefix}.{code}"
        button: Tick | _Option
        if self._is_many:
            # In no group: Qt would make one stop of Tab of them all.
            button = Tick(words, self.theme, name=name)
        else:
            button = _Option(words, self.theme, name=name)
            button.stepped.connect(lambda by: self._step(button, by))
            self._group.addButton(button)
        button.clicked.connect(self._on_clicked)
        self.buttons[code] = button
        return button

    def _step(self, here: QAbstractButton, by: int) -> None:
        """Go to the next one, round the end; an answer goes along, as everywhere."""
        order = list(self.buttons.values())
        there = order[(order.index(here) + by) % len(order)]
        if here.isChecked():
            there.click()
        there.setFocus(
            Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
        )

    def _on_clicked(self) -> None:
        self._set_stop()
        self.chosen.emit()

    def _set_stop(self) -> None:
        """Tab enters a set of radio buttons at the one that holds, else at the first.

        Qt sees to it only once one of them has had the focus.
        """
        if self._is_many or not self.buttons:
            return
        stop = self.buttons.get(self.code()) or next(iter(self.buttons.values()))
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order shown."""
        return tuple(code for code, button in self.buttons.items() if button.isChecked())

    def code(self) -> str:
        return next(iter(self.codes()), "")

    def show_codes(self, codes: Collection[str]) -> None:
        self._group.setExclusive(False)  # or the last radio button could not be cleared
        for code, button in self.buttons.items():
            button.setChecked(code in codes)
        self._group.setExclusive(True)
        self._set_stop()


def two_columns(options: Sequence[Labelled], *, theme: Theme, more_than: int) -> int:
    """2 where there are many short options and the text is not enlarged much, else 1."""
    short = all(len(words) <= FITS_TWO_COLUMNS for _, words in options)
    return 2 if len(options) > more_than and short and theme.scale <= LARGEST_FOR_TWO else 1
