# SPDX-License-Identifier: Apache-2.0
"""Sheets for families, for the window and the commands.

N10 English and easy read come first; a language is called what it calls itself.
N11 The file name says what it is about and in what, and nothing else; it is saved under it.
N12 A sheet or a language that is not there is refused.
N13 It can be stopped while it is drawn.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers.stopping import stops
from kinfile.app.family_sheet import family_sheet, save_sheet, sheet_languages
from kinfile.errors import Cancelled, UnknownForm
from kinfile.i18n import Language
from kinfile.watch import Watch
from kinfile.wording import say

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def test_languages_are_told() -> None:
    """N10"""
    assert dict(sheet_languages(Language())) == {
        "en": "English",
        "easy_read": "Easy read, in English",
        "cy": "Cymraeg",
    }
    assert sheet_languages(Language(), "nonsense") == {}


def test_it_is_saved_under_its_name(tmp_path: Path) -> None:
    """N11"""
    made = family_sheet("pre_birth", "easy_read", at=AT)
    assert made.name == "KF-pre_birth-for-families-easy-read.pdf"
    assert save_sheet(made, tmp_path).read_bytes() == made.pdf
    assert save_sheet(made, tmp_path).name == "KF-pre_birth-for-families-easy-read-2.pdf"


@pytest.mark.parametrize(("sheet", "code"), [("nonsense", "en"), ("sharing", "xx"), ("..", "en")])
def test_what_is_not_there_is_refused(sheet: str, code: str) -> None:
    """N12"""
    with pytest.raises(UnknownForm) as raised:
        family_sheet(sheet, code, at=AT)
    assert say(raised.value, Language()).what.startswith("There is no sheet for families")


def test_it_can_be_stopped() -> None:
    """N13"""

    def draw(watch: Watch) -> object:
        return family_sheet("pre_birth", "easy_read", at=AT, watch=watch)

    for watch in stops(draw):
        with pytest.raises(Cancelled):
            draw(watch)
