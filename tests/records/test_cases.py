# SPDX-License-Identifier: Apache-2.0
"""Worked cases.

K01 A case that gives what it says differs in nothing.
K02 Alerts and missing answers are compared exactly, their order included; so is what was refused.
K03 A case for another form, or without a day, is no case of this form.
"""

from pathlib import Path
from typing import Any

import pytest

from helpers.small import alert, national, small_form
from kinfile.errors import Unusable
from kinfile.forms.model import Form
from kinfile.records.cases import run_case

ITEMS = """
- {id: a, kind: yes_no_unknown, ask: Q, disclose: all, required: yes}
- {id: b, kind: yes_no_unknown, ask: Q, disclose: all, required: yes}
"""
ALERTS = alert("R01", "is(a, 'no')") + alert("R02", "is(a, 'no')") + alert("R03", "is(b, 'no')")


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return small_form(tmp_path, ITEMS, alerts=ALERTS)


def run(definition: Form, **case: Any) -> list[tuple[Any, ...]]:
    whole = {"today": "2026-11-22", "answers": {"a": "no"}, **case}
    found = run_case(whole, definition, lambda _name: national())
    return [(each.about, each.expected, each.found) for each in found]


SAID: dict[str, Any] = {
    "expected_alerts": {"act_now": [], "act_soon": ["R01", "R02"]},
    "expected_missing": {"one": ["b"]},
}


def test_a_case_that_holds_differs_in_nothing(form: Form) -> None:
    """K01"""
    assert run(form, **SAID) == []


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (
            {"expected_alerts": {"act_soon": ["R02", "R01"]}},
            ("act_soon", ("R02", "R01"), ("R01", "R02")),
        ),
        ({"expected_alerts": {"act_soon": ["R01"]}}, ("act_soon", ("R01",), ("R01", "R02"))),
        (
            {"expected_alerts": {"act_soon": ["R01", "R02"], "info": ["R03"]}},
            ("info", ("R03",), ()),
        ),
        ({"expected_missing": {}}, ("one", (), ("b",))),
        ({"expected_missing": {"one": ["b"], "two": ["c"]}}, ("two", ("c",), ())),
        (
            {"answers": {"a": "no", "c": "x"}},
            ("rejected", (), ("c: unknown-question",)),
        ),
    ],
)
def test_every_difference_is_told(
    form: Form, change: dict[str, Any], difference: tuple[Any, ...]
) -> None:
    """K02"""
    assert run(form, **{**SAID, **change}) == [difference]


@pytest.mark.parametrize("change", [{"form": "other"}, {"today": None}, {"today": "soon"}])
def test_what_is_no_case_of_this_form_is_refused(form: Form, change: dict[str, Any]) -> None:
    """K03"""
    with pytest.raises(Unusable):
        run(form, **{**SAID, **change})
