# SPDX-License-Identifier: Apache-2.0
"""The family painted as a genogram. The arrows go to whoever stands on that side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF

from kinfile.i18n import Language
from kinfile.records.family import Family, Member, Shape
from kinfile.records.family_grid import seat
from kinfile.records.family_lines import Drawing, Seated, Sizes, Trace, draw_lines
from kinfile.records.family_words import Names, inside, label_of, sentence_of
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.diagram import Diagram, Words

SEAT, NARROWEST = 132, 92
"""Usual and least width of somebody's place, pixels at 100 %."""
SHAPE = 44
_CORNERS: Mapping[Shape, tuple[tuple[float, float], ...]] = {
    Shape.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Shape.TRIANGLE: ((0, -1), (1, 0.8), (-1, 0.8)),
}
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FamilyView(Diagram):
    """`names` says how people are called. `fits` is False where it is too narrow for the lines."""

    def __init__(
        self, family: Family, names: Names, theme: Theme, language: Language, *, name: str
    ) -> None:
        says = language.text("Family diagram")
        super().__init__(theme, language, says=says, name=name)
        self._family = family
        self._names = names
        self._name = Words(theme.font(15, weight=600), centred=True)
        self._small = Words(theme.font(14), centred=True)
        self._heading = theme.font(14, weight=600)
        self._drawing: Drawing | None = None
        self._shift = 0.0
        self._members: tuple[Member, ...] = ()
        self._labels = {each.row: label_of(each, names, language) for each in family.members}
        self._seat = 0.0

    @property
    def fits(self) -> bool:
        return self._drawing is not None

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody in the order of the arrows: rows from the top, each from the left."""
        return self._members

    def rename(self, names: Names) -> None:
        """Call everybody otherwise."""
        self._names = names
        self._labels = {
            each.row: label_of(each, names, self.language) for each in self._family.members
        }
        self.arrange()

    # Diagram's side

    def lay_out(self, width: int) -> int:
        theme = self.theme
        across = max(1, width // theme.px(SEAT))
        grid = seat(self._family, across)
        if grid is None:
            across = max(1, width // theme.px(NARROWEST))
            grid = seat(self._family, across)
        if grid is None:
            self._drawing, self._members = None, ()
            return 1
        self._seat = min(width / (across + 0.5), theme.px(SEAT))
        self._drawing = draw_lines(self._family, grid, self._sizes())
        order = [row for bench in grid.benches for row in bench.rows]
        self._members = tuple(self._family.member(row) for row in order)
        self._shift = self._leading_shift(width)
        return round(self._drawing.height) + theme.space(8)

    def _leading_shift(self, width: int) -> float:
        """How far it is moved to begin where the page begins.

        It is not mirrored: by convention the man stands on the left in every language.
        """
        if self._drawing is None or not self.theme.language_rtl:
            return 0.0
        sides = [each.right for each in self._drawing.home]
        sides += [each.label[0] + self._seat for each in self._drawing.seated]
        return max(0.0, width - max(sides, default=0.0) - 1)

    def _sizes(self) -> Sizes:
        theme = self.theme
        return Sizes(
            seat=self._seat,
            shape=theme.px(SHAPE),
            track=theme.px(12),
            gap=theme.space(22),
            heading=theme.px(24),
            labels={row: self._label_height(lines) for row, lines in self._labels.items()},
        )

    @property
    def _wide(self) -> float:
        return self._seat - self.theme.space(12)

    def _label_height(self, lines: Sequence[str]) -> float:
        name, rest = lines[0], lines[1:]
        words = self._name.height(name, self._wide)
        return words + sum(self._small.height(each, self._wide) for each in rest) + 2 * self._pad

    @property
    def _pad(self) -> float:
        return self.theme.space(4)

    def boxes(self) -> Sequence[QRectF]:
        if self._drawing is None:
            return ()
        return [self._box(each) for each in self._drawing.seated]

    def _box(self, seated: Seated) -> QRectF:
        """The shape and its label."""
        half = self.theme.px(SHAPE) / 2
        high = self._label_height(self._labels[seated.row])
        top = min(seated.label[1], seated.y - half)
        bottom = max(seated.label[1] + high, seated.y + half)
        inset = self.theme.space(4)
        start = seated.label[0] + self._shift
        left, right = start + inset, start + self._seat - inset
        return QRectF(left, top + 1, right - left, bottom - top - 2)

    def sentence(self, number: int) -> str:
        member = self._members[number]
        return sentence_of(member, self._family, self._names, self.language)

    def step(self, key: Qt.Key) -> int:
        """Left and right within a row, up and down to the nearest of the next row."""
        boxes = self.boxes()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) or self._drawing is None:
            return super().step(key)
        seated = self._drawing.seated
        here = seated[self.here]
        if key in _ASIDE:
            next_to = self.here + _ASIDE[key]
            beside = 0 <= next_to < len(boxes) and seated[next_to].y == here.y
            return next_to if beside else self.here
        down = key == Qt.Key.Key_Down
        rows = [each.y for each in seated if (each.y > here.y if down else each.y < here.y)]
        if not rows:
            return self.here
        wanted = min(rows) if down else max(rows)
        ahead = [n for n, each in enumerate(seated) if each.y == wanted]
        return min(ahead, key=lambda n: abs(seated[n].x - here.x))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self._drawing
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._shift, 0)
        self._paint_home(painter, drawing)
        self._paint_lines(painter, drawing)
        for seated, member in zip(drawing.seated, self._members, strict=True):
            self._paint_member(painter, seated, member)
        painter.translate(-self._shift, 0)
        if drawing.adults:
            painter.setFont(self._heading)
            painter.setPen(self.theme.colour("text2"))
            box = QRectF(0, drawing.adults[1], self.width(), self.theme.px(24))
            words = self.language.text("Other adults in the home or often there")
            painter.drawText(box, Qt.AlignmentFlag.AlignLeading, words)
        painter.end()

    def _paint_home(self, painter: QPainter, drawing: Drawing) -> None:
        for each in drawing.home:
            box = QRectF(QPointF(each.left, each.top), QPointF(each.right, each.bottom))
            painter.fillRect(box, self.theme.colour("infobg"))
        pen = QPen(self.theme.colour("infoline"), max(1.0, self.theme.scale))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for start, end in drawing.edge:
            painter.drawLine(QPointF(*start), QPointF(*end))

    def _paint_lines(self, painter: QPainter, drawing: Drawing) -> None:
        styles = {Trace.DOTTED: Qt.PenStyle.DotLine}
        for stroke in drawing.strokes:
            pen = QPen(self.theme.colour("text"), 1.6 * self.theme.scale)
            pen.setStyle(styles.get(stroke.trace, Qt.PenStyle.SolidLine))
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in stroke.points]))

    def _paint_member(self, painter: QPainter, seated: Seated, member: Member) -> None:
        half = self.theme.px(SHAPE) / 2
        pen = QPen(self.theme.colour("text"), 2 * self.theme.scale)
        pen.setStyle(Qt.PenStyle.SolidLine if member.is_known else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self.theme.colour("surface"))
        centre = QPointF(seated.x, seated.y)
        _draw_shape(painter, member.shape, centre, half - self.theme.scale)
        if member.is_subject:
            _draw_shape(painter, member.shape, centre, half - self.theme.px(5))
        if member.has_died:
            for side in (1, -1):
                reach = QPointF(half * 0.8, half * 0.8 * side)
                painter.drawLine(centre - reach, centre + reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.theme.colour("text"))
        if not member.has_died:
            painter.setFont(self.theme.font(15, weight=600))
            box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, inside(member))
        self._paint_label(painter, seated, self._labels[member.row])

    def _paint_label(self, painter: QPainter, seated: Seated, lines: Sequence[str]) -> None:
        x = seated.label[0] + (self._seat - self._wide) / 2
        y = seated.label[1] + self._pad
        y += self._name.draw(painter, lines[0], x, y, self._wide)
        for line in lines[1:]:
            y += self._small.draw(painter, line, x, y, self._wide)


def _draw_shape(painter: QPainter, shape: Shape, centre: QPointF, half: float) -> None:
    x, y = centre.x(), centre.y()
    box = QRectF(x - half, y - half, 2 * half, 2 * half)
    if shape is Shape.SQUARE:
        painter.drawRect(box)
    elif shape is Shape.CIRCLE:
        painter.drawEllipse(box)
    else:
        corners = _CORNERS[shape]
        painter.drawPolygon(
            QPolygonF([QPointF(x + dx * half, y + dy * half) for dx, dy in corners])
        )
