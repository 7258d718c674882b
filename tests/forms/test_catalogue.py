# SPDX-License-Identifier: Apache-2.0
"""The installed forms and profiles.

C01 A form is what has a form.yaml; it is loaded once.
C02 A form has its own sections, shared ones where it has none of that name, and its alerts.
C03 What other forms ask is known, so that rules may name it and read it as blank.
C04 A local profile takes from the national one what it leaves empty; one that is not installed is
    the national one.
C05 A missing or malformed file is a FormError that names it, whichever file it is.
"""

from pathlib import Path

import pytest

from helpers.small import PROFILE, alert, form_file, section, small_form, write_forms
from kinfile.errors import FormError, UnknownForm
from kinfile.forms import catalogue
from kinfile.forms.profile import NATIONAL
from kinfile.records.program import program_of

ITEM = "- {id: %s, kind: text, ask: Q, disclose: all}"
TASKS = (
    "- {group: tasks, title: T, row: T, questions: [{id: kind, kind: text, ask: Q, disclose: all}]}"
)
PARENTS = (
    "- {group: parents, title: P, row: P, questions: [{id: %s, kind: int, ask: Q, disclose: all}]}"
)


def folder_of_two(folder: Path) -> Path:
    """Forms `other` and `small`, which share a section and differ in another."""
    return write_forms(
        folder,
        {
            "small/form.yaml": form_file(["own", "common"]),
            "small/sections/own.yaml": section("own", f"{ITEM % 'a'}\n{PARENTS % 'hours'}"),
            "other/form.yaml": form_file(["own", "common"], "other"),
            "other/sections/own.yaml": section(
                "own", f"{ITEM % 'b'}\n{TASKS}\n{PARENTS % 'weight'}"
            ),
            "shared/common.yaml": section("common", ITEM % "c"),
            "shared/alerts.yaml": alert("R01", "answered(a)")
            + alert("R02", "any(tasks, answered(kind)) or any(parents, weight > 5 or hours > 9)")
            + alert("R03", "answered(b)").replace("[small]", "[small, other]")
            + alert("R04", "answered(c)").replace("[small]", "[other]"),
        },
    )


def test_what_has_a_form_file_is_installed(tmp_path: Path) -> None:
    """C01"""
    folder = folder_of_two(tmp_path)
    (folder / "half").mkdir()
    assert catalogue.installed(folder) == ("other", "small")
    assert catalogue.load("small", folder) is catalogue.load("small", folder)
    with pytest.raises(UnknownForm) as caught:
        catalogue.load("half", folder)
    assert caught.value.facts == {"form": "half"}


def test_a_form_has_its_own_sections_and_shared_ones(tmp_path: Path) -> None:
    """C02"""
    folder = folder_of_two(tmp_path)
    small, other = catalogue.load("small", folder), catalogue.load("other", folder)
    assert [question.id for question in small.questions()] == ["a", "parents.hours", "c"]
    assert [question.id for question in other.questions()] == [
        *("b", "tasks.kind", "parents.weight", "c"),
    ]
    assert [alert.id for alert in small.alerts] == ["R01", "R02", "R03"]
    assert [alert.id for alert in other.alerts] == ["R03", "R04"]


def test_what_other_forms_ask_reads_as_blank(tmp_path: Path) -> None:
    """C03"""
    folder = folder_of_two(tmp_path)
    small, other = catalogue.load("small", folder), catalogue.load("other", folder)
    assert small.foreign == {"b"}
    assert small.foreign_groups == {"tasks": {"kind"}, "parents": {"weight"}}
    assert other.foreign == {"a"}
    assert other.foreign_groups == {"parents": {"hours"}}
    assert program_of(small).early
    assert program_of(other).early


def test_the_national_profile_comes_first(tmp_path: Path) -> None:
    """C04"""
    local = PROFILE.replace("generic-england", "a-local").replace("book_by: 10+0, ", "")
    folder = write_forms(tmp_path, {"profiles/a-local.yaml": local, "small/form.yaml": ""})
    assert catalogue.profiles(folder) == (NATIONAL, "a-local")
    assert catalogue.profile("a-local", folder).timings == {"book_by": 70, "refer_by": 112}
    assert catalogue.profile("a-local", folder).defaulted == {"book_by"}
    assert catalogue.profile(NATIONAL, folder).defaulted == frozenset()


@pytest.mark.parametrize("name", ["nowhere", "", "../small/form", "generic-england.yaml"])
def test_a_profile_that_is_not_installed_is_the_national_one(tmp_path: Path, name: str) -> None:
    """C04"""
    folder = write_forms(tmp_path, {"small/form.yaml": ""})
    assert catalogue.profile(name, folder).id == NATIONAL


@pytest.mark.parametrize(
    ("files", "file", "problem"),
    [
        ({"small/form.yaml": "- a"}, "small/form.yaml", "not-a-mapping"),
        ({"small/form.yaml": "form: small\nbee: 1"}, "small/form.yaml", "unknown-key"),
        ({"small/form.yaml": form_file(["one", "one"])}, "small/form.yaml", "duplicate-id"),
        ({"small/form.yaml": form_file(["none"])}, "small/form.yaml", "unknown-section"),
        ({"lists.yaml": "[]"}, "lists.yaml", "not-a-mapping"),
        ({"lists.yaml": "options: x"}, None, None),
        ({"shared/alerts.yaml": "R01: x"}, "shared/alerts.yaml", "not-a-list"),
        ({"shared/alerts.yaml": "- R01"}, "shared/alerts.yaml", "not-a-mapping"),
        ({"shared/alerts.yaml": "- {forms: small}"}, "shared/alerts.yaml", "not-a-list"),
        ({"shared/alerts.yaml": "- {id: R01}"}, "shared/alerts.yaml", "missing-key"),
        ({"definitions.yaml": ""}, "definitions.yaml", "file-empty"),
        (
            {"wordlists/child_protective.yaml": "a: *b"},
            "wordlists/child_protective.yaml",
            "yaml-anchor",
        ),
        ({"shared/other.yaml": "\t"}, "shared/other.yaml", "yaml-tab"),
        ({"small/sections/one.yaml": "- a"}, "small/sections/one.yaml", "not-a-mapping"),
        (
            {
                "small/sections/one.yaml": section(
                    "one", "- {group: g, title: G, row: R, questions: [a]}"
                )
            },
            "small/sections/one.yaml",
            "not-a-mapping",
        ),
        (
            {"shared/other.yaml": section("other", "- word\n- {group: g, questions: [a]}")},
            None,
            None,
        ),
    ],
)
def test_a_malformed_file_is_named(
    tmp_path: Path, files: dict[str, str], file: str | None, problem: str | None
) -> None:
    """C05: a section of another form may be malformed without harm to this one."""
    folder = write_forms(tmp_path, {"small/sections/one.yaml": section("one", ITEM % "a"), **files})
    if file is None:
        assert catalogue.load("small", folder).id == "small"
        return
    with pytest.raises(FormError) as caught:
        catalogue.load("small", folder)
    assert (caught.value.facts["file"], caught.value.facts["problem"]) == (file, problem)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """C05"""
    folder = write_forms(tmp_path, {"small/sections/one.yaml": section("one", ITEM % "a")})
    (folder / "shared/alerts.yaml").unlink()
    with pytest.raises(FormError) as caught:
        catalogue.load("small", folder)
    assert caught.value.facts["file"] == "shared/alerts.yaml"
    assert caught.value.facts["problem"] == "file-unreadable"


def test_without_a_folder_the_shipped_forms_are_meant() -> None:
    """C01"""
    assert "pre_birth" in catalogue.installed()
    assert catalogue.profiles()[0] == NATIONAL
    assert catalogue.profile(NATIONAL).id == NATIONAL


def test_a_small_form_is_a_form(tmp_path: Path) -> None:
    form = small_form(tmp_path, ITEM % "a")
    assert [question.id for question in form.questions()] == ["a"]
