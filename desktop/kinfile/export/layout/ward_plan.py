# SPDX-License-Identifier: Apache-2.0
"""The birth plan for the ward: what whoever is on duty needs at three in the morning."""

from collections.abc import Iterator

from kinfile.export.blocks import (
    Banner,
    BannerKind,
    Block,
    Fact,
    Heading,
    Paragraph,
    Style,
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
from kinfile.i18n import N_

_NEEDS = (
    "interpreter_needed",
    "interpreter_used",
    "format_needs",
    "advocate",
    "sensitivity_notes",
)
_NO_NEED = frozenset({"none", "not_needed"})
_BIRTH = (
    ("edd", N_("Due")),
    ("gestation_today", N_("Weeks and days on the day of this plan")),
    ("number_of_babies", N_("Babies expected")),
    ("maternity_unit", N_("Place of birth")),
    ("named_midwife", N_("Named midwife or team")),
    ("birth_plan_status", N_("Plan agreed between services")),
)
_TELL = (("birth_who_told", N_("When labour starts, or at the birth, tell")),)
_PLAN = (
    ("birth_on_ward", N_("On the ward")),
    ("birth_early", N_("If the baby comes early, is born elsewhere, or the family leaves")),
    ("discharge_plan", N_("Before going home")),
    ("postnatal_visits", N_("Visits in the first weeks")),
)
_CHANGES = (
    ("cont_relapse", N_("Signs of becoming unwell, and who does what")),
    ("cont_medication", N_("If treatment stops")),
    ("cont_family_change", N_("If the family or the home changes")),
    ("cont_who_tells", N_("Who notices, and who tells whom")),
    ("cont_child_care", N_("Who cares for the child")),
    ("cont_out_of_hours", N_("Out of hours")),
)


def lay_out_ward_plan(reading: Reading) -> Iterator[Block]:
    """Whom it is about, access needs, whom to tell, the plan, and what to do if things change."""
    yield title_band(reading, reading.line("unborn_label"))
    yield from state_banners(reading)
    yield from _access(reading)
    yield from table((*facts(reading, _BIRTH), *_contact(reading)))
    for title, asked in (
        (N_("Whom to tell"), _TELL),
        (N_("The plan"), _PLAN),
        (N_("If things change"), _CHANGES),
    ):
        found = tuple(table(facts(reading, asked)))
        if found:
            yield Heading(2, reading.text(title))
            yield from found
    yield from signed_below(reading)


def _access(reading: Reading) -> Iterator[Block]:
    lines = tuple(_needs(reading))
    if lines:
        yield Banner(BannerKind.NOTE, reading.text("Access needs"), lines)


def _needs(reading: Reading) -> Iterator[Text]:
    for name in _NEEDS:
        question, given = reading.question(name), reading.answer_to(name)
        if question is None or given is None or given.status is not None:
            continue
        codes = given.value if isinstance(given.value, tuple) else (given.value,)
        if not _NO_NEED.issuperset(map(str, codes)):
            yield Text(f"{reading.words(question.ask)} {reading.line(name)}")


def _contact(reading: Reading) -> Iterator[Fact]:
    """Who answers questions about the plan."""
    if is_told(reading, "lead_professional"):
        lead = answer(reading, "lead_professional")
        yield labelled(reading.language.text("Lead practitioner"), *lead)
    phone = reading.line("assessor_phone") or reading.of.signer.phone
    said = ", ".join(part for part in (writer(reading), phone) if part)
    yield labelled(reading.language.text("Questions to"), Paragraph(Text(said), Style.STRONG))
