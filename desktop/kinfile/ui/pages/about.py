# SPDX-License-Identifier: Apache-2.0
"""Help and about: what the keys do, what Kinfile promises, and which version this is."""

import sys

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kinfile import __version__
from kinfile.i18n import AWAITING_REVIEW, N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label

PROMISES = (
    N_("Everything you write is encrypted on this laptop from the first key."),
    N_("Changes are kept as you type. There is no Save button to forget."),
    N_("Kinfile never uses the internet and sends nothing to anybody."),
    N_("Names are hidden on the list until you ask for them, and Hide screen covers everything."),
    N_("The prompts remind you of good practice. You decide."),
)
CAPTURE = {
    True: N_("Screenshots and screen sharing leave Kinfile out, unless you allow it in the menu. A "
             "camera still sees it."),
    False: N_("This computer cannot keep Kinfile out of screenshots and screen sharing. Hide the "
              "screen before you share it."),
}  # fmt: skip
"""Whether the system can keep windows out of pictures -> what is true then."""
KEYS = (
    ("Ctrl+H", N_("Hide the screen. Pressing Shift three times does the same")),
    ("Ctrl+L", N_("Lock")),
    ("Ctrl+N", N_("New assessment")),
    ("Ctrl+F", N_("Find a record")),
    ("Ctrl+Shift+N", N_("Full names or initials on the list")),
    ("Ctrl+Enter", N_("Save and continue")),
    ("Ctrl+Page Down, Ctrl+Page Up", N_("Next or previous section")),
    ("Ctrl+G", N_("Go to a section or question by its words")),
    ("F8, Shift+F8", N_("Next or previous question that needs an answer")),
    ("F7", N_("Check spelling")),
    ("Ctrl+M", N_("Notes, and back from them to the questions")),
    ("F9", N_("Show the page to the family, without what they may not see; and end that")),
    ("F1", N_("Why this question is asked")),
    ("Ctrl+D", N_("The family and the dates of this record")),
    ("Ctrl+E", N_("Earlier answers to this question")),
    ("Alt+Enter", N_("Details of the record that the list is at")),
    ("Ctrl+Shift+S", N_("Check and sign")),
    ("Ctrl+P", N_("Preview the PDF, and print it from there")),
    ("Ctrl+Z, Ctrl+Y", N_("Undo and redo")),
    ("Alt+Left", N_("Back")),
    ("Esc", N_("Close what opened beside the page. Nothing that you typed is lost")),
    ("Esc", N_("Stop what is being drawn, signed, copied or checked")),
    ("Tab, Shift+Tab", N_("Next or previous field. A list is one stop; the arrow keys move in it")),
    ("F6, Shift+F6", N_("From one part of the window to the next")),
    ("Ctrl++, Ctrl+-, Ctrl+0", N_("Larger, smaller or usual text")),
)


class AboutPage(Page):
    """`update` is the newer version that IT can install, if there is one."""

    went_back = Signal()
    policies_chosen = Signal()

    title = N_("Help and about Kinfile")
    may_be_shared = True

    def __init__(self, theme: Theme, language: Language, *, update: str = "") -> None:
        super().__init__(theme, language)
        self.setObjectName("about")
        text = language.text
        self._area = ScrollColumn(theme, measure=820, margins=(28, 24, 28, 24), name="about.scroll")
        column = self._area.column
        column.setSpacing(theme.space(14))
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        column.addWidget(self._card(text("What Kinfile does for you"), self._promises()))
        column.addWidget(self._card(text("Keys"), self._keys()))
        told = text("Version {version}. Free software under the Apache Licence 2.0.",
                    version=__version__)  # fmt: skip
        column.addWidget(label(told, "hint", name="about.version"))
        if update:
            newer = text("IT can install Kinfile {version}.", version=update)
            column.addWidget(label(newer, "bodyBold", name="about.update"))
        column.addWidget(
            label(
                text(
                    "It uses Qt, SQLCipher, Atkinson Hyperlegible Next, Noto and Lucide icons; "
                    "their licences come with the program."
                ),
                "hint",
            )
        )
        column.addWidget(label(text(AWAITING_REVIEW), "hint", name="about.review"))
        column.addLayout(self._buttons())
        column.addStretch()
        self.column.addWidget(self._area, 1)

    def _buttons(self) -> FlowLayout:
        text, theme = self.language.text, self.theme
        row = FlowLayout(gap=theme.space(12))
        self.back = SecondaryButton(text("Back"), theme, icon="arrow-left", name="about.back")
        self.back.clicked.connect(self.went_back)
        policies = SecondaryButton(
            text("Policies in force"), theme, icon="shield-check", name="about.policies"
        )
        policies.clicked.connect(self.policies_chosen)
        for button in (self.back, policies):
            row.addWidget(button)
        return row

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.back.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def _card(self, title: str, inside: QWidget) -> Card:
        card = Card(self.theme, title=title)
        card.column.addWidget(inside)
        return card

    def _promises(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, promise in enumerate((*PROMISES, CAPTURE[sys.platform == "win32"])):
            grid.addWidget(label(self.language.text(promise)), row, 0)
        return box

    def _keys(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.space(24))
        grid.setVerticalSpacing(self.theme.space(6))
        grid.setColumnStretch(1, 1)
        for row, (keys, does) in enumerate(KEYS):
            grid.addWidget(label(keys, "bodyBold", wraps=self.theme.is_compact), row, 0)
            grid.addWidget(label(self.language.text(does)), row, 1)
        return box
