# SPDX-License-Identifier: Apache-2.0
"""A form made ready to run.

G01 Questions are in an order in which each can be decided after everything its rule reads.
G02 Rules that go round in a circle are refused, with everything in the circle.
G03 A mistake in a rule is a FormError with the file, line and column at which it stands, also
    where it stands in a definition.
G04 Alerts that ask which others stand come late; each knows the questions it reads.
G05 A form is compiled once.
"""

from pathlib import Path

import pytest

from helpers.small import alert, section, small_form
from kinfile.errors import FormError
from kinfile.records.program import QuestionStep, program_of

ITEM = "- {id: %s, kind: %s, ask: Q, disclose: all%s}"


def item(name: str, show_when: str = "", kind: str = "yes_no_unknown") -> str:
    return ITEM % (name, kind, f', show_when: "{show_when}"' if show_when else "")


def order(folder: Path, items: str, **more: str) -> list[str]:
    """Questions and sections in the order in which they are decided."""
    form = small_form(folder, items, definitions=more.pop("definitions", "[]"), more=more)
    return [
        step.question.id if isinstance(step, QuestionStep) else f"section {step.section.id}"
        for step in program_of(form).steps
    ]


def test_a_question_is_decided_after_what_its_rule_reads(tmp_path: Path) -> None:
    """G01"""
    found = order(
        tmp_path,
        "\n".join(
            [item("a", "is(b, 'yes')"), item("b", "is(c, 'yes') and through"), item("c"), item("d")]
        ),
        definitions="- {id: through, rule: \"is(d, 'yes')\"}",
    )
    assert found.index("c") < found.index("b") < found.index("a")
    assert found.index("d") < found.index("b")
    assert found[0] == "section one"


def test_a_section_is_decided_before_its_questions_and_after_its_rule(tmp_path: Path) -> None:
    """G01"""
    found = order(
        tmp_path,
        item("a"),
        **{
            "small/sections/a_early.yaml": section(
                "a_early", item("z"), opens="{when: \"is(a, 'yes')\"}"
            )
        },
    )
    assert found.index("a") < found.index("section a_early") < found.index("z")


def test_rows_are_decided_before_what_counts_them(tmp_path: Path) -> None:
    """G01"""
    found = order(
        tmp_path,
        item("a", "any(parents, is(ill, 'yes'))")
        + "\n- {group: parents, title: P, row: P, questions: [{id: ill, kind: yes_no_unknown, "
        "ask: Q, disclose: all, show_when: \"is(known, 'yes')\"}, "
        "{id: known, kind: yes_no_unknown, ask: Q, disclose: all}]}",
    )
    assert found.index("parents.known") < found.index("parents.ill") < found.index("a")


@pytest.mark.parametrize(
    ("items", "circle"),
    [
        ([item("a", "is(b, 'yes')"), item("b", "is(a, 'yes')")], {"a", "b"}),
        ([item("a", "not answered(a)")], {"a"}),
        ([item("a", "is(b, 'yes')"), item("b", "round")], {"a", "b"}),
    ],
)
def test_a_circle_is_refused(tmp_path: Path, items: list[str], circle: set[str]) -> None:
    """G02"""
    form = small_form(tmp_path, "\n".join(items), definitions="- {id: round, rule: answered(a)}")
    with pytest.raises(FormError) as caught:
        program_of(form)
    facts = caught.value.facts
    assert facts["problem"] == "cycle"
    assert facts["file"] == "small/sections/one.yaml"
    assert set(str(facts["found"]).split(", ")) == circle


def test_a_section_that_its_own_question_opens_is_a_circle(tmp_path: Path) -> None:
    """G02"""
    two = section("two", item("z"), opens="{when: answered(z)}")
    form = small_form(tmp_path, item("a"), more={"small/sections/two.yaml": two})
    with pytest.raises(FormError) as caught:
        program_of(form)
    assert caught.value.facts["problem"] == "cycle"
    assert "section two" in str(caught.value.facts["found"])


DEEP = """
- id: deep
  rule: answered(a) or deeper
- id: deeper
  rule: answered(a) and typo > 1
"""


@pytest.mark.parametrize(
    ("items", "more", "file", "problem", "fragment"),
    [
        (
            item("a") + "\n- id: b\n  kind: text\n  ask: Q\n  disclose: all\n"
            "  show_when: answered(a) and is(a, 'maybe')",
            {},
            "small/sections/one.yaml",
            "rule-code",
            "'maybe')",
        ),
        (
            item("a"),
            {"shared/alerts.yaml": alert("R01", "answered(a) or typo > 1")},
            "shared/alerts.yaml",
            "rule-name",
            "typo > 1",
        ),
        (
            item("a") + "\n" + item("b", "deep"),
            {"definitions.yaml": DEEP},
            "definitions.yaml",
            "rule-name",
            "typo > 1",
        ),
    ],
)
def test_a_mistake_in_a_rule_names_its_place(
    tmp_path: Path, items: str, more: dict[str, str], file: str, problem: str, fragment: str
) -> None:
    """G03"""
    form = small_form(tmp_path, items, more=more)
    with pytest.raises(FormError) as caught:
        program_of(form)
    facts = caught.value.facts
    assert (facts["file"], facts["problem"]) == (file, problem)
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    line, column = facts["line"], facts["column"]
    assert isinstance(line, int)
    assert isinstance(column, int)
    assert lines[line - 1][column - 1 :].startswith(fragment)
    assert fragment in str(facts["rule"])


def test_alerts_that_ask_for_others_come_late(tmp_path: Path) -> None:
    """G04"""
    form = small_form(
        tmp_path,
        "\n".join([item("b"), item("a")]),
        alerts=alert("R01", "others")
        + alert("R02", "is(a, 'yes') and is(b, 'yes')")
        + alert("R03", "alerts_standing('info') = 0"),
        definitions="- {id: others, rule: \"alerts_standing('act_now') > 0 or answered(a)\"}",
    )
    program = program_of(form)
    assert [ready.alert.id for ready in program.early] == ["R02"]
    assert [ready.alert.id for ready in program.late] == ["R01", "R03"]
    assert [question.id for question in program.early[0].reads] == ["b", "a"]
    assert [question.id for question in program.late[0].reads] == ["a"]


def test_safety_questions_are_those_that_the_definition_counts(tmp_path: Path) -> None:
    """G04"""
    form = small_form(
        tmp_path,
        "\n".join([item("a"), item("b")]),
        definitions="- {id: safety_gaps, rule: \"how_many(is(b, 'not_known'))\"}",
    )
    assert program_of(form).safety == {"b"}
    assert program_of(small_form(tmp_path / "bare", item("a"))).safety == frozenset()


def test_a_form_is_compiled_once(tmp_path: Path) -> None:
    """G05"""
    form = small_form(tmp_path, item("a"))
    assert program_of(form) is program_of(form)


def test_rules_that_require_are_found_by_question_and_group(tmp_path: Path) -> None:
    form = small_form(
        tmp_path,
        item("a")
        + "\n- {id: b, kind: text, ask: Q, disclose: all, required_when: \"is(a, 'yes')\"}"
        + "\n- {group: g, title: G, row: R, required_when: \"is(a, 'yes')\", questions: []}",
    )
    program = program_of(form)
    assert program.required.keys() == {"b"}
    assert program.rows_required.keys() == {"g"}
