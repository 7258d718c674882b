# SPDX-License-Identifier: Apache-2.0
"""A sheet for a family: what an assessment is, and how information is shared.

Its words are content files (resources/sheets, whose README says how they are written). There is
no record in it and no name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kinfile.export.asking import Ask, AskTable, Space
from kinfile.export.blank.compose import GAP, BlankComposer
from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    BulletList,
    Document,
    Facts,
    Furniture,
    Heading,
    Paragraph,
    Style,
    Text,
    TitleBand,
)
from kinfile.export.flow import Row
from kinfile.export.look import LEFT, WIDTH
from kinfile.export.pdf import draw
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch

EDITION = "family-sheet"
BODY, EASY_BODY = 11.0, 16.0
"""Points: larger than a record, for a family reads it at home; easy read is larger still."""
_ROOM = 22.0
_MARKS = {"!": Style.STRONG, "~": Style.QUIET, "": Style.BODY}
_LINE = re.compile(r"(#|##|-|>|!|~) +(.*)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of the content with what it goes on in; `mark` says what it is."""

    mark: str
    words: str


def draw_sheet(
    contents: Sequence[str],
    language: Language,
    *,
    code: str,
    easy: bool,
    made_at: datetime,
    program: str,
    watch: Watch = UNWATCHED,
) -> bytes:
    """The sheet made of `contents`, the first of which has its title, as a PDF.

    `code` is the tag of their language; `language` says the few words around them. Raises
    MissingGlyph for characters that no shipped font has, Cancelled.
    """
    pieces = [list(_pieces(content)) for content in contents]
    title = next(piece.words for piece in pieces[0] if piece.mark == "#")
    text = language.text
    document = Document(
        title=title,
        subject=text("For families"),
        language=code,
        program=f"Kinfile {program}",
        made_at=made_at,
        facts=Facts(ref="", form="", version=0, edition=EDITION, head=""),
        furniture=Furniture(
            header_left=title,
            header_right=text("For families"),
            footer_left=f"Kinfile {program}",
            footer_right="",
            page_of=text("Page {page} of {pages}"),
            continued=text("(continued)"),
        ),
        blocks=(
            TitleBand(Text(title), Text(text("For families")), Text("")),
            *(block for each in pieces for block in _part(each)),
        ),
        body=EASY_BODY if easy else BODY,
    )
    is_mirrored = Language(code).is_right_to_left
    composer = _Mirrored if is_mirrored else BlankComposer
    return draw(document, composer=composer, watch=watch).data


class _Mirrored(BlankComposer):
    """For languages that are written from right to left: dots and questions stand on the right."""

    def _bullets(self, block: BulletList) -> Iterator[Row]:
        inset = self._look.points(12)
        for row in super()._bullets(block):
            dot, words = row.cells
            sides = replace(dot, x=LEFT + WIDTH - inset), replace(words, x=LEFT)
            yield replace(row, cells=sides)

    def ask_table(self, block: AskTable) -> Iterator[Row]:
        for row in super().ask_table(block):
            asked, *_ = row.cells
            aside = row.boxes[0].x - LEFT
            boxes = tuple(replace(box, x=box.x - aside) for box in row.boxes)
            right = LEFT + WIDTH - aside + self._look.points(GAP)
            yield replace(row, cells=(replace(asked, x=right),), boxes=boxes)


def _pieces(content: str) -> Iterator[_Piece]:
    """The lines of `content`, each with those that it goes on in."""
    mark, words = "", ""
    for line in (*content.splitlines(), ""):
        found = _LINE.fullmatch(line)
        if words and (found or not line.strip()):
            yield _Piece(mark, words)
            mark, words = "", ""
        if found:
            mark, words = found.groups()
        elif line.strip():
            words = f"{words} {line.strip()}".strip()


def _part(pieces: Sequence[_Piece]) -> Iterator[Block]:
    """One content file: what stands before its first heading is what it is about."""
    first = next((n for n, piece in enumerate(pieces) if piece.mark == "##"), len(pieces))
    about = tuple(Text(piece.words) for piece in pieces[:first] if piece.mark != "#")
    if about:
        yield Banner(BannerKind.NOTE, about[0], about[1:])
    yield from _blocks(pieces[first:])


def _blocks(pieces: Sequence[_Piece]) -> Iterator[Block]:
    """Lines of a list, and places to write, stand together."""
    together: list[str] = []
    for number, piece in enumerate(pieces):
        after = pieces[number + 1].mark if number + 1 < len(pieces) else ""
        if piece.mark in ("-", ">"):
            together.append(piece.words)
            if after != piece.mark:
                yield _listed(together) if piece.mark == "-" else _room(together)
                together = []
        elif piece.mark == "##":
            yield Heading(2, Text(piece.words))
        else:
            yield Paragraph(Text(piece.words), _MARKS[piece.mark])


def _listed(words: Sequence[str]) -> BulletList:
    return BulletList(tuple(Text(each) for each in words))


def _room(labels: Sequence[str]) -> AskTable:
    return AskTable(tuple(Ask("", label, (), (Space(_ROOM),)) for label in labels))
