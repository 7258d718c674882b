# SPDX-License-Identifier: Apache-2.0
"""Wording checks.

W01 A phrase is found whatever stands round it, in any case and with any apostrophe.
W02 Groups, alternatives, words that may be left out, gaps of a few words, ends of sentences.
W03 A denial in the phrase or a few words before it takes the phrase back, in that sentence; a
    firm phrase holds its own denial.
W04 What a passing phrase covers is not looked at.
W05 The shipped list finds a child written down as protecting a parent, and lets ordinary
    sentences about children pass.
W06 No text makes the search slow, and none makes it fail.
"""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms import catalogue
from kinfile.forms.wordlists import Matcher, matcher

SMALL: Mapping[str, Any] = {
    "groups": {"child": ["child", "little one"], "no": ["not", "isn't"]},
    "denying": "no",
    "phrases": ["{child} keeps her|him going", "very? good ... {child}", "word $"],
    "firm": ["would not ... {child}"],
    "passes": ["good word"],
}
FINDS = matcher(SMALL)


@pytest.mark.parametrize(
    "text",
    [
        "Her child keeps her going.",
        "HER CHILD KEEPS HIM GOING",
        "(child, keeps her - going)",
        "the little  one keeps\u00a0her going",
        "good child",
        "very good little child",
        "a good and kind and loving child",
        "no. Her child keeps her going",
        "Not at all. Good child!",
        "not " + "so " * 15 + "word",
        "word",
        "the last word. And more",
        "she would not, because of the child",
    ],
)
def test_a_phrase_is_found(text: str) -> None:
    """W01, W02, W03"""
    assert FINDS(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "children keep her going",
        "grandchild keeps her going",
        "child keeps them going",
        "good " + "one " * 12 + "child",
        "the word is the end of it",
        "good. Child",
        "her child is not good; a child",
        "it isn’t so that her child keeps her going",
        "not one two three four word",
        "sword words",
        "a good word",
    ],
)
def test_other_text_passes(text: str) -> None:
    """W01, W02, W03, W04"""
    assert not FINDS(text)


@pytest.fixture(scope="module")
def shipped() -> Matcher:
    return matcher(catalogue.load("pre_birth").wordlists["child_protective"])


@pytest.mark.parametrize(
    "text",
    [
        "The baby keeps her going.",
        "Her children are a protective factor",
        "Her baby gives her a reason to live",
        "He lives for his son",
        "her children are the only thing stopping her",
        "has kids to think about",
        "Protective factors: her daughter, her mother, her faith.",
        "She says the twins keep her alive, and she would never leave them.",
        "MAM SAYS THE KIDS KEEP HER GOING",
    ],
)
def test_a_child_written_down_as_protection_is_found(shipped: Matcher, text: str) -> None:
    """W05"""
    assert shipped(text)


@pytest.mark.parametrize(
    "text",
    [
        "Her daughter is not a protective factor",
        "is not a protective factor",
        "Grandmother keeps the children safe",
        "Her partner keeps her going",
        "Sister stays overnight; crisis line number on the fridge; tablets locked away.",
        "The children go to school every day and have friends there.",
        "She takes her medication and sees her care coordinator weekly.",
        "Child protection plan in place since May.",
        "The baby is due in March.",
    ],
)
def test_ordinary_sentences_pass(shipped: Matcher, text: str) -> None:
    """W05"""
    assert not shipped(text)


@pytest.mark.parametrize(
    "text",
    [
        "baby " * 20_000,
        "baby keeps " * 10_000,
        "protective " * 10_000,
        "a" * 100_000,
        "' " * 50_000,
    ],
)
def test_a_long_text_is_searched_in_time(shipped: Matcher, text: str) -> None:
    """W06: 100,000 characters; a search that goes wrong takes minutes."""
    start = time.process_time()
    shipped(text)
    assert time.process_time() - start < 3


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    """W06"""
    assert FINDS(text) in (True, False)
