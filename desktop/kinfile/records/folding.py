# SPDX-License-Identifier: Apache-2.0
"""Names and words made alike for finding: without accents, case, or marks inside a name.

Somebody who cannot type Ŵ, Ł or Ș finds the name all the same, and O'Brien is found as obrien.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
        "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
_INSIDE = re.compile(
    r"(?<=\w)[\N{RIGHT SINGLE QUOTATION MARK}'`\N{MODIFIER LETTER APOSTROPHE}-](?=\w)"
)
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """`text` in small plain letters: "Siôn Ŵyn" becomes "sion wyn"."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return bare.translate(_PLAIN)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`; of O'Brien and Smith-Jones both the parts and the whole."""
    plain = folded(text)
    closed = _INSIDE.sub("", plain)
    whole = set(_WORD.findall(closed)) - set(_WORD.findall(plain))
    return (*_WORD.findall(plain), *sorted(whole))


_WELSH = re.compile("ch|dd|ff|ng|ll|ph|rh|th")


def sort_key(text: str, language: str = "en") -> tuple[str, str]:
    """By what to put names in order: Ŵ beside W, and Łucja beside Lucja but always behind it.

    In Welsh (`language` cy) ch, dd, ff, ng, ll, ph, rh and th are letters: Llŷr comes after Lwc.
    """
    plain = folded(text)
    if language == "cy":
        # ng is a letter after g; the others follow the letter that they begin with.
        plain = _WELSH.sub(lambda two: {"ng": "g"}.get(two[0], two[0][0]) + "\uffff", plain)
    return plain, text.casefold()


def sought_words(text: str) -> tuple[str, ...]:
    """What somebody who typed `text` is looking for: every one of these must be found.

    Digits in groups, as NHS numbers and telephone numbers are read out, are one word.
    """
    plain = folded(text)
    digits = re.sub(r"[\s-]", "", plain)
    if digits.isdigit():
        return (digits,)
    return tuple(_WORD.findall(_INSIDE.sub("", plain)))
