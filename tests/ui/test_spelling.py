# SPDX-License-Identifier: Apache-2.0
"""What the window knows of spelling.

K20 A word is judged on another thread, once; until then it counts as right and is said to be
    unknown, and `changed` comes when it is known.
K21 The worker's own words and accepted names are right, also with a possessive s.
K22 Without a speller nothing is wrong and everything is known.
K23 Turning marks off is told, once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfile.app.spelling.speller import Speller
from kinfile.ui.spelling import Spelling


@dataclass
class Fake:
    asked: list[str] = field(default_factory=list)

    def is_right(self, word: str) -> bool:
        self.asked.append(word)
        return word in ("the", "a", "is")

    def suggest(self, word: str) -> tuple[str, ...]:
        return (word[::-1],)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def spelling(qapp: QApplication, fake: Fake) -> Iterator[Spelling]:
    def opened(code: str) -> Speller | None:
        return fake if code == "en" else None

    made = Spelling(opens=opened)
    yield made
    made.close()


def wrong(spelling: Spelling, text: str, *accepted: str) -> list[str]:
    return [span.word for span in spelling.wrong_in(text, "en", accepted)[0]]


def test_a_word_is_judged_once_and_elsewhere(qtbot: QtBot, spelling: Spelling, fake: Fake) -> None:
    """K20"""
    with qtbot.waitSignal(spelling.changed):
        assert spelling.wrong_in("the teh", "en") == ((), False)
        assert spelling.wrong_in("teh", "en") == ((), False)
    assert wrong(spelling, "the teh teh") == ["teh", "teh"]
    assert spelling.wrong_in("the teh", "en")[1]
    assert sorted(fake.asked) == ["teh", "the"]
    assert spelling.is_there("en")
    told: list[tuple[str, ...]] = []
    spelling.suggest("abc", "en", done=told.append)
    qtbot.waitUntil(lambda: told == [("cba",)])


def test_own_words_and_names_are_right(qtbot: QtBot, spelling: Spelling) -> None:
    """K21"""
    spelling.take_own(["Gwenllian"])
    with qtbot.waitSignal(spelling.changed):
        spelling.wrong_in("Brynog Gwenllian", "en")
    assert wrong(spelling, "Brynog Gwenllian’s the") == ["Brynog"]
    assert wrong(spelling, "Brynog’s", "brynog") == []


def test_without_a_speller_nothing_is_wrong(qtbot: QtBot, spelling: Spelling) -> None:
    """K22"""
    with qtbot.waitSignal(spelling.changed):
        spelling.begin("cy")
    assert spelling.is_there("cy") is False
    assert spelling.wrong_in("teh", "cy") == ((), True)
    told: list[tuple[str, ...]] = []
    spelling.suggest("teh", "cy", done=told.append)
    qtbot.waitUntil(lambda: told == [()])
    alone = Spelling()
    alone.begin("en")
    assert alone.is_there("en") is False
    alone.close()
    alone.opens = lambda _code: None
    assert alone.wrong_in("teh", "xx") == ((), False)


def test_marks_can_be_turned_off(spelling: Spelling) -> None:
    """K23"""
    told: list[bool] = []
    spelling.turned.connect(told.append)
    spelling.turn(is_on=True)
    spelling.turn(is_on=False)
    assert told == [False]
    assert not spelling.marks
