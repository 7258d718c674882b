# SPDX-License-Identifier: Apache-2.0
"""The letter after a decision on visits: what was decided, on what conditions, how to question it.

The reasons stay in the record, since they may speak of other people.
"""

from collections.abc import Iterator

from kinfile.export.blocks import Banner, BannerKind, Block, Heading, Paragraph
from kinfile.export.layout.one_page import facts, signed_below, table
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.titles import state_banners, title_band
from kinfile.i18n import N_

_DECISION = (
    ("hv_best_interests", N_("Are visits in the child's best interests?")),
    ("hv_conditions", N_("Conditions")),
    ("hv_alternative", N_("Other ways to keep in touch")),
    ("hv_decided_by", N_("Decided by")),
    ("hv_told", N_("Told of the decision")),
    ("hv_review_date", N_("Looked at again on")),
)


def lay_out_visit_decision(reading: Reading) -> Iterator[Block]:
    """The decision, and how to question it."""
    yield title_band(reading, reading.language.date(reading.of.made_at.date()))
    yield from state_banners(reading)
    yield Banner(
        BannerKind.NOTE,
        reading.text("This letter says what was decided about a child visiting on the ward."),
    )
    yield from table(facts(reading, _DECISION))
    yield Heading(2, reading.text("If you do not agree"))
    yield Paragraph(
        reading.text(
            "You may question the decision. Say so to the person who wrote this letter or to the "
            "ward, in your own words, and ask for it to be looked at again. Someone may help you."
        )
    )
    yield Paragraph(reading.text("The hospital also has to tell you how to make a complaint."))
    yield from signed_below(reading)
