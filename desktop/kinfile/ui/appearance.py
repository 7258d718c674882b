# SPDX-License-Identifier: Apache-2.0
"""How the window looks just now: what was chosen, else what the system says.

`changed` tells the window to build its page anew. The choices are kept as preferences.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from kinfile.i18n import Language
from kinfile.policy.preferences import Preferences
from kinfile.ui.theme import COMPACT_BELOW, SCALES, Theme

Keep = Callable[[Preferences], object]


class Appearance(QObject):
    """Theme, text size and language, with what it takes to change them."""

    changed = Signal()

    def __init__(
        self, preferences: Preferences, language: Language, *, keep: Keep, system_scale: float = 1.0
    ) -> None:
        super().__init__()
        self.language = language
        self._preferences = preferences
        self._keep = keep
        self._system_scale = nearest(system_scale)
        # Held in a variable of its own: chained calls on styleHints() lose the C++ object.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.system_changed)

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    @property
    def scale(self) -> float:
        """One of theme.SCALES."""
        return self._preferences.text_size or self._system_scale

    @property
    def colours(self) -> str:
        """What was chosen: system, light, dark or contrast."""
        return self._preferences.colours

    def theme(self, width: int) -> Theme:
        """The theme for a window `width` logical pixels wide."""
        return Theme(
            name=self._name(),
            scale=self.scale,
            language_rtl=self.language.is_right_to_left,
            is_compact=width / self.scale < COMPACT_BELOW,
        )

    def choose_scale(self, scale: float) -> None:
        self._choose(replace(self._preferences, text_size=nearest(scale)))

    def grow(self) -> None:
        """The next larger text size, if there is one."""
        self._step(1)

    def shrink(self) -> None:
        self._step(-1)

    def choose_colours(self, colours: str) -> None:
        """`colours` is system or one of theme.NAMES."""
        self._choose(replace(self._preferences, colours=colours))

    def choose_capture(self, *, is_on: bool) -> None:
        """Whether screenshots and shared screens may show the window."""
        self._choose(replace(self._preferences, may_be_captured=is_on))

    def remember_vault(self, folder: str) -> None:
        """Offer this vault first next time; changes nothing to be seen."""
        self._preferences = replace(self._preferences, vault=folder)
        self._keep(self._preferences)

    def _step(self, by: int) -> None:
        place = SCALES.index(nearest(self.scale)) + by
        if 0 <= place < len(SCALES):
            self.choose_scale(SCALES[place])

    def _choose(self, preferences: Preferences) -> None:
        if preferences == self._preferences:
            return
        self._preferences = preferences
        self._keep(preferences)
        self.changed.emit()

    def _name(self) -> str:
        if self.colours != "system":
            return self.colours
        accessibility = self._hints.accessibility()
        if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def system_changed(self) -> None:
        """The system went dark or light: follow it where nothing else was chosen."""
        if self.colours == "system":
            self.changed.emit()


def nearest(scale: float) -> float:
    """The text size on offer that is closest to `scale`."""
    return min(SCALES, key=lambda each: abs(each - scale))
