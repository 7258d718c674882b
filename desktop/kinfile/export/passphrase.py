# SPDX-License-Identifier: Apache-2.0
"""The passphrase of a transfer copy, and how it is read out on the telephone.

Words of 3 to 5 letters, few enough that every program that opens a PDF takes them whole: some cut
a password after 32 characters. One is made for each copy.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kinfile import bundle

WORDS = 6
LONGEST = 32
"""Characters of a whole passphrase with its dashes."""
_WORD = re.compile(r"[a-z]{3,5}")

_NATO = (
    *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India"),
    *("Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo"),
    *("Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu"),
)


@dataclass(frozen=True, slots=True, repr=False)
class SpokenWord:
    """One word of a passphrase as it is read out: `letters` are the names of its letters."""

    number: int
    word: str
    letters: tuple[str, ...]


def new_passphrase(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Six words joined by dashes, 32 characters at most: at least 60 bits."""
    while True:
        made = "-".join(choose(short_words()) for _ in range(WORDS))
        if len(made) <= LONGEST:
            return made


def read_out(passphrase: str) -> tuple[SpokenWord, ...]:
    """How to say a passphrase, word by word, each spelled in the letters of radio traffic."""
    return tuple(
        SpokenWord(number, word, tuple(_NATO[ord(letter) - ord("a")] for letter in word))
        for number, word in enumerate(passphrase.split("-"), start=1)
    )


@cache
def short_words() -> tuple[str, ...]:
    """The words of the EFF long list with 3 to 5 letters."""
    path = bundle.resources() / "wordlists" / "eff_large.txt"
    words = path.read_text(encoding="utf-8").split()
    return tuple(word for word in words if _WORD.fullmatch(word))
