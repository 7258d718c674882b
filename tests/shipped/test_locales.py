# SPDX-License-Identifier: Apache-2.0
"""Every catalogue in resources/locale can be used as it is.

S20 A translation has the places of its message, and every form that its language's plural needs.
S21 Nothing in it is marked as doubtful.
S22 Its messages are those of the program: none is left that is not shown any more.
S23 Every letter in it can be drawn by a shipped font.
"""

import io
import string
from collections.abc import Iterator

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from helpers import tree
from kinfile import bundle

LOCALE = bundle.resources() / "locale"
FOUND = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/kinfile.po"))

SPOILT = b"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{date} at {time}"
msgstr "{dyddiad} am {time}"

#, fuzzy
msgid "Lock"
msgstr "Cloi"

msgid "{n} form"
msgid_plural "{n} forms"
msgstr[0] "{n} ffurflen"
msgstr[1] ""
"""


def catalogue(code: str) -> Catalog:
    with (LOCALE / code / "LC_MESSAGES" / "kinfile.po").open("rb") as file:
        return read_po(file, locale=code)


def both(texts: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def is_wrong(message: Message) -> bool:
    """Whether a translation has other places than its message, or only some of its forms."""
    asked = frozenset[str]().union(*map(places, both(message.id)))
    told = both(message.string)
    if not any(told):
        return False  # not translated: the English stands
    return not all(told) or any(places(text) - {"n"} != asked - {"n"} for text in told)


def mistakes(whole: Catalog) -> Iterator[str]:
    for message in whole:
        if message.id and (message.fuzzy or is_wrong(message)):
            yield both(message.id)[0]


def test_mistakes_are_found() -> None:
    """S20, S21"""
    assert list(mistakes(read_po(io.BytesIO(SPOILT)))) == ["{date} at {time}", "Lock", "{n} form"]


def drawn() -> frozenset[str]:
    """Every character that a shipped font has."""
    found: set[str] = set()
    for path in (bundle.resources() / "fonts").rglob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            found.update(map(chr, font.getBestCmap()))
    return frozenset(found)


@pytest.mark.parametrize("code", FOUND or ["en"])
def test_a_catalogue_is_sound(code: str) -> None:
    """S20, S21, S22, S23: English has none, because it is the language of the source."""
    if code == "en":
        assert not (LOCALE / "en").exists()
        return
    whole = catalogue(code)
    tree.expect_none(mistakes(whole))
    tree.expect_none(both(message.id)[0] for message in whole.obsolete.values())
    letters = {letter for each in whole if each.id for text in both(each.string) for letter in text}
    assert letters - drawn() - {"\n"} == set()
