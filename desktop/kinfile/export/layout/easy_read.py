# SPDX-License-Identifier: Apache-2.0
"""The young person's copy: short words in large letters. What you said, what happens, who to call.

The answers stand as they were written; the words around them are Kinfile's and plain.
"""

from collections.abc import Iterator, Mapping

from kinfile.export.blocks import Block, BulletList, Heading, Paragraph, Text
from kinfile.export.layout.one_page import is_told, signed_below, told, writer
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import state_banners, title_band
from kinfile.i18n import N_

_PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    N_("What you said"): (
        ("child_wishes", N_("What you want to happen")),
        ("yc_outcomes", N_("What you want to be different")),
        ("yc_future", N_("What you hope for later")),
        ("parent_view_difficulty", N_("How you see things")),
        ("parent_support_wanted", N_("What would help")),
        ("family_corrections", N_("What you see differently")),
    ),
    N_("What is good"): (
        ("yc_positive", N_("What is good about helping")),
        ("strengths_parents", N_("What goes well at home")),
        ("strengths_child", N_("What helps")),
        ("support_network", N_("Who helps")),
    ),
    N_("What was decided"): (
        ("hv_best_interests", N_("Is a visit a good idea?")),
        ("hv_conditions", N_("What has to be right first")),
        ("hv_alternative", N_("Other ways to keep in touch")),
        ("hv_support_after", N_("Who is there for you afterwards")),
        ("needs_services", N_("Who will help with what")),
        ("yc_break", N_("Breaks, school, and someone to talk to")),
    ),
}
_LATER = (
    ("hv_review_date", N_("We look at this again on")),
    ("review_date", N_("We look at this again on")),
)
_CALL = (
    ("yc_emergency_plan", N_("If someone is very unwell")),
    ("cont_child_care", N_("Who looks after you if your parent cannot")),
    ("cont_out_of_hours", N_("Numbers for evenings and weekends")),
    ("lead_professional", N_("Your main worker")),
)


def lay_out_easy_read(reading: Reading) -> Iterator[Block]:
    """What the form lists for this copy, part by part; a part without an answer is left out."""
    yield title_band(reading, reading.language.text("This is for you."))
    yield from state_banners(reading)
    for title, asked in _PARTS.items():
        yield from _part(reading, title, told(reading, asked))
    yield from _part(reading, N_("What will happen"), _plans(reading))
    yield from _part(reading, N_("Who to call"), _calls(reading))
    yield Heading(2, reading.text("Who wrote this"))
    yield from signed_below(reading)


def _part(reading: Reading, title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    found = tuple(blocks)
    if found:
        yield Heading(2, reading.text(title))
        yield from found


def _plans(reading: Reading) -> Iterator[Block]:
    items = tuple(Text(words) for words in _actions(reading) if words)
    if items:
        yield BulletList(items)
    yield from told(reading, _LATER)


def _actions(reading: Reading) -> Iterator[str]:
    """Ring the school. Who: Jo. By: 3 December 2026."""
    for row in reading.rows("actions"):
        parts = (
            ("actions.what", N_("{words}")),
            ("actions.who", N_("Who: {words}")),
            ("actions.by", N_("By: {words}")),
        )
        said = (
            reading.language.text(words, words=reading.line(name, row)).rstrip(".")
            for name, words in parts
            if is_told(reading, name, row)
        )
        yield " ".join(f"{part}." for part in said)


def _calls(reading: Reading) -> Iterator[Block]:
    yield from told(reading, _CALL)
    name = writer(reading)
    if name:
        yield Heading(3, reading.text("Who you talked with"))
        yield Paragraph(Text(name))
    yield Paragraph(
        reading.text("If you or someone else is in danger now, call 999. You can always ask.")
    )
