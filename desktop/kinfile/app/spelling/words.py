# SPDX-License-Identifier: Apache-2.0
"""Which words of a text are looked at, and where they stand.

Left alone are what no dictionary can judge: abbreviations in capitals, single letters, codes with
digits, addresses of the web and of mail, and words with a capital inside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"[@\d_]|://|www\.|\w\.\w")
_MOST = 64
"""Letters of a word: more are no word, and spellers take long over them."""


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A word and its place, in UTF-16 units from the start of the text, as Qt counts."""

    start: int
    length: int
    word: str
    """With plain apostrophes, as dictionaries have them."""

    @property
    def end(self) -> int:
        return self.start + self.length


def words_in(text: str) -> Iterator[Span]:
    """The words of `text` that a dictionary can judge, in order."""
    for run in _RUN.finditer(text):
        if _ADDRESS.search(run.group().rstrip(".,;:!?)")):
            continue
        for found in _WORD.finditer(run.group()):
            written = found.group()
            if _can_be_judged(written):
                start = run.start() + found.start()
                before = _units(text[:start]) if not text.isascii() else start
                yield Span(before, _units(written), written.replace("’", "'"))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _can_be_judged(word: str) -> bool:
    letters = word.replace("’", "").replace("'", "")
    return 1 < len(letters) <= _MOST and letters[1:].islower()
