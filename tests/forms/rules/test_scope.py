# SPDX-License-Identifier: Apache-2.0
"""What rules can see.

S01 A scope begins empty, and two scopes share nothing.
S02 People are looked for among children, unborn, parents and other adults, in that order.
S03 A cell is a value and cannot be changed.
"""

import pytest

from kinfile.forms.rules.scope import NO_ROW, Cell, Names, Scope


def test_a_scope_begins_empty_and_is_its_own() -> None:
    """S01"""
    one, two = Scope(1), Scope(1)
    one.record["a"] = Cell(frozenset({"yes"}), "yes", is_value=True)
    one.rows["parents"] = [{}]
    assert not two.record
    assert not two.rows
    assert not NO_ROW


def test_people_are_looked_for_in_one_order() -> None:
    """S02"""
    names = Names(record={}, groups={}, lists={}, definitions={})
    assert tuple(names.people) == ("children", "unborn", "parents", "adults")
    assert names.severities == {"act_now", "act_soon", "info"}


def test_a_cell_cannot_be_changed() -> None:
    """S03"""
    cell = Cell(frozenset(), None, is_value=False)
    with pytest.raises(AttributeError):
        cell.plain = "other"  # type: ignore[misc]
