# SPDX-License-Identifier: Apache-2.0
"""`record set DIR REF PATH VALUE` and `record acknowledge`.

S01 VALUE is JSON where the question takes such JSON, else the text as it stands.
S02 A value that cannot be kept is said with its path, 1, and nothing changes.
S03 A path one past the last row adds a row; further is refused; both spellings are taken.
S04 A status needs no value; a group takes "none".
S05 An acknowledgement is kept only where it counts: else 1, and the reason.
"""

from typing import Any

import pytest

from helpers.commands import Run
from kinfile.cli.record.setting import value_of
from kinfile.forms import catalogue
from kinfile.forms.model import QuestionId


def answers_of(in_vault: Run, ref: str) -> dict[str, Any]:
    found: dict[str, Any] = in_vault("record show", ref, "--json").document["answers"]
    return found


QUESTIONS = catalogue.load("pre_birth").by_id()


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("concealed", "no", "no"),
        ("edd", "2027-03-01", "2027-03-01"),
        ("edd", '"2027-03-01"', "2027-03-01"),
        ("edd", "null", None),
        ("maternity_unit", "Fictional General", "Fictional General"),
        ("maternity_unit", "12", "12"),
        ("maternity_unit", "null", "null"),
        ("maternity_unit", '["home"]', '["home"]'),
        ("maternity_unit", '"quoted"', '"quoted"'),
        ("maternity_unit", "true", "true"),
        ("maternity_unit", "{not JSON", "{not JSON"),
        ("maternity_unit", "[" * 100_000, "[" * 100_000),
        ("maternity_unit", '{"status": "declined"}', {"status": "declined"}),
        ("number_of_babies", "2", 2),
        ("number_of_babies", "two", "two"),
        ("number_of_babies", "1.5", 1.5),
        ("decision", '["early_help"]', ["early_help"]),
        ("decision", "early_help", "early_help"),
        ("assessor_phone", "01632 960114", "01632 960114"),
        ("assessor_phone", "999", "999"),
        ("children.nhs_number", "9991000003", "9991000003"),
        ("children.dob", "2019", "2019"),
        ("domestic_abuse", '{"value": "no", "evidence": "x"}', {"value": "no", "evidence": "x"}),
        ("parents.address", '{"lines": ["1 Example Street"]}', {"lines": ["1 Example Street"]}),
        ("parents.address", "1 Example Street", "1 Example Street"),
        ("sibling_voice", "I tell Teddy", "I tell Teddy"),
        ("children", '{"status": "none"}', {"status": "none"}),
        ("children", "[]", []),
        ("children", "two", "two"),
    ],
)
def test_a_value_is_read_as_the_question_takes_it(question: str, typed: str, value: object) -> None:
    """S01"""
    found = value_of(QUESTIONS.get(QuestionId(question)), typed)
    assert found == value
    assert type(found) is type(value)


def test_an_answer_is_kept(in_vault: Run, ref: str) -> None:
    """S01"""
    said = in_vault("record set", ref, "number_of_babies", "2", "--json")
    assert said.code == 0
    assert tuple(said.document) == ("kept", "path")
    assert said.document["path"] == "number_of_babies"
    assert isinstance(said.document["kept"], int)
    assert answers_of(in_vault, ref)["number_of_babies"] == 2


def test_nothing_blanks_an_answer(in_vault: Run, ref: str) -> None:
    """S01"""
    in_vault("record set", ref, "edd", "2027-03-01")
    assert in_vault("record set", ref, "edd", "").code == 0
    assert "edd" not in answers_of(in_vault, ref)


def test_a_value_that_cannot_be_kept_changes_nothing(in_vault: Run, ref: str) -> None:
    """S02"""
    before = answers_of(in_vault, ref)
    refused = {
        ("nonsense", "1"): "no such question",
        ("a b", "1"): "does not name a question",
        ("jurisdiction", "france"): "none of the answers",
        ("number_of_babies", "two"): "not the kind of value",
        ("edd", "tomorrow"): "no date",
        ("parents.role[2]", "mother"): "no such row",
        ("record_ref", "X"): "fills this in itself",
        ("children", "two"): "not the kind of value",
    }
    for (path, value), words in refused.items():
        said = in_vault("record set", ref, path, value, "--json")
        assert said.code == 1
        assert tuple(said.document) == ("rejected", "path")
        assert said.document["path"] == path
        assert words in said.document["rejected"]
        assert said.message.startswith(f"kinfile-cli: {path}: ")
    assert answers_of(in_vault, ref) == before


def test_rows_are_added_one_by_one(in_vault: Run, ref: str) -> None:
    """S03"""
    assert in_vault("record set", ref, "parents.role[1]", "mother").code == 0
    said = in_vault("record set", ref, "parents[2].role", "father", "--json")
    assert (said.code, said.document["path"]) == (0, "parents.role[2]")
    assert in_vault("record set", ref, "parents.role[4]", "mother").code == 1
    assert answers_of(in_vault, ref)["parents"] == [{"role": "mother"}, {"role": "father"}]


def test_a_status_with_its_reason(in_vault: Run, ref: str) -> None:
    """S04"""
    status = ("--status", "not_asked", "--reason", "not_safe")
    assert in_vault("record set", ref, "domestic_abuse", *status).code == 0
    assert in_vault("record set", ref, "children", "--status", "none").code == 0
    found = answers_of(in_vault, ref)
    assert found["domestic_abuse"] == {"status": "not_asked", "reason": "not_safe"}
    assert found["children"] == {"status": "none"}
    assert in_vault("record set", ref, "domestic_abuse", "--status", "perhaps").code == 1


def test_the_same_answer_again_is_kept_too(in_vault: Run, ref: str) -> None:
    """S01: nothing changed, and the reply is a number all the same."""
    first = in_vault("record set", ref, "edd", "2027-03-01", "--json").document["kept"]
    again = in_vault("record set", ref, "edd", "2027-03-01", "--json").document["kept"]
    assert again >= first


def suicidal(in_vault: Run, ref: str) -> None:
    for path, value in (("role", "mother"), ("suicidal", "yes_now"), ("hopeless", "yes_now")):
        in_vault("record set", ref, f"parents.{path}[1]", value)


def test_an_alert_is_acknowledged(in_vault: Run, ref: str) -> None:
    """S05"""
    suicidal(in_vault, ref)
    said = in_vault(
        *("record acknowledge", ref, "R01", "--by", "Jo Example"),
        *("--note", "Stayed until the crisis team came", "--json"),
    )
    assert said.code == 0
    assert said.document["acknowledged"] is True
    alert = in_vault("record check", ref, "--json").document["alerts"][0]
    assert (alert["id"], alert["acknowledged"]) == ("R01", True)


def test_an_alert_that_asks_for_nothing_is_not_acknowledged(in_vault: Run, ref: str) -> None:
    """S05"""
    in_vault("record set", ref, "warning_signs", "yes_now")
    for alert in ("R25", "R99", "nonsense"):
        said = in_vault("record acknowledge", ref, alert, "--by", "Jo", "--note", "Done", "--json")
        assert said.code == 1
        assert tuple(said.document) == ("rejected", "alert")
        assert said.document["alert"] == alert


def test_a_reason_too_short_to_be_one_is_refused(in_vault: Run, ref: str) -> None:
    """S05"""
    for path, value in (("role", "mother"), ("hopeless", "yes_now"), ("suicidal", "not_asked")):
        in_vault("record set", ref, f"parents.{path}[1]", value)
    short = in_vault("record acknowledge", ref, "R10", "--by", "Jo", "--note", "Later", "--json")
    assert short.code == 1
    assert "in 20 characters or more" in short.document["rejected"]
    nobody = in_vault("record acknowledge", ref, "R10", "--by", " ", "--note", "x" * 30)
    assert nobody.code == 1
    assert "who did it" in nobody.message
    long = in_vault(
        *("record acknowledge", ref, "R10", "--by", "Jo"),
        *("--note", "Her sister stayed in the room; asked on Friday"),
    )
    assert long.code == 0


def test_one_text_is_confirmed_by_its_path(in_vault: Run, ref: str) -> None:
    """S05"""
    suicidal(in_vault, ref)
    path = "parents.suicide_safety[1]"
    in_vault("record set", ref, path, "The baby keeps her going.")
    arguments = ("R03", "--by", "Jo Example", "--note", "Her own words, quoted")
    whole = in_vault("record acknowledge", ref, *arguments, "--json")
    assert whole.code == 1
    assert path in whole.document["rejected"]
    elsewhere = in_vault("record acknowledge", ref, *arguments, "--path", "worries", "--json")
    assert elsewhere.code == 1
    assert in_vault("record acknowledge", ref, *arguments, "--path", path).code == 0
