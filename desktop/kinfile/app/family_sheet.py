# SPDX-License-Identifier: Apache-2.0
"""Explanation sheets for families: which there are, and each as a PDF. They need no vault."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinfile import __version__, bundle
from kinfile.errors import UnknownForm
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch

SHARING = "sharing"
"""The sheet that says how information is shared: one of its own, and the end of every other."""
EASY = "easy_read"
_END = ".md"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilySheet:
    """A sheet as a PDF, and the file name to offer for it."""

    name: str
    pdf: bytes


def sheet_languages(language: Language, sheet: str = SHARING) -> Mapping[str, str]:
    """In what `sheet` is there: the code, and what it is called; English, then easy read first.

    A language is called what it calls itself.
    """
    known = [
        folder.name
        for folder in sorted(_folder().iterdir())
        if all((folder / f"{name}{_END}").is_file() for name in (sheet, SHARING))
    ]
    known.sort(key=lambda code: (code != "en", code != EASY, code))
    return {code: _called(code, language) for code in known}


def family_sheet(sheet: str, code: str, *, at: datetime, watch: Watch = UNWATCHED) -> FamilySheet:
    """The sheet for the form `sheet`, or "sharing", in `code` of sheet_languages.

    `at` is the aware moment of making it. Raises UnknownForm, MissingGlyph for characters that
    no shipped font has, Cancelled.
    """
    watch.step(0, 100)
    from kinfile.export.family_sheet import draw_sheet

    language = Language.load(_tag(code))
    if code not in sheet_languages(language, sheet):
        raise UnknownForm(form=sheet, problem="sheet", language=code)
    names = (SHARING,) if sheet == SHARING else (sheet, SHARING)
    folder = _folder() / code
    pdf = draw_sheet(
        [(folder / f"{name}{_END}").read_text(encoding="utf-8") for name in names],
        language,
        code=_tag(code),
        easy=code == EASY,
        made_at=at,
        program=__version__,
        watch=watch,
    )
    shown = code.replace("_", "-")
    return FamilySheet(name=f"KF-{sheet}-for-families-{shown}.pdf", pdf=pdf)


def save_sheet(sheet: FamilySheet, folder: Path) -> Path:
    """Write it into `folder` under its own name, or with -2, -3 and so on. Raises NotWritten."""
    from kinfile.export.writing import write_alone

    return write_alone(sheet.pdf, folder, sheet.name)


def _folder() -> Path:
    return bundle.resources() / "sheets"


def _tag(code: str) -> str:
    return "en" if code == EASY else code


def _called(code: str, language: Language) -> str:
    from babel import Locale

    if code == EASY:
        return language.text("Easy read, in English")
    return str(Locale.parse(code).get_display_name(code)).capitalize()
