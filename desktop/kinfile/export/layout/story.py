# SPDX-License-Identifier: Apache-2.0
"""Who is who, and the account of the family, before the answers question by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinfile.export.blocks import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Quotation,
    RowsTable,
    Style,
    Text,
)
from kinfile.export.layout.alerts import gap_messages
from kinfile.export.layout.family import lay_out_family
from kinfile.export.layout.reading import Reading
from kinfile.forms.model import Kind, Question
from kinfile.i18n import N_
from kinfile.records.model import Row
from kinfile.records.shown import said_words, status_words

_PARENT = (
    "parents.role",
    "parents.details_status",
    "parents.details_reason",
    "parents.other_names",
    "parents.dob",
    "parents.nhs_number",
    "parents.address",
    "parents.postcode",
    "parents.phone",
    "parents.safe_contact",
    "parents.language",
    "parents.has_pr",
    "parents.lives_with_child",
    "parents.gp_practice",
    "parents.gp_confirmed",
    "parents.mh_team",
)
_CHILD = (
    "children.known_as",
    "children.dob",
    "children.sex",
    "children.nhs_number",
    "children.lives_with",
    "children.parental_responsibility",
    "children.gp_practice",
    "children.school",
    "children.csc_status",
    "children.additional_needs",
)
_BABY = ("unborn.label", "unborn.dob", "unborn.sex", "unborn.nhs_number")
_ADULTS = (
    ("adults.name", 3),
    ("adults.dob", 2),
    ("adults.relationship", 3),
    ("adults.risk_known", 4),
)
_WORKERS = (
    ("professionals.name", 3),
    ("professionals.role", 4),
    ("professionals.contact", 4),
    ("professionals.works_with", 2),
    ("professionals.contributed", 3),
)
_COUNTED = (
    ("parents", N_("Parents and carers: {number}.")),
    ("children", N_("Children: {number}.")),
    ("unborn", N_("Unborn babies: {number}.")),
)
_STRATEGY = frozenset({"yes", "already_held"})
_SHARED = (("shared_with.who", 5), ("shared_with.what", 3), ("shared_with.when", 2))


@dataclass(frozen=True, slots=True)
class _Account:
    """A part of the account. The `lead` answer needs no heading of its own under the title."""

    title: str
    lead: str
    names: tuple[str, ...]


_PARTS = (
    _Account(
        N_("What we are worried about"),
        "worries",
        (
            "mh_on_child",
            "warning_words",
            "cp_harm",
            "hv_child_worries",
            "hv_patient_risk_detail",
            "tasks_inappropriate_detail",
        ),
    ),
    _Account(
        N_("Strengths"),
        "",
        ("strengths_parents", "strengths_child", "support_network", "yc_positive"),
    ),
    _Account(
        N_("A day in the child's life"),
        "daily_life",
        ("child_words", "sibling_voice", "child_wishes", "yc_wellbeing", "yc_outcomes"),
    ),
    _Account(
        N_("Analysis"),
        "",
        (
            "interaction",
            "mh_contribution",
            "unknowns",
            "optimism_check",
            "level_reason",
            "needs_services",
            "cp_likely_significant",
            "cp_conclusion",
            "cp_rationale",
            "yc_appropriate",
            "hv_best_interests",
            "hv_best_reason",
            "decision_reason",
        ),
    ),
)
_SHARING = (
    "parents_told",
    "parents_told_reason",
    "agreement",
    "lawful_basis",
    "share_reason",
    "restricted_sections",
    "sent_date",
    "acknowledged_date",
)


def lay_out_people(reading: Reading) -> Iterator[Block]:
    """The family as a diagram, then each of them, and professionals with each GP."""
    yield Heading(2, reading.text("Who is who"))
    yield from lay_out_family(reading)
    yield from _parent_status(reading)
    for group, names in (("parents", _PARENT), ("children", _CHILD), ("unborn", _BABY)):
        yield from _each(reading, group, names)
    for group, columns in (("adults", _ADULTS), ("professionals", _WORKERS)):
        found = reading.group(group)
        table = tuple(table_of(reading, group, columns))
        if found and table:
            yield Heading(3, Text(reading.words(found.title)))
            yield from table
            if group == "professionals":
                yield from _invitees(reading)


def _parent_status(reading: Reading) -> Iterator[Block]:
    """That it is recorded who is a parent: services for adults have to know it (S4.14)."""
    counts = [
        reading.language.text(counted, number=len(reading.rows(group)))
        for group, counted in _COUNTED
        if reading.group(group)
    ]
    if any(reading.rows(group) for group, _ in _COUNTED):
        yield Paragraph(reading.text("Parent status recorded. {counts}", counts=" ".join(counts)))


def _invitees(reading: Reading) -> Iterator[Block]:
    """Workers who know the parents take part in a strategy discussion (S5.54)."""
    if reading.code("strategy_needed") in _STRATEGY:
        yield Paragraph(
            reading.text("Suggested for the strategy discussion: everybody in this table.")
        )


def lay_out_account(reading: Reading) -> Iterator[Block]:
    """Worries, strengths, daily life, analysis, gaps, sharing and contingency."""
    for part in _PARTS:
        told = (*_answered(reading, part.lead), *_told(reading, part.names))
        if told:
            yield Heading(2, reading.text(part.title))
            yield from told
    yield Heading(2, reading.text("Information gaps"))
    yield from _gaps(reading)
    yield Heading(2, reading.text("Sharing and legal basis"))
    yield from _sharing(reading)
    contingency = tuple(_section_told(reading, "contingency"))
    if contingency:
        yield Heading(2, reading.text("Contingency plan"))
        yield from contingency


def table_of(
    reading: Reading, group: str, columns: Sequence[tuple[str, int]], rows: Sequence[Row] = ()
) -> Iterator[RowsTable]:
    """The rows of `group` as a table of the visible `columns` (question, share of the width)."""
    members = rows or reading.rows(group)
    asked = [(reading.question(name), share) for name, share in columns]
    kept = [
        (question, share)
        for question, share in asked
        if question and any(reading.is_shown(question, row) for row in members)
    ]
    if kept and members:
        yield RowsTable(
            header=tuple(Text(reading.words(question.ask)) for question, _ in kept),
            rows=tuple(tuple(_cell(reading, q, row) for q, _ in kept) for row in members),
            shares=tuple(share for _, share in kept),
        )


def _cell(reading: Reading, question: Question, row: Row) -> Paragraph:
    if not reading.is_shown(question, row):
        return Paragraph(Text(""))
    parts = reading.paragraphs(question, row)
    return Paragraph(Text("\n".join(part.text.text for part in parts)), parts[0].style)


def _each(reading: Reading, group: str, names: tuple[str, ...]) -> Iterator[Block]:
    found = reading.group(group)
    for number, row in enumerate(reading.rows(group), start=1):
        facts = reading.facts(names, row)
        if found and facts:
            yield Heading(3, Text(reading.label(found, row, number)))
            yield from facts


def _told(reading: Reading, names: tuple[str, ...]) -> Iterator[Block]:
    for name in names:
        question = reading.question(name)
        answered = tuple(_answered(reading, name))
        if question and answered:
            yield Heading(3, reading.ask(question))
            yield from answered


def _answered(reading: Reading, name: str) -> Iterator[Block]:
    question, answer = reading.question(name), reading.answer_to(name)
    if question is None or answer is None:
        return
    if question.kind is Kind.VERBATIM and answer.value is not None:
        said = said_words(answer.said) if answer.said else ""
        yield Quotation(Text(str(answer.value)), Text(said))
    else:
        yield from reading.paragraphs(question)


def _section_told(reading: Reading, section: str) -> Iterator[Block]:
    names = [
        question.id
        for part in reading.of.form.sections
        if part.id == section
        for question in part.questions()
    ]
    yield from reading.facts(names)


def _gaps(reading: Reading) -> Iterator[Block]:
    gaps = reading.of.report.gaps
    messages = gap_messages(reading)
    if messages:
        yield BulletList(messages)
    if gaps:
        yield RowsTable(
            header=(reading.text("Question"), reading.text("Answer"), reading.text("Section")),
            rows=tuple(
                (
                    Paragraph(Text(reading.path(gap.path))),
                    Paragraph(
                        Text(status_words(gap.status, gap.reason, reading.language)), Style.ABSENT
                    ),
                    Paragraph(Text(reading.section(gap.path))),
                )
                for gap in gaps
            ),
            shares=(6, 4, 3),
        )
    elif not messages:
        yield Paragraph(reading.text("Every question that was asked has an answer."))


def _sharing(reading: Reading) -> Iterator[Block]:
    facts = reading.facts(_SHARING)
    yield from facts
    found = reading.group("shared_with")
    table = tuple(table_of(reading, "shared_with", _SHARED))
    if found and table:
        yield Heading(3, Text(reading.words(found.title)))
        yield from table
    if not facts and not table:
        yield Paragraph(reading.text("Nothing is recorded about sharing yet."), Style.ABSENT)
