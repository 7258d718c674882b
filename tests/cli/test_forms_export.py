# SPDX-License-Identifier: Apache-2.0
"""`forms export`.

FE01 The file is written, what could not be expressed is on standard error, a line each.
FE02 With --json the same list is in the one document.
FE03 A file that is there is not overwritten, and an unknown form or format is bad use: 2.
FE04 A folder that is not there: 3, and no file is left.
"""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from helpers.commands import Run


def test_fhir_is_written_and_losses_are_said(run: Run, tmp_path: Path) -> None:
    """FE01"""
    file = tmp_path / "form.json"
    said = run("forms", "export", "pre_birth", "--to", "fhir", "--out", file)
    assert said.code == 0
    resource = json.loads(file.read_text("utf-8"))
    assert (resource["resourceType"], resource["title"]) == (
        "Questionnaire",
        "Pre-birth assessment",
    )
    lines = said.err.splitlines()
    assert lines[0].startswith("sign_manager.required_when: “alerts_standing” has no counterpart")
    assert lines[0].endswith("[another_act_now_stands]")
    assert said.out == f"{file}\n{len(lines)} things could not be expressed.\n"


def test_a_workbook_is_written(run: Run, tmp_path: Path) -> None:
    """FE01"""
    file = tmp_path / "form.xlsx"
    assert run("forms", "export", "hospital_visit", "--to", "xlsform", "--out", file).code == 0
    assert load_workbook(file).sheetnames == ["survey", "choices", "settings"]


@pytest.mark.parametrize("to", ["fhir", "xlsform"])
def test_json_has_the_list(run: Run, tmp_path: Path, to: str) -> None:
    """FE02"""
    file = tmp_path / "form"
    document = run("forms", "export", "young_carer", "--to", to, "--out", file, "--json").document
    assert document["written"] == str(file)
    alerts = [loss for loss in document["could_not"] if loss["code"] == "alert"]
    assert alerts[0]["at"] == "R01"
    assert alerts[0]["rule"] == "any(parents, is(suicidal, risk_now))"
    assert all(loss["why"] for loss in document["could_not"])


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    """FE03"""
    file = tmp_path / "form.json"
    file.write_text("mine", encoding="utf-8")
    said = run("forms", "export", "pre_birth", "--to", "fhir", "--out", file)
    assert said.code == 2
    assert "is not overwritten" in said.message
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing", "--to", "fhir"), "There is no form called nothing"),
        (("pre_birth", "--to", "pdf"), "there is no 'pdf'"),
        (("pre_birth",), "--to"),
    ],
)
def test_bad_use_is_said(run: Run, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """FE03"""
    file = tmp_path / "form.json"
    said = run("forms", "export", *arguments, "--out", file)
    assert said.code == 2
    assert words in said.message
    assert not file.exists()


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """FE04"""
    file = tmp_path / "none" / "form.json"
    said = run("forms", "export", "pre_birth", "--to", "fhir", "--out", file)
    assert said.code == 3
    assert not file.exists()
