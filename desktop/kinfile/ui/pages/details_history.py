# SPDX-License-Identifier: Apache-2.0
"""The history of a record on the page: a table that can be filtered, and one change in full."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from kinfile.app.story import Story
from kinfile.i18n import N_, Language
from kinfile.ui.fields.boxes import LineBox, TextArea
from kinfile.ui.fields.column import Column
from kinfile.ui.pages.details_model import COMPACT, TOLD, HistoryModel, Part
from kinfile.ui.pages.details_words import Telling, Told
from kinfile.ui.pages.fill_words import breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.chips import Chips
from kinfile.ui.widgets.rows import AnyIndex, RowTable
from kinfile.ui.widgets.text import label, set_words

KINDS = {
    "all": N_("Everything"),
    "answers": N_("Answers"),
    "signing": N_("Signing and sending"),
}
SHARES = {Part.WHEN: 25, Part.WHAT: 35, Part.BEFORE: 20, Part.NOW: 20}
"""Percent of the width that each column gets; what is not shown leaves its share to the rest."""
PAUSE = 150
"""Milliseconds without a key until the history is filtered."""
ROWS_AT_ONCE = 30
"""Rows in a compact window, where the whole page scrolls, before "Show all"."""
READER = 6
"""Lines of a change in full that stand below the table before they scroll."""


class HistoryDelegate(QStyledItemDelegate):
    """Two lines to a row: what matters above, in bold, and what belongs to it below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strong = theme.font(15, weight=600)
        self._plain = theme.font(15)
        self._small = theme.font(14)

    @property
    def row_height(self) -> int:
        return self._theme.px(38) + self._theme.space(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        told, model = index.data(TOLD), index.model()
        if not isinstance(told, Told) or not isinstance(model, HistoryModel):
            return
        theme = self._theme
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, theme.colour("selbg"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        ink = theme.hex("seltext") if is_chosen else theme.hex("text")
        faint = theme.hex("seltext") if is_chosen else theme.hex("text2")
        box = option.rect.adjusted(
            theme.space(10), theme.space(4), -theme.space(8), -theme.space(4)
        )
        part = model.part(index.column())
        if part is Part.WHEN:
            self._two(painter, box, (told.when, told.by), ink, faint)
        elif part is Part.WHAT:
            self._two(painter, box, (told.what, model.below(told)), ink, faint, strong=True)
        else:
            self._wrapped(painter, box, told.before if part is Part.BEFORE else told.now, ink)
        painter.restore()

    def _two(
        self,
        painter: QPainter,
        box: QRect,
        lines: tuple[str, str],
        ink: str,
        faint: str,
        *,
        strong: bool = False,
    ) -> None:
        half = box.height() // 2
        upper = box.adjusted(0, 0, 0, -half) if lines[1] else box
        self._line(painter, upper, lines[0], ink, font=self._strong if strong else self._plain)
        self._line(painter, box.adjusted(0, half, 0, 0), lines[1], faint, font=self._small)

    def _line(self, painter: QPainter, box: QRect, words: str, ink: str, *, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        one = words.replace("\n", " · ")
        shown = painter.fontMetrics().elidedText(one, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _wrapped(self, painter: QPainter, box: QRect, words: str, ink: str) -> None:
        """On two lines where one is not enough, the rest left out: it stands below the table."""
        painter.setFont(self._plain)
        painter.setPen(ink)
        first, rest = _broken(words.replace("\n", " · "), QFontMetrics(self._plain), box.width())
        if not rest:
            self._line(painter, box, first, ink, font=self._plain)
            return
        half = box.height() // 2
        self._line(painter, box.adjusted(0, 0, 0, -half), first, ink, font=self._plain)
        self._line(painter, box.adjusted(0, half, 0, 0), rest, ink, font=self._plain)


def _broken(words: str, metrics: QFontMetrics, wide: int) -> tuple[str, str]:
    """As many words as fit on a line, and the rest."""
    # More than two lines are never drawn, so no more needs to be measured.
    words = words[:400]
    if metrics.horizontalAdvance(words) <= wide:
        return words, ""
    parts = words.split(" ")
    for count in range(1, len(parts)):
        if metrics.horizontalAdvance(" ".join(parts[: count + 1])) > wide:
            return " ".join(parts[:count]), " ".join(parts[count:])
    return words, ""


class HistoryTable(RowTable):
    def __init__(self, model: HistoryModel, theme: Theme, *, says: str) -> None:
        self._delegate = HistoryDelegate(theme)
        super().__init__(
            model, says=says, name="history.table", row_height=self._delegate.row_height
        )
        self._model = model
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(theme.px(20) + theme.space(18))
        header.setAccessibleName(says)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [self._model.part(at) for at in range(self._model.columnCount())]
        total = sum(SHARES[part] for part in shown)
        room = self.viewport().width()
        for at, part in enumerate(shown):
            self.setColumnWidth(at, room * SHARES[part] // total)


class Reader(Card):
    """The change that the keys are at, whole: nothing of it is left out for want of room."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, padding=12, name="history.reader")
        self._language = language
        self.column.setSpacing(theme.space(2))
        self.what = label("", "bodyBold", name="history.what")
        self.change = TextArea(
            language.text("The change"), theme=theme, name="history.change", least=1, most=READER
        )
        self.change.setReadOnly(True)
        self.who = label("", "caption", name="history.who")
        for part in (self.what, self.change, self.who):
            self.column.addWidget(part)
        self.hide()

    def read(self, told: Told) -> None:
        text = self._language.text
        set_words(self.what, breakable(told.what))
        if told.before or told.now:
            nothing = text("nothing")
            words = text(
                "From {before} to {now}.", before=told.before or nothing, now=told.now or nothing
            )
            self.change.setPlainText(words if told.before else told.now)
        self.change.setVisible(bool(told.before or told.now))
        parts = (told.where, told.when, told.by)
        set_words(self.who, " · ".join(part for part in parts if part))
        self.show()


class History(Column):
    """Everything that happened to a record, newest first."""

    def __init__(self, story: Story, theme: Theme, language: Language) -> None:
        super().__init__(theme, gap=8)
        self._theme, self._language = theme, language
        text = language.text
        compact = theme.is_compact
        self.model = HistoryModel(
            Telling(story, language),
            story.events,
            language,
            parts=COMPACT if compact else tuple(Part),
            most=ROWS_AT_ONCE if compact else 0,
        )
        self._add_filter()
        says = text("History")
        self.table = HistoryTable(self.model, theme, says=says)
        self.table.row_pointed.connect(self._on_pointed)
        self.reader = Reader(theme, language)
        self.nothing = label(text("Nothing in the history matches."), "hint", name="history.none")
        self.more = LinkButton("", theme, icon="chevron-down", name="history.more")
        self.more.clicked.connect(self._on_more)
        for part in (self.nothing, self.table, self.more, self.reader):
            self.layout_.addWidget(part, 1 if part is self.table and not compact else 0)
        if not compact:
            self.layout_.addStretch(0)
        self.model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _add_filter(self) -> None:
        theme, text = self._theme, self._language.text
        words = text("Find in the history")
        self.search = LineBox(words, theme=theme, name="history.find")
        self.search.setPlaceholderText(text("A question, a word, a day"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.model.show_words(self.search.text()))
        self.search.textChanged.connect(self._pause.start)
        self.kinds = Chips(
            [(key, text(said)) for key, said in KINDS.items()],
            theme,
            says=text("Show"),
            name="history.kinds",
        )
        self.kinds.chosen.connect(self.model.show_kind)
        row = QVBoxLayout() if theme.is_compact else QHBoxLayout()
        row.setSpacing(theme.space(8))
        row.addWidget(self.search)
        row.addWidget(self.kinds)
        if not theme.is_compact:
            self.search.setFixedWidth(theme.px(230))
            row.addStretch(1)
        self.layout_.addLayout(row)

    def _on_pointed(self, row: int) -> None:
        if row < 0:
            self.reader.hide()
        else:
            self.reader.read(self.model.told(row))

    def _on_more(self) -> None:
        self.model.show_more()
        self.table.setFocus()

    def _on_reset(self) -> None:
        count, shown = self.model.count, self.model.rowCount()
        self.reader.hide()
        self.table.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        words = self._language.plural("Show all {n}", "Show all {n}", count)
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(shown < count)
        if self._theme.is_compact:
            self.table.setFixedHeight(self.table.height_of(shown) + self._theme.space(8))
