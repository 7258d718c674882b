# SPDX-License-Identifier: Apache-2.0
"""Which passphrase is good enough, and how to offer one.

14 characters; more than common words, keyboard rows or one thing twice; and the worker's own name
does not count. No rules about capitals or digits: they make passphrases worse. Five words of the
long list are always long enough and give 64.6 bits.

At least 60 bits are asked for, by an estimate that can only be too kind (`bits`): it takes every
character to be chosen by chance. So it refuses what cannot be strong, such as 14 digits, and
nothing that was made by chance in any usual way. How strong words are that somebody thought of,
nobody can compute; the list and the offer of five words are there for that.
"""

import math
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kinfile import bundle
from kinfile.errors import WeakPassphrase
from kinfile.vault.keys import wipe

MINIMUM_LENGTH = 14
MINIMUM_BITS = 60
WORDS = 5
BITS_OF_A_WORD = math.log2(7_776)
_FEWEST_DIFFERENT = 5
_FEWEST_OWN = 6
"""Letters and digits that must be left when everything common is taken out."""
_SHORTEST_ENTRY = 4
_SHORTEST_REPEAT = 4
_LOOK_ALIKE = str.maketrans("0134578@$!|+€£l2", "oieastbasiiteliz")
"""The usual digits and signs for letters. An l is read as an i, since both are written 1."""
_ROWS = (
    "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COLUMNS = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm")


def encode(text: str) -> bytearray:
    """`text` as the bytes a key is derived from: one Unicode spelling (NFC), UTF-8.

    Without it a name typed on another keyboard could give other bytes for the same letters.
    """
    return bytearray(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))


def require_strong(passphrase: bytearray, *, own_name: str) -> None:
    """Raise WeakPassphrase (short, common, own-name, simple; minimum in characters)."""
    problem = weakness(passphrase.decode("utf-8", "replace"), own_name=own_name)
    if problem is not None:
        raise WeakPassphrase(problem=problem, minimum=MINIMUM_LENGTH)


def require_bits(passphrase: bytearray, minimum: int, *others: bytearray) -> None:
    """Raise WeakPassphrase for one that is too weak when so many bits are asked for.

    Then it is wiped, and `others` are.
    """
    problem = weakness(passphrase.decode("utf-8", "replace"), minimum_bits=minimum)
    if problem is not None:
        for each in (passphrase, *others):
            wipe(each)
        raise WeakPassphrase(problem=problem, minimum=MINIMUM_LENGTH)


def weakness(
    text: str,
    *,
    own_name: str = "",
    common: Sequence[str] | None = None,
    minimum_bits: int = MINIMUM_BITS,
) -> str | None:
    """Why `text` is too weak: "short", "common", "own-name", "simple", or None when it is not.

    `common` is the list of refused passphrases; without it, the one that ships.
    """
    if len(text) < MINIMUM_LENGTH:
        return "short"
    known = _known(tuple(common) if common is not None else _shipped("common_passphrases"))
    if _is_common(text, known) or len(set(text.casefold())) < _FEWEST_DIFFERENT:
        return "common"
    if len(_without_name(text, own_name)) < MINIMUM_LENGTH:
        return "own-name"
    return "simple" if bits(text) < max(minimum_bits, MINIMUM_BITS) else None


def bits(text: str) -> float:
    """The most bits that `text` can have: as if each character were chosen by chance.

    Chosen from the kinds that are there (26 small letters, 26 capitals, 26 others, 10 digits, 32
    signs). Spaces count nothing; nor does a character that goes on a run ("aaa", "456") or says
    once more what was said before (four characters or more).
    """
    plain = "".join(text.split())
    kinds = (
        (26, any(c.islower() for c in plain)),
        (26, any(c.isupper() for c in plain)),
        (26, any(c.isalpha() and not (c.islower() or c.isupper()) for c in plain)),
        (10, any(c.isdigit() for c in plain)),
        (32, any(not c.isalnum() for c in plain)),
    )
    pool = sum(size for size, used in kinds if used) or 1
    return _telling(plain.casefold()) * math.log2(pool)


def suggest(words: Sequence[str] | None = None, *, minimum_bits: int = MINIMUM_BITS) -> str:
    """Five random words (64.6 bits from the shipped list of 7,776); more where more is asked."""
    words = _shipped("eff_large") if words is None else words
    count = max(WORDS, math.ceil(minimum_bits / BITS_OF_A_WORD))
    while True:
        offered = " ".join(secrets.choice(words) for _ in range(count))
        # Fewer than one in a million is made of common words alone and would be refused later.
        if weakness(offered) is None:
            return offered


def _telling(text: str) -> int:
    """How many characters of `text` do not follow from those before."""
    told = place = 0
    while place < len(text):
        repeated = _repeated(text, place)
        if repeated:
            place += repeated
        elif not _goes_on(text, place):
            told += 1
        place += not repeated
    return told


def _repeated(text: str, place: int) -> int:
    """How many characters from `place` on stand, in that order, somewhere before; 0 for few."""
    length = 0
    while place + length < len(text) and text.find(
        text[place : place + length + 1], 0, place + length
    ) in range(place):
        length += 1
    return length if length >= _SHORTEST_REPEAT else 0


def _goes_on(text: str, place: int) -> bool:
    """Whether the character at `place` is the third of a run such as "aaa", "abc" or "321"."""
    if place < 2:
        return False
    step = ord(text[place]) - ord(text[place - 1])
    return abs(step) <= 1 and step == ord(text[place - 1]) - ord(text[place - 2])


def _is_common(text: str, known: tuple[re.Pattern[str], ...]) -> bool:
    """Whether `text`, read in one way or another, is little more than common words and rows."""
    for read, pattern in zip(_readings(text), known, strict=True):
        own = pattern.sub("", read)
        if len(own) < min(_FEWEST_OWN, len(read)):
            return True
    return False


def _readings(text: str) -> tuple[str, str, str]:
    """`text` as it stands, with letters for digits, and with no letter doubled.

    A year, and signs at either end, are put to a word that would else be refused: they are
    left out.
    """
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", _YEAR.sub("", text))
    alike = _letters(_alike(bare))
    return _letters(bare), alike, re.sub(r"(.)\1+", r"\1", alike)


@cache
def _known(common: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What to take out of each reading, the longest first."""
    entries = [entry for entry in map(_letters, common) if len(entry) >= _SHORTEST_ENTRY]
    both_ways = [*entries, *(entry[::-1] for entry in entries)]
    plain, alike, single = zip(*map(_readings, both_ways), strict=True) if entries else ((),) * 3
    return tuple(map(_any_of, ([*plain, *_rows()], alike, single)))


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    kept = [re.escape(entry) for entry in longest_first if len(entry) >= 3]
    return re.compile("|".join(kept) or r"(?!)")


def _rows() -> Iterator[str]:
    """Keys that lie beside or below each other, four or more, or three down: in both directions."""
    for line in (*_ROWS, *_COLUMNS):
        shortest = 3 if line in _COLUMNS else 4
        for length in range(shortest, len(line) + 1):
            for start in range(len(line) - length + 1):
                piece = line[start : start + length]
                yield piece
                yield piece[::-1]


def _without_name(text: str, own_name: str) -> str:
    """`text` without the parts of a name, in whatever order they stand there."""
    rest = _alike(text)
    parts = re.findall(r"[^\W\d_]{3,}", own_name)
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(_alike(part), "")
    return rest


def _alike(text: str) -> str:
    """Small letters without accents, and letters for the digits that stand for them."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parted if not unicodedata.combining(c)).translate(_LOOK_ALIKE)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _shipped(name: str) -> tuple[str, ...]:
    file = bundle.resources() / "wordlists" / f"{name}.txt"
    # The list of common passphrases may be left out of a build; the word list may not.
    if name == "common_passphrases" and not file.is_file():
        return ()
    return tuple(file.read_text(encoding="utf-8").splitlines())
