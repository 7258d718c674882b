# SPDX-License-Identifier: Apache-2.0
"""The cover: nothing on it tells what is behind, or even which program this is.

It shows the time of day and asks for the session's PIN, where one was chosen, else for the
passphrase of the open vault. To somebody who has just given the passphrase it can offer a PIN.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from kinfile.i18n import N_, Language
from kinfile.ui.pages.hidden_closing import Closing
from kinfile.ui.pages.hidden_pin import ChoosePin
from kinfile.ui.pages.hidden_return import WayBack
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
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
    """Whoever takes what was typed (as a bytearray) checks and wipes it."""

    return_asked = Signal(object)
    """The passphrase typed."""
    pin_asked = Signal(object)
    """The PIN typed, to go back with."""
    pin_chosen = Signal(object)
    """A PIN for the rest of the session; it has no weakness."""
    pin_declined = Signal()
    lock_chosen = Signal()

    title = N_("Hidden")

    def __init__(
        self,
        theme: Theme,
        language: Language,
        *,
        clock: Callable[[], datetime],
        has_pin: bool = False,
    ) -> None:
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
        self._room = QVBoxLayout()
        inside.addLayout(self._room)
        inside.addStretch(1)
        self.lock = LinkButton(language.text("Lock"), theme, icon="lock", name="hidden.lock")
        self.lock.clicked.connect(self.lock_chosen)
        inside.addWidget(self.lock)
        self._step: WayBack | ChoosePin | Closing | None = None
        self.ask(by_pin=has_pin)
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

    # The one thing it asks at a time

    @property
    def way_back(self) -> WayBack | None:
        """The box to go back with, while it is that what is asked."""
        return self._step if isinstance(self._step, WayBack) else None

    def ask(self, *, by_pin: bool) -> None:
        """Ask for what takes the cover away."""
        way = WayBack(self.theme, self.language, by_pin=by_pin)
        way.submitted.connect(self.pin_asked if by_pin else self.return_asked)
        way.passphrase_chosen.connect(lambda: self._ask_again(by_pin=False))
        self._put(way)

    def _ask_again(self, *, by_pin: bool) -> None:
        self.ask(by_pin=by_pin)
        self.focus_first()

    def offer_pin(self) -> None:
        """Ask somebody who may go back whether a PIN would be welcome next time."""
        step = ChoosePin(self.theme, self.language)
        step.pin_chosen.connect(self.pin_chosen)
        step.pin_declined.connect(self.pin_declined)
        self._put(step)
        self.focus_first()

    def tell_closing(self, *, is_lock: bool) -> None:
        """There is no way back any more: a last backup is made, and can be left out."""
        step = Closing(self.theme, self.language, is_lock=is_lock)
        step.skipped.connect(self.lock_chosen)
        self._put(step)
        self.lock.hide()
        self.focus_first()

    def _put(self, step: WayBack | ChoosePin | Closing) -> None:
        if self._step is not None:
            self._room.removeWidget(self._step)
            self._step.clear()
            self._step.setParent(None)
            # It may be what this was called from.
            self._step.deleteLater()
        self._step = step
        self._room.addWidget(step)
        step.show()

    def focus_first(self) -> None:
        if self._step is not None:
            self._step.focus_first()

    def refuse(self) -> None:
        """Say that it was not what was asked for."""
        if self.way_back is not None:
            self.way_back.refuse()

    def show_time(self) -> None:
        """Put the clock's time on the page."""
        now, text = self._clock(), self.language.text
        if self.heading is not None:
            self.heading.set_text(self.language.time(now))
        day = text("{weekday} {day} {month}", weekday=text(WEEKDAYS[now.weekday()]), day=now.day,
                   month=text(MONTHS[now.month - 1]))  # fmt: skip
        set_words(self._date, day)
