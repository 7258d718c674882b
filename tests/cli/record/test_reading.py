# SPDX-License-Identifier: Apache-2.0
"""`record show`, `history` and `check`.

R01 A reference is taken with or without its dash, in any case; an unknown one is 2.
R02 History lists every event with what stood before and after.
R03 Check gives the same report as the pure engine, and 0 only when complete.
"""

from helpers.commands import Run


def test_a_reference_is_taken_in_any_spelling(in_vault: Run, ref: str) -> None:
    """R01"""
    for spelled in (ref, ref.replace("-", ""), ref.lower()):
        assert in_vault("record show", spelled, "--json").document["record"] == ref


def test_an_unknown_reference_is_bad_use(in_vault: Run) -> None:
    """R01"""
    for command, ref in (
        ("show", "ZZZZ-ZZZZ"),
        ("history", ""),
        ("check", "../.."),
        ("sign", "a" * 5000),
    ):
        said = in_vault(f"record {command}", ref, "--json")
        assert (said.code, said.out) == (2, "")
        assert "There is no record" in said.message


def test_history_says_what_stood_before_and_after(in_vault: Run, ref: str) -> None:
    """R02"""
    in_vault("record set", ref, "maternity_unit", "Fictional General")
    in_vault("record set", ref, "maternity_unit", "At home")
    in_vault("record set", ref, "maternity_unit", "")
    events = in_vault("record history", ref, "maternity_unit", "--json").document
    assert [tuple(event) for event in events] == [("seq", "at", "by", "path", "old", "new")] * 3
    assert [(event["old"], event["new"]) for event in events] == [
        (None, "Fictional General"),
        ("Fictional General", "At home"),
        ("At home", None),
    ]
    assert {event["by"] for event in events} == {"Jo Example"}
    assert {event["path"] for event in events} == {"maternity_unit"}
    sequence = [event["seq"] for event in events]
    assert sequence == sorted(set(sequence))
    everything = in_vault("record history", ref, "--json").document
    assert [event for event in everything if event["path"] == "maternity_unit"] == events
    assert '"At home" -> null' in in_vault("record history", ref).out


def test_history_of_no_question_is_refused(in_vault: Run, ref: str) -> None:
    """R02"""
    for path in ("nonsense", "parents[1]", "a b", "parents.role[9]"):
        said = in_vault("record history", ref, path, "--json")
        assert said.code == 1
        assert said.document["path"] == path


def test_check_lists_what_is_missing(in_vault: Run, ref: str) -> None:
    """R03"""
    said = in_vault("record check", ref, "--json")
    assert said.code == 1
    assert "rejected" not in said.document
    assert "edd" in said.document["sections"]["pregnancy"]["missing"]
    said = in_vault("record check", ref)
    assert said.code == 1
    assert "edd: " in said.out


def test_check_for_another_day(in_vault: Run, ref: str) -> None:
    """R03"""
    in_vault("record set", ref, "request_date", "2026-11-20")
    there = in_vault("record check", ref, "--today", "2026-11-01", "--json").document
    assert [each["code"] for each in there["sections"]["about"]["problems"]] == ["date-in-future"]
    here = in_vault("record check", ref, "--json").document
    assert here["sections"]["about"]["problems"] == []


def test_show_for_a_person_names_the_questions(in_vault: Run, ref: str) -> None:
    """R01"""
    in_vault("record set", ref, "parents.given_name[1]", "Siân")
    shown = in_vault("record show", ref).out
    assert "  Your name [assessor_name]: Jo Example" in shown
    assert "[parents.given_name[1]]: Siân" in shown
