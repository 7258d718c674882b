# SPDX-License-Identifier: Apache-2.0
"""The explanation sheets that are shipped (resources/sheets).

W01 There is one for every shipped form and one about sharing, in English, easy read and Welsh, and
    each can be drawn.
W02 All languages have the same parts: headings, lists and places to write, in the same order.
W03 Every sheet says what to do in danger and how to complain; the Welsh one awaits review.
W04 Easy read is easy: no sentence is longer than 15 words.
W05 No word frightens or blames, and nothing is promised about consent.
"""

import re
from datetime import UTC, datetime

import pytest

from kinfile import bundle
from kinfile.app.family_sheet import EASY, SHARING, family_sheet, sheet_languages
from kinfile.forms import catalogue
from kinfile.i18n import Language

AT = datetime(2026, 11, 22, tzinfo=UTC)
SHEETS = (*catalogue.installed(), SHARING)
LANGUAGES = tuple(sheet_languages(Language()))
FOLDER = bundle.resources() / "sheets"
HARD = re.compile(r"\b(risk|abuse|perpetrator|delusion|refus\w+|fail to|consent|please|sorry)\b")


def content(code: str, sheet: str) -> str:
    return (FOLDER / code / f"{sheet}.md").read_text(encoding="utf-8")


def marks(text: str) -> list[str]:
    found = re.findall(r"^(#+|>|!) ", text, re.MULTILINE)
    lists = len(re.findall(r"(?:^- .*\n(?:^  .*\n)*)+", text, re.MULTILINE))
    return [*found, f"{lists} lists"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_there_is_one_and_it_can_be_drawn(sheet: str, code: str) -> None:
    """W01"""
    assert family_sheet(sheet, code, at=AT).pdf.startswith(b"%PDF")


def test_the_languages_are_known() -> None:
    """W01"""
    assert LANGUAGES[:2] == ("en", EASY)
    assert "cy" in LANGUAGES


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != EASY])
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_language_has_the_same_parts(sheet: str, code: str) -> None:
    """W02"""
    assert marks(content(code, sheet)) == marks(content("en", sheet))


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_to_do_is_said(code: str) -> None:
    """W03"""
    text = content(code, SHARING)
    assert "999" in text
    assert "0303 123 1113" in text
    assert ("~ " in text) == (code not in ("en", EASY))


@pytest.mark.parametrize("sheet", SHEETS)
def test_easy_read_is_easy(sheet: str) -> None:
    """W04"""
    for sentence in re.split(r"[.:?!]\s|\n\n|\n- ", content(EASY, sheet)):
        assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize("code", ["en", EASY])
@pytest.mark.parametrize("sheet", SHEETS)
def test_no_word_frightens(sheet: str, code: str) -> None:
    """W05"""
    assert not HARD.findall(content(code, sheet).lower())
