# SPDX-License-Identifier: Apache-2.0
"""Every screen in a language that nobody speaks: what is not in brackets was never translated.

X30 Whatever stands on a screen, or is told to a screen reader, was translated; or somebody wrote it
    in a record, or it is a date or a time, or ALLOWED says why it stays.
X31 In accents and a third longer, nothing is cut off or wider than the window.
X32 From right to left, nothing is wider than the window.
X33 Another language is chosen at run time: window and questions change where they stand, each by
    its own choice, and documents by theirs.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)

from helpers.looking import cut_off, shown, told, too_wide
from helpers.screens import load_screens
from kinfile import bundle
from kinfile.i18n import LANGUAGES, Language

screens = load_screens()
NAMES = [screen.name for screen in screens.SCREENS]
BY_NAME = {screen.name: screen for screen in screens.SCREENS}
Role = QAccessible.Role

ALLOWED = {
    "Kinfile": "the name of the program",
    **dict.fromkeys(LANGUAGES.values(), "each language by its own name"),
    "Jo Rowe": "who works here",
    "midwife": "as she wrote it",
    "Example Trust": "as she wrote it",
    "12A3456E": "her registration",
    "Records": "the name of a folder",
    "minutes.pdf": "a file that somebody chose",
    "From the wards": "a folder that somebody chose",
    "Lives with her mother since March": "somebody's note",
    "Testtown General, ward 4": "an answer",
    "The letter was recieved on Monday. A diffrent plan is wanted by the family": "an answer",
    "secure mail": "how somebody sent it",
    "The telephone number of the ward was wrong": "why somebody corrected it",
}
UNREAD = frozenset(
    {"choose_passphrase.suggested", "change_passphrase.suggested", "backup.folder"}
    | {"backup.second", "cannot_unlock.folder", "verify.name", "recovery_code.code"}
    | {"preview.headings", "preview.text"}
    | {"hand_over.sheet", "hand_over.code", "hand_over.password"}
)
"""Words to be read out (English, as the list they come from), names of files and folders, and what
stands in a document, which has a language of its own."""
KEYS = re.compile(
    r"(?:Ctrl|Shift|Alt|Enter|Tab|Page (?:Up|Down)|Left|Right|Esc|F\d{1,2}|[A-Z+,\-0 ])+"
)
CODES = re.compile(
    r"\b[0-9A-Z]{2,4}(?:-[0-9A-Z]{2,4})+\b|\b[SEP]\d+[a-z]?(?:\.\d+)*\b|"
    r"(?:\b[0-9A-Z] ?){2,4}(?:-|$)|"
    r"\bKF-[\w-]+\.pdf|[/\u200b\w]*/[^ ]+|\b\w\. \w\b\.?|\btmp\w+"
)
"""References, sources, codes to read out, files, folders and initials."""
LETTERS = re.compile(r"[^\W\d_]")


@cache
def written() -> str:
    """All that anybody wrote in the records of the screens, and what dates are made of."""
    found: list[str] = list(ALLOWED)

    def add(part: Any) -> None:
        if isinstance(part, str):
            found.append(" ".join(part.split()))
        elif isinstance(part, dict):
            add(list(part.values()))
            about = (each for key, each in part.items() if key != "value")
            found.append(", ".join(each for each in about if isinstance(each, str)))
        elif isinstance(part, list):
            for each in part:
                add(each)

    for file in (bundle.resources() / "demo").glob("*.json"):
        answers = json.loads(file.read_text("utf-8"))
        add(answers)
        for rows in answers["answers"].values():
            found.extend(
                f"{row.get('given_name', '')} {row.get('family_name', '')}"
                for row in (rows if isinstance(rows, list) else ())
                if isinstance(row, dict)
            )
    return "\n".join(found).casefold()


def unbracketed(text: str) -> str:
    """`text` without what is in brackets, however deep."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"\[[^\[\]]*\]", " ", text)
    return text


def untranslated(text: str) -> list[str]:
    """The parts of a text that are neither in brackets nor may stand as they are."""
    rest = CODES.sub(" ", unbracketed(text))
    pieces = re.split(r"[\n·:;()“”]|  +", rest)
    parts = [" ".join(part.split()).strip(" .,…–\"'") for part in pieces]
    return [part for part in parts if LETTERS.search(part) and not may_stay(part)]


@cache
def months() -> re.Pattern[str]:
    names = Language("en").month_names()
    short = "|".join({name[:3] for name in names} | {"Sept"} | set(names))
    return re.compile(rf"\d{{0,2}} ?(?:{short})\b ?(?:\d{{4}})?(?:,? \d\d:\d\d)?")


def may_stay(part: str) -> bool:
    if KEYS.fullmatch(part) or part.casefold() in written():
        return True
    rest = months().sub(" ", part).strip(" ,.:")
    return not LETTERS.search(rest) or rest.casefold() in written()


def seen(widget: QWidget) -> Iterator[str]:
    """What a widget shows and what a screen reader is told of it."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield re.sub(r"<[^>]+>|&(?=\w)", "", widget.text())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
        for row in range(model.rowCount()):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(model.index(row, column).data(role) or "")
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()


def is_unread(widget: QWidget) -> bool:
    """Whether it, or what it is a part of, shows words that stay as they are."""
    above: QWidget | None = widget
    while above is not None and above.objectName() not in UNREAD:
        above = above.parentWidget()
    return above is not None


def untranslated_in(layer: QWidget) -> list[str]:
    return sorted(
        {
            f"{told(widget)}: {part}"
            for widget in shown(layer)
            if not is_unread(widget)
            for text in seen(widget)
            for part in untranslated(text)
        }
    )


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return screens.Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture
def layer(request: pytest.FixtureRequest, qapp: QApplication, homes: Any) -> Iterator[QWidget]:
    name, look = request.param
    screen = BY_NAME[name]
    with homes.lend(screen.vault) as home:
        stage = screens.Stage(qapp, Path(home), screens.LOOKS[look])
        stage.begin()
        try:
            screen.play(stage)
            stage.settle()
            window = stage.program.window
            yield window.cover or window
        finally:
            stage.end()


def looked_at(*looks: str) -> list[Any]:
    """The screens, each in one of the looks; they take turns."""
    return [
        pytest.param((name, looks[place % len(looks)]), id=f"{name}-{looks[place % len(looks)]}")
        for place, name in enumerate(NAMES)
    ]


@pytest.mark.parametrize("layer", looked_at("pseudo-100"), indirect=True)
def test_every_word_was_translated(layer: QWidget) -> None:  # X30, X31
    assert untranslated_in(layer) == []
    assert cut_off(layer) == []
    assert too_wide(layer) == []


@pytest.mark.parametrize("layer", looked_at("pseudo-200", "rtl-100"), indirect=True)
def test_long_and_mirrored_words_fit(layer: QWidget) -> None:  # X31, X32
    assert cut_off(layer) == []
    assert too_wide(layer) == []


def test_languages_are_chosen_at_run_time(qapp: QApplication, homes: Any) -> None:  # X33
    with homes.lend("full") as home:
        stage = screens.Stage(qapp, Path(home))
        stage.begin()
        try:
            stage.unlock()
            stage.press("records.continue")
            stage.wait_for("fill")
            program, lock = stage.program, "bar.lock"
            assert stage.find(lock).text() == "Lock"
            program.appearance.choose_language("cy")
            stage.wait(lambda: stage.page.filling.draft.form.language == "cy", "Welsh questions")
            stage.settle()
            assert (stage.page.objectName(), stage.find(lock).text()) == ("fill", "Cloi")
            program.appearance.choose_form_language("en")
            stage.wait(lambda: stage.page.filling.draft.form.language == "en", "English ones")
            stage.settle()
            assert stage.find(lock).text() == "Cloi"
            assert program.desk.writes_in.code == "en"
            program.appearance.choose_document_language("cy")
            assert program.desk.writes_in.code == "cy"
        finally:
            stage.end()


def test_what_is_not_in_brackets_is_found() -> None:  # X30
    assert untranslated("[Šàvé] · Save now") == ["Save now"]
    assert untranslated("[öñé [ţŵö] ţĥŕéé]") == []
    assert untranslated("17 March 2026") == []
