# SPDX-License-Identifier: Apache-2.0
"""What an export of a form leaves behind.

L01 A rule that can be said is said; one that cannot is listed with its text, once.
L02 What was found comes first, then what no export can say, the alerts last.
"""

from pathlib import Path

from helpers.translated import tiny_form
from kinfile.forms.losses import Losses
from kinfile.forms.rules.translate import CannotExpress, Inexpressible


def refuse() -> str:
    raise Inexpressible("function", "sum")


def test_a_rule_is_said_or_listed(tmp_path: Path) -> None:
    """L01"""
    losses = Losses(tiny_form(tmp_path))
    assert losses.attempt(lambda: "said", "a.show_when", "is(b, 'yes')") == "said"
    for _ in range(2):
        assert losses.attempt(refuse, "a.show_when", "sum(c, d) > 1") is None
    lost = CannotExpress("function", "a.show_when", "sum(c, d) > 1", "sum")
    assert losses.listed()[:2].count(lost) == 1


def test_alerts_come_last(tmp_path: Path) -> None:
    """L02"""
    losses = Losses(tiny_form(tmp_path))
    losses.add("rows", "children")
    listed = losses.listed()
    assert (listed[0].code, listed[-1].code) == ("rows", "alert")
    assert listed[-1] == CannotExpress("alert", "R01", "is(harm, 'yes_now')")
