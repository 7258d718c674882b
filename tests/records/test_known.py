# SPDX-License-Identifier: Apache-2.0
"""Who is the same person in several records, and what a new one takes over.

N01 The same row or the same NHS number is one person; two rows of one record never are.
N02 Of each fact the newest counts, whichever record was changed last.
N03 A family is who else stands in the record about somebody that was changed last.
N04 Whoever the form has no rows for is left out; so is an answer that it does not take.
N05 However often rows come, and in whatever order, nobody is lost and nobody is there twice.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from helpers.known import born, family, seen
from kinfile.forms import catalogue
from kinfile.forms.model import QuestionId
from kinfile.records.known import CARRIED, carry, family_of, known_people
from kinfile.records.model import Place, RowId

NUMBER = "9990000018"


def test_one_number_is_one_person() -> None:
    """N01"""
    one = seen("a", ref="AAAA-0002", given_name="Anna", nhs_number=NUMBER)
    other = seen("b", ref="AAAA-0001", given_name="Anya", nhs_number=NUMBER)
    (person,) = known_people((one, other))
    assert (person.id, person.name) == ("a", "Anna")
    assert len(known_people((one, seen("c", ref="AAAA-0002", name="X", nhs_number=NUMBER)))) == 2
    assert len(known_people((one, seen("d", given_name="Anna", nhs_number="999")))) == 2


def test_the_newest_fact_counts() -> None:
    """N02"""
    new = seen("a", ref="AAAA-0002", on=date(2026, 1, 1), given_name="Anna", phone="1")
    old = seen("a", ref="AAAA-0001", on=date(2026, 2, 1), given_name="Ann")
    (person,) = known_people((new, old))
    assert person.name == "Ann"
    assert person.facts["given_name"].ref == "AAAA-0001"
    assert person.facts["phone"].ref == "AAAA-0002"


def test_a_family_stands_in_one_record() -> None:
    """N03"""
    mother, father, child = family()
    assert family_of(mother, family()) == (father, child)
    assert (mother.role, child.role, mother.initials) == ("mother", "", "A. E.")
    assert [each.ref for each in mother.seen] == ["AAAA-0002", "AAAA-0001"]


def test_a_form_takes_what_it_asks() -> None:
    """N04"""
    form = catalogue.load("hospital_visit")
    baby = seen("u", "unborn", given_name="Non", dob=born("2026-02-01"))
    odd = seen("x", "cousins", name="Nobody")
    wrong = seen("p", given_name="Anna", sex="female", role="no such role")
    carried = carry(known_people((baby, odd, wrong)), form)
    assert [row.id for row in carried.answers.rows("children")] == ["u"]
    (parent,) = carried.answers.rows("parents")
    assert set(parent.answers) == {QuestionId("parents.given_name")}
    assert Place(QuestionId("parents.given_name"), RowId("p")) in carried.copied
    assert carried.answers.single == {}


def test_nothing_that_is_taken_over_is_a_judgement() -> None:
    """N04"""
    for name in catalogue.installed():
        form = catalogue.load(name)
        for question in form.by_id().values():
            if question.group and question.name in CARRIED:
                assert question.kind.value not in ("risk", "long_text") or (
                    question.name == "safe_contact"
                ), question.id


rows = st.builds(
    seen,
    st.sampled_from("abcd"),
    ref=st.sampled_from(["AAAA-0001", "AAAA-0002", "AAAA-0003"]),
    given_name=st.sampled_from(["Anna", "Bo"]),
    nhs_number=st.sampled_from(["", NUMBER, "9990000026"]),
)


@given(st.lists(rows, max_size=12, unique_by=lambda row: (row.ref, row.row)))
def test_everybody_is_there_once(found: list) -> None:  # type: ignore[type-arg]
    """N05"""
    people = known_people(found)
    listed = [(each.ref, each.row) for person in people for each in person.seen]
    assert sorted(listed) == sorted((each.ref, each.row) for each in found)
    assert len({person.id for person in people}) == len(people)
