# SPDX-License-Identifier: Apache-2.0
"""The cover: nothing on it tells what is behind, or even which program this is.

It shows the time of day and asks for the passphrase of the open vault.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kinfile.i18n import N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, SecondaryButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_words

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


class HiddenPage(Page):
    """`return_asked` carries the passphrase typed; whoever takes it checks and wipes it."""

    return_asked = Signal(object)
    lock_chosen = Signal()

    title = N_("Hidden")

    def __init__(self, theme: Theme, language: Language, *, clock: Callable[[], datetime]) -> None:
        super().__init__(theme, language)
        self.setObjectName("hidden")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("look", "cover")
        self._clock = clock
        area = ScrollColumn(theme, measure=0, margins=(28, 16, 28, 20), name="hidden.scroll")
        self.column.addWidget(area)
        inside = area.column
        inside.addStretch(1)
        inside.addLayout(self._clock_face())
        inside.addSpacing(theme.space(36))
        inside.addLayout(self._way_back())
        inside.addStretch(1)
        lock = LinkButton(language.text("Lock"), theme, icon="lock", name="hidden.lock")
        lock.clicked.connect(self.lock_chosen)
        inside.addWidget(lock)
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self.show_time)
        self._tick.start()
        self.show_time()

    def _clock_face(self) -> QVBoxLayout:
        face = QVBoxLayout()
        face.setSpacing(0)
        self.heading = Heading("", self.theme)
        self.heading.setProperty("look", "clock")
        self._date = label("", "hint")
        for each in (self.heading, self._date):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            face.addWidget(each)
        return face

    def _way_back(self) -> QVBoxLayout:
        words = self.language.text("Enter your passphrase to go back")
        asks = QVBoxLayout()
        asks.setSpacing(self.theme.space(6))
        told = label(words, "hint")
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        asks.addWidget(told)
        self.problem = label("", "error", name="hidden.problem")
        self.problem.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.problem.hide()
        asks.addWidget(self.problem)
        self.passphrase = PassphraseBox(
            words, self.theme, self.language, name="hidden.passphrase", is_bare=True
        )
        self.passphrase.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.passphrase.setFixedWidth(self.theme.px(240))
        self.passphrase.submitted.connect(self._on_submitted)
        self.back = SecondaryButton(
            self.language.text("Back to my work"), self.theme, name="hidden.back"
        )
        self.back.clicked.connect(self._on_submitted)
        row = QVBoxLayout() if self.theme.is_compact else QHBoxLayout()
        row.setSpacing(self.theme.space(8))
        row.addStretch()
        row.addWidget(self.passphrase, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        box = QWidget()
        box.setLayout(row)
        asks.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        return asks

    def focus_first(self) -> None:
        self.passphrase.box.setFocus()

    def show_time(self) -> None:
        """Put the clock's time on the page."""
        now, text = self._clock(), self.language.text
        if self.heading is not None:
            self.heading.set_text(self.language.time(now))
        day = text("{weekday} {day} {month}", weekday=text(WEEKDAYS[now.weekday()]), day=now.day,
                   month=text(MONTHS[now.month - 1]))  # fmt: skip
        set_words(self._date, day)

    def refuse(self) -> None:
        """Say that it was not the passphrase."""
        self._set_busy(is_busy=False)
        words = self.language.text("That passphrase does not match.")
        set_words(self.problem, words)
        self.problem.show()
        self.passphrase.set_error(words)
        self.passphrase.try_again()

    def _on_submitted(self) -> None:
        if self.passphrase.is_empty or not self.back.isEnabled():
            return
        self._set_busy(is_busy=True)
        secret = self.passphrase.secret()
        self.return_asked.emit(secret)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.back.setEnabled(not is_busy)
        self.passphrase.box.setReadOnly(is_busy)
