# SPDX-License-Identifier: Apache-2.0
"""The restricted annex: the answers left out of the copy without them, with what they raised.

People stand in it by their number in the document that it belongs to, and never by name.
"""

from collections.abc import Iterator

from kinfile.export.blocks import Banner, BannerKind, Block, FactsTable, Heading, Paragraph, Text
from kinfile.export.layout.alerts import alert_boxes
from kinfile.export.layout.answers import lay_out_answers
from kinfile.export.layout.answers_file import shown_ref
from kinfile.export.layout.changes import lay_out_changes
from kinfile.export.layout.one_page import labelled, signed_below, writer
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import state_banners, title_band


def lay_out_annex(reading: Reading) -> Iterator[Block]:
    """Which document it belongs to, alerts, answers, and the changes of a corrected record."""
    of, language = reading.of, reading.language
    number = language.text(
        "Record {ref}, version {number}", ref=shown_ref(of.ref), number=of.version
    )
    yield title_band(reading, number)
    yield from state_banners(reading)
    yield Banner(
        BannerKind.STOP,
        reading.text("For the people named by the writer only. Not for the family's file."),
        (reading.text("Keep it apart from the document that it belongs to."),),
    )
    belongs = language.text(
        "{form}, record {ref}, version {number}",
        form=reading.words(of.form.title),
        ref=shown_ref(of.ref),
        number=of.version,
    )
    yield FactsTable(
        (
            labelled(language.text("Belongs to"), Paragraph(Text(belongs))),
            labelled(language.text("Written by"), Paragraph(Text(writer(reading)))),
        )
    )
    yield Paragraph(
        reading.text("People are numbered here as they are in that document, and not named.")
    )
    if of.report.alerts:
        yield Heading(2, reading.text("Alerts"))
        yield from alert_boxes(reading)
    yield from lay_out_answers(reading)
    yield from lay_out_changes(reading)
    yield Heading(2, reading.text("Who wrote this"))
    yield from signed_below(reading)
