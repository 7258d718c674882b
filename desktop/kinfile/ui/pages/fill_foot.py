# SPDX-License-Identifier: Apache-2.0
"""The line under the page: on, later, back; and that everything is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.pages.fill_record import Filling, State
from kinfile.ui.theme import Theme
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.text import label, set_words

SLOW = 500
"""Milliseconds until keeping is worth a word."""


class KeptLine(QWidget):
    """Keeping…, or when everything was last kept. Speaks at most once a section."""

    def __init__(self, filling: Filling, theme: Theme, language: Language) -> None:
        super().__init__()
        self._filling, self._theme, self._language = filling, theme, language
        self._has_spoken = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(6))
        self._tick = QLabel()
        self._tick.setPixmap(icons.pixmap("check", theme.colour("okc"), theme.px(20)))
        self.words = label("", wraps=False, name="foot.kept")
        row.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words)
        self._waiting = Waiting(self, self._say_keeping, after=SLOW)
        filling.state_changed.connect(self._on_state_changed)
        self._on_state_changed()

    def section_changed(self) -> None:
        self._has_spoken = False

    def _on_state_changed(self) -> None:
        if self._filling.state is State.KEEPING:
            self._waiting.begin()
            return
        self._waiting.end()
        kept = self._filling.state is State.KEPT
        self._tick.setVisible(kept)
        text = self._language.text
        if not kept:
            set_words(self.words, text("Not kept yet"))
            return
        at = self._language.time(self._filling.kept_at)
        set_words(self.words, text("All changes kept · {time}", time=at))
        if not self._has_spoken and self.isVisible():
            self._has_spoken = True
            announce(self, Announcement.KEPT, self._language)

    def _say_keeping(self) -> None:
        self._tick.hide()
        set_words(self.words, self._language.text("Keeping…"))


class NotKeptBar(QFrame):
    """Stays at the top until the last change is kept. The one alarm this program has."""

    tried_again = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("look", "errorBox")
        self.setObjectName("not_kept")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.space(n) for n in (16, 8, 16, 8)))
        row.setSpacing(theme.space(14))
        words = language.text(
            "Your last change is not kept yet. Kinfile is trying again. Do not close the laptop."
        )
        self.setAccessibleName(words)
        row.addWidget(label(words, "error"), 1)
        again = SecondaryButton(language.text("Try again"), theme, name="not_kept.again")
        again.clicked.connect(self.tried_again)
        row.addWidget(again)
        self.hide()

    def show_state(self, state: State) -> None:
        lost = state is State.NOT_KEPT
        if lost and self.isHidden():
            announce(self, Announcement.NOT_KEPT, self._language)
        self.setVisible(lost)


class Foot(QFrame):
    """The actions of a section. In a compact window it ends the page instead of staying put."""

    saved = Signal()
    left_for_later = Signal()
    went_back = Signal()
    undone = Signal()

    def __init__(self, filling: Filling, theme: Theme, language: Language) -> None:
        super().__init__()
        text = language.text
        self.setObjectName("foot")
        self._filling = filling
        self.save = PrimaryButton(text("Save and continue"), theme, name="foot.save")
        self.later = SecondaryButton(text("Come back later"), theme, name="foot.later")
        self.back = LinkButton(text("Back"), theme, name="foot.back")
        self.undo = LinkButton(text("Undo"), theme, icon="undo-2", name="foot.undo")
        for button, signal in (
            (self.save, self.saved),
            (self.later, self.left_for_later),
            (self.back, self.went_back),
            (self.undo, self.undone),
        ):
            button.clicked.connect(signal)
        self.kept = KeptLine(filling, theme, language)
        if theme.is_compact:
            flow = FlowLayout(self, gap=theme.space(12))
            flow.setContentsMargins(0, theme.space(24), 0, 0)
            for part in (self.save, self.later, self.back, self.undo, self.kept):
                flow.addWidget(part)
        else:
            self.setProperty("look", "footer")
            row = QHBoxLayout(self)
            row.setContentsMargins(*(theme.space(n) for n in (28, 8, 24, 8)))
            row.setSpacing(theme.space(12))
            for part in (self.save, self.later):
                row.addWidget(part)
            row.addSpacing(theme.space(6))
            row.addWidget(self.back)
            row.addStretch(1)
            row.addWidget(self.kept)
            row.addSpacing(theme.space(10))
            row.addWidget(self.undo)
        self.show_undo()

    def show_undo(self) -> None:
        self.undo.setEnabled(self._filling.trail.may_undo)
