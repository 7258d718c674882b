# SPDX-License-Identifier: Apache-2.0
"""What the copies for one reader have in common: answers under plain headings, and who signs."""

from collections.abc import Iterable, Iterator

from kinfile.export.blocks import (
    Block,
    Fact,
    FactsTable,
    Heading,
    Paragraph,
    Style,
    Text,
)
from kinfile.export.layout.answers_file import shown_ref
from kinfile.export.layout.closing import practitioner_panel
from kinfile.export.layout.reading import Reading
from kinfile.export.printable import Standing
from kinfile.records.model import Row

_SHARE = 0.28
"""The questions are short here."""


def is_told(reading: Reading, name: str, row: Row | None = None) -> bool:
    """Whether anything stands at the question `name`, "withheld" included."""
    question = reading.question(name)
    if question is None:
        return False
    return reading.is_withheld(question, row) or reading.answer(question, row) is not None


def answer(reading: Reading, name: str, row: Row | None = None) -> tuple[Paragraph, ...]:
    """What stands at `name`, or nothing."""
    question = reading.question(name)
    if question is None or not is_told(reading, name, row):
        return ()
    return reading.paragraphs(question, row)


def facts(
    reading: Reading, asked: Iterable[tuple[str, str]], row: Row | None = None
) -> Iterator[Fact]:
    """The answers to `asked` (question, its untranslated words here)."""
    for name, words in asked:
        if is_told(reading, name, row):
            yield Fact(reading.text(words), answer(reading, name, row))


def table(facts: Iterable[Fact]) -> Iterator[FactsTable]:
    """A table of `facts` with room for the answers, or nothing."""
    found = tuple(facts)
    if found:
        yield FactsTable(found, share=_SHARE)


def told(reading: Reading, asked: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """The answers to `asked`, each under a heading of its own."""
    for name, words in asked:
        if is_told(reading, name):
            yield Heading(3, reading.text(words))
            yield from answer(reading, name)


def writer(reading: Reading) -> str:
    """The writer's name, role and team, as far as this copy may say them."""
    signer = reading.of.signer
    parts = (
        reading.line("assessor_name") or signer.name,
        reading.line("assessor_role") or signer.role,
        reading.line("assessor_org") or signer.organisation,
    )
    return ", ".join(part for part in parts if part)


def signed_below(reading: Reading) -> Iterator[Block]:
    """The writer's panel, which record the copy is from, and how to be sure of it."""
    of = reading.of
    yield practitioner_panel(reading)
    source = reading.language.text(
        "From record {ref}, version {number}, {date}.",
        ref=shown_ref(of.ref),
        number=of.version,
        date=reading.language.date(of.made_at.date()),
    )
    if of.standing is Standing.PREVIEW:
        yield Paragraph(Text(source), Style.QUIET)
        return
    sealed = reading.language.text(
        "This file is sealed: a change in it would show. To be sure who sealed it, ring the "
        "writer on a number that you had before."
    )
    yield Paragraph(Text(f"{source} {sealed}"), Style.QUIET)


def labelled(label: str, *parts: Paragraph) -> Fact:
    """A line of a table that is no question of the form."""
    return Fact(Text(label), parts)
