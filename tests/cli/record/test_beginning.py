# SPDX-License-Identifier: Apache-2.0
"""`record new` and `record import`.

B01 A new record has a reference XXXX-XXXX and is listed.
B02 Import keeps what can be kept and names the rest, 1 then.
B03 A file that is no use at all is 2 and makes no record.
B04 A record from paper keeps the day on which it was written, and when it was typed up.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.commands import CASES, Run

Answers = Callable[..., Path]


def records(in_vault: Run) -> list[str]:
    return [line["record"] for line in in_vault("record list", "--json").document]


def test_a_new_record_is_listed(in_vault: Run) -> None:
    """B01"""
    said = in_vault("record new", "pre_birth", "--json")
    assert said.code == 0
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", said.document["record"])
    line = in_vault("record list", "--json").document[0]
    assert tuple(line) == (
        *("record", "form", "status", "sections_done", "sections", "due", "changed"),
    )
    assert line["record"] == said.document["record"]
    assert (line["form"], line["due"]) == ("pre_birth", None)
    assert line["status"] == "not_started"
    assert in_vault("record list").out.startswith(line["record"])


def test_an_unknown_form_or_profile_makes_no_record(in_vault: Run) -> None:
    """B01"""
    before = records(in_vault)
    for arguments in (("nonsense",), ("pre_birth", "--profile", "nonsense"), ("../pre_birth",)):
        said = in_vault("record new", *arguments)
        assert (said.code, said.out) == (2, "")
        assert said.message.startswith("kinfile-cli: There is no")
    assert records(in_vault) == before


@pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda case: case.stem)
def test_a_worked_case_comes_in_whole_and_goes_out_the_same(in_vault: Run, case: Path) -> None:
    """B02"""
    said = in_vault("record import", case, "--json")
    assert (said.code, said.document["rejected"]) == (0, [])
    shown = in_vault("record show", said.document["record"], "--json").document
    assert tuple(shown) == ("record", "form", "version", "status", "answers")
    given = json.loads(case.read_text(encoding="utf-8"))["answers"]
    for name, value in given.items():
        if isinstance(value, str):
            assert shown["answers"][name] == value


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept(in_vault: Run, answers: Answers) -> None:
    """B02"""
    file = answers(edd="2027-02-30", worries="Sleep", parents=[{"shoe": 1, "role": "mother"}])
    said = in_vault("record import", file, "--json")
    assert said.code == 1
    assert [each["path"] for each in said.document["rejected"]] == ["edd", "parents.shoe[1]"]
    assert len(said.err.splitlines()) == 2
    shown = in_vault("record show", said.document["record"], "--json").document["answers"]
    assert shown["worries"] == "Sleep"
    assert shown["parents"] == [{"role": "mother"}]
    assert "edd" not in shown


def test_a_file_that_is_no_use_stores_nothing(in_vault: Run, tmp_path: Path) -> None:
    """B03"""
    before = records(in_vault)
    for content in (
        b"{",
        b"[]",
        b"\x00" * 1000,
        b'{"answers": {}}',
        b'{"form": "nonsense", "answers": {}}',
        b'{"form": "pre_birth", "answers": []}',
        b"[" * 100_000,
        b"\xff",
    ):
        file = tmp_path / "answers.json"
        file.write_bytes(content)
        said = in_vault("record import", file, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.message.startswith("kinfile-cli: ")
    assert records(in_vault) == before


def test_a_hundred_megabytes_of_zeros_store_nothing(in_vault: Run, tmp_path: Path) -> None:
    """B03"""
    file = tmp_path / "zeros.json"
    with file.open("wb") as sparse:
        sparse.truncate(100 * 1024 * 1024)
    before = records(in_vault)
    said = in_vault("record import", file)
    assert (said.code, said.out) == (2, "")
    assert f"{file}: " in said.message
    assert records(in_vault) == before


def test_paper_is_noted_with_both_days(in_vault: Run) -> None:
    """B04"""
    ref = in_vault("record new", "pre_birth", "--paper-date", "2026-11-20", "--json").document[
        "record"
    ]
    undone = in_vault("record paper", ref, "--undo", "--json").document
    assert undone == {"record": ref, "written": None, "typed": None}
    noted = in_vault("record paper", ref, "--date", "2026-11-19")
    assert noted.out == "Written on paper on 2026-11-19, typed up on 2026-11-22.\n"
    assert in_vault("record paper", ref, "--date", "2126-11-19").code == 1
    assert in_vault("record paper", ref).code == 2
    before = records(in_vault)
    assert in_vault("record new", "pre_birth", "--paper-date", "2126-01-01").code != 0
    assert records(in_vault) == before
