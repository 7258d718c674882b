# SPDX-License-Identifier: Apache-2.0
"""What changed between two definitions.

D01 A definition differs in nothing from itself, nor from what a vault keeps of it.
D02 Each kind of change gives one sentence, which names what it is about.
D03 Rules are told in words, each in those of its own form.
"""

from pathlib import Path

import pytest

from helpers.small import LISTS, alert, form_file, section, small_form
from kinfile.forms import catalogue, loader
from kinfile.forms.difference import differences
from kinfile.forms.model import Form
from kinfile.i18n import Language

ENGLISH = Language("en")
ITEMS = """
- {id: a, kind: choice, ask: Which?, hint: One, why: W, source: [S1.1], required: yes,
   disclose: all, options: {x: Ex, y: Why}, error: Choose}
- {id: b, kind: text, ask: Say more, disclose: restricted, show_when: "is(a, 'x')"}
- {id: n, kind: int, ask: How many?, disclose: all, max: 9}
- group: people
  title: Everybody
  row: Person
  questions: [{id: name, kind: text, ask: Name?, disclose: all}]
"""
TWO = section("two", "- {id: c, kind: text, ask: And this?, disclose: all}", opens="alert")
DEFINITIONS = "- {id: known, rule: \"is(a, 'x')\", say: it is known}"
ALERTS = alert("R01", "known", forces='["section:two", ack]') + alert("R02", "n > 3")
MORE = {"small/sections/two.yaml": TWO, "small/form.yaml": form_file(["one", "two"])}


def made(folder: Path, *, items: str = ITEMS, alerts: str = ALERTS, **more: str) -> Form:
    files = {**MORE, **{name.replace("__", "/") + ".yaml": text for name, text in more.items()}}
    definitions = files.pop("definitions.yaml", DEFINITIONS)
    return small_form(folder, items, alerts=alerts, definitions=definitions, more=files)


def said(folder: Path, **changes: str) -> list[str]:
    old, new = made(folder / "old"), made(folder / "new", **changes)
    return [change.say for change in differences(old, new, ENGLISH)]


def test_the_same_definition_differs_in_nothing(tmp_path: Path) -> None:
    """D01"""
    form = made(tmp_path)
    assert differences(form, form, ENGLISH) == ()
    assert differences(form, loader.from_json(form.body), ENGLISH) == ()


@pytest.mark.parametrize("name", catalogue.installed())
def test_a_shipped_form_differs_in_nothing_from_what_a_vault_keeps(name: str) -> None:
    """D01"""
    form = catalogue.load(name)
    assert differences(form, loader.from_json(form.body), ENGLISH) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ask: Which?", "ask: Which one?", "“Which?” is now asked as “Which one?”."),
        ("hint: One", "hint: Only one", "“Which?”: the hint was “One” and is “Only one”."),
        ("hint: One, ", "", "“Which?”: the hint “One” is gone."),
        ("ask: Name?", "ask: Name?, hint: Own", "“Name?”: it has a hint now: “Own”."),
        ("y: Why", "y: Wye", "“Which?”: the answer “Why” is now called “Wye”."),
        (", y: Why", "", "“Which?”: “Why” can no longer be answered."),
        ("y: Why", "y: Why, z: Zed", "“Which?”: “Zed” can be answered too."),
        ("x: Ex, y: Why", "y: Why, x: Ex", "“Which?”: the answers stand in another order."),
        (
            "required: yes",
            "required: no",
            "“Which?”: before: Required where it is asked. Now: Not required.",
        ),
        (
            "is(a, 'x')",
            "is(a, 'y')",
            ("“Say more”: before: Asked when “Which?” is answered ‘Ex’. "
            "Now: Asked when “Which?” is answered ‘Why’."),
        ),
        (
            "disclose: restricted",
            "disclose: all",
            ("“Say more”: before: Printed only in the full document and the restricted annex. "
            "Now: Printed in every copy, the family's too."),
        ),
        ("max: 9", "max: 8", "“How many?”: the limits of the answer, before: -9; now: -8."),
        ("kind: int", "kind: text", ("“How many?”: how it is answered, before: A whole number; "
         "now: A line of text.")),
        ("source: [S1.1]", "source: [S1.2]", "“Which?”: its sources, before: S1.1; now: S1.2."),
        ("row: Person", "row: Name", ("“Everybody”: one row was called “Person” and is called "
         "“Name”.")),
    ],
)  # fmt: skip
def test_a_change_of_a_question_is_one_sentence(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    """D02, D03"""
    assert old in ITEMS
    alerts = alert("R01", "known", forces='["section:two", ack]')
    before = made(tmp_path / "old", alerts=alerts)
    after = made(tmp_path / "new", alerts=alerts, items=ITEMS.replace(old, new, 1))
    assert [change.say for change in differences(before, after, ENGLISH)] == [sentence]


def test_what_came_went_and_moved_is_told(tmp_path: Path) -> None:
    """D02"""
    items = ITEMS.replace("- {id: n, kind: int, ask: How many?, disclose: all, max: 9}\n", "")
    two = TWO.replace("items:\n", "items:\n- {id: n, kind: int, ask: How many?, disclose: all, "
                      "max: 9}\n- {id: d, kind: text, ask: New?, disclose: all}\n")  # fmt: skip
    assert said(tmp_path, items=items, small__sections__two=two) == [
        "“How many?”: moved from “Section one” to “Section two”.",
        "“New?” is new.",
    ]


def test_a_question_that_is_gone_is_told(tmp_path: Path) -> None:
    """D02"""
    items = ITEMS.replace(
        "- {id: b, kind: text, ask: Say more, disclose: restricted, show_when: \"is(a, 'x')\"}\n",
        "",
    )
    assert said(tmp_path, items=items) == ["“Say more” is no longer asked."]


def test_another_order_is_told(tmp_path: Path) -> None:
    """D02"""
    lines = ITEMS.strip().splitlines()
    moved = "\n".join([*lines[2:4], *lines[:2], *lines[4:]])
    assert said(tmp_path, items=moved) == ["The questions of “Section one” stand in another order."]
    form = form_file(["two", "one"])
    assert said(tmp_path / "more", small__form=form) == ["The sections stand in another order."]


def test_changes_of_alerts_are_told(tmp_path: Path) -> None:
    """D02, D03"""
    alerts = alert("R02", "n > 3", severity="act_now") + alert(
        "R01", "known and n > 5", forces="[ack, summary]"
    )
    assert said(tmp_path, alerts=alerts + alert("R03", "n > 7")) == [
        "The alerts stand in another order.",
        "R02: before: Act soon; now: Act now.",
        (
            "R01: before: Raised when it is known. "
            "Now: Raised when it is known and “How many?” is more than 5."
        ),
        "The alert R03 is new.",
        "R01: no longer: It opens “Section two”.",
        "R01: from now on: It is printed in the summary.",
    ]


def test_changes_of_named_rules_and_lists_are_told(tmp_path: Path) -> None:
    """D02"""
    definitions = DEFINITIONS.replace("'x'", "'y'")
    lists = LISTS.replace("risk_now: [yes_now, suspected]", "risk_now: [yes_now]")
    assert said(tmp_path, definitions=definitions, lists=lists) == [
        "known: it stood for: “Which?” is answered ‘Ex’. Now: “Which?” is answered ‘Why’.",
        "risk_now: it held: yes_now, suspected; it now holds: yes_now.",
    ]


def test_changes_of_the_form_and_its_sections_are_told(tmp_path: Path) -> None:
    """D02"""
    form = form_file(["one", "two"]).replace("version: 1", "version: 2") + "outputs: {ward: [a]}\n"
    two = TWO.replace("opens: alert", "opens: {when: n > 3}")
    assert said(tmp_path, small__form=form, small__sections__two=two) == [
        "The form: the version was 1 and is 2.",
        (
            "“Section two”: before: Opens when an alert or the worker opens it. Now: Opens when "
            "“How many?” is more than 3, or when an alert or the worker opens it."
        ),
        "The one-page output ward holds other answers.",
    ]
