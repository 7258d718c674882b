# SPDX-License-Identifier: Apache-2.0
"""What the program raises on purpose (words for it: test_wording.py).

E01 An error is a code and facts; printed, it shows both and no sentence.
E02 Codes are kebab-case and each is one error's own.
E03 Who catches a family catches its members.
"""

import re
from collections.abc import Iterator

import pytest

from kinfile.errors import (
    AnswersError,
    ExportError,
    KinfileError,
    Refused,
    TooSoon,
    VaultError,
    WrongPassphrase,
)


def every(base: type[KinfileError] = KinfileError) -> Iterator[type[KinfileError]]:
    for each in base.__subclasses__():
        yield each
        yield from every(each)


def test_it_shows_its_code_and_its_facts() -> None:
    """E01"""
    assert str(TooSoon(wait=4)) == "too-soon (wait=4)"
    assert str(Refused(problem="not-a-date", path="edd")) == (
        "refused (path=edd, problem=not-a-date)"
    )
    assert str(WrongPassphrase()) == "wrong-passphrase"
    assert TooSoon(wait=4).facts == {"wait": 4}


@pytest.mark.parametrize("error", list(every()), ids=lambda error: error.__name__)
def test_a_code_is_one_word_in_kebab_case(error: type[KinfileError]) -> None:
    """E02"""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", error.code)
    assert "code" in vars(error)


def test_no_two_errors_share_a_code() -> None:
    """E02"""
    codes = [error.code for error in every()]
    assert len(codes) == len(set(codes))


def test_families_catch_their_members() -> None:
    """E03"""
    assert issubclass(TooSoon, VaultError)
    assert issubclass(Refused, AnswersError)
    families = (AnswersError, VaultError, ExportError)
    assert all(issubclass(family, KinfileError) for family in families)
    assert not any(issubclass(one, other) for one in families for other in families if one != other)
