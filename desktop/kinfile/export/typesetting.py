# SPDX-License-Identifier: Apache-2.0
"""From words to lines: which face draws what, how wide it is, and where lines break.

Words are measured once for a document. Lines break at spaces, and inside a word only where the
word alone is wider than the line. Nothing is ever cut off.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.export.fonts import NEEDS_SHAPING, Face, Fonts, Weight, drawable
from kinfile.export.shaping import Atom, Cluster, atoms_of, in_visual_order, is_right_to_left


@dataclass(frozen=True, slots=True)
class Run:
    """Text or shaped clusters in one face, `x` points from the line's start."""

    face: Face
    x: float
    content: str | tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line, `width` points wide."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in parts of one face; widths in thousandths of the size."""

    parts: tuple[tuple[Face, str, float], ...]
    width: float


class Typesetter:
    """Breaks the texts of one document into lines."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._words: dict[tuple[Weight, str], _Word] = {}

    def lines(self, text: str, weight: Weight, size: float, width: float) -> tuple[Line, ...]:
        """The lines of `text`; its own newlines stay. Sizes and widths are in points."""
        return tuple(
            line
            for paragraph in drawable(text).split("\n")
            for line in self._paragraph(paragraph, weight, size, width)
        )

    def extent(self, text: str, weight: Weight, size: float) -> tuple[float, float]:
        """The width in points of the widest word of `text`, and that of its widest line."""
        words = lines = 0.0
        for paragraph in drawable(text).split("\n"):
            found = [self._measure(word, weight).width for word in paragraph.split(" ")]
            space = self.fonts.main(weight).width(" ") * (len(found) - 1)
            words, lines = max(words, *found), max(lines, sum(found) + space)
        return words * size / 1000, lines * size / 1000

    def _paragraph(self, text: str, weight: Weight, size: float, width: float) -> Iterator[Line]:
        if NEEDS_SHAPING.search(text):
            yield from self._shaped(text, weight, size, width)
            return
        plain = text.replace("\u200c", "").replace("\u200d", "")
        line = _Building(self.fonts.main(weight), size)
        for word in plain.split(" "):
            measured = self._measure(word, weight)
            if line.is_started and line.width_with(measured.width) > width:
                yield line.close()
            if measured.width * size / 1000 <= width:
                line.add(measured)
                continue
            for part in self._broken(word, weight, size, width):
                if line.is_started:
                    yield line.close()
                line.add(part)
        yield line.close()

    def _measure(self, word: str, weight: Weight) -> _Word:
        found = self._words.get((weight, word))
        if found is None:
            pieces = self.fonts.pieces(word, weight)
            parts = tuple((face, part, face.width(part)) for face, part in pieces)
            found = _Word(parts, sum(part[2] for part in parts))
            self._words[weight, word] = found
        return found

    def _broken(self, word: str, weight: Weight, size: float, width: float) -> Iterator[_Word]:
        """A word that is wider than the line, in parts that fit."""
        start, so_far = 0, 0.0
        for place, char in enumerate(word):
            wide = self._measure(char, weight).width * size / 1000
            if place > start and so_far + wide > width:
                yield self._measure(word[start:place], weight)
                start, so_far = place, 0.0
            so_far += wide
        yield self._measure(word[start:], weight)

    def _shaped(self, text: str, weight: Weight, size: float, width: float) -> Iterator[Line]:
        backwards = is_right_to_left(text)
        line: list[Atom] = []
        room = width * 1000 / size
        for atom in self._fitting(text, weight, room):
            is_full = sum(a.width for a in line) + atom.width > room
            if line and is_full and not atom.text.isspace():
                yield _placed(line, size, width, backwards=backwards)
                line = []
            line.append(atom)
        yield _placed(line, size, width, backwards=backwards)

    def _fitting(self, text: str, weight: Weight, room: float) -> Iterator[Atom]:
        """Atoms that fit into a line; what is wider is shaped again letter by letter."""
        for atom in atoms_of(text, weight, self.fonts):
            if atom.width <= room:
                yield atom
                continue
            for char in atom.text:
                yield from atoms_of(char, weight, self.fonts)


class _Building:
    """A line being filled from left to right."""

    def __init__(self, face: Face, size: float) -> None:
        self._size = size
        self._main = face
        self._space = face.width(" ") * size / 1000
        self._start()

    def _start(self) -> None:
        self._runs: list[tuple[Face, float, list[str]]] = []
        self._x = 0.0
        self.is_started = False

    def width_with(self, more: float) -> float:
        return self._x + self._space + more * self._size / 1000

    def add(self, word: _Word) -> None:
        if self.is_started:
            self._append(self._main, " ", self._space)
        for face, text, width in word.parts:
            self._append(face, text, width * self._size / 1000)
        self.is_started = True

    def _append(self, face: Face, text: str, width: float) -> None:
        if self._runs and self._runs[-1][0] is face:
            self._runs[-1][2].append(text)
        else:
            self._runs.append((face, self._x, [text]))
        self._x += width

    def close(self) -> Line:
        """The line so far; what comes next begins another."""
        runs = tuple(Run(face, x, "".join(parts)) for face, x, parts in self._runs)
        line = Line(runs, self._x)
        self._start()
        return line


def _placed(atoms: list[Atom], size: float, width: float, *, backwards: bool) -> Line:
    """A line of shaped atoms; a paragraph that runs backwards stands at the right."""
    total = sum(atom.width for atom in atoms) * size / 1000
    x = max(0.0, width - total) if backwards else 0.0
    places: dict[int, list[Run]] = {}
    for atom in in_visual_order(atoms):
        for part in atom.parts:
            places.setdefault(id(atom), []).append(Run(part.face, x, part.content))
            x += part.width * size / 1000
    # Drawn in reading order: what reads the file aloud follows the order of drawing.
    runs = [run for atom in atoms for run in _reading(places.get(id(atom), []), atom)]
    return Line(tuple(runs), width if backwards else total)


def _reading(runs: list[Run], atom: Atom) -> list[Run]:
    return runs[::-1] if atom.level % 2 else runs
