# SPDX-License-Identifier: Apache-2.0
"""A corrected record: which version it replaces, and every answer that is another one now."""

from collections.abc import Iterator
from itertools import groupby

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    Fact,
    FactsTable,
    Heading,
    PageBreak,
    Paragraph,
    RowsTable,
    Style,
    Text,
)
from kinfile.export.layout.reading import LOWERING_RISK, Reading
from kinfile.forms.model import Question
from kinfile.records.correction import Changed, Correction
from kinfile.records.model import Answer

_SHORT = 160
"""Characters of an answer that still reads well in a column."""


def replaced(reading: Reading, correction: Correction) -> Banner:
    """What the cover says of the version that this one replaces."""
    lines = [reading.text("Why: {reason}", reason=correction.reason)] if correction.reason else []
    count = len(correction.changes)
    if count:
        counted = reading.language.plural(
            "{n} answer is different. It stands under What changed.",
            "{n} answers are different. They stand under What changed.",
            count,
        )
        lines.append(Text(counted))
    return Banner(BannerKind.NOTE, Text(_version(reading, correction)), tuple(lines))


def lay_out_changes(reading: Reading) -> Iterator[Block]:
    """A page of its own: the reason, and each change with what stood there before."""
    correction = reading.of.correction
    if correction is None:
        return
    yield PageBreak()
    yield Heading(2, reading.text("What changed"))
    yield Paragraph(Text(f"{_version(reading, correction)}."), Style.STRONG)
    if correction.reason:
        yield Paragraph(reading.text("Why: {reason}", reason=correction.reason))
    known = [each for each in correction.changes if each.place.question in reading.questions]
    if not known:
        yield Paragraph(reading.text("No answer that this copy shows is different."), Style.ABSENT)
    rows = [_row(reading, each) for each in known]
    for is_short, together in groupby(rows, _is_short):
        if is_short:
            yield RowsTable(_header(reading), tuple(together), shares=(5, 5, 5, 4))
        else:
            for row in together:
                yield from _at_length(reading, row)


def _is_short(row: tuple[Paragraph, ...]) -> bool:
    return all(len(cell.text.text) <= _SHORT for cell in row[1:])


def _header(reading: Reading) -> tuple[Text, ...]:
    return (
        reading.text("Question"),
        reading.text("Before"),
        reading.text("Now"),
        reading.text("Changed by"),
    )


def _at_length(reading: Reading, row: tuple[Paragraph, ...]) -> Iterator[Block]:
    """A change of a long text, across the page."""
    asked, *told = row
    question, _, section = asked.text.text.rpartition("\n")
    yield Heading(3, Text(question))
    yield Paragraph(Text(section), Style.QUIET)
    names = _header(reading)[1:]
    yield FactsTable(tuple(Fact(n, (cell,)) for n, cell in zip(names, told, strict=True)))


def _version(reading: Reading, correction: Correction) -> str:
    if correction.signed_on is None:
        return reading.language.text("Replaces version {number}", number=correction.replaces)
    return reading.language.text(
        "Replaces version {number} of {date}",
        number=correction.replaces,
        date=reading.language.date(correction.signed_on),
    )


def _row(reading: Reading, changed: Changed) -> tuple[Paragraph, ...]:
    question = reading.questions[changed.place.question]
    return (
        _asked(reading, changed, question),
        _answer(reading, question, changed.before),
        _answer(reading, question, changed.after) if changed.is_asked else _gone(reading, changed),
        _by(reading, changed),
    )


def _asked(reading: Reading, changed: Changed, question: Question) -> Paragraph:
    """The question with its row, and below it the section where it stands."""
    lowers = question.id == LOWERING_RISK
    words = reading.neutral().text if lowers else reading.words(question.ask)
    label = _row_label(reading, changed)
    asked = f"{words} ({label})" if label else words
    return Paragraph(Text(f"{asked}\n{reading.section_title(question.section)}"))


def _row_label(reading: Reading, changed: Changed) -> str:
    """What the row is called, also one that was struck out."""
    group, place = reading.group(changed.path.group), changed.place
    if group is None or place.row is None:
        return ""
    row = reading.of.answers.row(place.row)
    if row is not None:
        return reading.label(group, row, changed.path.number)
    return f"{reading.words(group.row)} {reading.language.number(changed.path.number)}"


def _answer(reading: Reading, question: Question, answer: Answer | None) -> Paragraph:
    if answer is None:
        return Paragraph(reading.text("Blank"), Style.ABSENT)
    parts = tuple(reading.styled(question, answer))
    return Paragraph(Text("\n".join(part.text.text for part in parts)), parts[0].style)


def _gone(reading: Reading, changed: Changed) -> Paragraph:
    if changed.has_row:
        return Paragraph(reading.text("No longer asked"), Style.ABSENT)
    return Paragraph(reading.text("Struck out"), Style.ABSENT)


def _by(reading: Reading, changed: Changed) -> Paragraph:
    if changed.at is None:
        return Paragraph(reading.text("Follows from other answers"), Style.ABSENT)
    at = reading.language.date_and_time(changed.at)
    return Paragraph(Text(f"{changed.by}\n{at}"))
