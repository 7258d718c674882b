# SPDX-License-Identifier: Apache-2.0
"""The PIN of the cover.

Y01 Four to eight digits; neither all alike nor in a row, up or down.
Y02 Only the chosen one matches, and none before one is chosen.
Y03 What is handed over is wiped, and the digits stand nowhere in the object.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.ui.pin import SessionPin, weakness


@pytest.mark.parametrize("pin", [b"2580", b"19283746", b"1212", b"9013"])
def test_good_ones(pin: bytes) -> None:
    """Y01"""
    assert weakness(pin) is None


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        (b"", "form"), (b"258", "form"), (b"192837465", "form"), (b"25 80", "form"),
        (b"abcd", "form"), ("٢٥٨٠".encode(), "form"), (b"\xff\xfe25", "form"),
        (b"0000", "easy"), (b"1234", "easy"), (b"4321", "easy"), (b"8901", "easy"),
        (b"98765432", "easy"),
    ],
)  # fmt: skip
def test_the_others(pin: bytes, why: str) -> None:
    """Y01"""
    assert weakness(pin) == why


def test_one_with_a_weakness_is_not_taken() -> None:
    """Y01"""
    pin = SessionPin()
    with pytest.raises(ValueError, match="weakness"):
        pin.choose(bytearray(b"1234"))
    assert not pin.is_chosen


@settings(max_examples=10)
@given(st.from_regex(r"[0-9]{4,8}", fullmatch=True))
def test_only_the_chosen_one_matches(other: str) -> None:
    """Y02"""
    pin = SessionPin()
    assert not pin.matches(bytearray(b""))
    pin.choose(bytearray(b"25801"))
    assert pin.matches(bytearray(b"25801"))
    assert pin.matches(bytearray(other.encode())) == (other == "25801")


def test_the_digits_are_wiped() -> None:
    """Y03"""
    chosen, typed = bytearray(b"2580"), bytearray(b"2580")
    pin = SessionPin()
    pin.choose(chosen)
    pin.matches(typed)
    assert chosen == typed == bytes(4)
    assert b"2580" not in repr(vars(pin)).encode()
