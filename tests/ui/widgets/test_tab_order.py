# SPDX-License-Identifier: Apache-2.0
"""Tab goes round as the page stands.

O01 What was built later and stands higher comes first.
O02 What stands in scroll areas and stacks is met where these stand.
O03 A header that takes the focus comes before its table.
O04 A page renews the order before Tab moves, without being told that something was built.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.tab_order import stops


def box(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def names(root: QWidget) -> list[str]:
    return [each.objectName() for each in stops(root)]


def test_what_was_built_later_and_stands_higher_comes_first(qtbot: QtBot) -> None:  # O01
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    column.addWidget(box("below"))
    column.insertWidget(0, box("above"))
    assert names(root) == ["above", "below"]


def test_scroll_areas_and_stacks_are_gone_through(qtbot: QtBot) -> None:  # O02
    root, area, stack = QWidget(), QScrollArea(), QStackedWidget()
    qtbot.addWidget(root)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(box("scrolled"))
    stack.addWidget(box("stacked"))
    column = QVBoxLayout(root)
    for each in (stack, area, box("last")):
        column.addWidget(each)
    assert names(root) == ["stacked", "scrolled", "last"]


def test_a_header_comes_before_its_table(qtbot: QtBot) -> None:  # O03
    root, table = QWidget(), QTableWidget(1, 1)
    qtbot.addWidget(root)
    table.setObjectName("table")
    table.horizontalHeader().setObjectName("header")
    QVBoxLayout(root).addWidget(table)
    assert names(root) == ["table"]
    table.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert names(root) == ["header", "table"]


def test_a_page_renews_its_order_by_itself(
    qtbot: QtBot, theme: Theme, english: Language
) -> None:  # O04
    page = Page(theme, english)
    qtbot.addWidget(page)
    first, last, middle = box("first"), box("last"), box("middle")
    page.column.addWidget(first)
    page.column.addWidget(last)
    with qtbot.waitExposed(page):
        page.show()
    first.setFocus()
    page.column.insertWidget(1, middle)
    middle.show()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert page.focusWidget() is middle
    QTest.keyClick(middle, Qt.Key.Key_Backtab)
    assert page.focusWidget() is first
