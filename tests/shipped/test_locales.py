# SPDX-License-Identifier: Apache-2.0
"""Every catalogue in resources/locale can be used as it is.

S20 A translation has the places, marks and blanks of its message, and every form that its
    language's plural needs: six in Welsh.
S21 Nothing in it is marked as doubtful.
S22 Its messages are those of the templates: none is left that is not shown any more.
S23 Every letter in it can be drawn by a shipped font.
S24 A language that packaging/catalogues.py declares whole lacks nothing, in either catalogue.
S25 The compiled catalogue says what the source says.
"""

import gettext
import io
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from helpers import tree
from helpers.scripts import script
from kinfile import bundle
from kinfile.i18n import Language

catalogues: Any = script("catalogues")
FOUND = [(code, domain) for code in catalogues.languages() for domain in catalogues.DOMAINS]
NUMBERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 5, 6: 4, 7: 5, 11: 5}
"""Which of the six Welsh forms goes with a number."""

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

msgid "&Open"
msgstr "Agor"

msgid " or "
msgstr "neu"

msgid "Fine"
msgstr "Iawn"

msgid "Nothing"
msgstr ""

msgid "{n} form"
msgid_plural "{n} forms"
msgstr[0] "{n} ffurflen"
msgstr[1] ""
"""


def whole(code: str, domain: str) -> Catalog:
    found: Catalog = catalogues.read(catalogues.source(code, domain), code)
    return found


def mistakes(one: Catalog, plurals: int) -> Iterator[tuple[str, str]]:
    for message in one:
        if message.id:
            for wrong in catalogues.mistakes_of(message, plurals):
                yield catalogues.both(message.id)[0], wrong


def test_mistakes_are_found() -> None:
    """S20, S21, S24"""
    assert list(mistakes(read_po(io.BytesIO(SPOILT)), 2)) == [
        ("{date} at {time}", "other places"),
        ("Lock", "fuzzy"),
        ("&Open", "other marks"),
        (" or ", "other blanks at its ends"),
        ("Nothing", "missing"),
        ("{n} form", "missing"),
    ]


def drawn() -> frozenset[str]:
    """Every character that a shipped font has."""
    found: set[str] = set()
    for path in (bundle.resources() / "fonts").rglob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            found.update(map(chr, font.getBestCmap()))
    return frozenset(found)


@pytest.mark.parametrize(("code", "domain"), FOUND)
def test_a_catalogue_is_sound(code: str, domain: str) -> None:
    """S20, S21, S22, S23: English has none, because it is the language of the source."""
    assert code != "en"
    one = whole(code, domain)
    texts = [text for each in one if each.id for text in catalogues.both(each.string)]
    assert set("".join(texts)) - drawn() - {"\n"} == set()
    assert list(one.obsolete) == []
    template = catalogues.read(catalogues.LOCALE / f"{domain}.pot")
    asked = {(each.id, each.context) for each in template if each.id}
    assert {(each.id, each.context) for each in one if each.id} == asked


@pytest.mark.parametrize("code", catalogues.languages())
def test_no_translation_is_wrong(code: str) -> None:
    """S20, S21, S24"""
    is_complete = code in catalogues.WHOLE
    tree.expect_none(
        f"{domain}: {english}: {wrong}"
        for domain, english, wrong in catalogues.mistakes(code)
        if is_complete or wrong != "missing"
    )


@pytest.mark.parametrize(("number", "form"), NUMBERS.items())
def test_welsh_has_six_plural_forms(number: int, form: int) -> None:
    """S20"""
    message = ("{n} section", "{n} sections")
    one = Catalog(locale="cy")
    plurals, rule = catalogues.PLURALS["cy"]
    vars(one).update(_num_plurals=plurals, _plural_expr=rule)
    one.add(message, tuple(f"{{n}} form {place}" for place in range(6)))
    out = io.BytesIO()
    catalogues.write_mo(out, one)
    out.seek(0)
    welsh = Language("cy", gettext.GNUTranslations(out))
    assert welsh.plural(*message, number) == f"{number} form {form}"


@pytest.mark.parametrize(("code", "domain"), FOUND)
def test_what_was_compiled_is_what_was_translated(code: str, domain: str) -> None:
    """S25"""
    file = catalogues.source(code, domain)
    with file.with_suffix(".mo").open("rb") as compiled:
        now = gettext.GNUTranslations(compiled)
    told = gettext.GNUTranslations(io.BytesIO(catalogues.compiled(file, code)))
    said, meant = vars(now)["_catalog"], vars(told)["_catalog"]
    assert {each: said[each] for each in said if each} == {
        each: meant[each] for each in meant if each
    }
