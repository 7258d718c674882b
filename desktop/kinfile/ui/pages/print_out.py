# SPDX-License-Identifier: Apache-2.0
"""What the pages have in common that draw something without answers, to be printed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kinfile.errors import Cancelled
from kinfile.i18n import Language
from kinfile.ui.fields.options import OptionSet
from kinfile.ui.theme import Theme
from kinfile.ui.underway import Underway
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label
from kinfile.ui.widgets.working import Working
from kinfile.watch import Watch


class PrintOutPage(Page):
    """Asks what is wanted, and says what came of it.

    Whoever inherits asks in its constructor, ends that with `add_buttons`, and tells in `wish` what
    was chosen. All widgets are called `name`.PART; `about` stands below the title.
    """

    wished = Signal(object)
    """What `wish` tells: it is to be saved to a folder."""
    went_back = Signal()

    may_be_shared = True

    def __init__(self, name: str, about: str, theme: Theme, language: Language) -> None:
        super().__init__(theme, language)
        self.setObjectName(name)
        margins = (28, 24, 28, 24)
        self._area = ScrollColumn(theme, measure=820, margins=margins, name=self.part("scroll"))
        self.asks = self._area.column
        self.asks.setSpacing(theme.space(14))
        self.told = Banner("", "", theme, kind="ok", name=self.part("told"))
        self.failed = Banner(
            "", "", theme, kind="warn", icon="triangle-alert", name=self.part("failed")
        )
        for banner in (self.told, self.failed):
            banner.hide()
            self.asks.addWidget(banner)
        self.heading = Heading(language.text(self.title), theme)
        self.asks.addWidget(self.heading)
        self.asks.addWidget(label(about))
        self.column.addWidget(self._area, 1)

    def part(self, part: str) -> str:
        """The name of a widget."""
        return f"{self.objectName()}.{part}"

    def ask(
        self, question: str, offered: Sequence[tuple[str, str]], chosen: str, part: str
    ) -> OptionSet:
        """One of `offered`, which are codes with words; `chosen` is ticked at first."""
        options = OptionSet(question, list(offered), theme=self.theme, name=self.part(part))
        options.show_codes({chosen} if chosen else set())
        self.asks.addWidget(label(question, "question"))
        self.asks.addWidget(options)
        return options

    def add_buttons(self) -> None:
        """Below all that is asked: save, back, and how far it has come."""
        text, theme = self.language.text, self.theme
        self.save = PrimaryButton(
            text("Save it to a folder…"), theme, icon="folder-output", name=self.part("save")
        )
        back = SecondaryButton(text("Back"), theme, icon="arrow-left", name=self.part("back"))
        self.save.clicked.connect(self._on_save)
        back.clicked.connect(self.went_back)
        row = FlowLayout(gap=theme.space(12))
        row.addWidget(self.save)
        row.addWidget(back)
        self.asks.addLayout(row)
        self.working = Working(theme, self.language, name=self.objectName())
        self.underway = Underway(self, self.language, self.working)
        self.asks.addWidget(self.working)
        self.asks.addStretch()

    def wish(self) -> object | None:
        """What is chosen, or None where that is nothing yet."""
        raise NotImplementedError

    def trail(self) -> tuple[str, ...]:
        return (self.language.text(self.title),)

    def go_back(self) -> None:
        self.went_back.emit()

    def _on_save(self) -> None:
        wish = self.wish()
        if self.underway.is_running or wish is None:
            return
        self.told.hide()
        self.failed.hide()
        self.wished.emit(wish)

    def show_working(self, words: str) -> Watch:
        """Say in `words` that it is being drawn; whoever draws it is watched."""
        return self.underway.begin(words, self.working, opener=self.save)

    def show_stopped(self, error: Cancelled) -> None:
        """It was cancelled, as was wished."""
        self.underway.end(error)

    def show_saved(self, name: str) -> None:
        """It is in the folder as `name`."""
        title = self.language.text("Saved as {name}", name=name)
        self._show(self.told, title, self.language.text("Print it from there."))
        announce(self, Announcement.SAVED, self.language)

    def show_failed(self, what: str, do: str) -> None:
        """It was not saved: what happened, and what to do."""
        self._show(self.failed, what, do)
        announce(self, Announcement.NOT_DONE, self.language)

    def _show(self, banner: Banner, title: str, words: str) -> None:
        self.underway.end()
        banner.set_words(title, words)
        banner.show()
        self._area.verticalScrollBar().setValue(0)
