# SPDX-License-Identifier: Apache-2.0
"""The family that a record tells of.

F01 Everybody with a row is in it once.
F02 Shapes follow the recorded sex or the role of mother and father; without one they are neutral.
F03 An unborn baby is a triangle with the due date until it is born.
F04 A child hangs on those whom the record makes its parents, and on nobody where it does not say.
F05 Up to two birth parents are those of the child the assessment is about; of three it is the
    mother, and a father only where he is named for that child.
F06 Parents are together, apart, or not known, as "lives with the child" says of each.
F07 Who lives where is what is recorded; a typed answer counts only where all of it is names.
F08 An age is given only where it is certain on the day.
F09 Hidden and withheld answers are blank.
F10 Children of the same parents stand in order of birth, the unborn last.
"""

from dataclasses import replace

from hypothesis import given, settings

from helpers import families
from helpers.families import COUPLE, HERE, PARTED, THREE_FATHERS, TWINS, child, family, parent
from helpers.small import answers_of
from kinfile.forms.model import Disclosure, Form, GroupPart
from kinfile.records.family import (
    Family,
    Home,
    Member,
    Part,
    Shape,
    Tie,
    family_of,
    in_order_of_birth,
)
from kinfile.records.people import people_of


def named(found: Family, name: str) -> Member:
    return next(each for each in found.members if each.person.given == name)


def lines(found: Family) -> list[tuple[list[str], list[str], Tie]]:
    def who(row: object) -> str:
        member = next(each for each in found.members if each.row == row)
        return member.person.given or member.part.value

    return [
        ([who(row) for row in union.parents], [who(row) for row in union.children], union.tie)
        for union in found.unions
    ]


@settings(max_examples=30, deadline=None)
@given(families.answers())
def test_everybody_is_in_it_once(answers: families.Row) -> None:
    """F01"""
    found = family(answers)
    expected = {each.row for each in people_of(answers_of(families.form(), answers))}
    rows = [each.row for each in found.members]
    assert len(rows) == len(set(rows))
    assert set(rows) == expected
    assert family(answers).unions == found.unions


def test_shapes_are_those_of_the_record() -> None:
    """F02"""
    found = family(
        {
            "parents": [*COUPLE, parent("other_parent", "Alex"), parent("partner", "Sam")],
            "children": [child("Ash", sex="male"), child("Bo", sex="other"), child("Cy")],
            "adults": [{"name": "Gran"}],
        }
    )
    shapes = {each.person.given: each.shape for each in found.members}
    assert shapes == {
        "Kim": Shape.CIRCLE,
        "Lee": Shape.SQUARE,
        "Alex": Shape.DIAMOND,
        "Sam": Shape.DIAMOND,
        "Ash": Shape.SQUARE,
        "Bo": Shape.DIAMOND,
        "Cy": Shape.DIAMOND,
        "Gran": Shape.DIAMOND,
    }


def test_a_baby_is_unborn_until_it_has_a_birthday() -> None:
    """F03"""
    answers = {"edd": "2027-01-18", "unborn": [{}, {"dob": "2026-11-20", "sex": "male"}]}
    first, second = family(answers).members
    assert (first.part, first.shape) == (Part.UNBORN, Shape.TRIANGLE)
    assert str(first.due) == "2027-01-18"
    assert (second.part, second.shape, second.due) == (Part.CHILD, Shape.SQUARE, None)


def test_the_child_it_is_about_has_both_birth_parents() -> None:
    """F05"""
    assert lines(family(TWINS)) == [(["Kim", "parent"], ["unborn", "unborn"], Tie.NOT_KNOWN)]
    only = {"parents": COUPLE, "children": [child("Ash")]}
    assert lines(family(only, "hospital_visit")) == [(["Kim", "Lee"], ["Ash"], Tie.TOGETHER)]
    two = {**only, "children": [child("Ash"), child("Bo")], "yc_subject": "Bo"}
    assert lines(family(two, "young_carer")) == [(["Kim", "Lee"], ["Bo"], Tie.TOGETHER)]


def test_a_brother_in_a_pregnancy_is_not_whom_it_is_about() -> None:
    """F05"""
    found = family({"parents": COUPLE, "children": [child("Ash")]})
    assert not named(found, "Ash").is_subject
    assert found.unions == ()


def test_other_children_hang_on_whom_the_record_names() -> None:
    """F04"""
    assert lines(family(PARTED)) == [(["Kim", "Lee"], ["Bo", "Ash", "unborn"], Tie.APART)]
    assert family(PARTED).parents_of(named(family(PARTED), "Cy").row) == ()


def test_with_three_fathers_each_child_hangs_on_its_own() -> None:
    """F04, F05"""
    found = lines(family(THREE_FATHERS))
    assert [(parents, len(children)) for parents, children, _ in found] == [
        (["Ada", "Ben"], 3),
        (["Ada", "Cai"], 3),
        (["Ada", "Dan"], 3),
        (["Ada"], 1),
    ]


def test_a_partner_is_nobodys_parent() -> None:
    """F04"""
    answers = {
        "parents": [parent("mother", "Kim"), parent("partner", "Sam")],
        "children": [child("Ash", of="Kim and Sam")],
    }
    assert lines(family(answers)) == [(["Kim"], ["Ash"], Tie.NOT_KNOWN)]


def test_where_people_live_is_as_recorded() -> None:
    """F06, F07"""
    found = family(PARTED)
    homes = {each.person.given or "unborn": each.home for each in found.members}
    assert homes == {
        "Kim": Home.HERE,
        "Lee": Home.ELSEWHERE,
        "Sam": Home.HERE,
        "Robin": Home.ELSEWHERE,
        "Ash": Home.HERE,
        "Bo": Home.ELSEWHERE,
        "Cy": Home.NOT_KNOWN,
        "unborn": Home.HERE,
        "Gran Test": Home.NOT_KNOWN,
    }


def test_who_has_died_or_is_not_known() -> None:
    """F07"""
    assert named(family(THREE_FATHERS), "Cai").has_died
    assert not family(TWINS).members[1].is_known
    ties = [union.tie for union in family(THREE_FATHERS).unions]
    assert ties == [Tie.APART, Tie.DEATH, Tie.TOGETHER, Tie.NOT_KNOWN]


def test_an_age_is_given_only_where_it_is_certain() -> None:
    """F08"""
    found = family(PARTED)
    ages = {each.person.given: each.age for each in found.members}
    assert (ages["Kim"], ages["Lee"], ages["Ash"], ages["Bo"]) == (36, None, 11, None)
    assert ages["Gran Test"] == 65  # whichever day of May 1961 it was


def test_what_is_hidden_is_blank() -> None:
    """F09"""
    row = {**parent("father"), "given_name": "Hidden", "dob": "1990-01-01"}
    found = family({"parents": [row]}).members[0]
    assert (found.person.name, found.born, found.age) == ("", None, None)


def test_what_is_withheld_is_blank() -> None:
    """F09"""
    shape = withheld("parents.dob", "parents.given_name")
    answers = answers_of(families.form(), PARTED)
    report = families.report_of(families.form(), PARTED)
    found = family_of(shape, answers, report)
    kim = next(each for each in found.members if each.role == "Mother")
    assert (kim.person.given, kim.person.family, kim.born) == ("", "Test", None)


def withheld(*names: str) -> Form:
    """The pre-birth form with some questions' answers withheld."""
    shape = families.form()
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(
                    item,
                    questions=tuple(
                        replace(each, disclose=Disclosure.WITHHOLD) if each.id in names else each
                        for each in item.questions
                    ),
                )
                if isinstance(item, GroupPart)
                else item
                for item in section.items
            ),
        )
        for section in shape.sections
    )
    return replace(shape, sections=sections)


@settings(max_examples=30, deadline=None)
@given(families.answers())
def test_brothers_and_sisters_stand_in_order_of_birth(answers: families.Row) -> None:
    """F10"""
    found = family(answers)
    for union in found.unions:
        children = [found.member(row) for row in union.children]
        assert list(in_order_of_birth(children)) == children


def test_a_couple_that_lives_with_the_child_is_together() -> None:
    """F06"""
    babies = {"unborn": [{}], "parents": [parent("mother", "Kim", **HERE), parent("father", "Lee")]}
    assert lines(family(babies))[0][2] is Tie.NOT_KNOWN
    assert lines(family({**babies, "parents": COUPLE}))[0][2] is Tie.TOGETHER
