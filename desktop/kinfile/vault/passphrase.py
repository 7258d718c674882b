# SPDX-License-Identifier: Apache-2.0
"""Which passphrase is good enough, and how to offer one.

14 characters; more than an entry of the list of common ones with a year behind it; and the
worker's own name does not count. No rules about capitals or digits: they make passphrases worse.
Five words of the long list are always long enough and give 64.6 bits.
"""

import math
import re
import secrets
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from kinfile import bundle
from kinfile.errors import WeakPassphrase

MINIMUM_LENGTH = 14
WORDS = 5
_FEWEST_DIFFERENT = 5
_FEWEST_OWN = 6
"""Letters and digits that must be left when everything common is taken out."""
_SHORTEST_ENTRY = 4
_WORD_BITS = math.log2(7776)
_PHRASE = re.compile(r"[^\W\d_]{3,}(?:[ ,.-]+[^\W\d_]{3,}){3,}")


def encode(text: str) -> bytearray:
    """`text` as the bytes a key is derived from: one Unicode spelling (NFC), UTF-8.

    Without it a name typed on another keyboard could give other bytes for the same letters.
    """
    return bytearray(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))


def require_strong(passphrase: bytearray, *, own_name: str) -> None:
    """Raise WeakPassphrase (short, common, own-name; minimum in characters) for a weak one."""
    problem = weakness(passphrase.decode("utf-8", "replace"), own_name=own_name)
    if problem is not None:
        raise WeakPassphrase(problem=problem, minimum=MINIMUM_LENGTH)


def weakness(text: str, *, own_name: str = "", common: Sequence[str] | None = None) -> str | None:
    """Why `text` is too weak: "short", "common", "own-name", or None when it is not.

    `common` is the list of refused passphrases; without it, the one that ships.
    """
    if len(text) < MINIMUM_LENGTH:
        return "short"
    if common is None:
        common = _shipped("common_passphrases")
    letters = _letters(text)
    rest = letters
    for entry in sorted(map(_letters, common), key=len, reverse=True):
        if len(entry) >= _SHORTEST_ENTRY:
            rest = rest.replace(entry, "")
    if len(rest) < _FEWEST_OWN or len(set(letters)) < _FEWEST_DIFFERENT:
        return "common"
    without_name = text.casefold()
    for part in re.findall(r"[^\W\d_]{3,}", own_name.casefold()):
        without_name = without_name.replace(part, "")
    return "own-name" if len(without_name) < MINIMUM_LENGTH else None


def bits(text: str) -> float:
    """A rough strength in bits, for a meter; only a passphrase made by `suggest` has exact bits.

    Four or more words count 12.9 bits a word. Anything else counts each character by the kinds
    of character used (letters 4.7, with capitals 5.7, digits 3.3, others 5), where one that
    repeats its neighbour or goes on a sequence ("aaa", "456") counts nothing.
    """
    if _PHRASE.fullmatch(text):
        return len(re.findall(r"[^\W\d_]+", text)) * _WORD_BITS
    kinds = (
        (26, any(c.islower() for c in text)),
        (26, any(c.isupper() for c in text)),
        (10, any(c.isdigit() for c in text)),
        (32, any(not c.isalnum() for c in text)),
    )
    pool = sum(size for size, used in kinds if used) or 1
    telling = sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(text))
    return (min(len(text), 1) + telling) * math.log2(pool)


def suggest(words: Sequence[str] | None = None) -> str:
    """Five random words (64.6 bits from the shipped list of 7,776)."""
    words = _shipped("eff_large") if words is None else words
    while True:
        offered = " ".join(secrets.choice(words) for _ in range(WORDS))
        # About one in a million is made of common words alone and would be refused later.
        if weakness(offered) is None:
            return offered


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _shipped(name: str) -> list[str]:
    file = bundle.resources() / "wordlists" / f"{name}.txt"
    # The list of common passphrases may be left out of a build; the word list may not.
    if name == "common_passphrases" and not file.is_file():
        return []
    return file.read_text(encoding="utf-8").splitlines()
