# SPDX-License-Identifier: Apache-2.0
"""Hide and lock: what keeps records from other eyes while the program runs.

Lock closes the vault and then replaces the whole process by a fresh one at the unlock page, so
that nothing of the records stays in memory. Hide covers the window and asks for the passphrase
to come back, or for a PIN that was chosen for this session; three wrong ones, or five minutes,
and it locks. The PIN is offered once, to somebody who has just given the passphrase.

What could not be kept (a full disk, say) is not thrown away by either: locking then covers the
window and tries again later, and closing first shows that something is not kept; closing once
more closes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kinfile.errors import KinfileError
from kinfile.i18n import Language
from kinfile.ui.desk import Desk
from kinfile.ui.idle import IdleWatch
from kinfile.ui.input_watch import InputWatch
from kinfile.ui.pin import SessionPin
from kinfile.ui.shift_taps import ShiftTaps
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.window import Window

MINUTES = 60_000
WRONG_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Milliseconds of silence before locking, in the open and under the cover."""

    idle: int = 5 * MINUTES
    hidden: int = 5 * MINUTES
    backup: int = MINUTES
    """How long the last backup may hold up the closing."""


class Last(Protocol):
    """What is done before the vault is closed; see BackingUp."""

    def before_closing(self, then: Callable[[], None], /) -> None: ...
    def skip(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """`restart` is called once the vault is closed after Lock, `leave` after Close.

    `last` makes the last backup before.
    """

    last: Last
    restart: Callable[[], None]
    leave: Callable[[], None]


class Guard(QObject):
    """One for the life of the window."""

    covered = Signal()
    """The window has just been covered, to be hidden or locked."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        desk: Desk,
        *,
        language: Language,
        ends: Ends,
        seconds: Callable[[], float],
        delays: Delays | None = None,
    ) -> None:
        super().__init__(window)
        delays = delays or Delays()
        self._window = window
        self._desk = desk
        self.language = language
        self._ends = ends
        self._then = ends.restart
        self._tries = 0
        self._pin = SessionPin()
        self._was_offered = False
        self._is_closing = False
        self._is_hurried = False
        self._was_warned = False
        watch = InputWatch(app)
        self._idle = IdleWatch(watch, milliseconds=delays.idle)
        self._idle.went_idle.connect(self.lock)
        # An answer may be given without a key: by voice, or through a screen reader.
        desk.changed.connect(self._idle.stir)
        self._hidden = QTimer(self, singleShot=True, interval=delays.hidden)
        self._hidden.timeout.connect(self.lock)
        self._slow = Waiting(self, self._tell_closing)
        self._enough = QTimer(self, singleShot=True, interval=delays.backup)
        self._enough.timeout.connect(ends.last.skip)
        taps = ShiftTaps(watch, clock=seconds)
        taps.tapped.connect(self.hide)
        self._join(window)
        desk.unlocked.connect(self._idle.start)
        desk.locked.connect(self._on_locked)

    def _join(self, window: Window) -> None:
        window.hide_chosen.connect(self.hide)
        window.lock_chosen.connect(self.lock)
        window.close_chosen.connect(self.close)
        window.return_asked.connect(self.come_back)
        window.pin_asked.connect(self.come_back_by_pin)
        window.pin_chosen.connect(self._on_pin_chosen)
        window.pin_declined.connect(self._uncover)
        window.pin_wished.connect(self.choose_pin)

    def hide(self) -> None:
        """Cover the window at once; then hand on what is unsaved."""
        if not self._desk.is_unlocked or self._window.is_hidden:
            return
        self._cover()
        self._hidden.start()
        announce(self._window, Announcement.HIDDEN, self.language)

    def _cover(self) -> None:
        self._tries = 0
        self._window.hide_all(has_pin=self._pin.is_chosen)
        if self._window.page is not None:
            self._window.page.settle()
        self.covered.emit()

    def choose_pin(self) -> None:
        """Let somebody who sits at the open records choose a PIN, under the cover."""
        if self._desk.is_unlocked and not self._window.is_hidden:
            self._cover()
            self._hidden.start()
            self._offer()

    def _offer(self) -> None:
        self._was_offered = True
        if self._window.cover is not None:
            self._window.cover.offer_pin()

    def come_back(self, passphrase: bytearray) -> None:
        """Take the cover away if `passphrase` is the open vault's."""
        self._desk.is_owner(passphrase, done=self._on_answer, failed=self._on_refused)

    def come_back_by_pin(self, pin: bytearray) -> None:
        """Take the cover away if `pin` is the session's."""
        if self._pin.matches(pin):
            self._uncover()
        else:
            self._count_wrong(Announcement.PIN_NOT_MATCHED)

    def lock(self) -> None:
        """Close the vault and start afresh at the unlock page; once more, without a backup."""
        if self._is_closing:
            self._ends.last.skip()
        elif self._desk.is_unlocked:
            if not self._window.is_hidden:
                # At once: what is still being done for the window may take a while.
                self._cover()
            self._when_handed_on(self._lock_unless_unkept)

    def lock_at_once(self) -> None:
        """Close the vault without a last backup: the computer is about to sleep."""
        self._is_hurried = True
        self.lock()

    def close(self) -> None:
        """Close the vault, then the program."""
        if self._desk.is_unlocked:
            self._when_handed_on(self._close_unless_unkept)
        else:
            self._close_vault(self._ends.leave)

    def _when_handed_on(self, then: Callable[[], None]) -> None:
        """Hand on what is unsaved, and call `then` when the vault has answered."""
        if self._is_closing:
            return
        if self._window.page is not None:
            self._window.page.settle()
        self._desk.ask(lambda _workspace: None, done=lambda _: then())

    def _has_unkept(self) -> bool:
        return self._window.page is not None and self._window.page.has_unkept()

    def _lock_unless_unkept(self) -> None:
        if self._has_unkept():
            # Covered it stays, and is tried again.
            self._is_hurried = False
            self._hidden.start()
        else:
            self._close_vault(self._ends.restart)

    def _close_unless_unkept(self) -> None:
        if self._has_unkept() and not self._was_warned:
            self._was_warned = True
            announce(self._window, Announcement.NOT_KEPT, self.language)
        else:
            self._close_vault(self._ends.leave)

    def _close_vault(self, then: Callable[[], None]) -> None:
        if self._is_closing:
            return
        self._is_closing = True
        self._then = then
        self._idle.stop()
        self._hidden.stop()
        if self._desk.is_unlocked:
            # Nothing to be read while the last changes are written.
            self._window.hide_all()
        if not self._desk.is_unlocked or self._is_hurried:
            self._close_now()
            return
        self._slow.begin()
        self._enough.start()
        self._ends.last.before_closing(self._close_now)

    def _close_now(self) -> None:
        self._slow.end()
        self._enough.stop()
        self._desk.lock()

    def _tell_closing(self) -> None:
        if self._window.cover is not None:
            self._window.cover.tell_closing(is_lock=self._then == self._ends.restart)

    def _on_locked(self) -> None:
        self._is_closing = self._is_hurried = False
        self._then()

    def _on_answer(self, is_owner: bool) -> None:
        if self._is_closing:
            return
        if not is_owner:
            self._count_wrong(Announcement.NOT_MATCHED)
        elif self._pin.is_chosen or self._was_offered:
            self._uncover()
        else:
            self._offer()

    def _on_refused(self, _error: KinfileError) -> None:
        self._count_wrong(Announcement.NOT_MATCHED)

    def _on_pin_chosen(self, pin: bytearray) -> None:
        self._pin.choose(pin)
        self._uncover()

    def _uncover(self) -> None:
        if not self._is_closing:
            self._hidden.stop()
            self._window.uncover()

    def _count_wrong(self, told: Announcement) -> None:
        self._tries += 1
        if self._tries >= WRONG_TRIES:
            self.lock()
        elif self._window.cover is not None:
            self._window.cover.refuse()
            announce(self._window, told, self.language)
