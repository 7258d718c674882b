# SPDX-License-Identifier: Apache-2.0
"""Every question that was asked, section by section, with its answer."""

from collections.abc import Iterator

from kinfile.export.blocks import Block, Fact, FactsTable, Heading, Paragraph, Style, Text
from kinfile.export.editions import Edition
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.story import table_of
from kinfile.forms.model import FREE_TEXT, GroupPart, Kind, Question, Section
from kinfile.records.model import Row
from kinfile.records.report import SectionState
from kinfile.records.shown import MILESTONE_WORDS

MILESTONES = "milestones"
CHRONOLOGY = "chronology"
"""The section that prints on its own, after all answers."""

_WIDEST_TABLE = 5
"""Columns that still read well across a page; wider groups print row by row."""
_LONG = frozenset({Kind.LONG_TEXT, Kind.VERBATIM})


def lay_out_answers(reading: Reading) -> Iterator[Block]:
    """All sections that were open, in the form's order."""
    is_annex = reading.of.edition == Edition.RESTRICTED_ANNEX
    yield Heading(
        2, reading.text("Restricted answers") if is_annex else reading.text("Full answers")
    )
    for section in reading.of.form.sections:
        state = reading.of.report.sections.get(section.id)
        if state is None or state.state is SectionState.NOT_RELEVANT:
            continue
        if section.id == CHRONOLOGY and reading.rows("events"):
            continue
        blocks = tuple(_section(reading, section))
        if blocks:
            number = str(reading.numbers[section.id])
            yield Heading(3, Text(reading.words(section.title)), number)
            yield from blocks


def _section(reading: Reading, section: Section) -> Iterator[Block]:
    pending: list[Question] = []
    for item in section.items:
        if isinstance(item, GroupPart):
            yield from _facts(reading, pending)
            pending = []
            yield from _group(reading, item)
        else:
            pending.append(item)
    yield from _facts(reading, pending)


def _facts(reading: Reading, questions: list[Question], row: Row | None = None) -> Iterator[Block]:
    """Answered and missing questions as a table; optional ones left blank in one line after it."""
    asked = tuple(reading.asked(questions, row))
    facts = tuple(reading.fact(q, row) for q in asked if not _is_left_blank(reading, q, row))
    blank = [reading.words(q.ask) for q in asked if _is_left_blank(reading, q, row)]
    if facts:
        yield FactsTable(facts)
    if blank:
        yield Paragraph(
            reading.text("Optional, left blank: {questions}", questions="; ".join(blank)),
            Style.QUIET,
        )


def _is_left_blank(reading: Reading, question: Question, row: Row | None) -> bool:
    if reading.is_withheld(question, row):
        return False
    return reading.answer(question, row) is None and not reading.is_required(question, row)


def _group(reading: Reading, part: GroupPart) -> Iterator[Block]:
    if part.group.id not in reading.of.groups:
        return
    rows = reading.rows(part.group.id)
    title = Text(reading.words(part.group.title))
    if not rows:
        if part.opens:
            yield FactsTable((Fact(title, (_no_rows(reading, part),)),))
        return
    if part.opens and _reads_as_table(part):
        yield Heading(4, title)
        yield from table_of(reading, part.group.id, [(q.id, _share(q)) for q in part.questions])
        if part.group.id == MILESTONES:
            yield from _defaulted(reading)
        return
    for number, row in enumerate(rows, start=1):
        blocks = tuple(_facts(reading, list(part.questions), row))
        if blocks:
            yield Heading(4, Text(reading.label(part.group, row, number)))
            yield from blocks


def _defaulted(reading: Reading) -> Iterator[Block]:
    """Which timings the local profile leaves to the national default."""
    names = [
        reading.words(MILESTONE_WORDS[name])
        for name in MILESTONE_WORDS
        if name in reading.of.profile.defaulted
    ]
    if names:
        words = reading.text(
            "National default, check the local protocol: {timings}.", timings="; ".join(names)
        )
        yield Paragraph(words, Style.QUIET)


def _no_rows(reading: Reading, part: GroupPart) -> Paragraph:
    if part.group.id in reading.of.answers.none_stated:
        return Paragraph(reading.text("Asked: none"))
    words = reading.text("Not answered") if part.group.required else reading.text("Left blank")
    return Paragraph(words, Style.ABSENT)


def _reads_as_table(part: GroupPart) -> bool:
    short = not any(question.kind in _LONG for question in part.questions)
    return short and len(part.questions) <= _WIDEST_TABLE


def _share(question: Question) -> int:
    return 4 if question.kind in FREE_TEXT else 2
