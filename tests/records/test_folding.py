# SPDX-License-Identifier: Apache-2.0
"""Names and words made alike for finding.

B01 Accents, case and letters of other alphabets' making do not hide a name.
B02 A name is found with its apostrophe or hyphen, without it, and by its parts.
B03 Digits in groups are one number.
B04 Folding folds no further, and a name is always found by itself.
B05 Names with accents stand beside those without; in Welsh its double letters count as letters.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.records.folding import folded, sort_key, sought_words, words_of


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Siôn Ŵyn", "sion wyn"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Ștefania", "stefania"),
        ("Bjørn Ægir Đorđević", "bjorn aegir dordevic"),
        ("STRAẞE", "strasse"),
        ("Nguyễn", "nguyen"),
    ],
)
def test_accents_hide_no_name(written: str, plain: str) -> None:
    """B01"""
    assert folded(written) == plain


@pytest.mark.parametrize("typed", ["O'Brien", "obrien", "O\N{RIGHT SINGLE QUOTATION MARK}Brien"])
def test_marks_inside_a_name_do_not_matter(typed: str) -> None:
    """B02"""
    assert set(sought_words(typed)) <= set(words_of("Niamh O'Brien"))


def test_a_double_name_is_found_by_its_parts() -> None:
    """B02"""
    assert {"smith", "jones", "smithjones"} <= set(words_of("Anna Smith-Jones"))


def test_digits_in_groups_are_one_number() -> None:
    """B03"""
    assert sought_words("999 000 0018") == ("9990000018",)
    assert sought_words("999-000-0018") == ("9990000018",)
    assert sought_words("12 Rose Lane") == ("12", "rose", "lane")


@given(st.text())
def test_a_text_is_found_by_itself(text: str) -> None:
    """B04"""
    assert folded(folded(text)) == folded(text)
    sought = sought_words(text)
    if len(sought) > 1:
        assert set(sought) <= set(words_of(text))


def in_order(*names: str, language: str = "en") -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, language))


def test_accents_stand_beside_plain_letters() -> None:
    """B05"""
    assert in_order("Zoe", "Ŵyn", "Wendy", "Xena", "wyn") == ["Wendy", "wyn", "Ŵyn", "Xena", "Zoe"]
    assert in_order("Łucja", "Lucy", "Mary", "Lucja") == ["Lucja", "Łucja", "Lucy", "Mary"]
    assert in_order("Ștefan", "Tom", "Stefan", "Sue") == ["Stefan", "Ștefan", "Sue", "Tom"]


def test_welsh_has_letters_of_two() -> None:
    """B05"""
    names = ("Llŷr", "Lwc", "Mair", "Chloe", "Cwm", "Dafydd", "Rhys", "Ruth", "Ngaio", "Gwen")
    assert in_order(*names, language="cy") == [
        *("Cwm", "Chloe", "Dafydd", "Gwen", "Ngaio", "Lwc", "Llŷr", "Mair", "Ruth", "Rhys")
    ]
