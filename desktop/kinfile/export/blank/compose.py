# SPDX-License-Identifier: Apache-2.0
"""How a question with room for its answer stands on the page and reads aloud."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kinfile.export import look as looks
from kinfile.export.asking import Ask, AskTable, Space, Tick, Ticks
from kinfile.export.blocks import Style, Text
from kinfile.export.compose import Composer
from kinfile.export.flow import Box, Cell, Para, Row
from kinfile.export.look import LEFT, WIDTH, TextLook
from kinfile.export.tagging import Node, Widget

_ASKED = 0.38
"""The question's share of the width."""
GAP = 14.0
_BOX = 9.0
_BESIDE = 5.0
"""Between a box and what it means."""
_LONG_LIST = 7
"""Ticks of a list that still stand in one column."""
_APART = 12.0
"""Between one tick and the next beside it."""


@dataclass(slots=True)
class _Room:
    """The room for one answer being filled from the top: what is said there, and the boxes."""

    x: float
    cells: list[Cell] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    down: float = 0.0


class BlankComposer(Composer):
    """Makes the rows of a form with nothing in it."""

    def ask_table(self, block: AskTable) -> Iterator[Row]:
        table = self._at.add("Table")
        for number, ask in enumerate(block.asks):
            yield self._ask(ask, table.add("TR"), is_first=number == 0)

    def _ask(self, ask: Ask, line: Node, *, is_first: bool) -> Row:
        asked = self._asked(ask, line.add("TH", attributes={"Scope": "Row"}))
        room = _Room(LEFT + WIDTH * _ASKED)
        answer = line.add("TD")
        for part in ask.room:
            if isinstance(part, Space):
                self._space(part, room, answer)
            elif part.in_line:
                self._in_line(part, room, answer)
            else:
                self._below(part, room, answer)
        return Row(
            cells=(Cell(LEFT, asked), *room.cells),
            boxes=tuple(room.boxes),
            before=6 if is_first else 0,
            above=4.5,
            below=5.5,
            rule=looks.RULE,
            rule_above=looks.RULE if is_first else None,
            is_whole=True,
        )

    def _asked(self, ask: Ask, node: Node) -> tuple[Para, ...]:
        wide = WIDTH * _ASKED - self._look.points(GAP)
        words = Text(f"{ask.number}  {ask.question}".strip())
        quiet = self._look.of(Style.QUIET)
        return (
            self._para(words, self._look.question, wide, node.add("P") if ask.notes else node),
            *(self._para(Text(note), quiet, wide, node.add("P"), 1.5) for note in ask.notes),
        )

    def _space(self, space: Space, room: _Room, answer: Node) -> None:
        whole = LEFT + WIDTH - room.x
        if space.label:
            self._say(space.label, self._look.of(Style.QUIET), whole, room, answer.add("P"))
        height = self._look.points(space.height)
        self._box(
            room, Box(room.x, room.down + 1, whole * space.width, height, space.entry), answer
        )
        room.down += height + 5

    def _below(self, ticks: Ticks, room: _Room, answer: Node) -> None:
        """Ticks below each other; a long list in two columns, one after the other."""
        listing, top, count = answer.add("L"), room.down, len(ticks.ticks)
        columns = 2 if count > _LONG_LIST else 1
        deep = -(-count // columns)
        wide = (LEFT + WIDTH - room.x) / columns
        for place in range(columns):
            column = _Room(room.x + place * wide, room.cells, room.boxes, top)
            for tick in ticks.ticks[place * deep : (place + 1) * deep]:
                self._listed(tick, column, wide, listing.add("LI"))
            room.down = max(room.down, column.down)

    def _listed(self, tick: Tick, room: _Room, wide: float, item: Node) -> None:
        inset = self._look.points(_BOX) + _BESIDE
        node = self._tick(tick, room, room.x, item.add("LBody"))
        look = self._look.of(Style.BODY)
        self._say(tick.label, look, wide - inset - 4, room, node, inset)

    def _in_line(self, ticks: Ticks, room: _Room, answer: Node) -> None:
        """Ticks beside each other, on as many lines as they need."""
        listing, look = answer.add("L"), self._look.of(Style.QUIET)
        inset = self._look.points(_BOX) + _BESIDE
        x = room.x
        for tick in ticks.ticks:
            wide = inset + self._setter.extent(tick.label, look.weight, look.size)[1] + 0.1
            if x > room.x and x + wide > LEFT + WIDTH:
                x, room.down = room.x, room.down + look.leading + 1
            node = self._tick(tick, room, x, listing.add("LI").add("LBody"))
            para = self._para(Text(tick.label), look, wide - inset, node, room.down)
            room.cells.append(Cell(x + inset, (para,)))
            x += wide + _APART
        room.down += look.leading + 3

    def _tick(self, tick: Tick, room: _Room, x: float, body: Node) -> Node:
        """The box of a tick; answers the element for its words."""
        size = self._look.points(_BOX)
        lowered = (self._look.of(Style.BODY).leading - size) / 2
        box = Box(x, room.down + lowered, size, size, tick.entry)
        self._box(room, box, body)
        return body.add("P") if tick.entry else body

    def _box(self, room: _Room, box: Box, node: Node) -> None:
        room.boxes.append(box)
        if box.entry is not None:
            form = node.add("Form", heard=box.entry.heard)
            form.kids.append(Widget(box.entry.name))

    def _say(
        self, words: str, look: TextLook, width: float, room: _Room, node: Node, inset: float = 0.0
    ) -> None:
        para = self._para(Text(words), look, width, node, room.down)
        room.cells.append(Cell(room.x + inset, (para,)))
        room.down += len(para.lines) * look.leading + 1.5


BlankComposer.composers = {**Composer.composers, AskTable: "ask_table"}
