# SPDX-License-Identifier: Apache-2.0
"""`check FORM ANSWERS.json`: the engine alone, with the JSON that other programs rely on.

K01 The document has exactly the keys of the design, and lists every section of the form.
K02 0 only where nothing is missing, no problem is an error and nothing was refused; else 1.
K03 Values that cannot be kept are named by path, and read as blank.
K04 A file that is no use at all is one line with the file, 2, and nothing on standard output.
K05 Today is --today, else the file's, else the clock's.
K06 A form may be named by its folder, so that a definition is tried before it is installed.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import CASES, ROOT, Run, Said
from kinfile.app.example import dated
from kinfile.forms import catalogue

Answers = Callable[..., Path]

KEYS = (
    *("form", "version", "complete", "sections", "alerts", "gaps", "set_aside", "milestones"),
    "rejected",
)


def check(run: Run, file: Path, *more: object) -> Said:
    said = run("check", "pre_birth", file, "--json", *more)
    assert tuple(said.document) == KEYS
    return said


def rejected(said: Said) -> dict[str, str]:
    return {each["path"]: each["say"] for each in said.document["rejected"]}


def test_every_section_of_the_form_is_listed_in_order(run: Run, answers: Answers) -> None:
    """K01"""
    form = catalogue.load("pre_birth")
    document = check(run, answers()).document
    assert (document["form"], document["version"]) == ("pre_birth", form.version)
    assert list(document["sections"]) == [section.id for section in form.sections]
    for section in document["sections"].values():
        assert tuple(section) == ("state", "forced", "missing", "problems")


def test_blank_answers_are_missing_by_path_and_by_row(run: Run, answers: Answers) -> None:
    """K01"""
    said = check(run, answers(parents=[{"role": "mother"}]))
    assert said.code == 1
    assert not said.document["complete"]
    sections = said.document["sections"]
    assert sections["parents"]["state"] == "in_progress"
    assert "request_date" in sections["about"]["missing"]
    missing = sections["parents"]["missing"]
    assert missing[0] == "parents: 1 of 2 rows"
    assert "parents.given_name[1]" in missing


def test_alerts_gaps_and_milestones_have_the_keys_of_the_design(run: Run, answers: Answers) -> None:
    """K01"""
    file = answers(
        whole={
            "form": "pre_birth",
            "today": "2026-11-22",
            "answers": {
                "edd": "2027-03-01",
                "domestic_abuse": {"status": "not_asked", "reason": "third_party_present"},
                "parents": [{"role": "mother", "given_name": "Marigold", "suicidal": "yes_now"}],
                "milestones": [
                    {"name": "book_by", "due": "2026-08-03", "done_date": "2026-08-01"},
                    {"name": "refer_by", "due": "2026-09-14"},
                ],
            },
            "alerts": {"R01": {"by": "J. Rowe", "note": "Stayed until the crisis team came"}},
        }
    )
    document = check(run, file).document
    assert document["gaps"] == [
        {"path": "domestic_abuse", "status": "not_asked", "reason": "third_party_present"}
    ]
    assert document["milestones"] == [
        {"name": "book_by", "due": "2026-08-03", "done": "2026-08-01", "overdue": False},
        {"name": "refer_by", "due": "2026-09-14", "done": None, "overdue": True},
    ]
    alert = document["alerts"][0]
    assert tuple(alert) == (
        *("id", "severity", "say", "because", "source", "acknowledged", "forces"),
    )
    assert (alert["id"], alert["severity"], alert["acknowledged"]) == ("R01", "act_now", True)
    assert alert["because"] == ["parents.suicidal[1]"]
    assert alert["source"]
    assert "section:safety_now" in alert["forces"]
    assert document["sections"]["safety_now"]["forced"] is True
    assert "now_safe" in document["sections"]["safety_now"]["missing"]


def test_an_odd_answer_is_a_problem_with_its_words(run: Run, answers: Answers) -> None:
    """K01"""
    problems = check(run, answers(assessor_phone="12")).document["sections"]["about"]["problems"]
    assert problems == [
        {
            "code": "phone-shape",
            "path": "assessor_phone",
            "level": "check",
            "say": "This does not look like a UK phone number."
            " Compare it with the notes. Is it right as it stands?",
        }
    ]


def test_dates_out_of_order_name_the_other_question(run: Run, answers: Answers) -> None:
    """K01"""
    file = answers(request_date="2026-11-20", first_contact_date="2026-11-01")
    (problem,) = check(run, file).document["sections"]["about"]["problems"]
    assert (problem["code"], problem["level"]) == ("date-order", "error")
    assert "“Date the assessment was asked for”" in problem["say"]


def test_a_hidden_answer_is_set_aside(run: Run, answers: Answers) -> None:
    """K01"""
    file = answers(privacy_of_contact="no", privacy_detail="Her sister")
    assert check(run, file).document["set_aside"] == ["privacy_detail"]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda case: case.stem)
def test_the_exit_code_says_whether_it_is_complete(run: Run, case: Path) -> None:
    """K02"""
    said = check(run, case)
    assert said.code == (0 if said.document["complete"] else 1)
    assert said.document["rejected"] == []


def test_the_made_up_family_is_complete_and_odd_in_nothing(run: Run, tmp_path: Path) -> None:
    """K02: what the demo types in."""
    text = (ROOT / "resources" / "demo" / "pre_birth.json").read_text(encoding="utf-8")
    from datetime import date

    file = tmp_path / "family.json"
    file.write_text(dated(text, date(2026, 11, 22)), encoding="utf-8")
    said = check(run, file, "--today", "2026-11-22")
    assert said.code == 0
    document = said.document
    assert [alert["id"] for alert in document["alerts"]] == ["R01", "R25", "R28", "R59"]
    assert [each for each in document["sections"].values() if each["problems"]] == []


@pytest.mark.parametrize(
    ("given", "path", "words"),
    [
        ({"no_such_question": 1}, "no_such_question", "no such question"),
        ({"jurisdiction": "france"}, "jurisdiction", "none of the answers"),
        ({"number_of_babies": "two"}, "number_of_babies", "not the kind of value"),
        ({"number_of_babies": True}, "number_of_babies", "not the kind of value"),
        ({"number_of_babies": 1.5}, "number_of_babies", "not the kind of value"),
        ({"decision": "early_help"}, "decision", "not the kind of value"),
        ({"decision": ["early_help", "nonsense"]}, "decision", "none of the answers"),
        ({"edd": "2027-02-30"}, "edd", "no such day"),
        ({"edd": "2027-02"}, "edd", "needs a day"),
        ({"worries": "a\u0000b"}, "worries", "cannot be stored"),
        ({"worries": 7}, "worries", "not the kind of value"),
        ({"parents": "two"}, "parents", "not the kind of value"),
        ({"parents": ["two"]}, "parents[1]", "not the kind of value"),
        ({"parents": [{}, {"role": "aunt"}]}, "parents.role[2]", "none of the answers"),
        ({"parents": [{"shoe": 1}]}, "parents.shoe[1]", "no such question"),
        ({"agreement": {"status": "perhaps"}}, "agreement", "none of the four"),
        ({"domestic_abuse": {"value": "no", "why": 1}}, "domestic_abuse", "a part"),
    ],
)
def test_a_value_that_cannot_be_kept_is_named_and_the_rest_is_kept(
    run: Run, answers: Answers, given: dict[str, Any], path: str, words: str
) -> None:
    """K02, K03"""
    said = check(run, answers(**given, assessor_name="Jo Example"))
    assert said.code == 1
    assert list(rejected(said)) == [path]
    assert words in rejected(said)[path]
    assert said.message.startswith(f"{path}: ")
    assert "assessor_name" not in said.document["sections"]["about"]["missing"]


def test_a_refused_value_reads_as_blank(run: Run, answers: Answers) -> None:
    """K03"""
    said = check(run, answers(edd="2027-02-30"))
    assert "edd" in said.document["sections"]["pregnancy"]["missing"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON from line 1, column 2"),
        (b'{"form": "pre_birth",\n "answers": {"edd" "x"}}', "line 2, column 20"),
        (b"[]", "not an object"),
        (b'"text"', "not an object"),
        (b"\x00" * 64, "not JSON"),
        (b"\xff\xfe{}", "not text in UTF-8"),
        (b'{"answers": []}', '"answers" in the file is not an object'),
        (b'{"form": "young_carer", "answers": {}}', "for another form than pre_birth"),
        (b'{"form": "pre_birth", "today": "soon", "answers": {}}', '"today" in the file'),
        (b'{"answers": {"edd": NaN}}', "not JSON"),
        (b"[" * 100_000, "brackets within brackets"),
        (b'{"a":' * 100_000, "brackets within brackets"),
        (b"", "not JSON"),
        (b"9" * 10_000, "nothing was stored"),
    ],
)
def test_a_file_that_is_no_use_is_one_line(
    run: Run, tmp_path: Path, content: bytes, words: str
) -> None:
    """K04"""
    file = tmp_path / "answers.json"
    file.write_bytes(content)
    said = run("check", "pre_birth", file, "--json")
    assert (said.code, said.out) == (2, "")
    assert said.message.startswith(f"kinfile-cli: {file}")
    assert words in said.message
    assert "nothing was stored" in said.message


def test_a_hundred_megabytes_of_zeros_are_refused_at_once(run: Run, tmp_path: Path) -> None:
    """K04"""
    file = tmp_path / "zeros.json"
    with file.open("wb") as sparse:
        sparse.truncate(100 * 1024 * 1024)
    said = run("check", "pre_birth", file)
    assert (said.code, said.out) == (2, "")
    assert "larger than 20 MB" in said.message


def test_a_file_that_is_not_there_or_is_a_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    """K04"""
    assert "There is no file" in run("check", "pre_birth", tmp_path / "none.json").message
    said = run("check", "pre_birth", tmp_path)
    assert said.code == 2
    assert "cannot be read" in said.message


def test_an_unknown_form_says_where_the_forms_are_listed(run: Run, answers: Answers) -> None:
    """K04"""
    said = run("check", "nonsense", answers())
    assert said.code == 2
    assert "kinfile-cli forms list" in said.message


def test_today_is_the_options_then_the_files_then_the_clocks(
    run: Run, answers: Answers, tmp_path: Path
) -> None:
    """K05: a date in the future of that day is an error."""

    def is_future(said: Said) -> bool:
        problems = said.document["sections"]["about"]["problems"]
        return [problem["code"] for problem in problems] == ["date-in-future"]

    file = answers(request_date="2026-11-22")
    assert not is_future(check(run, file))
    assert is_future(check(run, file, "--today", "2026-11-21"))
    without = tmp_path / "without.json"
    without.write_text(json.dumps({"answers": {"request_date": "2026-11-23"}}), encoding="utf-8")
    assert is_future(check(run, without))


def test_for_a_person_it_says_the_same_in_lines(run: Run, answers: Answers) -> None:
    """K01"""
    file = answers(
        assessor_phone="12",
        privacy_of_contact="no",
        privacy_detail="x",
        parents=[{"suicidal": "yes_now"}],
    )
    said = run("check", "pre_birth", file)
    assert said.code == 1
    assert said.out.startswith("Pre-birth assessment, version ")
    for line in ("assessor_phone: This does not", "R01 (act_now)", "Set aside", "not complete"):
        assert line in said.out


def test_a_form_may_be_named_by_its_folder(run: Run, answers: Answers, tmp_path: Path) -> None:
    """K06"""
    folder = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", folder)
    head = folder / "pre_birth" / "form.yaml"
    head.write_text(head.read_text("utf-8").replace("version: 1", "version: 7"), "utf-8")
    assert run("check", folder / "pre_birth", answers(), "--json").document["version"] == 7
