# SPDX-License-Identifier: Apache-2.0
"""The passphrase of a transfer copy.

T01 Six words of 3 to 5 letters joined by dashes, 32 characters at most, at least 60 bits.
T02 It is read out word by word, each letter by its name in radio traffic.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from kinfile.export.passphrase import LONGEST, WORDS, new_passphrase, read_out, short_words


def test_it_is_short_enough_for_every_program() -> None:
    """T01"""
    made = {new_passphrase() for _ in range(200)}
    assert len(made) == 200
    for each in made:
        assert re.fullmatch(r"[a-z]{3,5}(-[a-z]{3,5}){5}", each)
        assert len(each) <= LONGEST
        assert set(each.split("-")) <= set(short_words())


def test_it_is_made_anew_where_it_is_too_long() -> None:
    """T01"""
    chosen = iter(["abide"] * WORDS + ["wow"] * WORDS)

    def choose(_words: Sequence[str]) -> str:
        return next(chosen)

    assert new_passphrase(choose) == "wow-wow-wow-wow-wow-wow"


def test_it_has_sixty_bits() -> None:
    """T01: counted over all that may come out, since long ones are thrown away."""
    lengths = Counter(map(len, short_words()))
    ways = {0: 1}
    for _ in range(WORDS):
        longer: Counter[int] = Counter()
        for letters, count in ways.items():
            for length, words in lengths.items():
                longer[letters + length] += count * words
        ways = dict(longer)
    room = LONGEST - (WORDS - 1)
    assert math.log2(sum(count for letters, count in ways.items() if letters <= room)) >= 60


def test_it_is_read_out_letter_by_letter() -> None:
    """T02"""
    first, second = read_out("otter-x")
    assert (first.number, first.word) == (1, "otter")
    assert first.letters == ("Oscar", "Tango", "Tango", "Echo", "Romeo")
    assert second.letters == ("X-ray",)
    assert "otter" not in repr(first)
