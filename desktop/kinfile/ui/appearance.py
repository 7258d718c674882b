# SPDX-License-Identifier: Apache-2.0
"""How the window looks just now: what was chosen, else what the system says.

`changed` tells the window to build its page anew. The choices are kept as preferences.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessibilityHints, QGuiApplication, QPalette

from kinfile.i18n import Language
from kinfile.policy.preferences import Preferences
from kinfile.ui.theme import COMPACT_BELOW, SCALES, Theme

Keep = Callable[[Preferences], object]


def asks_for_contrast(hints: QAccessibilityHints) -> bool:
    """Whether the user asked the system for high contrast."""
    return hints.contrastPreference() == Qt.ContrastPreference.HighContrast


class Appearance(QObject):
    """Theme, text size and language, with what it takes to change them.

    `forbids_capture`: IT decided that nobody lets screenshots show the window.
    """

    changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        language: Language,
        *,
        keep: Keep,
        system_scale: float = 1.0,
        load: Callable[[str], Language] = Language.load,
        forbids_capture: bool = False,
        asks_for_contrast: Callable[[QAccessibilityHints], bool] = asks_for_contrast,
    ) -> None:
        super().__init__()
        self._asks_for_contrast = asks_for_contrast
        self.language = language
        self._load = load
        self.forbids_capture = forbids_capture
        if forbids_capture:
            preferences = replace(preferences, may_be_captured=False)
        self._preferences = preferences
        self._keep = keep
        self._system_scale = nearest(system_scale)
        # Held in a variable of its own: chained calls on styleHints() lose the C++ object.
        self._hints = QGuiApplication.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.system_changed)
        self._access.contrastPreferenceChanged.connect(self.system_changed)
        self._own = self._own_colours()

    @property
    def preferences(self) -> Preferences:
        return self._preferences

    @property
    def form_language(self) -> Language:
        """In which the questions are asked: the window's, unless another was chosen."""
        chosen = self._preferences.form_language
        return self._load(chosen) if chosen else self.language

    @property
    def document_language(self) -> Language:
        """In which documents are written, for whoever receives them."""
        return self._load(self._preferences.document_language or "en")

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
            own=self._own if self.colours == "system" else None,
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

    def choose_language(self, code: str) -> None:
        """Speak `code`, one of i18n.LANGUAGES, from now on."""
        self.language = self._load(code)
        self._choose(replace(self._preferences, language=code))

    def choose_form_language(self, code: str) -> None:
        """Ask in `code`; empty for whatever the window speaks."""
        self._choose(replace(self._preferences, form_language=code))

    def choose_document_language(self, code: str) -> None:
        self._choose(replace(self._preferences, document_language=code))

    def choose_capture(self, *, is_on: bool) -> None:
        """Whether screenshots and shared screens may show the window."""
        is_allowed = is_on and not self.forbids_capture
        self._choose(replace(self._preferences, may_be_captured=is_allowed))

    def choose_quiet(self, *, is_on: bool) -> None:
        """Whether a screen reader is told of failures only."""
        self._choose(replace(self._preferences, is_quiet=is_on))

    def remember_vault(self, folder: str) -> None:
        """Offer this vault first next time; changes nothing to be seen."""
        self._preferences = replace(self._preferences, vault=folder)
        self._keep(self._preferences)

    def remember_spelling(self, *, is_on: bool) -> None:
        """Whether misspelt words are marked; the page sees to that itself."""
        self._preferences = replace(self._preferences, checks_spelling=is_on)
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
        if self._own is not None:
            return "contrast"
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def system_changed(self) -> None:
        """The system went dark, light or to high contrast: follow it where nothing was chosen."""
        self._own = self._own_colours()
        if self.colours == "system":
            self.changed.emit()

    def _own_colours(self) -> Mapping[str, str] | None:
        """The user's own contrast colours, while the system asks for high contrast."""
        if not self._asks_for_contrast(self._access):
            return None
        from kinfile.ui.own_colours import own_colours

        ours = QGuiApplication.palette()
        # It stands in the way of the system's; a palette that sets nothing lets that through.
        QGuiApplication.setPalette(QPalette())
        found = own_colours(QGuiApplication.palette())
        QGuiApplication.setPalette(ours)
        return found


def nearest(scale: float) -> float:
    """The text size on offer that is closest to `scale`."""
    return min(SCALES, key=lambda each: abs(each - scale))
