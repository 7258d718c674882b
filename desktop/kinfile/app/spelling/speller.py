# SPDX-License-Identifier: Apache-2.0
"""What a speller is, and what is made of several."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from kinfile import bundle

MOST_SUGGESTED = 5


class Speller(Protocol):
    """Knows the words of one language. Used on one thread only, the one it was opened on."""

    def is_right(self, word: str) -> bool:
        """Whether `word`, with plain apostrophes, is spelt right or cannot be judged."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, likeliest first."""
        ...


OpenSpeller = Callable[[str], Speller | None]
"""The speller for a language ("en", "cy"); None where the computer has none."""


@dataclass(frozen=True, slots=True, repr=False)
class Bilingual:
    """Right in any of the languages is right; the first one suggests first."""

    spellers: tuple[Speller, ...]

    def is_right(self, word: str) -> bool:
        return any(speller.is_right(word) for speller in self.spellers)

    def suggest(self, word: str) -> tuple[str, ...]:
        every = [found for speller in self.spellers for found in speller.suggest(word)]
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True, repr=False)
class WithWords:
    """A speller that also takes `words`, in lower case: those of the work, or the worker's own."""

    speller: Speller
    words: frozenset[str]

    def is_right(self, word: str) -> bool:
        return word.lower() in self.words or self.speller.is_right(word)

    def suggest(self, word: str) -> tuple[str, ...]:
        return self.speller.suggest(word)


def words_of_the_work(codes: Iterable[str]) -> frozenset[str]:
    """The words of midwifery, social work and Welsh families that dictionaries lack."""
    folder = bundle.resources() / "wordlists"
    found: set[str] = set()
    for code in codes:
        file = folder / f"work_{code}.txt"
        if file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            found.update(line.lower() for line in lines if line and not line.startswith("#"))
    return frozenset(found)
