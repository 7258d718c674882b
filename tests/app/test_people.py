# SPDX-License-Identifier: Apache-2.0
"""The people of all records, and records begun with them.

K01 Everybody whom a record names is listed once: the same row or the same NHS number is the same
    person; the same name is not.
K02 Of each fact the newest counts, with the day and the record that it is from.
K03 A record begun with known people holds what is known of them, each answer marked; they keep
    their ids; judgements are never taken over.
K04 What is older than 28 days stops signing until it is confirmed or changed.
K05 What was taken over twice still tells the first record and the first day.
K06 A baby who was born is a child in the next record, with the same id.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from helpers.opened import Clock, document
from kinfile.app.changes import ConfirmProblem, SetAnswer
from kinfile.app.draft import Draft
from kinfile.app.workspace import Workspace
from kinfile.forms.model import QuestionId
from kinfile.records.known import KnownPerson
from kinfile.records.model import Answer, Place

MOTHER = {
    "role": "mother",
    "given_name": "Łucja",
    "family_name": "Evans",
    "dob": "1998-04-03",
    "nhs_number": "9990000018",
    "postcode": "DE1 1AA",
    "suicidal": {"value": "no"},
}


def of_name(workspace: Workspace, name: str) -> list[KnownPerson]:
    return [person for person in workspace.people() if person.name == name]


@pytest.fixture(scope="module")
def first(workspace: Workspace) -> Draft:
    children = [{"given_name": "Bryn", "family_name": "Evans"}]
    answers = {"parents": [MOTHER, {"role": "father"}], "children": children}
    return workspace.bring_in(document(answers)).draft


def test_people_with_a_name_are_listed_once(workspace: Workspace, first: Draft) -> None:
    """K01, K02"""
    (mother,) = of_name(workspace, "Łucja Evans")
    assert (mother.initials, mother.role, mother.nhs_number) == ("Ł. E.", "mother", "9990000018")
    assert str(mother.born) == "1998-04-03"
    assert [seen.ref for seen in mother.seen] == [first.ref]
    assert mother.facts["postcode"].ref == first.ref
    assert "" not in [person.name for person in workspace.people()]


def test_one_number_is_one_person_and_one_name_is_not(workspace: Workspace, first: Draft) -> None:
    """K01"""
    same = {"given_name": "Lucja", "family_name": "Evans-Hall", "nhs_number": "9990000018"}
    other = {"given_name": "Bryn", "family_name": "Evans"}
    second = workspace.bring_in(document({"parents": [same], "children": [other]})).draft
    (mother,) = of_name(workspace, "Lucja Evans-Hall")
    assert {seen.ref for seen in mother.seen} == {first.ref, second.ref}
    assert mother.facts["postcode"].ref == first.ref
    assert len(of_name(workspace, "Bryn Evans")) == 2


def test_a_record_begins_with_people_who_are_known(
    workspace: Workspace, reopened: Callable[[str], Draft]
) -> None:
    """K03"""
    earlier = workspace.bring_in(document({"parents": [{**MOTHER, "nhs_number": ""}]})).draft
    row = earlier.answers.rows("parents")[0].id
    draft = reopened(workspace.start_about("hospital_visit", [row]).ref)
    (mother,) = draft.answers.rows("parents")
    assert mother.id == row
    said = {str(name): answer.value for name, answer in mother.answers.items()}
    assert said["parents.given_name"] == "Łucja"
    assert "parents.suicidal" not in said
    assert draft.answers.single[QuestionId("hv_patient")].value == row
    assert draft.answers.single[QuestionId("assessor_name")].value == "Jo Rowe"
    assert {copied.ref for copied in draft.marks.copied.values()} == {earlier.ref}
    assert len(draft.marks.copied) == len(mother.answers)
    assert not any(problem.code == "copied-old" for problem in draft.report.problems)


def test_what_is_old_is_asked_about_until_somebody_says_it_is_right(
    workspace: Workspace, clock: Clock, reopened: Callable[[str], Draft]
) -> None:
    """K04, K05"""
    earlier = workspace.bring_in(document({"parents": [{"given_name": "Mair"}]})).draft
    row = earlier.answers.rows("parents")[0].id
    place = Place(QuestionId("parents.given_name"), row)
    at, clock.at = clock.at, clock.at + timedelta(days=29)
    try:
        second = workspace.start_about("young_carer", [row])
        third = workspace.start_about("pre_birth", [row])
        assert third.marks.copied[place].ref == earlier.ref
        (problem,) = [each for each in second.report.problems if each.code == "copied-old"]
        assert problem.path.question == "parents.given_name"
        workspace.keep(second.ref, [ConfirmProblem("copied-old", place)])
        confirmed = [each.confirmed for each in reopened(second.ref).report.problems
                     if each.code == "copied-old"]  # fmt: skip
        assert confirmed == [True]
        workspace.keep(third.ref, [SetAnswer(place, Answer(value="Mari"))])
        changed = reopened(third.ref)
        assert place not in changed.marks.copied
        assert not any(each.code == "copied-old" for each in changed.report.problems)
    finally:
        clock.at = at


def test_a_baby_who_was_born_is_a_child_with_the_same_id(workspace: Workspace) -> None:
    """K06"""
    baby = {"given_name": "Non", "dob": "2026-10-01"}
    earlier = workspace.bring_in(document({"unborn": [baby]})).draft
    row = earlier.answers.rows("unborn")[0].id
    draft = workspace.start_about("young_carer", [row])
    assert [each.id for each in draft.answers.rows("children")] == [row]
    assert draft.answers.single[QuestionId("yc_subject")].value == row
    assert workspace.integrity() == ()


def test_somebody_whom_no_record_names_is_a_mistake(workspace: Workspace) -> None:
    with pytest.raises(KeyError):
        workspace.start_about("pre_birth", ["nobody"])  # type: ignore[list-item]
