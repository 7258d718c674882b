# SPDX-License-Identifier: Apache-2.0
"""What is printed without answers. The pages themselves: test_empty_form.py, test_leaflet.py.

E20 Where nothing is chosen, nothing is wished for.
E21 While something is being drawn, nothing else is begun.
E22 What came of it stands at the top; the next wish takes it away.
"""

from pytestqt.qtbot import QtBot

from kinfile.i18n import N_, Language
from kinfile.ui.pages.print_out import PrintOutPage
from kinfile.ui.theme import Theme


class Page(PrintOutPage):
    title = N_("A sheet for the family")

    def __init__(self, offered: list[tuple[str, str]], theme: Theme) -> None:
        super().__init__("sheet", "About it.", theme, Language("en"))
        self.sheets = self.ask("Which?", offered, offered[0][0] if offered else "", "which")
        self.add_buttons()

    def wish(self) -> str | None:
        return self.sheets.code() or None


def test_nothing_chosen_is_nothing_wished(qtbot: QtBot, theme: Theme) -> None:
    """E20"""
    page = Page([], theme)
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(page.wished):
        page.save.click()


def test_one_thing_at_a_time(qtbot: QtBot, theme: Theme) -> None:
    """E21"""
    page = Page([("a", "One"), ("b", "Two")], theme)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.wished) as wished:
        page.save.click()
    assert wished.args == ["a"]
    page.show_working("Drawing")
    with qtbot.assertNotEmitted(page.wished):
        page.save.click()
    page.show_saved("KF.pdf")
    with qtbot.waitSignal(page.wished):
        page.save.click()


def test_the_outcome_stands_until_the_next_wish(qtbot: QtBot, theme: Theme) -> None:
    """E22"""
    page = Page([("a", "One")], theme)
    qtbot.addWidget(page)
    page.show_working("Drawing")
    page.show_failed("It was not saved.", "Choose another folder.")
    assert not page.failed.isHidden()
    page.save.click()
    assert page.failed.isHidden()
