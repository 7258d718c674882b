# SPDX-License-Identifier: Apache-2.0
"""What a document says, in the order in which it is read. Values, free of PDF and of pages.

The layout makes a `Document` from a record; `pdf.draw` draws it. What is heard by a screen reader,
what is extracted as text and what is seen on paper all follow this one order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kinfile.export.asking import AskTable
from kinfile.export.figures import FamilyFigure, HandFigure, TimelineFigure


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """Words, with the BCP 47 tag of their language where it is not the document's."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


class Style(StrEnum):
    """How a paragraph is meant."""

    BODY = "body"
    STRONG = "strong"
    QUIET = "quiet"
    ABSENT = "absent"
    """Something that is not there: "Not answered", a non-answer. Printed in italics."""


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    text: Text
    style: Style = Style.BODY

    def words(self) -> Iterator[str]:
        yield self.text.text


@dataclass(frozen=True, slots=True, repr=False)
class TitleBand:
    """The title across the head of the first page, with the marking and who it is about."""

    title: Text
    marking: Text
    subtitle: Text

    def words(self) -> Iterator[str]:
        yield from (self.title.text, self.marking.text, self.subtitle.text)


@dataclass(frozen=True, slots=True, repr=False)
class Heading:
    """A heading of level 2 to 4. `number` is a section's place in the form."""

    level: int
    text: Text
    number: str = ""

    def words(self) -> Iterator[str]:
        yield f"{self.number} {self.text.text}".strip()


class BannerKind(StrEnum):
    STOP = "stop"
    NOTE = "note"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, repr=False)
class Banner:
    """Something that must be seen first, in a box across the page."""

    kind: BannerKind
    text: Text
    lines: tuple[Text, ...] = ()

    def words(self) -> Iterator[str]:
        yield from (self.text.text, *(line.text for line in self.lines))


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """One question and what was answered to it, a paragraph for each part of the answer."""

    question: Text
    answer: tuple[Paragraph, ...]

    def words(self) -> Iterator[str]:
        yield self.question.text
        for part in self.answer:
            yield from part.words()


@dataclass(frozen=True, slots=True, repr=False)
class FactsTable:
    """Questions with their answers. `share` is the questions' part of the width."""

    facts: tuple[Fact, ...]
    share: float = 0.4

    def words(self) -> Iterator[str]:
        for fact in self.facts:
            yield from fact.words()


@dataclass(frozen=True, slots=True, repr=False)
class RowsTable:
    """A table with a header row. `shares` are the columns' parts of the width."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    shares: tuple[int, ...]

    def words(self) -> Iterator[str]:
        yield from (cell.text for cell in self.header)
        for row in self.rows:
            yield from (cell.text.text for cell in row)


class AlertKind(StrEnum):
    ACT_NOW = "act_now"
    ACT_SOON = "act_soon"
    INFO = "info"


@dataclass(frozen=True, slots=True, repr=False)
class AlertPoint:
    """One alert: what it says, the answers behind it, where it comes from, what was done."""

    body: Text
    because: tuple[Text, ...] = ()
    source: Text = Text("")
    done: Text = Text("")

    def words(self) -> Iterator[str]:
        yield from (self.body.text, *(line.text for line in self.because))
        yield from filter(None, (self.source.text, self.done.text))


@dataclass(frozen=True, slots=True, repr=False)
class AlertBox:
    """The alerts of one severity about one person, or about the family as a whole."""

    kind: AlertKind
    title: Text
    points: tuple[AlertPoint, ...]

    def words(self) -> Iterator[str]:
        yield self.title.text
        for point in self.points:
            yield from point.words()


@dataclass(frozen=True, slots=True, repr=False)
class Quotation:
    """Somebody's own words, never tidied, and who said them, when and how."""

    text: Text
    said: Text = Text("")

    def words(self) -> Iterator[str]:
        yield from filter(None, (self.text.text, self.said.text))


@dataclass(frozen=True, slots=True, repr=False)
class BulletList:
    items: tuple[Text, ...]

    def words(self) -> Iterator[str]:
        yield from (item.text for item in self.items)


@dataclass(frozen=True, slots=True, repr=False)
class SignaturePanel:
    """Room for one signature. `field` names the field in the file; empty leaves it out.

    `heard` is what a screen reader says of the field.
    """

    field: str
    title: Text
    lines: tuple[Text, ...]
    heard: Text

    def words(self) -> Iterator[str]:
        yield from (self.title.text, *(line.text for line in self.lines))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""

    def words(self) -> Iterator[str]:
        return iter(())


Block = (
    TitleBand
    | Heading
    | Paragraph
    | Banner
    | FactsTable
    | RowsTable
    | AlertBox
    | Quotation
    | BulletList
    | SignaturePanel
    | PageBreak
    | FamilyFigure
    | HandFigure
    | TimelineFigure
    | AskTable
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Furniture:
    """What stands on every page outside the text.

    `page_of` has the places {page} and {pages}; `stamp` is empty on a finished document.
    """

    header_left: str
    header_right: str
    footer_left: str
    footer_right: str
    page_of: str
    continued: str
    stamp: str = ""

    def words(self) -> str:
        """All of it, so that a character that cannot be drawn is found before drawing."""
        edges = (self.header_left, self.header_right, self.footer_left, self.footer_right)
        return " ".join((*edges, self.page_of, self.stamp))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attachment:
    """A file inside the document. `relationship` is that of PDF/A-3: Source, Data, ..."""

    name: str
    media_type: str
    description: str
    relationship: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Facts:
    """What the receipt and the check of a file say of the record: no answers, no names."""

    ref: str
    form: str
    version: int
    edition: str
    head: str


BODY = 9.5
"""The usual size of text in points."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Document:
    """A whole document. `title` and `subject` name nobody; `made_at` is the only clock in it.

    `body` is the size of its text in points, everything else being in proportion.
    """

    title: str
    subject: str
    language: str
    program: str
    made_at: datetime
    facts: Facts
    furniture: Furniture
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()
    body: float = BODY

    @property
    def panels(self) -> tuple[SignaturePanel, ...]:
        """The places for signatures that have a field in the file, in order."""
        found = (block for block in self.blocks if isinstance(block, SignaturePanel))
        return tuple(panel for panel in found if panel.field)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the signature fields, in order."""
        return tuple(panel.field for panel in self.panels)

    def words(self) -> Iterator[str]:
        """Every piece of text in reading order: what "Read as text" shows."""
        for block in self.blocks:
            yield from block.words()
