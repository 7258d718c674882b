# SPDX-License-Identifier: Apache-2.0
"""From a profile's file to a Profile.

R01 Timings are weeks and days or whole days; limits are numbers.
R02 What a local profile leaves out or empty comes from the national one, and is named as such.
R03 A mistake names its file, line and column.
"""

import pytest

from helpers.small import PROFILE, national
from kinfile.errors import FormError
from kinfile.forms.profile import Contact, Profile
from kinfile.forms.profile_reader import read_profile
from kinfile.forms.source import Table, read_text

LOCAL = """
profile: a-local
name: Local
nation: england
valid_from: 2026-11-01
review_by: 2027-11-01
sources: [The partnership]
level_names: {level_1: Universal}
timings: {book_by: 8+3, refer_by: ''}
limits: {acknowledge: "2"}
contacts:
  - {role: front_door, name: Front door, phone: 01632 960001}
  - {role: police}
secure_email: Send it safely
retention_days: "20"
"""


def read(text: str, national_one: Profile | None = None) -> Profile:
    table = read_text(text, "profiles/x.yaml")
    assert isinstance(table, Table)
    return read_profile(table, national_one)


def test_numbers_are_days_or_counts() -> None:
    """R01"""
    found = read(LOCAL)
    assert found.timings == {"book_by": 59}
    assert found.limits == {"acknowledge": 2}
    assert found.contacts == (
        Contact("front_door", "Front door", "01632 960001"),
        Contact("police", "", ""),
    )
    assert found.words == {"secure_email": "Send it safely", "retention_days": "20"}
    assert found.level_names == {"level_1": "Universal"}
    assert found.sources == ("The partnership",)


def test_what_is_left_empty_is_the_national_default() -> None:
    """R02"""
    found = read(LOCAL, national())
    assert found.timings == {"book_by": 59, "refer_by": 112}
    assert found.limits == {"late_booking": 140, "stale": 30, "acknowledge": 2}
    assert found.defaulted == {"refer_by", "late_booking", "stale"}
    bare = LOCAL.replace("level_names: {level_1: Universal}\n", "")
    named = read(PROFILE + "level_names: {level_1: One}\nsecure_email: Nationally\n")
    assert read(bare, named).level_names == {"level_1": "One"}
    assert read(bare, named).words["secure_email"] == "Send it safely"


@pytest.mark.parametrize(
    ("old", "new", "problem", "line"),
    [
        ("8+3", "eight", "not-weeks-and-days", 9),
        ("8+3", "8+7", "not-weeks-and-days", 9),
        ("{book_by: 8+3, refer_by: ''}", "none", "not-a-mapping", 9),
        ("valid_from: 2026-11-01", "valid_from: today", "not-a-date", 5),
        ("review_by: 2027-11-01\n", "", "missing-key", 2),
        ("sources:", "source:", "unknown-key", 7),
        ("role: police", "rule: police", "unknown-key", 13),
        ("{role: police}", "police", "not-a-mapping", 13),
    ],
)
def test_a_mistake_names_its_place(old: str, new: str, problem: str, line: int) -> None:
    """R03"""
    assert old in LOCAL
    with pytest.raises(FormError) as caught:
        read(LOCAL.replace(old, new))
    facts = caught.value.facts
    assert (facts["file"], facts["problem"], facts["line"]) == ("profiles/x.yaml", problem, line)
