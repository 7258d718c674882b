# SPDX-License-Identifier: Apache-2.0
"""`forms list`, `lint`, `cases`, `explain` and `diff`.

F01 The list has id, title, version and origin of each installed form.
F02 Lint names every form's and profile's mistake as file:line:column with its remedy, and exits 1.
F03 A folder without forms is 2.
F04 Lint names all mistakes at once; warnings stand apart and are no reason for 1.
F05 Cases names each case with ok or what differs, and exits 1 where one differs.
F06 Explain tells the whole form as text, as JSON, or as a document with a page to sign.
F07 Diff says what changed between two folders or two kept definitions; 0 equal, 1 different.
"""

import json
import shutil
from pathlib import Path

import pytest

from helpers.commands import ROOT, Run
from kinfile.forms import catalogue

VERSION = catalogue.load("pre_birth").version


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
    pre_birth = {"id": "pre_birth", "title": "Pre-birth assessment", "version": VERSION}
    assert {**pre_birth, "origin": "shipped"} in said.document
    assert f"pre_birth  Pre-birth assessment ({VERSION})" in run("forms", "list").out


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
        ("pre_birth/form.yaml", "version: ", "versoin: ", "unknown-key", "“versoin”"),
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


def test_all_mistakes_are_named_at_once(run: Run, forms: Path) -> None:
    """F04"""
    spoil(forms / "shared" / "about.yaml", "kind: text", "kind: txet")
    spoil(forms / "shared" / "about.yaml", "required: yes", "required: ja")
    spoil(forms / "pre_birth" / "sections" / "prior.yaml", "disclose: restricted", "disclose: some")
    spoil(forms / "shared" / "alerts.yaml", "suicidal, risk_now", "suicidal, risk_today")
    said = run("forms", "lint", forms, "--json").document
    assert [problem["code"] for problem in said["problems"]] == [
        *("not-one-of", "not-yes-or-no", "not-one-of", "rule-list"),
    ]
    assert len(run("forms", "lint", forms).out.splitlines()) == 4 + len(said["warnings"]) + 1


def test_warnings_are_no_mistakes(run: Run, forms: Path) -> None:
    """F04"""
    said = run("forms", "lint", forms)
    warnings = run("forms", "lint", forms, "--json").document["warnings"]
    assert said.code == 0
    assert {warning["code"] for warning in warnings} == {"shown-later"}
    assert said.out.count("warning: ") == len(warnings)


def test_a_released_version_that_changed_is_named(run: Run, forms: Path, tmp_path: Path) -> None:
    """F04"""
    released = tmp_path / "released.json"
    released.write_text(json.dumps({"pre_birth": {str(VERSION): "00"}}), encoding="utf-8")
    said = run("forms", "lint", forms, "--released", released, "--json")
    assert [problem["code"] for problem in said.document["problems"]] == ["released-changed"]
    assert run("forms", "lint", forms, "--released", tmp_path / "none.json").code == 2


def test_a_language_that_is_declared_complete_needs_every_text(run: Run, forms: Path) -> None:
    """F04"""
    spoil(forms / "languages.yaml", "complete: []", "complete: [xx]")
    said = run("forms", "lint", forms / "pre_birth", "--json")
    assert said.code == 1
    assert {problem["code"] for problem in said.document["problems"]} == {"untranslated"}


@pytest.mark.parametrize("form", catalogue.installed())
def test_the_shipped_cases_hold(run: Run, form: str) -> None:
    """F05"""
    said = run("forms", "cases", form, "--json")
    assert (said.code, said.document["ok"]) == (0, True)
    names = {path.stem for path in (ROOT / "forms" / form / "cases").glob("*.json")}
    assert {case["name"] for case in said.document["cases"] if case["ok"]} == names


def test_a_case_that_differs_says_in_what(run: Run, forms: Path) -> None:
    """F05"""
    spoil(forms / "pre_birth" / "cases" / "quiet.json", '"R60"', '"R01"')
    said = run("forms", "cases", forms / "pre_birth")
    assert said.code == 1
    assert "quiet: differs" in said.out
    assert ": expected and not there: R01" in said.out
    assert ": there and not expected: R60" in said.out
    assert "everything: ok" in said.out
    (differs,) = (
        case
        for case in run("forms", "cases", forms / "pre_birth", "--json").document["cases"]
        if not case["ok"]
    )
    assert differs["name"] == "quiet"


def test_a_form_without_cases_is_bad_use(run: Run, forms: Path) -> None:
    """F05"""
    shutil.rmtree(forms / "pre_birth" / "cases")
    assert run("forms", "cases", forms / "pre_birth").code == 2
    assert run("forms", "cases", "nothing").code == 2


def test_a_form_is_explained_as_text_and_json(run: Run) -> None:
    """F06"""
    text = run("forms", "explain", "pre_birth").out
    assert text.startswith(f"Pre-birth assessment, version {VERSION}\n")
    assert "\n- R01, Act now: A parent has thoughts of suicide" in text
    assert "[domestic_abuse]" in text
    told = run("forms", "explain", "pre_birth", "--json").document
    assert told["sections"][0]["items"][0]["ask"] == "Record reference"
    assert told["alerts"][0]["raised"].startswith("Raised when for at least one parent or carer, ")
    assert run("forms", "explain", "nothing").code == 2


def test_a_form_is_explained_as_a_document(run: Run, tmp_path: Path) -> None:
    """F06"""
    file = tmp_path / "young_carer.pdf"
    said = run("forms", "explain", "young_carer", "--pdf", file, "--json")
    assert (said.code, said.document) == (0, {"written": str(file)})
    assert file.read_bytes().startswith(b"%PDF-")
    assert run("forms", "explain", "young_carer", "--pdf", file).code == 2


def test_what_changed_is_told(run: Run, forms: Path) -> None:
    """F07"""
    assert run("forms", "diff", ROOT / "forms", ROOT / "forms").code == 0
    spoil(forms / "shared" / "about.yaml", "ask: What changed?", "ask: What is different?")
    said = run("forms", "diff", ROOT / "forms", forms)
    assert said.code == 1
    assert (
        "pre_birth: 1 change\n  - “What changed?” is now asked as “What is different?”." in said.out
    )
    one = run("forms", "diff", ROOT / "forms" / "pre_birth", forms / "pre_birth", "--json").document
    assert one["equal"] is False
    assert [change["code"] for change in one["changes"]["pre_birth"]] == ["ask"]
    shutil.rmtree(forms / "young_carer")
    assert "The form young_carer is gone." in run("forms", "diff", ROOT / "forms", forms).out


def test_kept_definitions_are_compared_too(run: Run, tmp_path: Path) -> None:
    """F07"""
    body = catalogue.load("pre_birth").body
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(body)
    new.write_bytes(body.replace(b"What changed?", b"What is different?"))
    assert run("forms", "diff", old, old).code == 0
    assert run("forms", "diff", old, ROOT / "forms" / "pre_birth").code == 0
    assert "is now asked as" in run("forms", "diff", old, new).out
    new.write_text("{}", encoding="utf-8")
    assert run("forms", "diff", old, new).code == 2
    assert run("forms", "diff", old, tmp_path / "none").code == 2
