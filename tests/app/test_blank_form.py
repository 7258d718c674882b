# SPDX-License-Identifier: Apache-2.0
"""An empty form for the window and the commands.

N01 Its file name says form, version and kind, and nothing else.
N02 An unknown form is refused.
N03 It can be stopped while it is drawn.
"""

from datetime import UTC, datetime

import pytest

from helpers.opened import ENGLISH
from helpers.stopping import stops
from kinfile.app.blank_form import blank_form
from kinfile.errors import Cancelled, UnknownForm
from kinfile.watch import Watch

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def test_the_name_says_what_it_is() -> None:
    """N01"""
    made = blank_form("hospital_visit", ENGLISH, at=AT, fillable=True, large_print=True)
    assert made.name == "KF-hospital_visit-empty-v1-large-print-fillable.pdf"
    assert made.pdf.startswith(b"%PDF-1.7")


def test_an_unknown_form_is_refused() -> None:
    """N02"""
    with pytest.raises(UnknownForm):
        blank_form("nonsense", ENGLISH, at=AT)


def test_it_can_be_stopped() -> None:
    """N03"""

    def draw(watch: Watch) -> object:
        return blank_form("hospital_visit", ENGLISH, at=AT, watch=watch)

    for watch in stops(draw):
        with pytest.raises(Cancelled):
            draw(watch)
