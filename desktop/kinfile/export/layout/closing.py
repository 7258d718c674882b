# SPDX-License-Identifier: Apache-2.0
"""The last pages: key events, the declaration, the signatures, and how to check the file."""

from collections.abc import Iterator

from kinfile.export.blocks import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    SignaturePanel,
    Style,
    Text,
)
from kinfile.export.editions import Edition
from kinfile.export.figures import HandFigure
from kinfile.export.layout.answers import CHRONOLOGY
from kinfile.export.layout.cover import wants_manager
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.timeline import lay_out_timeline
from kinfile.export.printable import Standing
from kinfile.forms.model import Kind, SectionId
from kinfile.i18n import AWAITING_REVIEW

PRACTITIONER = "Practitioner"
MANAGER = "Manager"


def lay_out_events(reading: Reading) -> Iterator[Block]:
    """The chronology, oldest first: key events among every other date; the undated stand last."""
    dates = tuple(lay_out_timeline(reading))
    if not dates:
        return
    if reading.rows("events"):
        number = reading.numbers.get(SectionId(CHRONOLOGY))
        yield Heading(2, reading.text("Key events"), str(number or ""))
    else:
        yield Heading(2, reading.text("Dates"))
    yield from dates


def lay_out_closing(reading: Reading) -> Iterator[Block]:
    """Declaration, signature panels, and the honest words on what a signature shows."""
    yield Heading(2, reading.text("Declaration and signatures"))
    yield from _declaration(reading)
    yield from _panels(reading)
    yield Heading(2, reading.text("How to check this file"))
    yield BulletList(tuple(_checks(reading)))


def _declaration(reading: Reading) -> Iterator[Block]:
    if reading.of.standing is Standing.PREVIEW:
        yield Paragraph(reading.text("This draft is not signed."), Style.ABSENT)
        return
    if reading.of.standing is Standing.URGENT:
        yield Paragraph(
            reading.text(
                "This copy was sealed before the assessment was finished; nothing was declared."
            )
        )
        return
    for question in reading.questions.values():
        if question.kind is Kind.DECLARATION:
            yield Paragraph(Text(f"{reading.words(question.ask)}."))
    yield Paragraph(
        reading.text(
            "Declared by {name} on {at}.",
            name=reading.of.signer.name,
            at=_declared_at(reading),
        )
    )


def _declared_at(reading: Reading) -> str:
    """The declaration was made with the full edition; other copies know the day of it."""
    if reading.of.edition == Edition.FULL and not reading.of.large_print:
        return reading.language.date_and_time(reading.of.made_at)
    return reading.language.date(reading.of.report.today)


def practitioner_panel(reading: Reading) -> SignaturePanel:
    """The place where the writer signs."""
    signer = reading.of.signer
    about = (signer.role, signer.organisation, signer.registration)
    return SignaturePanel(
        field=PRACTITIONER if reading.of.standing is not Standing.PREVIEW else "",
        title=reading.text("Practitioner"),
        lines=tuple(Text(line) for line in (signer.name, *about) if line),
        heard=Text(" ".join(_heard(reading))),
    )


def signed_by_hand(reading: Reading) -> Iterator[Block]:
    """What the writer drew or typed: an ornament, and said to be one."""
    hand = reading.of.marks.hand
    if not hand or reading.of.standing is Standing.URGENT:
        return
    name = reading.of.signer.name
    said = reading.text("Signed by hand on the laptop; the seal above is what can be checked.")
    if hand.typed:
        yield Paragraph(reading.text("Signed as: {name}", name=hand.typed), Style.STRONG)
    if hand.strokes:
        heard = reading.text("Signature drawn by hand by {name}", name=name).text
        yield HandFigure(strokes=hand.strokes, heard=heard)
    yield Paragraph(said, Style.QUIET)


def _panels(reading: Reading) -> Iterator[Block]:
    signs = reading.of.standing is not Standing.PREVIEW
    yield practitioner_panel(reading)
    yield from signed_by_hand(reading)
    if wants_manager(reading):
        yield SignaturePanel(
            field=MANAGER if signs else "",
            title=reading.text("Manager or safeguarding lead"),
            lines=(reading.text("Signs in this file; until then this place is empty."),),
            heard=reading.text("Signature of the manager or safeguarding lead"),
        )


def _heard(reading: Reading) -> Iterator[str]:
    """What a screen reader says of the practitioner's signature: the words of its stamp."""
    of, say = reading.of, reading.language
    yield say.text("Signature of the practitioner.")
    yield say.text("Signed by {name}", name=of.signer.name)
    yield say.text("{moment} (laptop clock)", moment=say.date_and_time(of.made_at))
    if of.key_words:
        yield say.text("Key: {words}", words=of.key_words)


def _checks(reading: Reading) -> Iterator[Text]:
    of = reading.of
    if of.standing is Standing.PREVIEW:
        yield reading.text("A draft has no seal, so there is nothing to check.")
        return
    yield reading.text(
        "Sealed on this laptop at {time} on {date} (laptop clock, not proven by a third party). "
        "The seal shows that nothing in the file has changed since.",
        time=reading.language.time(of.made_at),
        date=reading.language.date(of.made_at.date()),
    )
    yield _made_with(reading)
    yield reading.text(
        "It was not checked whether the certificate has been withdrawn: "
        "this program uses no network."
    )
    yield reading.text(
        "To be sure who sealed it, ring the writer on a number that you had before, and compare "
        "the six words of the file's code. Kinfile shows them when it checks a file "
        "(kinfile-cli verify)."
    )
    yield reading.text(
        "The answers are also inside this file in a form for programs, ANSWERS.json."
    )
    if reading.language.code != "en":
        yield reading.text(AWAITING_REVIEW)
        yield reading.text("What somebody wrote or said stands here as it was written.")


def _made_with(reading: Reading) -> Text:
    if reading.of.tier == "ca":
        return reading.text(
            "The key has a certificate of the writer's organisation. PDF programs that know that "
            "organisation name the signer; others say that the identity is unknown."
        )
    words = reading.of.key_words
    known = reading.text(
        "The key was made by this laptop itself, so PDF programs say that the identity is unknown."
    )
    if not words:
        return known
    fingerprint = reading.language.text("Its fingerprint: {words}.", words=words)
    return Text(f"{known.text} {fingerprint}")
