# SPDX-License-Identifier: Apache-2.0
"""A letter that asks a mental health service, a GP or a ward what they know: one page, one reader.

The four questions are those that everybody asks; a GP is asked about the whole family too. Of the
record it says whom it is about and on what basis it asks, and nothing else.
"""

from collections.abc import Iterator

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    BulletList,
    Fact,
    Heading,
    Paragraph,
    Text,
)
from kinfile.export.layout.one_page import (
    answer,
    facts,
    is_told,
    labelled,
    signed_below,
    table,
    writer,
)
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import state_banners, title_band
from kinfile.export.masking_places import REQUESTS
from kinfile.export.printable import Standing
from kinfile.i18n import N_
from kinfile.records.model import Row

_QUESTIONS = (
    N_("What difficulties does this person have, and since when?"),
    N_("How do they affect this person's ability to care for a child?"),
    N_("How does this person see it themselves?"),
    N_("What support does this person need, and what do you offer?"),
)
_OF_GP = N_(
    "To a GP: who else is in this person's family, and is anything known about them that bears "
    "on a child's safety or care?"
)
_WARD_QUESTIONS = (
    N_("How is this person now, and how long is that likely to last?"),
    N_("How could a visit affect the child, and this person?"),
    N_("How does this person see a visit themselves?"),
    N_("What would have to be in place for a visit: where, how long, who is there?"),
)
_VISIT = (
    ("hv_hospital", N_("Hospital and ward")),
    ("hv_contact_type", N_("Contact asked for")),
    ("hv_purpose", N_("What it is for")),
)
_OWN_BASIS = (("mh_requests.agreement", N_("Asked with their agreement")),)
_BASIS = (
    ("agreement", N_("Agreement to sharing information")),
    ("lawful_basis", N_("Legal basis")),
)
_WHO = (("parents", ("dob", "nhs_number")), ("adults", ("dob",)))


def lay_out_request(reading: Reading) -> Iterator[Block]:
    """To whom, about whom, what is asked, on what basis, and where to reply."""
    rows = reading.rows(REQUESTS)
    row = rows[0] if rows else None
    to = reading.line("mh_requests.source", row) if row else reading.line("hv_ward_contact")
    yield title_band(reading, reading.language.text("To: {recipient}", recipient=to) if to else "")
    yield from state_banners(reading)
    yield Banner(
        BannerKind.NOTE,
        reading.text("We are finding out what a child needs, and ask what you know."),
        (reading.text("If any of it must not reach the family, say so."),),
    )
    yield from table(_particulars(reading, row))
    yield Heading(2, reading.text("What we ask"))
    yield BulletList(tuple(_asked(reading)))
    yield from _known(reading, row)
    yield Banner(BannerKind.NOTE, reading.text("Reply to"), tuple(_reply_to(reading)))
    if reading.of.standing is Standing.URGENT:
        yield Paragraph(reading.text("The assessment itself is still being written."))
    yield from signed_below(reading)


def _particulars(reading: Reading, row: Row | None) -> Iterator[Fact]:
    """About whom, what for, and on what basis."""
    yield from _about(reading, row)
    if reading.question("hv_patient") is not None:
        yield from facts(reading, _VISIT)
    if row is not None:
        yield from facts(reading, _OWN_BASIS, row)
    yield from facts(reading, _BASIS)


def _about(reading: Reading, row: Row | None) -> Iterator[Fact]:
    name = "mh_requests.about" if row is not None else "hv_patient"
    if is_told(reading, name, row):
        yield labelled(reading.language.text("About"), *answer(reading, name, row))
    for group, ends in _WHO:
        for person in reading.rows(group):
            for end in ends:
                question = reading.question(f"{group}.{end}")
                if question and is_told(reading, question.id, person):
                    yield reading.fact(question, person)
    if row is not None and is_told(reading, "mh_requests.asked_date", row):
        asked = answer(reading, "mh_requests.asked_date", row)
        yield labelled(reading.language.text("Asked on"), *asked)


def _asked(reading: Reading) -> Iterator[Text]:
    if reading.question("hv_patient") is not None:
        yield from (reading.text(words) for words in _WARD_QUESTIONS)
        return
    yield from (reading.text(words) for words in _QUESTIONS)
    yield reading.text(_OF_GP)


def _known(reading: Reading, row: Row | None) -> Iterator[Block]:
    """What the reader of the letter has said already."""
    name = "mh_requests.reply" if row is not None else "hv_clinical_view"
    if is_told(reading, name, row):
        yield Heading(3, reading.text("What you told us already"))
        yield from answer(reading, name, row)


def _reply_to(reading: Reading) -> Iterator[Text]:
    signer = reading.of.signer
    ways = (
        reading.line("assessor_phone") or signer.phone,
        reading.line("assessor_email") or signer.email,
    )
    lines = (writer(reading), ", ".join(way for way in ways if way))
    yield from (Text(line) for line in lines if line)
    yield reading.text("By secure email or by phone, and not to the family.")
