# SPDX-License-Identifier: Apache-2.0
"""The words of a PDF in the order and with the headings of its tags, for who cannot see pages.

A screen reader gets from Qt no more than text: so the tags that a reader of PDF files would use
are read here. What is decoration in the document (the head and foot of each page) is left out.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

_HEADINGS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4}
_PARAGRAPHS = frozenset({"P", "Figure", "Caption", "LI"})
_LEFTWARD = frozenset({"R", "AL", "NSM"})
_LINE = 0.5
"""Points between two baselines from which on they are two lines."""


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """A paragraph, or a row of a table on one line. `level` is that of a heading, else 0."""

    text: str
    level: int = 0


def pieces(pdf: bytes) -> tuple[Piece, ...]:
    """Everything that is said in `pdf`; of a document without tags the words of each page."""
    import pypdfium2

    found: list[Piece] = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            tagged = list(_tagged(page, textpage))
            if not tagged:
                tagged = _untagged(str(textpage.get_text_range()))
            found += tagged
            textpage.close()
            page.close()
    return tuple(found)


def _untagged(text: str) -> list[Piece]:
    return [Piece(line) for line in text.splitlines() if line.strip()]


def _tagged(page: Any, textpage: Any) -> Iterator[Piece]:  # noqa: ANN401  (pypdfium2 has no types)
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        texts = _marked_texts(page, textpage)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            root = raw.FPDF_StructTree_GetChildAtIndex(tree, number)
            yield from _walked(root, texts)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _walked(element: Any, texts: dict[int, str]) -> Iterator[Piece]:  # noqa: ANN401
    """What an element says, with all below it, in reading order."""
    kind = _kind(element)
    if kind in _HEADINGS or kind in _PARAGRAPHS:
        text = _said(element, texts)
        if text:
            yield Piece(text, _HEADINGS.get(kind, 0))
        return
    children = list(_children(element))
    if kind == "TR":
        cells = [(_kind(cell), _said(cell, texts)) for cell in children if cell is not None]
        row = _row([cell for cell in cells if cell[1]])
        if row:
            yield Piece(row)
        return
    own = _own(element, texts)
    if own and not any(child is not None for child in children):
        yield Piece(own)
    for child in children:
        if child is not None:
            yield from _walked(child, texts)


def _row(cells: list[tuple[str, str]]) -> str:
    words = [text for _, text in cells]
    if len(cells) == 2 and cells[0][0] == "TH":
        name = words[0]
        return f"{name} {words[1]}" if name[-1] in ".:?" else f"{name}: {words[1]}"
    return " · ".join(words)


def _said(element: Any, texts: dict[int, str]) -> str:  # noqa: ANN401
    """All words below an element in one line; its own replacement text where it has one."""
    from pypdfium2 import raw

    for instead in (raw.FPDF_StructElement_GetActualText, raw.FPDF_StructElement_GetAltText):
        text = _string(instead, element)
        if text:
            return text
    parts = [_own(element, texts)]
    parts += [_said(child, texts) for child in _children(element) if child is not None]
    return " ".join(" ".join(part for part in parts if part).split())


def _own(element: Any, texts: dict[int, str]) -> str:  # noqa: ANN401
    """The words marked as an element's own on this page, each once."""
    from pypdfium2 import raw

    count = raw.FPDF_StructElement_CountChildren(element)
    marks = (
        raw.FPDF_StructElement_GetChildMarkedContentID(element, number) for number in range(count)
    )
    return " ".join(texts[mark] for mark in dict.fromkeys(marks) if mark in texts).strip()


def _children(element: Any) -> Iterator[Any]:  # noqa: ANN401
    from pypdfium2 import raw

    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        yield child or None


def _kind(element: Any) -> str:  # noqa: ANN401
    from pypdfium2 import raw

    return _string(raw.FPDF_StructElement_GetType, element)


def _string(read: Any, element: Any) -> str:  # noqa: ANN401
    """What one of pdfium's functions writes as UTF-16 with a zero behind it."""
    size = read(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le").strip()


def _marked_texts(page: Any, textpage: Any) -> dict[int, str]:  # noqa: ANN401
    """The words of each marked part of a page, by its number; decoration has none."""
    from pypdfium2 import raw

    texts: dict[int, str] = {}
    lines: dict[int, float] = {}
    for each in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=2):
        mark = raw.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark < 0:
            continue
        words = _object_text(each, textpage)
        line = each.get_matrix().f
        before = texts.get(mark, "")
        if before and abs(lines[mark] - line) > _LINE and not before.endswith((" ", "-")):
            before += " "
        texts[mark] = before + words
        lines[mark] = line
    return texts


def _object_text(each: Any, textpage: Any) -> str:  # noqa: ANN401
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(each.raw, textpage.raw, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(each.raw, textpage.raw, buffer, size)
    words = bytes(buffer).decode("utf-16-le", "ignore").partition("\0")[0]
    if not words:
        # An object that is one space: pdfium gives it to a neighbour, of right-to-left text to
        # the wrong one.
        return " "
    is_leftward = unicodedata.bidirectional(words[0]) in _LEFTWARD
    return words.strip() if is_leftward else words
