# SPDX-License-Identifier: Apache-2.0
"""Colours and sizes, as one frozen value that every widget is built with.

A widget never restyles itself: a change of theme, text size or language builds the page anew.
Type scales fully; spacing takes 35 % of the increase, which is what makes 200 % usable on a
small laptop. `is_compact` says that the window is too narrow for side-by-side layout.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from kinfile import bundle
from kinfile.ui.fonts import FAMILIES
from kinfile.ui.stylesheet import stylesheet

NAMES = ("light", "dark", "contrast")
SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
SPACING_SHARE = 0.35
COMPACT_BELOW = 1040
"""Effective pixels: the width of the window divided by the text scale."""
BODY = 16
MEASURE = 700
"""Widest line of text at 100 %, about 80 characters."""


@cache
def tokens() -> Mapping[str, Mapping[str, str]]:
    """Theme name -> token -> #RRGGBB, from resources/theme/tokens.json."""
    text = (bundle.resources() / "theme" / "tokens.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks: one of NAMES, a text scale from 1.0 to 2.0, and the direction.

    `own` are the user's own contrast colours (own_colours.py), which stand for those of `name`.
    """

    name: str = "light"
    scale: float = 1.0
    language_rtl: bool = False
    is_compact: bool = False
    own: Mapping[str, str] | None = field(default=None, hash=False)

    def hex(self, token: str) -> str:
        """The colour `token` as #RRGGBB."""
        return (self.own or tokens()[self.name])[token]

    def colour(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def px(self, n: float) -> int:
        """A length that goes with the type: text, controls, icons."""
        return round(n * self.scale)

    def space(self, n: float) -> int:
        """A length between things: margins and gaps."""
        return round(n * (1 + (self.scale - 1) * SPACING_SHARE))

    def font(self, size: float = BODY, *, weight: int = 400) -> QFont:
        """The text font at `size` pixels (at 100 %); weight 400, 600 or 700."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    @property
    def has_outlines(self) -> bool:
        """Whether surfaces are told apart by lines because their colours are the same."""
        return self.hex("surface") == self.hex("page")

    @property
    def leading(self) -> str:
        """The side where a line of text begins, as style sheets name it."""
        return "right" if self.language_rtl else "left"

    @property
    def trailing(self) -> str:
        return "left" if self.language_rtl else "right"

    def apply(self, app: QApplication) -> None:
        """Give the application this look. Cheap before widgets exist, slow with many alive."""
        app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self.language_rtl else Qt.LayoutDirection.LeftToRight
        )
        app.setFont(self.font())
        app.setPalette(self.palette())
        app.setStyleSheet(stylesheet(self))

    def palette(self) -> QPalette:
        """What Qt itself paints with: text selection, menus, and whatever no rule covers."""
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, token in (
            ((role.Window, role.AlternateBase), "page"),
            ((role.Base,), "field"),
            ((role.Button, role.ToolTipBase), "surface"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "text"),
            # The placeholder must keep its contrast: Qt would thin the text colour to half.
            ((role.PlaceholderText,), "text2"),
            ((role.Link, role.LinkVisited, role.Highlight), "link"),
            ((role.HighlightedText,), "page"),
            ((role.Mid, role.Dark), "fieldline"),
            ((role.Midlight, role.Light), "line"),
        ):
            for each in roles:
                palette.setColor(each, self.colour(token))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.colour("disabled"))
        return palette
