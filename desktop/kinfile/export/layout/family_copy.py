# SPDX-License-Identifier: Apache-2.0
"""The family's copy: their own views, what helps, what was agreed, and who does what.

In the order of the form. Nothing in it says what else the record holds.
"""

from collections.abc import Iterator

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    Fact,
    FactsTable,
    Heading,
    Paragraph,
    RowsTable,
    Text,
)
from kinfile.export.layout.one_page import is_told, signed_below
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import state_banners, title_band
from kinfile.forms.model import GroupPart, Question, Section
from kinfile.records.model import Row

_WRITER = frozenset({"assessor_name", "assessor_org"})
"""They stand with the signature."""
_WIDE = frozenset({"text", "long_text"})


def lay_out_family_copy(reading: Reading) -> Iterator[Block]:
    """Every answer that the family may see, section by section."""
    yield title_band(reading, reading.words(reading.of.form.title))
    yield from state_banners(reading)
    yield Banner(
        BannerKind.NOTE,
        reading.text("This copy is for you"),
        (
            reading.text(
                "It has what you told us, what helps, what was agreed and what happens next. "
                "Other parts of the record are for professionals and are not in it."
            ),
            reading.text("If something here is wrong, or missing, tell the person who wrote it."),
        ),
    )
    for section in reading.of.form.sections:
        blocks = tuple(_section(reading, section))
        if blocks:
            yield Heading(2, Text(reading.words(section.title)))
            yield from blocks
    yield Heading(2, reading.text("Who wrote this"))
    yield from signed_below(reading)


def _section(reading: Reading, section: Section) -> Iterator[Block]:
    single: list[Fact] = []
    for item in section.items:
        if isinstance(item, GroupPart):
            yield from _rows(reading, item)
        elif item.id not in _WRITER and is_told(reading, item.id):
            single.append(reading.fact(item))
    if single:
        yield FactsTable(tuple(single))


def _rows(reading: Reading, part: GroupPart) -> Iterator[RowsTable]:
    """The rows of a group with the columns that hold anything."""
    rows = reading.rows(part.group.id)
    columns = [q for q in part.questions if any(is_told(reading, q.id, row) for row in rows)]
    if columns:
        yield RowsTable(
            header=tuple(Text(reading.words(question.ask)) for question in columns),
            rows=tuple(tuple(_cell(reading, q, row) for q in columns) for row in rows),
            shares=tuple(4 if question.kind in _WIDE else 2 for question in columns),
        )


def _cell(reading: Reading, question: Question, row: Row) -> Paragraph:
    if not is_told(reading, question.id, row):
        return Paragraph(Text(""))
    parts = reading.paragraphs(question, row)
    return Paragraph(Text("\n".join(part.text.text for part in parts)), parts[0].style)
