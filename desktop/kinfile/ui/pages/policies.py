# SPDX-License-Identifier: Apache-2.0
"""Policies in force: everything IT can decide, what holds here, and where that comes from."""

from collections.abc import Iterator

from PySide6.QtCore import Signal

from kinfile.i18n import N_, Language
from kinfile.policy.policies import Policies, Setting
from kinfile.policy.shown import source_words, value_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.words_table import WordsTable

SHARES = (32, 28, 40)


class PoliciesPage(Page):
    """Nothing can be changed here: IT decides, outside Kinfile."""

    went_back = Signal()

    title = N_("Policies in force")

    def __init__(self, policies: Policies, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName("policies")
        text = language.text
        self._area = ScrollColumn(
            theme, measure=980, margins=(28, 24, 28, 24), name="policies.scroll"
        )
        column = self._area.column
        column.setSpacing(theme.space(14))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(
            label(text("IT decides these for this computer. Where it decided nothing, Kinfile's "
                       "own value holds."))
        )  # fmt: skip
        if policies.has_problems:
            column.addWidget(self._problems(policies))
        header = (text("What"), text("In force"), text("Where it comes from"))
        rows = [self._row(each) for each in policies.settings.values()]
        self.table = WordsTable(
            header, rows, SHARES, theme, says=text(self.title), name="policies.table"
        )
        column.addWidget(self.table)
        self.back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="policies.back")
        self.back.clicked.connect(self.went_back)
        column.addWidget(self.back)
        column.addStretch()
        self.column.addWidget(self._area, 1)

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.back.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def _row(self, setting: Setting) -> tuple[str, str, str]:
        language = self.language
        return (
            language.text(setting.policy.title),
            value_words(setting, language),
            source_words(setting, language),
        )

    def _problems(self, policies: Policies) -> Banner:
        title = self.language.text("Something that IT decided cannot be used")
        told = " ".join(self._what_is_wrong(policies))
        return Banner(
            title, told, self.theme, kind="warn", icon="triangle-alert", name="policies.problems"
        )

    def _what_is_wrong(self, policies: Policies) -> Iterator[str]:
        text = self.language.text
        wrong = [each for each in policies.settings.values() if each.problem]
        if wrong:
            named = ", ".join(each.policy.key for each in wrong)
            yield text("Where it is wrong, the strictest value holds: {keys}.", keys=named)
        if policies.unknown:
            named = ", ".join(policies.unknown)
            yield text("Not known to this version, and without effect: {keys}.", keys=named)
        yield text("Tell your IT service desk.")
