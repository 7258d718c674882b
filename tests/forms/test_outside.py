# SPDX-License-Identifier: Apache-2.0
"""What other programs need beside our ids.

B01 A name beside an id is never an id: it has a hyphen, and no id of a shipped form has one.
B02 What goes with an answer depends on its kind.
"""

import pytest

from kinfile.forms import catalogue
from kinfile.forms.model import Kind
from kinfile.forms.outside import none_link, opened_link, part_link, parts_of, section_link


@pytest.mark.parametrize("name", catalogue.installed())
def test_no_id_looks_like_a_name_beside_one(name: str) -> None:
    """B01"""
    form = catalogue.load(name)
    questions = [str(question.id) for question in form.questions()]
    sections = [str(section.id) for section in form.sections]
    assert not any("-" in each for each in [*questions, *sections, *form.groups])


def test_a_name_says_what_it_is_beside() -> None:
    """B01"""
    assert section_link("about") == "section-about"
    assert opened_link("closure") == "opened-closure"
    assert none_link("children") == "children-none"
    assert part_link("parents.ill", "evidence") == "parents.ill-evidence"


def test_what_goes_with_an_answer() -> None:
    """B02"""
    assert [part.name for part in parts_of(Kind.VERBATIM)] == ["who", "when", "how"]
    assert [part.name for part in parts_of(Kind.NHS_NUMBER)] == ["verified"]
    assert parts_of(Kind.TEXT) == ()
