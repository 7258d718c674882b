# SPDX-License-Identifier: Apache-2.0
"""`record sent`, `acknowledged`, `ledger`, `correct` and `erase`.

Z01 The ledger tells the way of each file, in the words of the design.
Z02 What cannot be noted is 1 with its words; bad use is 2.
Z03 Erasing leaves a vault that is sound.
"""

from pathlib import Path

from helpers.commands import Run


def test_the_way_of_a_file_is_noted(in_vault: Run, ref: str, tmp_path: Path) -> None:
    """Z01, Z02"""
    who = ("--to", "Duty desk", "--date", "2026-11-22")
    early = in_vault("record sent", ref, *who, "--json")
    assert early.code == 1
    assert "Nothing was exported" in early.document["rejected"]
    assert in_vault("record export", ref, "--out", tmp_path, "--urgent", "--json").code == 0
    assert in_vault("record sent", ref, *who, "--channel", "secure mail", "--json").code == 0
    assert in_vault("record acknowledged", ref, *who).code == 0
    (line,) = in_vault("record ledger", ref, "--json").document
    assert {"at", "edition", "sha256", "to", "channel", "acknowledged"} <= line.keys()
    assert (line["to"], line["channel"], line["acknowledged"]) == (
        "Duty desk",
        "secure mail",
        "2026-11-22",
    )
    assert line in in_vault("record ledger", "--json").document
    assert "Duty desk" in in_vault("record ledger", ref).out
    assert in_vault("record sent", ref, "--to", "Desk", "--date", "tomorrow").code == 2
    assert in_vault("record ledger", "ZZZZ-ZZZZ").code == 2


def test_a_draft_is_not_corrected(in_vault: Run, ref: str) -> None:
    """Z02"""
    said = in_vault("record correct", ref, "--reason", "A slip", "--json")
    assert said.code == 1
    assert "not signed" in said.document["rejected"]


def test_what_is_erased_is_gone(in_vault: Run, ref: str) -> None:
    """Z02, Z03"""
    in_vault("record set", ref, "maternity_unit", "Fictional General")
    assert in_vault("record erase", ref, "--json").document == {"record": ref, "erased": True}
    assert in_vault("record erase", ref).code == 1
    assert in_vault("record show", ref, "--json").document["answers"] == {}
    assert "Fictional" not in in_vault("record history", ref, "--json").out
    lines = in_vault("record list", "--json").document
    assert next(line["status"] for line in lines if line["record"] == ref) == "erased"
    assert in_vault("vault check", "--json").document == {"ok": True, "problems": []}
