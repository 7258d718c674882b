# SPDX-License-Identifier: Apache-2.0
"""`forms list` and `forms lint`.

F01 The list has id, title and version of each installed form.
F02 Lint names every form's and profile's mistake as file:line:column with its remedy, and exits 1.
F03 A folder without forms is 2.
"""

import shutil
from pathlib import Path

import pytest

from helpers.commands import ROOT, Run
from kinfile.forms import catalogue


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A copy of the shipped definitions, to be spoiled."""
    folder = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", folder)
    return folder


def spoil(file: Path, old: str, new: str) -> int:
    """Change the first `old` of a file; returns its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_list_has_every_installed_form(run: Run) -> None:
    """F01"""
    said = run("forms", "list", "--json")
    assert said.code == 0
    assert [form["id"] for form in said.document] == list(catalogue.installed())
    assert {"id": "pre_birth", "title": "Pre-birth assessment", "version": 1} in said.document
    assert "pre_birth  Pre-birth assessment (1)" in run("forms", "list").out


def test_the_shipped_forms_are_sound(run: Run) -> None:
    """F02"""
    said = run("forms", "lint", ROOT / "forms", "--json")
    assert said.code == 0
    assert (said.document["ok"], said.document["problems"]) == (True, [])


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        ("shared/about.yaml", "kind: text", "kind: txet", "not-one-of", "cannot be “txet”"),
        ("shared/about.yaml", "    hint:", "\thint:", "yaml-tab", "There is a tab"),
        (
            "shared/about.yaml",
            "show_when: is(privacy_of_contact,",
            "show_when: is(privacy_of_contac,",
            "rule-name",
            "No form has a question or definition “privacy_of_contac”",
        ),
        ("pre_birth/form.yaml", "version: 1", "versoin: 1", "unknown-key", "“versoin”"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    run: Run, forms: Path, file: str, old: str, new: str, code: str, words: str
) -> None:
    """F02"""
    line = spoil(forms / file, old, new)
    said = run("forms", "lint", forms, "--json")
    assert said.code == 1
    assert said.document["ok"] is False
    problem = said.document["problems"][0]
    assert (problem["file"], problem["line"], problem["code"]) == (file, line, code)
    assert words in problem["say"]
    assert f"{file}:{line}:{problem['column']}: " in run("forms", "lint", forms).out


def test_a_profile_is_looked_at_too(run: Run, forms: Path) -> None:
    """F02"""
    spoil(forms / "profiles" / "generic-england.yaml", "book_by: 10+0", "book_by: 10+9")
    (problem,) = run("forms", "lint", forms, "--json").document["problems"]
    assert problem["code"] == "not-weeks-and-days"


def test_the_folder_of_one_form_is_looked_at_alone(run: Run, forms: Path) -> None:
    """F02"""
    assert run("forms", "lint", forms / "pre_birth", "--json").document["forms"] == ["pre_birth"]


def test_a_folder_without_forms_is_bad_use(run: Run, tmp_path: Path) -> None:
    """F03"""
    assert run("forms", "lint", tmp_path).code == 2
    said = run("forms", "lint", tmp_path / "none")
    assert said.code == 2
    assert "There is no folder" in said.message
