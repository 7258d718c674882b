# SPDX-License-Identifier: Apache-2.0
"""From a record to a document in logical order. Pure: no PDF, no clock, no file.

cover -> summary for the duty desk -> who is who -> worries, strengths, daily life ->
analysis and gaps -> sharing -> contingency -> full answers -> key events ->
declaration, signatures, how to check
"""

from collections.abc import Iterator

from kinfile.export.blocks import Block, Document, Facts, Furniture
from kinfile.export.layout.answers import lay_out_answers
from kinfile.export.layout.answers_file import answers_file, shown_ref
from kinfile.export.layout.closing import lay_out_closing, lay_out_events
from kinfile.export.layout.cover import MARKING, lay_out_cover
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.story import lay_out_account, lay_out_people
from kinfile.export.printable import Printable, Standing
from kinfile.i18n import N_, Language

__all__ = ["lay_out"]

_STAMPS = {
    Standing.PREVIEW: N_("DRAFT, not signed"),
    Standing.URGENT: N_("INCOMPLETE"),
    Standing.SIGNED: "",
}


def lay_out(printable: Printable, language: Language) -> Document:
    """The full edition of a record: everything visible but what is withheld."""
    reading = Reading.open(printable, language)
    return Document(
        title=language.text(
            "{form}, record {ref}",
            form=reading.words(printable.form.title),
            ref=shown_ref(printable.ref),
        ),
        subject=language.text(MARKING),
        language=language.code,
        program=f"Kinfile {printable.program}",
        made_at=printable.made_at,
        facts=_facts(printable),
        furniture=_furniture(reading),
        blocks=tuple(_blocks(reading)),
        attachments=(answers_file(printable, language), *printable.attachments),
    )


def _blocks(reading: Reading) -> Iterator[Block]:
    yield from lay_out_cover(reading)
    yield from lay_out_people(reading)
    yield from lay_out_account(reading)
    yield from lay_out_answers(reading)
    yield from lay_out_events(reading)
    yield from lay_out_closing(reading)


def _facts(printable: Printable) -> Facts:
    return Facts(
        ref=shown_ref(printable.ref),
        form=printable.form.id,
        version=printable.version,
        edition="urgent" if printable.standing is Standing.URGENT else printable.edition,
        head=printable.head.hash,
    )


def _furniture(reading: Reading) -> Furniture:
    of, language = reading.of, reading.language
    stamps = (_STAMPS[of.standing], N_("TRIAL FORM") if of.is_trial else "")
    return Furniture(
        header_left=f"{shown_ref(of.ref)}   {reading.words(of.form.title)}",
        header_right=language.text(MARKING),
        footer_left=language.text(
            "Form {form} {number}, Kinfile {program}",
            form=of.form.id,
            number=of.form.version,
            program=of.program,
        ),
        footer_right=language.text(
            "Record version {number}, events to {sequence}, {hash}",
            number=of.version,
            sequence=of.head.sequence,
            hash=of.head.short,
        ),
        page_of=language.text("Page {page} of {pages}"),
        continued=language.text("(continued)"),
        stamp=", ".join(language.text(stamp) for stamp in stamps if stamp),
    )
