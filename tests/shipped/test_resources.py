# SPDX-License-Identifier: Apache-2.0
"""What ships beside the code: complete, licensed, readable.

S10 Every folder of files that others made, or that ship as files, has its licence beside them.
S11 Whatever a name may be written with can be drawn: by Atkinson or, where it lacks it, by Noto.
S12 The word list has 7,776 different words in their order, so that six words mean one file.
S13 The three themes have the same tokens, and every pair of colours that meets can be read:
    4.5 to 1 for text, 3 to 1 for the edges of what can be used (WCAG 2.2, 1.4.3 and 1.4.11).
S14 The ring around what has the focus is seen on every ground.
S15 Every icon that the window names is there, and takes the colour that it is given.
S16 In a document every text differs from its ground by 7 to 1, every bar by 3 to 1.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from helpers import tree
from kinfile import bundle
from kinfile.export import look as looks
from kinfile.vault.passphrase import suggest

RESOURCES = bundle.resources()
ASSETS = (
    *("colour", "demo", "icons", "sheets", "theme", "wordlists"),
    *("fonts/atkinson-hyperlegible-next", "fonts/noto"),
)

ENGLISH = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
PUNCTUATION = "‘’“”–—…•£€ .,:;!?()[]/\\@#%&*+-=<>_|~^$'\""
WELSH = "ŵŷâêîôûẁỳẃýẅÿŴŶÂÊÎÔÛ"
POLISH = "łąćęńóśźżŁĄĆĘŃÓŚŹŻ"
ROMANIAN = "țșăâîȚȘĂÂÎ"
EUROPEAN = "áéíóúàèìòùäëïöüãõñçåæøœßðþčďěňřšťůžőűģķļņāēīūğışİĐđ"
VIETNAMESE = "đươăôêâĐƯƠĂạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
MAORI = "āēīōūĀĒĪŌŪ"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюяіїєґАБВГД"
GREEK = "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
URDU = "پٹچڈڑژکگںھہیے"


def asset(name: str) -> Path:
    return RESOURCES / Path(name)


@cache
def drawn_by(font: str) -> frozenset[str]:
    """The characters that a font has a glyph for."""
    with TTFont(asset(f"fonts/{font}.ttf"), lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def atkinson(style: str) -> frozenset[str]:
    return drawn_by(f"atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-{style}")


def noto(family: str) -> frozenset[str]:
    return drawn_by(f"noto/{family}")


def missing(characters: str, font: frozenset[str]) -> str:
    return "".join(character for character in characters if character not in font)


@pytest.mark.parametrize("name", ASSETS)
def test_each_folder_has_its_licence(name: str) -> None:
    """S10"""
    licences = [path for path in asset(name).iterdir() if path.name.startswith("LICENCE")]
    assert licences
    assert all(len(path.read_text("utf-8").strip()) > 40 for path in licences)


def test_no_folder_is_forgotten() -> None:
    """S10"""
    holding = {path.parent for path in RESOURCES.rglob("*") if path.is_file()}
    named = {path.relative_to(RESOURCES).as_posix() for path in holding} - {"."}
    # One folder a language, all under the licence above them.
    tongues = ("locale", "sheets/")
    assert {name for name in named if not name.startswith(tongues)} == set(ASSETS)


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "Bold", "Italic"])
@pytest.mark.parametrize("characters", [ENGLISH, PUNCTUATION, WELSH, POLISH, ROMANIAN, EUROPEAN])
def test_atkinson_writes_the_names_of_wales_and_europe(style: str, characters: str) -> None:
    """S11"""
    assert missing(characters, atkinson(style)) == ""


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize(
    "characters", [ENGLISH, WELSH, POLISH, ROMANIAN, EUROPEAN, VIETNAMESE, MAORI, CYRILLIC, GREEK]
)
def test_noto_writes_what_atkinson_lacks(style: str, characters: str) -> None:
    """S11"""
    assert missing(characters, noto(f"NotoSans-{style}")) == ""


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("characters", [ARABIC, URDU])
def test_noto_writes_arabic_and_urdu(weight: str, characters: str) -> None:
    """S11"""
    assert missing(characters, noto(f"NotoNaskhArabic-{weight}")) == ""


def test_whatever_kinfile_says_itself_can_be_drawn() -> None:
    """S11: the words of forms, profiles and the program, as they stand in their files."""
    said = {path: path.read_text("utf-8") for path in bundle.forms().rglob("*.yaml")}
    said |= {path: tree.text(path) for path in tree.modules()}
    drawn = atkinson("Regular") | noto("NotoSans-Regular") | {"\n"}
    tree.expect_none(
        f"{tree.named(path)}: {lacks!r}"
        for path, text in said.items()
        if (lacks := missing(text, drawn))
    )


def test_the_word_list_is_whole() -> None:
    """S12"""
    words = asset("wordlists/eff_large.txt").read_text("ascii").split("\n")
    assert words.pop() == ""
    assert len(words) == len(set(words)) == 6**5
    assert words == sorted(words)
    assert (words[0], words[-1]) == ("abacus", "zoom")
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in words)


def test_a_suggested_passphrase_is_made_of_its_words() -> None:
    """S12"""
    words = set(asset("wordlists/eff_large.txt").read_text("ascii").split())
    assert set(suggest().split()) <= words


# -- colours ------------------------------------------------------------------------------------

THEMES: dict[str, dict[str, str]] = json.loads(asset("theme/tokens.json").read_text("utf-8"))

TEXT = {
    "page": ("text", "text2", "link", "error", "okc", "selected"),
    "surface": ("text", "text2", "link", "error", "okc"),
    "surface2": ("text", "text2", "link"),
    "field": ("text", "text2"),
    "secondary": ("link",),
    "selbg": ("selected",),
    "bar": ("bartext", "bartext2"),
    "barhover": ("bartext", "bartext2"),
    "primary": ("ontext",),
    "primaryhover": ("ontext",),
    "link": ("page",),
    "errorbg": ("text", "error"),
    "okbg": ("text", "okc"),
    "warnbg": ("warntext", "link"),
    "infobg": ("text", "link"),
    "tagblue": ("tagbluetext",),
    "taggrey": ("taggreytext",),
    "tagyellow": ("tagyellowtext",),
    "taggreen": ("taggreentext",),
}
"""Ground -> what is written on it. `selected` is the ink for selbg, of which the contrast theme
has its own because its ground is bright."""

PARTS = {
    "page": ("fieldline", "primary", "warnline", "infoline", "selbar", "disabled", "link", "okc"),
    "surface": ("fieldline", "primary", "warnline", "link", "error", "disabled"),
    "field": ("fieldline", "error"),
    "warnbg": ("warnline",),
    "infobg": ("infoline",),
    "bar": ("bartext2",),
}
"""Ground -> edges and pictures that have to be seen on it."""

GROUNDS = ("page", "surface", "surface2", "field", "bar", "primary", "selbg", "warnbg", "infobg")


def colour(theme: str, token: str) -> str:
    if token == "selected":
        token = "focusink" if theme == "contrast" else "text"
    return THEMES[theme][token]


def luminance(hexadecimal: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, of #RRGGBB."""
    parts = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    """S13: black on white is 21 to 1, and #767676 the lightest grey that passes on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_the_themes_have_the_same_tokens() -> None:
    """S13"""
    assert list(THEMES) == ["light", "dark", "contrast"]
    assert THEMES["light"].keys() == THEMES["dark"].keys() == THEMES["contrast"].keys()
    values = [value for theme in THEMES.values() for value in theme.values()]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in values)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read(theme: str) -> None:
    """S13"""
    tree.expect_none(
        f"{theme}: {ink} on {ground} is {found:.2f}"
        for ground, inks in TEXT.items()
        for ink in inks
        if ink != "selected" or ground == "selbg"
        if (found := contrast(colour(theme, ink), colour(theme, ground))) < 4.5
    )


@pytest.mark.parametrize("theme", THEMES)
def test_every_part_can_be_seen(theme: str) -> None:
    """S13"""
    tree.expect_none(
        f"{theme}: {part} on {ground} is {found:.2f}"
        for ground, parts in PARTS.items()
        for part in parts
        if (found := contrast(colour(theme, part), colour(theme, ground))) < 3
    )


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, GROUNDS)))
def test_the_focus_ring_is_seen_on_every_ground(theme: str, ground: str) -> None:
    """S14: it has two colours, of which one always differs from what is around it."""
    around = colour(theme, ground)
    ring = (colour(theme, "focus"), colour(theme, "focusink"))
    assert max(contrast(each, around) for each in ring) >= 3
    assert contrast(*ring) >= 4.5


def test_every_colour_that_the_window_names_is_a_token() -> None:
    """S13"""
    used = {
        (tree.named(path), call.lineno, argument.value)
        for path in tree.modules("ui")
        for call in tree.calls(path)
        if tree.name_of(call.func) in {"hex", "colour"}
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert used
    tree.expect_none(place for place in used if place[2] not in THEMES["light"])


def hexadecimal(shade: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in shade)


def on_paper() -> Iterator[tuple[str, looks.Colour, looks.Colour, float]]:
    """What is printed on what in a document, and the least that they must differ."""
    plain = (looks.WHITE, looks.ZEBRA)
    tinted = (*looks.ALERT_GROUNDS.values(), *looks.BANNER_GROUNDS.values())
    for ground in (*plain, *tinted):
        yield "ink", looks.INK, ground, 7
        yield "quiet", looks.QUIET, ground, 7
    yield "navy on white", looks.NAVY, looks.WHITE, 7
    yield "navy in a table's head", looks.NAVY, looks.HEAD, 7
    yield "title", looks.WHITE, looks.NAVY, 7
    yield "marking", looks.PALE, looks.NAVY, 7
    yield "stamp", looks.RED, looks.WHITE, 7
    for kind, ground in looks.BANNER_GROUNDS.items():
        yield f"banner {kind}", looks.Look().banner(kind).colour, ground, 7
        yield f"bar {kind}", looks.BANNER_BARS[kind], ground, 3
    for each, ground in looks.ALERT_GROUNDS.items():
        yield f"bar {each}", looks.ALERT_BARS[each], ground, 3


def test_a_document_can_be_read() -> None:
    """S16"""
    tree.expect_none(
        f"{what} on {hexadecimal(ground)} is {found:.2f}"
        for what, ink, ground, least in on_paper()
        if (found := contrast(hexadecimal(ink), hexadecimal(ground))) < least
    )


# -- icons --------------------------------------------------------------------------------------


def icons_named() -> set[str]:
    """What the window asks for by a literal: `icon="x"` and `pixmap("x", ...)`."""
    found: set[str] = set()
    for path in tree.modules("ui"):
        for call in tree.calls(path):
            given = [word.value for word in call.keywords if word.arg == "icon"]
            if tree.dotted(call.func) in {"icons.pixmap", "pixmap"}:
                given += call.args[:1]
            found |= {
                each.value
                for each in given
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
            }
    return found


def test_every_icon_that_the_window_names_is_there() -> None:
    """S15"""
    there = {path.stem for path in asset("icons").glob("*.svg")}
    assert icons_named()
    tree.expect_none(icons_named() - there)


@pytest.mark.parametrize("path", sorted(asset("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_takes_the_colour_it_is_given(path: Path) -> None:
    """S15: the program's own mark has two, and its own size."""
    is_mark = path.stem == "kinfile"
    drawing = path.read_text("utf-8")
    for ink in ("#FFFFFF", "#0B5A8A") if is_mark else ("currentColor",):
        assert ink in drawing
    assert f'viewBox="0 0 {"64 64" if is_mark else "24 24"}"' in drawing
    assert "<script" not in drawing
    assert "href" not in drawing
