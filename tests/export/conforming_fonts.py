# SPDX-License-Identifier: Apache-2.0
"""What PDF/A-3a asks of the fonts in use: inside the file, measured right, readable as text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

_CHAR = re.compile(rb"<(\w+)>\s*<(\w+)>")
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>")
_PREDEFINED = ("/WinAnsiEncoding", "/MacRomanEncoding")


class Used:
    """The codes that a file shows, by font."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int], Any] = {}
        self.codes: dict[tuple[int, int], set[int]] = defaultdict(set)

    def add(self, font: Any, operands: Any) -> None:
        shown = operands[-1]
        parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        self.fonts[font.objgen] = font
        for part in parts:
            if isinstance(part, pikepdf.String):
                self.codes[font.objgen].update(bytes(part))


def font_wrongs(used: Used) -> Iterator[str]:
    for key, font in used.fonts.items():
        for found in _font(font, used.codes[key]):
            yield f"{font.BaseFont}: {found}"


def _font(font: Any, codes: set[int]) -> Iterator[str]:
    if font.Subtype != "/TrueType":
        yield f"a font of type {font.Subtype}"
        return
    descriptor = font.get("/FontDescriptor", {})
    if "/FontFile2" not in descriptor:
        yield "not in the file"
        return
    if descriptor.FontName != font.BaseFont:
        yield "two names"
    program = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
    if int(descriptor.FontFile2.Length1) != len(descriptor.FontFile2.read_bytes()):
        yield "a wrong length"
    if font.get("/Type") != "/Font":
        yield "of no type"
    if len(font.Widths) != int(font.LastChar) - int(font.FirstChar) + 1:
        yield "widths of another number"
    yield from _glyphs(font, descriptor, program, codes)
    yield from _readable(font, codes)


def _glyphs(font: Any, descriptor: Any, program: TTFont, codes: set[int]) -> Iterator[str]:
    is_symbolic = bool(int(descriptor.Flags) & 4)
    if is_symbolic == bool(int(descriptor.Flags) & 32):
        yield "both symbolic and not, or neither"
    if is_symbolic and "/Encoding" in font:
        yield "an encoding on a symbolic font"
    tables = {(table.platformID, table.platEncID): table.cmap for table in program["cmap"].tables}
    if is_symbolic:
        if len(tables) != 1 and (3, 0) not in tables:
            yield "no single way from codes to glyphs"
        cmap = tables.get((3, 0)) or tables.get((1, 0)) or next(iter(tables.values()))
    else:
        cmap = tables.get((3, 1), {})
    scale = 1000 / program["head"].unitsPerEm
    for code in sorted(codes):
        char = code if is_symbolic else ord(bytes([code]).decode("cp1252"))
        glyph = cmap.get(char) or cmap.get(0xF000 + char)
        if glyph is None or program.getGlyphID(glyph) == 0:
            yield f"code {code} shows no glyph"
            continue
        place = code - int(font.FirstChar)
        if not 0 <= place < len(font.Widths):
            yield f"code {code} has no width"
        elif abs(float(font.Widths[place]) - program["hmtx"][glyph][0] * scale) > 1:
            yield f"code {code} is measured wrongly"


def _readable(font: Any, codes: set[int]) -> Iterator[str]:
    """Every code shown stands for text."""
    if "/ToUnicode" not in font:
        if font.get("/Encoding") not in _PREDEFINED:
            yield "no way back to text"
        return
    told = _told(font.ToUnicode.read_bytes())
    for code in sorted(codes):
        text = told.get(code, "")
        if not text or any(char in "\0\ufeff\ufffe" for char in text):
            yield f"code {code} stands for no text"
        if any(_is_private(char) for char in text):
            yield f"code {code} stands for what only we would know"


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def _told(cmap: bytes) -> dict[int, str]:
    told: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _CHAR.findall(block):
            told[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                told[int(first, 16) + step] = chr(int(text, 16) + step)
        for first, listed in re.findall(rb"<(\w+)>\s*<\w+>\s*\[(.*?)\]", block, re.DOTALL):
            for step, text in enumerate(re.findall(rb"<(\w+)>", listed)):
                told[int(first, 16) + step] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return told
