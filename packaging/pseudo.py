# SPDX-License-Identifier: Apache-2.0
"""Languages that nobody speaks, for looking at what translation does to the window.

en-XA (by CLDR's name for it): every message with accents on its letters, a third longer, and in
brackets, so that it can still be read and whatever lacks brackets was never translated. ar-XB:
English from right to left. Places such as {name}, Qt's %1 and the & of a shortcut stay.
"""

import gettext
import re

from kinfile.i18n import Language

ACCENTED, MIRRORED = "en-XA", "ar-XB"
LONGER = 0.35
OPENS, CLOSES = "[", "]"

_ACCENTS = str.maketrans(
    "AaCcEeGgIiNnOoSsUuWwYyZz",
    "ÀàÇçÉéĞğÎîÑñÖöŠšÛûŴŵŶŷŽž",
)
_FIXED = re.compile(r"(\{[^{}]*\}|%\d|%[a-zA-Z]|&\w)")
_PADDING = " öñé tŵö thréé föûr"


def accented(message: str) -> str:
    """`message` in en-XA. Blanks at its ends stay outside the brackets."""
    bare = message.strip()
    if not bare:
        return message
    parts = _FIXED.split(bare)
    letters = "".join(
        part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)
    )
    wanted = round(len(bare) * LONGER)
    more = (_PADDING * (wanted // len(_PADDING) + 1))[:wanted].rstrip()
    before, _, after = message.partition(bare)
    return f"{before}{OPENS}{letters}{more}{CLOSES}{after}"


class Accented(gettext.NullTranslations):
    """A catalogue that has every message."""

    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        # A context of a form's text says where it stands; only the text alone is translated.
        return message if "/" in context else accented(message)


def language(code: str) -> Language:
    """The pseudo-language `code`, or a real one."""
    if code == ACCENTED:
        return Language(code, Accented(), Accented)
    return Language(code) if code == MIRRORED else Language.load(code)
