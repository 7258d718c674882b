# SPDX-License-Identifier: Apache-2.0
"""Words that are kept from what can be read over a shoulder, as wordlists/banned.yaml has them.

Lint keeps them out of titles; presentation hides a question that is asked in them.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kinfile import bundle
from kinfile.forms.fields import Fields
from kinfile.forms.folder import BANNED, Folder

_KEYS = frozenset({"about", "titles", "everywhere"})


class Banned(NamedTuple):
    """Patterns that find the first such word: in titles, and in any text."""

    titles: re.Pattern[str]
    everywhere: re.Pattern[str]


def read_banned(files: Folder) -> Banned:
    """The list of `files`; nothing is banned where it has none. Raises FormError."""
    if not (files.path / BANNED).is_file():
        return Banned(_pattern(()), _pattern(()))
    fields = Fields(files.table(BANNED), BANNED, _KEYS, files.complain)
    everywhere, titles = fields.words("everywhere"), fields.words("titles")
    return Banned(_pattern((*everywhere, *titles)), _pattern(everywhere))


@cache
def banned() -> Banned:
    """The list that came with Kinfile."""
    return read_banned(Folder(bundle.forms()))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
