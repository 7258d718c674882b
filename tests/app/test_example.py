# SPDX-License-Identifier: Apache-2.0
"""The made-up family's file.

X01 Days are written as days from today.
X02 It is read in the reader's language where there is one, and is a document on any day.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile import bundle
from kinfile.app.example import dated, example_answers
from kinfile.i18n import Language
from kinfile.records.document import form_named, parse

TODAY = date(2026, 11, 22)


def test_days_are_days_from_today() -> None:
    """X01"""
    text = '{"a": "{today}", "b": "{today-12}", "c": "{today+100}", "d": "{tomorrow}"}'
    assert dated(text, TODAY) == (
        '{"a": "2026-11-22", "b": "2026-11-10", "c": "2027-03-02", "d": "{tomorrow}"}'
    )


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-5000, 5000))
def test_any_day_is_as_far_from_today_as_it_says(today: date, days: int) -> None:
    """X01"""
    assert dated(f"{{today{days:+d}}}", today) == (today + timedelta(days)).isoformat()


def test_it_is_read_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X02"""
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "pre_birth.json").write_text('{"on": "{today}", "said": "ŵ"}', encoding="utf-8")
    (demo / "pre_birth.cy.json").write_text('{"ar": "{today}"}', encoding="utf-8")
    monkeypatch.setattr(bundle, "resources", lambda: tmp_path)
    assert example_answers(TODAY, Language("en")) == '{"on": "2026-11-22", "said": "ŵ"}'.encode()
    assert example_answers(TODAY, Language("cy")) == b'{"ar": "2026-11-22"}'


def test_the_shipped_one_is_a_document() -> None:
    """X02"""
    whole = parse(example_answers(TODAY, Language("en")))
    assert form_named(whole) == "pre_birth"
    assert "{today" not in str(whole)
