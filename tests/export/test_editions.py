# SPDX-License-Identifier: Apache-2.0
"""Which copies there are, for whom, and what stands in them.

E01 Every form has the assessment in full, without restricted answers, its annex, and a family's
    copy; copies for one reader are there where the form lists what stands in them.
E02 A class of answers is in the copies that content names, and in no other.
E03 What a form lists for a copy are questions that the copy may show.
"""

import pytest

from kinfile.export.editions import (
    FOR_FAMILIES,
    OF_EVERY_FORM,
    WHOLE,
    Edition,
    classes_of,
    editions_of,
    listed_in,
)
from kinfile.forms import catalogue
from kinfile.forms.model import Disclosure

OWN = {
    "pre_birth": ("easy_read", "ward_plan", "information_request"),
    "young_carer": ("easy_read", "information_request"),
    "hospital_visit": ("easy_read", "information_request", "visit_decision"),
}


@pytest.mark.parametrize("name", OWN)
def test_a_form_has_its_copies(name: str) -> None:
    """E01"""
    found = editions_of(catalogue.load(name))
    assert found[:4] == OF_EVERY_FORM
    assert found[4:] == OWN[name]


def test_a_class_stands_where_content_says() -> None:
    """E02"""
    printed = {each: {e for e in Edition if each in classes_of(e)} for each in Disclosure}
    assert printed[Disclosure.RESTRICTED] == {Edition.FULL, Edition.RESTRICTED_ANNEX}
    assert printed[Disclosure.WITHHOLD] == set()
    assert printed[Disclosure.PROFESSIONAL] == {
        *(Edition.FULL, Edition.WITHOUT_RESTRICTED),
        *(Edition.WARD_PLAN, Edition.INFORMATION_REQUEST),
    }
    assert printed[Disclosure.ALL] == set(Edition) - {Edition.RESTRICTED_ANNEX}
    assert all(classes_of(each) == {Disclosure.ALL} for each in FOR_FAMILIES)


@pytest.mark.parametrize("name", OWN)
def test_what_is_listed_may_be_shown(name: str) -> None:
    """E03"""
    form = catalogue.load(name)
    questions = form.by_id()
    for edition in editions_of(form):
        listed = listed_in(edition, form)
        assert (listed is None) == (edition in WHOLE | {Edition.FAMILY})
        for question in listed or ():
            assert questions[question].disclose in classes_of(edition), question
