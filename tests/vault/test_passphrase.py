# SPDX-License-Identifier: Apache-2.0
"""What is asked of a passphrase.

P01  14 characters, counted as characters; no rule about kinds of character.
P02  A common one is refused, also with a year or signs behind it, doubled, backwards, with digits
     for letters, or in other case and spacing; so are rows of keys.
P03  The worker's own name does not count, in whatever order and spelling.
P04  A suggestion is five words of the list and is never refused.
P05  One text gives one sequence of bytes, however its accents were typed.
P06  What cannot have 60 bits is refused; what was made by chance in a usual way is not.
"""

import math
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile import bundle
from kinfile.errors import WeakPassphrase
from kinfile.vault.passphrase import (
    MINIMUM_BITS,
    MINIMUM_LENGTH,
    bits,
    encode,
    require_strong,
    suggest,
    weakness,
)

WORDS = ["abacus", "kettle", "marble", "otter", "pebble", "quilt", "rhubarb", "saddle"]


@pytest.mark.parametrize(
    "text",
    [
        "harbour violin",
        "mfkhtzbwlrpxgd",
        "ąęłóśćżźńßøæđħ",
        "correct donkey vault pin",
        "كلمة مرور طويلة جدا",
        "漢字仮名交じり文章長い合言葉",
        "four random words here",
    ],
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
        "P4ssw0rd P@$$word",
        "Passw0rd!!!!!!",
        "M1dw1fery 2026!!",
        "K1nf1leK1nf1le",
        "ppaasswwoorrdd",
        "drowssapdrowssap",
        "January-February",
        "L1verpool - 1984",
        "qazwsxedcrfvtgb",
        "1qaz2wsx3edc4rfv",
        "azertyuiopqsdfg",
        "poiuytrewqlkjhg",
        "my passphrase 1234",
        "Kinfile vault!!",
    ],
)
def test_common_ones_are_refused(text: str) -> None:
    """P02."""
    assert weakness(text) == "common"


def test_the_list_of_common_ones_can_be_another() -> None:
    """P02."""
    assert weakness("harbour violin 12", common=["Harbour Violin"]) == "common"


@pytest.mark.parametrize(
    "text",
    ["Marigold Rowe 1984", "rowemarigold2026!", "MARIGOLDMARIGOLD", "R0we, M4rig0ld #77"],
)
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
    """P04."""
    offered = [suggest() for _ in range(200)]
    assert len(set(offered)) == 200
    assert [weakness(each) for each in offered] == [None] * 200
    assert min(map(len, offered)) >= MINIMUM_LENGTH


def test_a_suggestion_has_more_bits_than_are_asked_for() -> None:
    """P04: the list has no word twice."""
    words = (bundle.resources() / "wordlists" / "eff_large.txt").read_text("utf-8").split()
    assert len(set(words)) == len(words) == 7776
    assert math.isclose(5 * math.log2(len(words)), 64.6, abs_tol=0.1)
    assert 5 * math.log2(len(words)) > MINIMUM_BITS


def test_an_accent_more_or_less_is_the_same_name() -> None:
    """P03."""
    assert weakness("ZOE KOWALSKI 99", own_name="Zoë Kowalski") == "own-name"


@pytest.mark.parametrize(
    "text",
    [
        "83917402658193",
        "harbourharbour",
        "harbour harbour harbour",
        "tea and butter",
        "7f3a 7f3a 7f3a 7f3a",
        "xkqz xkqz xkqz",
    ],
)
def test_what_has_little_in_it_is_refused(text: str) -> None:
    """P06: 14 digits, one thing said again, twelve letters."""
    assert bits(text) < MINIMUM_BITS
    assert weakness(text) == "simple"


@pytest.mark.parametrize(
    ("made_of", "length"),
    [
        (string.ascii_lowercase, 14),
        (string.ascii_letters + string.digits, 14),
        (string.ascii_letters + string.digits + string.punctuation, 14),
        ("0123456789abcdef", 16),
        (string.digits, 24),
    ],
)
def test_what_was_made_by_chance_is_accepted(made_of: str, length: int) -> None:
    """P06: of 1,000 hardly one; the numbers are the same in every run."""
    chance = random.Random(length)  # noqa: S311  (repeatable)
    made = ["".join(chance.choices(made_of, k=length)) for _ in range(1_000)]
    assert sum(weakness(each) is not None for each in made) <= 10


def test_four_words_by_chance_are_accepted() -> None:
    """P06."""
    words = (bundle.resources() / "wordlists" / "eff_large.txt").read_text("utf-8").split()
    chance = random.Random(4)  # noqa: S311  (repeatable)
    made = [" ".join(chance.choices(words, k=4)) for _ in range(1_000)]
    assert [each for each in made if weakness(each)] == []


@pytest.mark.parametrize(
    "text", ["", "a", "aaaaaaaaaaaaaaaa", "12345678901234", "abcdefghijklmnop"]
)
def test_repetition_and_sequence_are_worth_almost_nothing(text: str) -> None:
    assert bits(text) < 15


@given(st.text(max_size=60))
def test_strength_is_a_number_for_any_text(text: str) -> None:
    assert 0 <= bits(text) < 1000


@given(st.text(min_size=14, max_size=60))
def test_judging_a_passphrase_never_fails(text: str) -> None:
    assert weakness(text, own_name=text) in (*(None, "common", "own-name", "simple"),)


def test_accents_typed_in_two_ways_give_the_same_bytes() -> None:
    """P05."""
    assert encode("Zoë") == encode("Zoe\N{COMBINING DIAERESIS}") == bytearray(b"Zo\xc3\xab")
