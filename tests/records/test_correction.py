# SPDX-License-Identifier: Apache-2.0
"""Two versions of a record compared as they print.

C01 Equal versions differ in nothing; each other answer is listed once, in the form's order.
C02 What is hidden counts as not there, and its answer is not told.
C03 Rows are told apart by their ids: struck out ones are gone, new ones were blank before.
C04 People are told by name, since their rows may be gone.
C05 Comparing backwards turns every change around.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.small import answers_of, place, report_of, small_form
from kinfile.forms.model import Form, GroupId
from kinfile.records.correction import Changed, Printed, changed
from kinfile.records.model import Answer

ITEMS = """
- {id: seen, kind: yes_no_unknown, ask: Seen?, disclose: all}
- {id: how, kind: text, ask: How?, show_when: "seen = 'yes'", disclose: all}
- {id: said, kind: long_text, ask: Said?, disclose: all}
- {id: about, kind: person, ask: Whom?, disclose: all}
- group: children
  title: Children
  row: Child
  questions: [{id: given_name, kind: text, ask: Name, disclose: all}]
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return small_form(tmp_path_factory.mktemp("forms"), ITEMS)


def printed(form: Form, **given: object) -> Printed:
    return Printed(answers=answers_of(form, given), shown=report_of(form, given).shown)


def between(form: Form, before: Printed, after: Printed) -> dict[str, Changed]:
    found = list(changed(form, before, after))
    assert len({each.place for each in found}) == len(found)
    return {str(each.path): each for each in found}


def test_only_what_differs_is_listed(form: Form) -> None:
    """C01"""
    before = printed(form, seen="yes", how="Alone", said="Fine")
    assert between(form, before, before) == {}
    after = printed(form, seen="yes", how="Together")
    found = between(form, before, after)
    assert list(found) == ["how", "said"]
    assert found["how"].before == Answer(value="Alone")
    assert found["how"].after == Answer(value="Together")
    assert (found["said"].after, found["said"].is_asked) == (None, True)


def test_a_hidden_answer_is_not_told(form: Form) -> None:
    """C02"""
    before = printed(form, seen="yes", how="Alone")
    after = printed(form, seen="no", how="Alone")
    found = between(form, before, after)
    assert (found["how"].before, found["how"].after) == (Answer(value="Alone"), None)
    assert not found["how"].is_asked
    back = between(form, after, before)
    assert (back["how"].before, back["how"].after) == (None, Answer(value="Alone"))


def test_rows_are_told_apart(form: Form) -> None:
    """C03"""
    before = printed(form, children=[{"given_name": "Ana"}, {"given_name": "Bryn"}])
    ana, bryn = before.answers.rows("children")
    struck = (replace(ana, struck=True), bryn)
    after = replace(before, answers=before.answers.with_rows(GroupId("children"), struck))
    shown = before.shown - {place("children.given_name", ana.id)}
    found = between(form, before, replace(after, shown=shown))
    assert list(found) == ["children.given_name[1]"]
    gone = found["children.given_name[1]"]
    assert (gone.before, gone.after, gone.has_row) == (Answer(value="Ana"), None, False)
    (new,) = between(form, replace(after, shown=shown), before).values()
    assert (new.before, new.after, new.has_row) == (None, Answer(value="Ana"), True)


def test_people_are_told_by_name(form: Form) -> None:
    """C04"""
    before = printed(form, about="row-1", children=[{"given_name": "Ana"}])
    after = printed(form, children=[{"given_name": "Ana"}])
    assert between(form, before, after)["about"].before == Answer(value="Ana")


@given(st.lists(st.sampled_from(["yes", "no", None]), min_size=2, max_size=2), st.data())
def test_backwards_is_the_other_way_round(form: Form, seen: list[str | None], data: object) -> None:
    """C05"""
    texts = st.sampled_from([None, "A", "B"])
    one, other = (
        printed(form, seen=each, how=data.draw(texts), said=data.draw(texts))  # type: ignore[attr-defined]
        for each in seen
    )
    there, back = between(form, one, other), between(form, other, one)
    assert set(there) == set(back)
    for path, each in there.items():
        assert (each.before, each.after) == (back[path].after, back[path].before)
