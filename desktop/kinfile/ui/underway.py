# SPDX-License-Identifier: Apache-2.0
"""Something long that a page has begun: drawing a document, signing, saving a copy.

What ends soon is not spoken of. What goes on is told in words, with a bar, and can be cancelled
until what cannot be taken back; then the page is as it was, with the focus where it was begun.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from kinfile.errors import Cancelled, KinfileError
from kinfile.i18n import Language
from kinfile.ui.waiting import Waiting
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.working import Working
from kinfile.watch import Stop, Watch

LOOKS = 100
"""Milliseconds between two looks at how far it has come."""


class _Run:
    """What the thread that works writes down, and the window's reads: no signal has to find its
    way to a page that may be gone by then.
    """

    def __init__(self) -> None:
        self.stop = Stop()
        self.step = (0, 0)

    def tell(self, done: int, of: int) -> None:
        self.step = (done, of)

    def watch(self) -> Watch:
        stop = self.stop
        return Watch(progress=self.tell, is_cancelled=stop.is_asked, may_finish=stop.may_finish)


class Underway(QObject):
    """One for a page; one thing at a time, told on one of `places`.

    Whoever begins something says when it has ended.
    """

    def __init__(self, page: QWidget, language: Language, *places: Working) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self._on: Working | None = None
        self._opener: QWidget | None = None
        self._words = ""
        self._run = _Run()
        self._waiting = Waiting(self, self.tell)
        self._look_again = QTimer(self, interval=LOOKS)
        self._look_again.timeout.connect(self.look)
        # A moment later: it has its place only then.
        self._into_view = QTimer(self, singleShot=True, interval=0)
        self._into_view.timeout.connect(self._bring_into_view)
        for place in places:
            place.cancelled.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        return self._on is not None

    def begin(self, words: str, on: Working, *, opener: QWidget | None = None) -> Watch:
        """Begin what `words` say, to be told on `on`; the work is given the Watch.

        The focus comes back to `opener`, or to where it is now.
        """
        self._on, self._words, self._run = on, words, _Run()
        self._opener = opener or self._page.focusWidget()
        self._waiting.begin()
        return self._run.watch()

    def tell(self) -> None:
        """Show that something is going on; comes by itself when it has gone on for a while."""
        self._waiting.end()
        if self._on is not None and not self._look_again.isActive():
            self.look()
            announce(self._page, Announcement.UNDERWAY, self._language)
            self._look_again.start()
            self._into_view.start()

    def look(self) -> None:
        """Show how far it has come."""
        if self._on is None:
            return
        self._on.show_step(self._words, *self._run.step)
        if self._run.stop.is_late():
            self._show_last(self._on)

    def cancel(self) -> None:
        """Let it end with Cancelled, where it is not too late for that."""
        if self._on is not None and not self._run.stop.ask():
            self._show_last(self._on)

    def end(self, error: KinfileError | None = None) -> bool:
        """It has ended, perhaps with `error`. True where that is what its user wished."""
        self._waiting.end()
        self._look_again.stop()
        on, self._on = self._on, None
        is_cancelled = isinstance(error, Cancelled)
        if on is not None:
            had_focus = on.cancel.hasFocus()
            on.end()
            if self._opener is not None and (had_focus or is_cancelled):
                self._opener.setFocus()
        if is_cancelled:
            announce(self._page, Announcement.STOPPED, self._language)
        return is_cancelled

    def _bring_into_view(self) -> None:
        """Cancel has to be seen to be pressed."""
        around = self._on.parentWidget() if self._on is not None else None
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self._on is not None:
            around.ensureWidgetVisible(self._on)

    def _show_last(self, on: Working) -> None:
        if on.cancel.hasFocus() and self._opener is not None:
            self._opener.setFocus()
        on.show_last(self._language.text("It is being kept now and can no longer be stopped."))
