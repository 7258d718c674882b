# SPDX-License-Identifier: Apache-2.0
"""The faces of a document: Atkinson Hyperlegible Next, and Noto for each character it lacks.

A character that no shipped face can draw is remembered in `Fonts.missing`; whoever draws refuses
the document and names it. Nothing is ever drawn as an empty box.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Protocol, cast

from reportlab.pdfbase.ttfonts import TTFont

from kinfile import bundle


class _Glyphs(Protocol):
    """What is used of reportlab's TTFontFace: widths in thousandths, keyed by code point."""

    charWidths: dict[int, float]  # noqa: N815
    charToGlyph: dict[int, int]  # noqa: N815
    glyphToChar: dict[int, list[int]]  # noqa: N815
    defaultWidth: float  # noqa: N815
    subfontNameX: bytes  # noqa: N815


class _Font(Protocol):
    """What is used of reportlab's TTFont."""

    face: _Glyphs

    def splitString(self, text: str, doc: object) -> list[tuple[int, bytes]]: ...  # noqa: N802
    def getSubsetInternalName(self, subset: int, doc: object) -> str: ...  # noqa: N802


class Weight(StrEnum):
    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"
    ITALIC = "italic"


_ATKINSON = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-"
_CHAINS: dict[Weight, tuple[str, ...]] = {
    Weight.REGULAR: (
        f"{_ATKINSON}Regular",
        "noto/NotoSans-Regular",
        "noto/NotoNaskhArabic-Regular",
    ),
    Weight.SEMIBOLD: (f"{_ATKINSON}SemiBold", "noto/NotoSans-Bold", "noto/NotoNaskhArabic-Bold"),
    Weight.BOLD: (f"{_ATKINSON}Bold", "noto/NotoSans-Bold", "noto/NotoNaskhArabic-Bold"),
    Weight.ITALIC: (f"{_ATKINSON}Italic", "noto/NotoSans-Italic", "noto/NotoNaskhArabic-Regular"),
}

NEEDS_SHAPING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
    "\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufefc]"
)
"""Right-to-left scripts, and marks that stand on another letter."""

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VARIATION = re.compile("[\ufe00-\ufe0f]")


def drawable(text: str) -> str:
    """`text` without what leaves no ink: control and formatting characters, odd spaces.

    Letters are composed (NFC), line ends become newlines; no visible character is lost.
    """
    if text.isascii() and text.isprintable():
        return text
    ended = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return _VARIATION.sub("", "".join(map(_seen, ended)))


def _seen(char: str) -> str:
    if char == "\n" or char in _JOINERS:
        return char
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " " if char != "\xa0" else char
    return "" if unicodedata.category(char) in _INVISIBLE else char


class Face:
    """One font of a document, with its widths in thousandths of the size."""

    def __init__(self, path: Path, *, shaped: bool) -> None:
        self.path = path
        self._font = _fresh(path) if shaped else _parsed(path)
        self._widths = self._font.face.charWidths
        self._glyphs = self._font.face.charToGlyph
        self._spare = 0xE000

    def has(self, char: str) -> bool:
        return ord(char) in self._glyphs or char == "\xa0"

    def width(self, text: str) -> float:
        default = self._font.face.defaultWidth
        return sum(self._widths.get(ord(char), default) for char in text)

    def encode(self, text: str, document: object) -> Iterator[tuple[str, bytes]]:
        """`text` as the codes of subset fonts, each with its name in the page's resources."""
        for subset, codes in self._font.splitString(text, document):
            yield self._font.getSubsetInternalName(subset, document), codes

    def char_for(self, glyph: int, advance: float) -> str:
        """A character that draws `glyph`: its own, or one of the private area made for it.

        Only for a face that was opened for shaping, so that no other document sees the change.
        """
        known = self._font.face.glyphToChar
        if glyph not in known:
            while self._spare in self._glyphs:
                self._spare += 1
            self._glyphs[self._spare] = glyph
            self._widths[self._spare] = advance
            known[glyph] = [self._spare]
        return chr(known[glyph][0])


class Fonts:
    """The faces that one document uses, opened when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or bundle.resources() / "fonts"
        self._faces: dict[tuple[str, bool], Face] = {}
        self._choices: dict[tuple[Weight, str], Face | None] = {}
        self.missing: dict[str, None] = {}
        """Characters that no face can draw, in the order in which they were met."""

    def pieces(self, text: str, weight: Weight) -> Iterator[tuple[Face, str]]:
        """`text` in parts that one face can draw."""
        for face, chars in groupby(text, lambda char: self._choose(char, weight)):
            part = "".join(chars)
            if face is None:
                self.missing.update(dict.fromkeys(part))
            else:
                yield face, part

    def shaping_face(self, text: str, weight: Weight) -> Face:
        """The face that can draw most of `text` as joined or marked letters."""
        faces = [self._open(name, shaped=True) for name in _CHAINS[weight]]
        return max(faces, key=lambda face: sum(map(face.has, text)))

    def main(self, weight: Weight) -> Face:
        return self._open(_CHAINS[weight][0], shaped=False)

    def _choose(self, char: str, weight: Weight) -> Face | None:
        if (weight, char) not in self._choices:
            faces = (self._open(name, shaped=False) for name in _CHAINS[weight])
            self._choices[weight, char] = next((face for face in faces if face.has(char)), None)
        return self._choices[weight, char]

    def _open(self, name: str, *, shaped: bool) -> Face:
        if (name, shaped) not in self._faces:
            path = self._folder / f"{name}.ttf"
            self._faces[name, shaped] = Face(path, shaped=shaped)
        return self._faces[name, shaped]


@cache
def _parsed(path: Path) -> _Font:
    """A font read once for the life of the process; reportlab keeps apart what documents use."""
    return cast("_Font", TTFont(path.stem, str(path)))


def _fresh(path: Path) -> _Font:
    """A font of this document alone: shaping adds characters to it."""
    font = cast("_Font", TTFont(f"{path.stem}-shaped", str(path)))
    # Otherwise the descriptor of the plain font would be taken for this one's.
    font.face.subfontNameX = b"-shaped"
    return font
