# SPDX-License-Identifier: Apache-2.0
"""What opens beside the questions, one panel at a time, and the way back from it.

In a compact window a panel takes the place of the questions.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kinfile.ui.pages.fill_body import Body
from kinfile.ui.pages.fill_pane import SectionsPane


class Beside(QObject):
    """`panels` are what can stand there; the list of sections is one more in a compact window."""

    reshaped = Signal()
    """Other things take the focus than before."""

    def __init__(
        self,
        body: Body,
        pane: SectionsPane,
        panels: Sequence[QWidget],
        *,
        is_compact: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._body, self._pane = body, pane
        self.panels = tuple(panels)
        self._is_compact = is_compact
        self._opener: QWidget | None = None

    @property
    def shown(self) -> QWidget | None:
        """The panel that stands there now."""
        return next((panel for panel in self.panels if not panel.isHidden()), None)

    def holds_focus(self, panel: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and panel.isAncestorOf(focus)

    def open(self, panel: QWidget, *, opener: QWidget | None = None) -> None:
        """Show `panel`; closing it leads back to `opener`, by default to where the focus is."""
        self._opener = opener or QApplication.focusWidget()
        for other in self.panels:
            other.setVisible(other is panel)
        if self._is_compact:
            self._pane.hide()
        self.reshaped.emit()
        self._body.setVisible(not self._is_compact)
        if self._body.lane is not None:
            self._body.lane.hide()
        self._body.keep_in_view()

    def gives_way_to(self, panel: QWidget) -> bool:
        """Close what is open; False where it was `panel` itself, so that it stays closed."""
        was_open = not panel.isHidden()
        self.close()
        return not was_open

    def open_sections(self) -> None:
        """Put the caret in the box that finds a section."""
        self._opener = QApplication.focusWidget()
        if self._is_compact:
            for other in (self._body, *self.panels):
                other.hide()
            self._pane.show()
        self._pane.begin_finding()

    def close(self) -> None:
        """Close what is open; the focus goes back to where it came from.

        Unless the worker is among the questions already.
        """
        is_back = self.holds_focus(self._body)
        was_open = self.shown is not None or self._pane.finder.isVisible()
        for panel in self.panels:
            panel.hide()
        self._body.show()
        self._pane.stop_finding()
        if self._is_compact:
            self._pane.hide()
        if self._body.lane is not None:
            self._body.lane.show()
        if was_open and self._opener is not None and not is_back:
            # The questions may be others by now, after undoing or opening another section.
            if isValid(self._opener):
                self._opener.setFocus()
            else:
                self._body.focus_first()
        self._opener = None
