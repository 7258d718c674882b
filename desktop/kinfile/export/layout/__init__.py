# SPDX-License-Identifier: Apache-2.0
"""From a record to a document in logical order. Pure: no PDF, no clock, no file.

What its edition may not show is taken out first (masking.py), and nothing else is laid out. The
assessment itself:

cover -> summary for the duty desk -> who is who -> worries, strengths, daily life ->
analysis and gaps -> sharing -> contingency -> full answers -> key events ->
what changed -> declaration, signatures, how to check

The annex and the copies for one reader have layouts of their own.
"""

from collections.abc import Callable, Iterator, Mapping

from kinfile.export.blocks import BODY, Attachment, Block, Document, Facts, Furniture
from kinfile.export.editions import Edition
from kinfile.export.fhir_files import fhir_files
from kinfile.export.layout.annex import lay_out_annex
from kinfile.export.layout.answers import lay_out_answers
from kinfile.export.layout.answers_file import answers_file, shown_ref
from kinfile.export.layout.changes import lay_out_changes
from kinfile.export.layout.closing import lay_out_closing, lay_out_events
from kinfile.export.layout.cover import lay_out_cover
from kinfile.export.layout.easy_read import lay_out_easy_read
from kinfile.export.layout.family_copy import lay_out_family_copy
from kinfile.export.layout.information_request import lay_out_request
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.story import lay_out_account, lay_out_people
from kinfile.export.layout.titles import marking_of, title_of
from kinfile.export.layout.visit_decision import lay_out_visit_decision
from kinfile.export.layout.ward_plan import lay_out_ward_plan
from kinfile.export.masking import Masked, mask
from kinfile.export.naming import edition_word
from kinfile.export.printable import Printable, Standing
from kinfile.i18n import N_, Language

__all__ = ["lay_out"]

_STAMPS = {
    Standing.PREVIEW: N_("DRAFT, not signed"),
    Standing.URGENT: N_("INCOMPLETE"),
    Standing.SIGNED: "",
}


def lay_out(printable: Printable, language: Language) -> Document:
    """A record as its edition shows it: everything visible but what is masked."""
    masked = mask(printable)
    reading = Reading.open(masked, language)
    return Document(
        title=language.text(
            "{form}, record {ref}",
            form=title_of(reading),
            ref=shown_ref(masked.ref),
        ),
        subject=marking_of(reading),
        language=language.code,
        program=f"Kinfile {printable.program}",
        made_at=printable.made_at,
        facts=_facts(masked),
        furniture=_furniture(reading),
        blocks=tuple(_LAYOUTS.get(Edition(masked.edition), _whole)(reading)),
        attachments=tuple(_attachments(masked, language)),
        body=_BODIES.get(Edition(masked.edition), BODY),
    )


def _attachments(masked: Masked, language: Language) -> Iterator[Attachment]:
    yield answers_file(masked, language)
    if masked.standing is not Standing.PREVIEW:
        yield from fhir_files(masked, language)


def _whole(reading: Reading) -> Iterator[Block]:
    yield from lay_out_cover(reading)
    yield from lay_out_people(reading)
    yield from lay_out_account(reading)
    yield from lay_out_answers(reading)
    yield from lay_out_events(reading)
    yield from lay_out_changes(reading)
    yield from lay_out_closing(reading)


_LAYOUTS: Mapping[Edition, Callable[[Reading], Iterator[Block]]] = {
    Edition.RESTRICTED_ANNEX: lay_out_annex,
    Edition.FAMILY: lay_out_family_copy,
    Edition.EASY_READ: lay_out_easy_read,
    Edition.WARD_PLAN: lay_out_ward_plan,
    Edition.INFORMATION_REQUEST: lay_out_request,
    Edition.VISIT_DECISION: lay_out_visit_decision,
}
_BODIES: Mapping[Edition, float] = {
    Edition.FAMILY: 11.5,
    Edition.EASY_READ: 16,
    Edition.VISIT_DECISION: 11.5,
}
"""The size of the text in points where it is not the usual one."""


def _facts(masked: Masked) -> Facts:
    return Facts(
        ref=shown_ref(masked.ref),
        form=masked.form.id,
        version=masked.version,
        edition=edition_word(
            masked.edition,
            urgent=masked.standing is Standing.URGENT,
            large_print=masked.large_print,
        ),
        head=masked.head.hash,
    )


def _furniture(reading: Reading) -> Furniture:
    of, language = reading.of, reading.language
    stamps = (_STAMPS[of.standing], N_("TRIAL FORM") if of.is_trial else "")
    return Furniture(
        header_left=f"{shown_ref(of.ref)}   {title_of(reading)}",
        header_right=marking_of(reading),
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
