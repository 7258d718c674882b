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
from kinfile.export.layout.answers import CHRONOLOGY
from kinfile.export.layout.cover import wants_manager
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.timeline import lay_out_timeline
from kinfile.export.printable import Standing
from kinfile.forms.model import Kind, SectionId

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
            at=reading.language.date_and_time(reading.of.made_at),
        )
    )


def _panels(reading: Reading) -> Iterator[Block]:
    of, signer = reading.of, reading.of.signer
    signs = of.standing is not Standing.PREVIEW
    about = (signer.role, signer.organisation, signer.registration)
    lines = tuple(Text(line) for line in (signer.name, *about) if line)
    yield SignaturePanel(
        field=PRACTITIONER if signs else "",
        title=reading.text("Practitioner"),
        lines=lines,
        heard=Text(" ".join(_heard(reading))),
    )
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
