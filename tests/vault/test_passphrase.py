# SPDX-License-Identifier: Apache-2.0
"""What is asked of a passphrase.

P01  14 characters, counted as characters; no rule about kinds of character.
P02  A common one is refused, also with a year behind it, doubled, or in other case and spacing.
P03  The worker's own name does not count.
P04  A suggestion is five words of the list and is never refused.
P05  One text gives one sequence of bytes, however its accents were typed.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.errors import WeakPassphrase
from kinfile.vault.passphrase import bits, encode, require_strong, suggest, weakness

WORDS = ["abacus", "kettle", "marble", "otter", "pebble", "quilt", "rhubarb", "saddle"]


@pytest.mark.parametrize(
    "text",
    ["harbour violin", "mfkhtzbwlrpxgd", "ąęłóśćżźńĄĘŁÓŚ", "correct donkey vault pin"],
)
def test_fourteen_characters_are_enough(text: str) -> None:
    """P01."""
    assert weakness(text) is None


def test_thirteen_characters_are_short() -> None:
    """P01."""
    assert weakness("harbourviolin") == "short"


@pytest.mark.parametrize(
    "text",
    [
        "Password Password",
        "passwordpassword1",
        "Safeguarding-2026!",
        "CORRECT HORSE battery staple",
        "Manchester United 99",
        "12345678901234",
        "aaaaaaaaaaaaaaa",
        "ababababababab",
        "qwertyuiopasdfghjkl",
    ],
)
def test_common_ones_are_refused(text: str) -> None:
    """P02."""
    assert weakness(text) == "common"


def test_the_list_of_common_ones_can_be_another() -> None:
    """P02."""
    assert weakness("harbour violin 12", common=["Harbour Violin"]) == "common"


@pytest.mark.parametrize("text", ["Marigold Rowe 1984", "rowemarigold2026!", "MARIGOLDMARIGOLD"])
def test_the_own_name_does_not_count(text: str) -> None:
    """P03."""
    assert weakness(text, own_name="Marigold Rowe") == "own-name"


def test_the_own_name_among_enough_else_is_allowed() -> None:
    """P03: it is left out of the count, no more."""
    assert weakness("rowe boats on a calm lake", own_name="Marigold Rowe") is None


def test_a_weak_one_is_refused_with_the_reason_and_the_minimum() -> None:
    with pytest.raises(WeakPassphrase) as refusal:
        require_strong(bytearray(b"short"), own_name="Anna Example")
    assert refusal.value.facts == {"problem": "short", "minimum": 14}


def test_a_suggestion_is_five_words_of_the_list() -> None:
    """P04."""
    words = suggest(WORDS).split(" ")
    assert len(words) == 5
    assert set(words) <= set(WORDS)


def test_suggestions_from_the_shipped_list_differ_and_are_strong() -> None:
    """P04: 5 x log2(7776) bits."""
    first, second = suggest(), suggest()
    assert first != second
    assert weakness(first) is None
    assert math.isclose(bits("abacus kettle marble otter pebble"), 64.6, abs_tol=0.1)


@pytest.mark.parametrize(
    "text", ["", "a", "aaaaaaaaaaaaaaaa", "12345678901234", "abcdefghijklmnop"]
)
def test_repetition_and_sequence_are_worth_almost_nothing(text: str) -> None:
    assert bits(text) < 10


@given(st.text(max_size=60))
def test_strength_is_a_number_for_any_text(text: str) -> None:
    assert 0 <= bits(text) < 1000


@given(st.text(min_size=14, max_size=60))
def test_judging_a_passphrase_never_fails(text: str) -> None:
    assert weakness(text, own_name=text) in (None, "common", "own-name")


def test_accents_typed_in_two_ways_give_the_same_bytes() -> None:
    """P05."""
    assert encode("Zoë") == encode("Zoe\N{COMBINING DIAERESIS}") == bytearray(b"Zo\xc3\xab")
