# SPDX-License-Identifier: Apache-2.0
"""A partnership's dated facts.

P01 The milestones are the eight timings of a pregnancy, in the order of their use.
P02 A profile of nothing but its names is a profile.
"""

from datetime import date

from kinfile.forms.profile import MILESTONES, Profile


def test_there_are_eight_milestones() -> None:
    """P01"""
    assert len(set(MILESTONES)) == len(MILESTONES) == 8
    assert MILESTONES[0] == "book_by"


def test_a_profile_may_leave_everything_out() -> None:
    """P02"""
    day = date(2026, 11, 1)
    bare = Profile(id="x", name="X", nation="wales", valid_from=day, review_by=day)
    assert (bare.timings, bare.limits, bare.contacts) == ({}, {}, ())
    assert not bare.defaulted
