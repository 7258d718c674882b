# SPDX-License-Identifier: Apache-2.0
"""`--why PATH` of check and record check.

Y01 The key "why" holds each path that was asked for, and is not there where none was.
Y02 Each says whether it is shown and required, the answers that decided, and sentences.
Y03 Either spelling of a path is taken, and the one spelling is given back.
Y04 What is no question of the record, or names a row that is not there, is one line and 2.
Y05 Without --json the sentences follow the rest of the check, under their path.
Y06 record check answers the same, for the day that was asked for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import Run

Answers = Callable[..., Path]


def why(run: Run, file: Path, *paths: str) -> dict[str, Any]:
    asked = [part for path in paths for part in ("--why", path)]
    found: dict[str, Any] = run("check", "pre_birth", file, "--json", *asked).document["why"]
    return found


def test_nothing_changes_where_nothing_was_asked(run: Run, answers: Answers) -> None:
    """Y01"""
    assert "why" not in run("check", "pre_birth", answers(), "--json").document


def test_each_path_is_explained(run: Run, answers: Answers) -> None:
    """Y01, Y02"""
    file = answers(domestic_abuse="suspected", privacy_of_contact="no", privacy_detail="Her sister")
    found = why(run, file, "da_victim", "privacy_detail", "edd")
    assert list(found) == ["da_victim", "privacy_detail", "edd"]
    said = "“Is there domestic abuse in this family?” is answered “Suspected”."
    assert found["da_victim"] == {
        "shown": True,
        "required": True,
        "because": [{"path": "domestic_abuse", "say": said}],
        "lines": [
            f"Asked because {said}",
            "Required where it is asked.",
            "Still to be answered.",
        ],
    }
    hidden = found["privacy_detail"]
    assert (hidden["shown"], hidden["required"]) == (False, False)
    assert [each["path"] for each in hidden["because"]] == ["privacy_of_contact"]
    assert hidden["lines"][0].startswith("Hidden because “")
    assert found["edd"]["because"] == []


def test_either_spelling_is_taken(run: Run, answers: Answers) -> None:
    """Y03"""
    file = answers(parents=[{}, {"mh_concern": "yes_now"}])
    found = why(run, file, "parents[2].mh_course", "parents.mh_course[1]")
    assert list(found) == ["parents.mh_course[2]", "parents.mh_course[1]"]
    assert found["parents.mh_course[2]"]["shown"] is True
    assert found["parents.mh_course[1]"]["because"][0]["path"] == "parents.mh_concern[1]"


@pytest.mark.parametrize(
    "path",
    [
        *("", "Note!", "no_such_question", "parents", "parents[1]", "parents.suicidal"),
        *("parents.suicidal[0]", "parents.suicidal[9]", "edd[1]", "edd.x[1]", "x" * 5000),
    ],
)
def test_what_is_no_question_is_one_line(run: Run, answers: Answers, path: str) -> None:
    """Y04"""
    said = run("check", "pre_birth", answers(parents=[{}]), "--json", "--why", path)
    assert (said.code, said.out) == (2, "")
    assert "is not a question that this record has" in said.message


def test_for_a_person_it_stands_below_the_rest(run: Run, answers: Answers) -> None:
    """Y05"""
    said = run("check", "pre_birth", answers(domestic_abuse="no"), "--why", "da_victim")
    assert said.code == 1
    lines = said.out.splitlines()
    at = lines.index("  da_victim")
    assert lines[at + 1].startswith("    Hidden because “Is there domestic abuse")


def test_record_check_says_the_same(in_vault: Run, ref: str) -> None:
    """Y06"""
    in_vault("record set", ref, "edd", "2026-12-01")
    asked = ("record check", ref, "--why", "crying_plan", "--json")
    near = in_vault(*asked, "--today", "2026-11-22").document["why"]["crying_plan"]
    early = in_vault(*asked, "--today", "2026-05-01").document["why"]["crying_plan"]
    assert (near["shown"], early["shown"]) == (True, False)
    assert "Today is 1 May 2026." in early["lines"]
    assert [each["path"] for each in early["because"]] == ["edd"]
    said = in_vault("record check", ref, "--why", "nonsense", "--json")
    assert (said.code, said.out) == (2, "")
    assert "  crying_plan" in in_vault("record check", ref, "--why", "crying_plan").out
