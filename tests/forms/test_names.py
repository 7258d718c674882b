# SPDX-License-Identifier: Apache-2.0
"""The names that a form gives to its rules.

N01 Each kind of question compares as what it holds, or as nothing.
N02 `is` may ask for a question's own codes and the four statuses; a milestone's name for any.
N03 Questions of a group are named within it.
"""

from pathlib import Path

import pytest

from helpers.small import small_form
from kinfile.forms.model import Form, Kind, NonAnswer
from kinfile.forms.names import LIMITS, names_of
from kinfile.forms.profile import MILESTONES
from kinfile.forms.rules.scope import Field

COMPARES = {
    **dict.fromkeys(Kind, "text"),
    Kind.INT: "number",
    Kind.DATE: "day",
    Kind.CHOICE: "code",
    Kind.YES_NO_UNKNOWN: "code",
    Kind.RISK: "code",
    Kind.MULTI: "nothing",
    Kind.ADDRESS: "nothing",
    Kind.SIGNATURE: "nothing",
    Kind.DECLARATION: "nothing",
}


def item(kind: Kind) -> str:
    more = ", options: {one: One}" if kind in (Kind.CHOICE, Kind.MULTI) else ""
    more = ", calculation: record_reference" if kind is Kind.CALCULATED else more
    return f"- {{id: {kind}, kind: {kind}, ask: Q, disclose: all{more}}}"


@pytest.fixture
def form(tmp_path: Path) -> Form:
    kinds = "\n".join(item(kind) for kind in Kind)
    return small_form(
        tmp_path,
        f"""{kinds}
- group: milestones
  title: M
  row: M
  questions:
    - {{id: name, kind: calculated, ask: N, disclose: all, calculation: milestone_name}}
    - {{id: due, kind: calculated, ask: D, disclose: all, calculation: milestone_due}}
""",
    )


def test_each_kind_compares_as_what_it_holds(form: Form) -> None:
    """N01"""
    record = names_of(form).record
    assert {Kind(name): field.compares for name, field in record.items()} == COMPARES
    assert [kind for kind in Kind if record[kind].is_multi] == [Kind.MULTI]


def test_codes_are_the_questions_own_and_the_statuses(form: Form) -> None:
    """N02"""
    record = names_of(form).record
    statuses = frozenset(status.value for status in NonAnswer)
    assert record["risk"].codes == frozenset({"yes_now", "yes_past", "suspected", "no"}) | statuses
    assert record["yes_no_unknown"].codes == frozenset({"yes", "no"}) | statuses
    assert record["choice"].codes == frozenset({"one"}) | statuses
    assert record["multi"].codes == frozenset({"one"}) | statuses
    assert record["text"].codes == statuses
    assert record["date"].codes == statuses


def test_questions_of_a_group_are_named_within_it(form: Form) -> None:
    """N01, N02, N03"""
    names = names_of(form)
    assert names.groups["milestones"] == {
        "name": Field("milestones.name", "milestones", "text", None),
        "due": Field("milestones.due", "milestones", "day", frozenset(NonAnswer)),
    }
    assert "name" not in names.record
    assert names.timings == frozenset(MILESTONES)
    assert names.limits == LIMITS
    assert tuple(names.wordlists) == ("child_protective",)
