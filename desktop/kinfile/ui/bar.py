# SPDX-License-Identifier: Apache-2.0
"""The bar at the top of every page once records are open: where one is, hide, lock, menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kinfile.i18n import Language
from kinfile.ui import icons
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button, LinkButton
from kinfile.ui.widgets.text import label, set_words

HIGH = 54


class Bar(QFrame):
    """`set_trail` says where one is. In a compact window Lock and Menu are icons with names."""

    home_chosen = Signal()
    hide_chosen = Signal()
    lock_chosen = Signal()
    menu_chosen = Signal()

    def __init__(self, theme: Theme, language: Language, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = language.text
        self.setProperty("look", "bar")
        self.setObjectName("bar")
        self.setAccessibleName("Kinfile")
        self.setFixedHeight(theme.px(34) + theme.space(20))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space(20), 0, theme.space(12), 0)
        self._row.setSpacing(theme.space(8))
        self._row.addWidget(self._mark())
        self._name = label("Kinfile", "barName", wraps=False)
        self._row.addWidget(self._name)
        self._home = LinkButton(
            self._text("All records"), theme, ink="bartext2", size=15, name="bar.home"
        )
        self._home.clicked.connect(self.home_chosen)
        self._home.hide()
        self._row.addWidget(self._home)
        self._trail = label("", "barTrail", wraps=False, name="bar.trail")
        self._trail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._trail, 1)
        # Takes the room while the trail is hidden.
        self._row.addStretch(0)
        self.hide_button = self._button(
            self._text("Hide screen"), self._text("Hide"), "eye-off", "hide", look="barOutlined"
        )
        self.lock_button = self._button(self._text("Lock"), "", "lock", "lock")
        self.menu_button = self._button(self._text("Menu"), "", "menu", "menu")
        self.hide_button.clicked.connect(self.hide_chosen)
        self.lock_button.clicked.connect(self.lock_chosen)
        self.menu_button.clicked.connect(self.menu_chosen)

    def set_trail(self, trail: tuple[str, ...], *, leads_home: bool = True) -> None:
        """`trail` is what stands after "All records"; empty on the list of records itself."""
        compact = self._theme.is_compact
        self._home.setVisible(bool(trail) and leads_home)
        self._name.setVisible(not compact or not trail)
        parts = trail[:1] if compact else trail
        self._trail.setVisible(bool(parts))
        set_words(self._trail, "".join(f"/  {part}  " for part in parts).strip())

    def _mark(self) -> QLabel:
        theme = self._theme
        ground = "link" if theme.name == "contrast" else "bartext"
        picture = QLabel()
        picture.setPixmap(icons.mark(theme.colour(ground), theme.colour("bar"), theme.px(28)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return picture

    def _button(self, words: str, short: str, icon: str, name: str, *, look: str = "bar") -> Button:
        shown = short if self._theme.is_compact else words
        button = Button(shown, self._theme, look=look, icon=icon, says=words, name=f"bar.{name}")
        if shown != words:
            button.setToolTip(words)
        self._row.addWidget(button)
        return button
