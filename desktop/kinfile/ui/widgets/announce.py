# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told out loud: fixed words only, never a name, never an answer.

Speech is heard by everybody in the room. Where the user asked for quiet only failures are said.
"""

from enum import StrEnum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kinfile.i18n import N_, Language


class Announcement(StrEnum):
    PROBLEM = "problem"
    NOT_MATCHED = "not-matched"
    PIN_NOT_MATCHED = "pin-not-matched"
    WORKING = "working"
    KEPT = "kept"
    NOT_KEPT = "not-kept"
    PROMPT = "prompt"
    HIDDEN = "hidden"
    SIGNED = "signed"
    SAVED = "saved"
    BACKED_UP = "backed-up"
    NOT_BACKED_UP = "not-backed-up"
    COPIED = "copied"
    UNDERWAY = "underway"
    STOPPED = "stopped"
    DONE = "done"
    NOT_DONE = "not-done"


WORDS = {
    Announcement.PROBLEM: N_("There is a problem"),
    Announcement.NOT_MATCHED: N_("That passphrase does not match"),
    Announcement.PIN_NOT_MATCHED: N_("That PIN does not match"),
    Announcement.WORKING: N_("Opening your records"),
    Announcement.KEPT: N_("All changes kept"),
    Announcement.NOT_KEPT: N_("Your last change is not kept yet"),
    Announcement.PROMPT: N_("There is something to follow up"),
    Announcement.HIDDEN: N_("The screen is hidden"),
    Announcement.SIGNED: N_("Signed copy made"),
    Announcement.SAVED: N_("The PDF is saved"),
    Announcement.BACKED_UP: N_("The backup is made"),
    Announcement.NOT_BACKED_UP: N_("The backup could not be made"),
    Announcement.COPIED: N_("Copied"),
    Announcement.UNDERWAY: N_("This takes a moment. Press Escape to stop it"),
    Announcement.STOPPED: N_("Stopped. Nothing was changed"),
    Announcement.DONE: N_("That is done"),
    Announcement.NOT_DONE: N_("That could not be done"),
}
POLITE = frozenset(
    {Announcement.KEPT, Announcement.WORKING, Announcement.UNDERWAY, Announcement.STOPPED}
)
"""Said when the reader is next silent; everything else interrupts."""
FAILURES = frozenset(
    {Announcement.PROBLEM, Announcement.NOT_MATCHED, Announcement.PIN_NOT_MATCHED}
    | {Announcement.NOT_KEPT, Announcement.NOT_BACKED_UP, Announcement.NOT_DONE}
)
"""Said even where quiet is wished: not to hear them would cost work."""
QUIET = "quiet"
"""The property of a window that wishes for quiet."""


def set_quiet(window: QWidget, *, is_quiet: bool) -> None:
    """Whether only failures are said in `window` from now on."""
    window.setProperty(QUIET, is_quiet)


def announce(widget: QWidget, what: Announcement, language: Language) -> None:
    """Say `what`. Tests read the widget's property "announced", which holds the code."""
    if widget.window().property(QUIET) and what not in FAILURES:
        return
    widget.setProperty("announced", str(what))
    event = QAccessibleAnnouncementEvent(widget, language.text(WORDS[what]))
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Polite if what in POLITE else politeness.Assertive)
    QAccessible.updateAccessibility(event)
