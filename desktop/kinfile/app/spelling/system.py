# SPDX-License-Identifier: Apache-2.0
"""The speller of this computer for a language."""

import sys

from kinfile.app.spelling.enchant import open_enchant
from kinfile.app.spelling.hunspell import open_hunspell
from kinfile.app.spelling.speller import Bilingual, OpenSpeller, Speller, WithWords
from kinfile.app.spelling.speller import words_of_the_work as of_the_work
from kinfile.app.spelling.windows import open_windows

_WAYS: tuple[OpenSpeller, ...] = (
    (open_windows,) if sys.platform == "win32" else (open_hunspell, open_enchant)
)
"""Best first: hunspell writes nothing anywhere."""


def open_one(code: str) -> Speller | None:
    """The best that there is for one language."""
    found = (opened(code) for opened in _WAYS)
    return next((speller for speller in found if speller is not None), None)


def open_for(code: str, *, one: OpenSpeller = open_one) -> Speller | None:
    """The speller for what is written in a form that asks in `code`.

    Whoever writes Welsh writes English names and terms among it, so both are right there; without
    a Welsh dictionary nothing is, and there is no speller. The words of the work are right.
    """
    speller = one(code)
    if speller is None:
        return None
    if code == "cy":
        english = one("en")
        speller = Bilingual((speller, english)) if english is not None else speller
    return WithWords(speller, of_the_work(("en", "cy")))
