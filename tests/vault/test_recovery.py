# SPDX-License-Identifier: Apache-2.0
"""What the recovery code promises.

R01  A code is 34 characters in groups of four and reads back as itself.
R02  Case, spaces, hyphens, O for 0 and I or L for 1 are forgiven.
R03  Any one wrong character, and any two neighbours exchanged, are caught.
R04  Whatever else is typed is refused as mistyped and never as anything worse.
R05  A code does not show when it is printed.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.errors import MistypedCode
from kinfile.vault.recovery import RecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=20, max_size=20)


@given(secrets)
def test_a_code_reads_back_as_itself(secret: bytes) -> None:
    """R01."""
    assert RecoveryCode.parse(RecoveryCode(secret).text).secret == secret


def test_a_code_comes_in_groups_of_four() -> None:
    """R01."""
    groups = RecoveryCode.new().text.split("-")
    assert [len(group) for group in groups] == [4] * 8 + [2]


def test_two_new_codes_differ() -> None:
    assert RecoveryCode.new() != RecoveryCode.new()


def test_a_known_code_stays_the_same_for_ever() -> None:
    """R01: it is printed on paper."""
    text = RecoveryCode(bytes(range(20))).text
    assert text == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-CF"


@given(secrets)
def test_what_people_do_when_typing_is_forgiven(secret: bytes) -> None:
    """R02."""
    text = RecoveryCode(secret).text
    typed = " " + text.lower().replace("-", " ").replace("0", "o").replace("1", "l") + "\n"
    assert RecoveryCode.parse(typed).secret == secret
    assert RecoveryCode.parse(text.replace("-", "").replace("1", "i")).secret == secret


@given(secrets, st.integers(0, 33), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_caught(secret: bytes, place: int, character: str) -> None:
    """R03."""
    text = RecoveryCode(secret).text.replace("-", "")
    if text[place] != character:
        with pytest.raises(MistypedCode, match="check"):
            RecoveryCode.parse(text[:place] + character + text[place + 1 :])


@given(secrets, st.integers(0, 32))
def test_two_neighbours_exchanged_are_caught(secret: bytes, place: int) -> None:
    """R03."""
    text = RecoveryCode(secret).text.replace("-", "")
    if text[place] != text[place + 1]:
        exchanged = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        with pytest.raises(MistypedCode, match="check"):
            RecoveryCode.parse(exchanged)


@given(st.text(max_size=80))
def test_anything_typed_is_a_code_or_mistyped(text: str) -> None:
    """R04."""
    try:
        code = RecoveryCode.parse(text)
    except MistypedCode:
        return
    assert RecoveryCode.parse(code.text) == code


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "length"), ("0" * 33, "length"), ("U" * 34, "character"), ("0" * 33 + "1", "check")],
)
def test_the_refusal_says_what_is_wrong(text: str, problem: str) -> None:
    """R04."""
    with pytest.raises(MistypedCode, match=problem):
        RecoveryCode.parse(text)


def test_a_code_does_not_show_when_printed() -> None:
    """R05."""
    code = RecoveryCode(b"12345678901234567890")
    assert "1234" not in repr(code)
    assert code.text not in repr(code)
