# SPDX-License-Identifier: Apache-2.0
"""A whole form with room for every answer, its sections and questions numbered as on the screen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kinfile.export.asking import Ask, AskTable
from kinfile.export.blank.answering import Answering
from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    Document,
    Facts,
    Furniture,
    Heading,
    PageBreak,
    Paragraph,
    SignaturePanel,
    Style,
    Text,
    TitleBand,
)
from kinfile.forms.explanation import asked_when, vocabulary_of
from kinfile.forms.model import Form, Group, GroupPart, Kind, Question, Section
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.explain import Vocabulary
from kinfile.i18n import AWAITING_REVIEW, Language

EDITION = "blank"
_NOT_ON_PAPER = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})
_LONG_RULE = 150
"""Characters of a condition that are read before a question; a longer one names numbers."""
_FEW_QUESTIONS = 7
_MANY_ROWS, _FEW_ROWS = 4, 2
"""Rows on paper of groups with few questions, and of the others."""
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")


def lay_out_blank(
    form: Form, language: Language, *, made_at: datetime, program: str, fillable: bool = False
) -> Document:
    """The form with nothing in it. There is no record and no name in it."""
    blank = _Blank(
        form,
        language,
        Answering(language, fillable),
        vocabulary_of(form, language),
        dict(_numbered(form)),
    )
    title = language.text("{form}: empty form", form=language.text(form.title))
    return Document(
        title=title,
        subject=language.text("A form to be filled in"),
        language=language.code,
        program=f"Kinfile {program}",
        made_at=made_at,
        facts=Facts(ref="", form=form.id, version=form.version, edition=EDITION, head=""),
        furniture=_furniture(form, title, program, language),
        blocks=tuple(blank.blocks()),
    )


def _furniture(form: Form, title: str, program: str, language: Language) -> Furniture:
    return Furniture(
        header_left=title,
        header_right=language.text("Confidential when filled in"),
        footer_left=language.text(
            "Form {form} {number}, Kinfile {program}",
            form=form.id,
            number=form.version,
            program=program,
        ),
        footer_right=language.text("Record: {room}", room="_" * 14),
        page_of=language.text("Page {page} of {pages}"),
        continued=language.text("(continued)"),
    )


def _numbered(form: Form) -> Iterator[tuple[str, str]]:
    """Each question's number: that of its section, and its place among those on paper there."""
    for section_number, section in enumerate(form.sections, start=1):
        asked = (each for each in section.questions() if each.kind not in _NOT_ON_PAPER)
        for number, question in enumerate(asked, start=1):
            yield question.id, f"{section_number}.{number}"


@dataclass(frozen=True, slots=True)
class _Blank:
    """One form being laid out. `numbers` has the number of each question."""

    form: Form
    language: Language
    answering: Answering
    words: Vocabulary
    numbers: Mapping[str, str]

    def blocks(self) -> Iterator[Block]:
        text = self.language.text
        version = text("Version {version}", version=self.form.version)
        marking = text("Confidential when filled in")
        yield TitleBand(Text(text(self.form.title)), Text(marking), Text(version))
        yield from self._beginning()
        for number, section in enumerate(self.form.sections, start=1):
            yield from self._section(section, number)
        yield from self._end()

    def _beginning(self) -> Iterator[Block]:
        text = self.language.text
        how = (
            text("Write what you saw and heard; put other people's words in quotation marks."),
            text("Tick a box with a cross. A blank means that nobody has come to it yet."),
            text("Not asked and not applicable need a reason: write it beside the boxes."),
            text("Questions carry the numbers of their sections in Kinfile."),
            text("Keep this paper as safe as the record, until it is typed up and checked."),
        )
        yield Banner(
            BannerKind.NOTE, Text(text("How to fill this in")), tuple(Text(line) for line in how)
        )
        if self.language.code != "en":
            yield Paragraph(Text(text(AWAITING_REVIEW)), Style.QUIET)
        told = (
            ("paper-about", text("Who this is about")),
            ("paper-by", text("Filled in by (name and role)")),
            ("paper-on", text("Filled in on (date)")),
            ("paper-record", text("Record in Kinfile, once there is one")),
            ("paper-typed-by", text("Typed up by")),
            ("paper-typed-on", text("Typed up on (date)")),
        )
        yield AskTable(
            tuple(Ask("", words, (), (self.answering.space(name, words),)) for name, words in told)
        )

    def _section(self, section: Section, number: int) -> Iterator[Block]:
        text = self.language.text
        blocks = tuple(self._items(section))
        if not blocks:
            return
        yield Heading(2, Text(text(section.title)), str(number))
        if section.may_close:
            only = text("Only where it applies: Kinfile opens this section by other answers.")
            yield Paragraph(Text(only), Style.QUIET)
        for guide in section.guidance[:1]:
            yield Paragraph(Text(text(guide.text)), Style.QUIET)
        yield from blocks

    def _items(self, section: Section) -> Iterator[Block]:
        pending: list[Question] = []
        for item in section.items:
            if isinstance(item, Question):
                pending.append(item)
                continue
            yield from self._table(pending)
            pending = []
            yield from self._group(item)
        yield from self._table(pending)

    def _table(self, questions: Sequence[Question], row: int = 0) -> Iterator[Block]:
        asks = tuple(
            self._ask(question, row) for question in questions if question.kind not in _NOT_ON_PAPER
        )
        if asks:
            yield AskTable(asks)

    def _ask(self, question: Question, row: int) -> Ask:
        text = self.language.text
        asked = text(question.ask)
        notes = filter(None, (text(question.hint) if question.hint else "", self._when(question)))
        heard = f"{asked} ({row})" if row else asked
        room = tuple(self.answering.room(question, row, heard))
        return Ask(self.numbers[question.id], asked, tuple(notes), room)

    def _when(self, question: Question) -> str:
        """When the question is asked, or on which others that depends."""
        rule = question.show_when
        if rule is None:
            return ""
        told = asked_when(rule, self.words, self.language)
        if len(told) <= _LONG_RULE:
            return told
        numbers = ", ".join(dict.fromkeys(self._read(rule, question)))
        if not numbers:
            return self.language.text("Depends on other answers.")
        return self.language.text("Depends on the answers to {numbers}.", numbers=numbers)

    def _read(self, rule: Rule, question: Question) -> Iterator[str]:
        """The numbers of the questions that a rule names, by itself or by another rule's name."""
        for name in _NAMES.findall(rule.text):
            number = self.numbers.get(f"{question.group}.{name}") or self.numbers.get(name)
            if number:
                yield number
            elif name in self.form.definitions:
                yield from self._read(self.form.definitions[name], question)

    def _group(self, part: GroupPart) -> Iterator[Block]:
        group = part.group
        labels = tuple(self._rows(group, part))
        asked = [question for question in part.questions if question.kind not in _NOT_ON_PAPER]
        if asked and group.premade and group.minimum and len(asked) < len(part.questions):
            yield from self._made(group)
            return
        if not asked:
            return
        if part.opens:
            yield Heading(3, Text(self.language.text(group.title)))
            if not group.premade:
                more = self.language.text("Is there anybody or anything more? Copy these pages.")
                yield Paragraph(Text(more), Style.QUIET)
        for number, label in enumerate(labels, start=1):
            table = tuple(self._table(asked, number))
            if table:
                yield Heading(4 if part.opens else 3, Text(label))
                yield from table

    def _made(self, group: Group) -> Iterator[Block]:
        yield Heading(3, Text(self.language.text(group.title)))
        words = self.language.text("Kinfile works these out when the form is typed up.")
        yield Paragraph(Text(words), Style.QUIET)

    def _rows(self, group: Group, part: GroupPart) -> Iterator[str]:
        """What each row on paper is called."""
        name = self.language.text(group.row)
        topics = part.questions[0].options if group.premade else ()
        if topics and len(topics) == group.minimum:
            for topic in topics:
                yield f"{name}: {self.language.text(topic.label)}"
            return
        questions = sum(question.group == group.id for question in self.form.questions())
        is_short = questions <= _FEW_QUESTIONS and not group.premade
        usual = _MANY_ROWS if is_short else _FEW_ROWS
        for number in range(1, min(group.maximum, max(usual, group.minimum)) + 1):
            yield f"{name} {self.language.number(number)}"

    def _end(self) -> Iterator[Block]:
        text = self.language.text
        yield PageBreak()
        yield Heading(2, Text(text("Signatures on paper")))
        yield Paragraph(
            Text(
                text(
                    "These say who wrote this paper. The record itself is signed in Kinfile, once "
                    "it is typed up and checked."
                )
            )
        )
        for who in (text("Filled in by"), text("Manager or safeguarding lead")):
            lines = (Text(text("Name, role, date and signature:")),)
            yield SignaturePanel(field="", title=Text(who), lines=lines, heard=Text(who))
