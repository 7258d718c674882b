# SPDX-License-Identifier: Apache-2.0
"""Letters that join, carry marks or run from right to left.

The order of a line is worked out by the Unicode bidirectional algorithm (python-bidi), the shape
of the letters by HarfBuzz. Every cluster keeps the text that it stands for, so that the words can
be read out and copied in the order in which they were written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile.export.fonts import NEEDS_SHAPING, Face, Fonts, Weight

if TYPE_CHECKING:
    import uharfbuzz

_STRONG_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG_LTR = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORDS = re.compile(r"[ ]+|[^ ]+")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stand for `text`, each as (character, x, y) in thousandths of the size."""

    text: str
    glyphs: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a line in one face and direction; width in thousandths of the size.

    Plain text where the letters simply follow each other, else clusters in reading order.
    """

    face: Face
    content: str | tuple[Cluster, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a run of spaces at one level; odd levels run from right to left."""

    text: str
    level: int
    parts: tuple[Part, ...]

    @property
    def width(self) -> float:
        return sum(part.width for part in self.parts)


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: by its first letter."""
    rtl, ltr = _STRONG_RTL.search(text), _STRONG_LTR.search(text)
    return rtl is not None and (ltr is None or rtl.start() < ltr.start())


def atoms_of(text: str, weight: Weight, fonts: Fonts) -> Iterator[Atom]:
    """The words and spaces of one paragraph in logical order, each shaped."""
    levels = _levels(text)
    for word in _WORDS.finditer(text):
        places = range(word.start(), word.end())
        for level, run in groupby(places, lambda place: levels[place]):
            chars = "".join(text[place] for place in run)
            yield Atom(chars, level, tuple(_shape(chars, level, weight, fonts)))


def in_visual_order(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms of one line from left to right (rule L2 of the bidirectional algorithm)."""
    line = list(atoms)
    for level in range(max((atom.level for atom in line), default=0), 0, -1):
        start = 0
        while start < len(line):
            end = start
            while end < len(line) and line[end].level >= level:
                end += 1
            line[start:end] = line[start:end][::-1]
            start = end + 1
    return line


def _levels(text: str) -> list[int]:
    """The embedding level of every character; formatting characters were taken out before."""
    from bidi import algorithm

    storage: Any = algorithm.get_empty_storage()
    storage["base_level"] = int(is_right_to_left(text))
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels("".join(map(_directed, text)), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    levels = [int(char["level"]) for char in storage["chars"]]
    # Joiners are dropped by the algorithm; they belong to the letter before them.
    kept = iter(levels)
    whole: list[int] = []
    for char in text:
        joiner = char in "\u200c\u200d"
        whole.append(whole[-1] if joiner and whole else next(kept, storage["base_level"]))
    return whole


def _directed(char: str) -> str:
    """What Unicode has not assigned has no direction, at which python-bidi would stop."""
    return char if unicodedata.bidirectional(char) else "x"


def _shape(text: str, level: int, weight: Weight, fonts: Fonts) -> Iterator[Part]:
    """`text` in parts of one face, in visual order from left to right."""
    if text.isspace() or (level % 2 == 0 and not NEEDS_SHAPING.search(text)):
        for face, part in fonts.pieces(text, weight):
            yield Part(face, part, face.width(part))
        return
    parts = list(_faces(text, weight, fonts))
    for face, part in reversed(parts) if level % 2 else parts:
        yield _shaped(face, part, is_rtl=bool(level % 2))


def _faces(text: str, weight: Weight, fonts: Fonts) -> Iterator[tuple[Face, str]]:
    face = fonts.shaping_face(text, weight)
    for has, chars in groupby(text, lambda char: face.has(char) or char in "\u200c\u200d"):
        part = "".join(chars)
        if has:
            yield face, part
        else:
            yield from fonts.pieces(part, weight)


def _shaped(face: Face, text: str, *, is_rtl: bool) -> Part:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_rtl else "ltr"
    font = uharfbuzz.Font(_harfbuzz(face.path))
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": True})
    scale = 1000 / font.face.upem
    x, found = 0.0, []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        own = font.get_glyph_h_advance(info.codepoint) * scale
        char = face.char_for(info.codepoint, own)
        place = (char, x + at.x_offset * scale, at.y_offset * scale)
        found.append((info.cluster, place))
        x += at.x_advance * scale
    return Part(face, tuple(_clusters(text, found)), x)


def _clusters(text: str, found: list[tuple[int, tuple[str, float, float]]]) -> Iterator[Cluster]:
    starts = sorted({start for start, _ in found})
    ends = [*starts[1:], len(text)]
    for start, end in zip(starts, ends, strict=True):
        glyphs = tuple(place for cluster, place in found if cluster == start)
        yield Cluster(text[start:end], glyphs)


@cache
def _harfbuzz(path: Path) -> "uharfbuzz.Face":
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
