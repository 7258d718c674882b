# SPDX-License-Identifier: Apache-2.0
"""People as a table.

T01 Until names are shown there are initials, a year and the end of an NHS number.
T02 Somebody is found by name, number in any grouping, and reference, shown or not.
T03 A screen reader hears what a dash stands for.
T04 A click, Enter and Space choose a row.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.known import family
from helpers.screen_reader import select
from kinfile.i18n import Language
from kinfile.ui.people_table import Column, PeopleModel, PeopleTable, PeopleWords
from kinfile.ui.theme import Theme

ENGLISH = Language.load()
HIDDEN = PeopleWords(ENGLISH)
SHOWN = PeopleWords(ENGLISH, shows_names=True)


def cells(words: PeopleWords) -> list[str]:
    model = PeopleModel(family(), words)
    return [str(model.index(0, column).data()) for column in Column]


def test_names_and_numbers_are_hidden_until_asked_for() -> None:
    """T01"""
    assert cells(HIDDEN) == ["A. E.", "1998", "ends in 0018", "2: pre_birth"]
    assert cells(SHOWN) == ["Anna Example", "3 April 1998", "999 000 0018", "2: pre_birth"]


def test_somebody_is_found() -> None:
    """T02"""
    model = PeopleModel(family(), HIDDEN)
    for text, names in (
        ("anna", ["Anna Example"]),
        ("999 000 00", ["Anna Example"]),
        ("aaaa-0002", ["Anna Example", "Bo Muster", "Cy Example"]),
        ("nobody", []),
    ):
        model.set_search(text)
        assert [person.name for person in model.people] == names


def test_a_dash_is_spoken() -> None:
    """T03"""
    model = PeopleModel(family(), HIDDEN)
    heard = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, Column.WHO).data(heard) == "B. M., Father"
    assert model.index(1, Column.BORN).data(heard) == "Born: not recorded"
    assert model.index(2, Column.WHO).data(heard) == "C. E., Child"


def test_rows_are_chosen(qtbot: QtBot, theme: Theme) -> None:
    """T04"""
    table = PeopleTable(PeopleModel(family(), HIDDEN), theme, says="People", name="people.table")
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    chosen: list[str] = []
    table.person_chosen.connect(lambda person: chosen.append(person.id))
    table.point_at("f")
    QTest.keyClick(table, Qt.Key.Key_Return)
    box = table.visualRect(table.model().index(2, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert chosen == ["f", "c"]
    select(table, 2)
    assert chosen == ["f", "c"], "the keys are there already"
    select(table, 0)
    assert len(chosen) == 3
