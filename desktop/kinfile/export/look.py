# SPDX-License-Identifier: Apache-2.0
"""How a document looks: the page, the colours of the window's light theme, the sizes of its texts.

Body text is 9.5 points on 13.5; large print makes it 14 and everything else in proportion. Every
colour of text on its ground has a contrast of 7 to 1 or more.
"""

from dataclasses import dataclass

from kinfile.export.blocks import AlertKind, BannerKind, Style
from kinfile.export.fonts import Weight

Colour = tuple[float, float, float]


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return (round(red, 4), round(green, 4), round(blue, 4))


NAVY = _colour("12364B")
INK = _colour("212B32")
QUIET = _colour("3F5361")
WHITE = _colour("FFFFFF")
PALE = _colour("D5E4EC")
RULE = _colour("D8DDE0")
ZEBRA = _colour("F3F6F8")
HEAD = _colour("E3EBF0")
RED = _colour("8F1710")
QUOTE = _colour("0B5A8A")

ALERT_GROUNDS: dict[AlertKind, Colour] = {
    AlertKind.ACT_NOW: _colour("FDF1F0"),
    AlertKind.ACT_SOON: _colour("FFF7DB"),
    AlertKind.INFO: _colour("E8F1F7"),
}
ALERT_BARS: dict[AlertKind, Colour] = {
    AlertKind.ACT_NOW: _colour("B81F14"),
    AlertKind.ACT_SOON: _colour("B87A00"),
    AlertKind.INFO: _colour("0B5A8A"),
}
BANNER_GROUNDS: dict[BannerKind, Colour] = {
    BannerKind.STOP: _colour("FDF1F0"),
    BannerKind.NOTE: _colour("E8F1F7"),
    BannerKind.DRAFT: _colour("FFF7DB"),
}
BANNER_BARS: dict[BannerKind, Colour] = {
    BannerKind.STOP: _colour("B81F14"),
    BannerKind.NOTE: _colour("0B5A8A"),
    BannerKind.DRAFT: _colour("B87A00"),
}

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""
LEFT = 56.7
"""20 mm."""
WIDTH = PAGE_WIDTH - 2 * LEFT
TOP = PAGE_HEIGHT - 62
BOTTOM = 62.0
QUESTION_SHARE = 0.4

LARGE_PRINT = 14 / 9.5


@dataclass(frozen=True, slots=True)
class TextLook:
    """A face, its size and leading in points, and its colour."""

    weight: Weight
    size: float
    leading: float
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Look:
    """The texts of a document at one scale (1 is the usual size)."""

    scale: float = 1.0

    def of(self, style: Style) -> TextLook:
        weight, size, colour = _STYLES[style]
        return self._sized(weight, size, 13.5, colour)

    @property
    def question(self) -> TextLook:
        return self._sized(Weight.SEMIBOLD, 9.2, 13.5, INK)

    @property
    def column(self) -> TextLook:
        return self._sized(Weight.SEMIBOLD, 8.8, 12.5, NAVY)

    @property
    def title(self) -> TextLook:
        return self._sized(Weight.SEMIBOLD, 21, 26, WHITE)

    @property
    def subtitle(self) -> TextLook:
        return self._sized(Weight.REGULAR, 11, 15, WHITE)

    @property
    def marking(self) -> TextLook:
        return self._sized(Weight.SEMIBOLD, 9.5, 14, PALE)

    def heading(self, level: int) -> TextLook:
        size, leading, colour = {2: (14.5, 19, NAVY), 3: (11.5, 15.5, NAVY)}.get(
            level, (10, 14, INK)
        )
        return self._sized(Weight.SEMIBOLD, size, leading, colour)

    def banner(self, kind: BannerKind) -> TextLook:
        colour = RED if kind is BannerKind.STOP else NAVY
        return self._sized(Weight.BOLD, 10.5, 14.5, colour)

    @property
    def small(self) -> TextLook:
        """Header and footer; in large print the footer takes two lines."""
        return self._sized(Weight.REGULAR, 7.8, 10, QUIET)

    @property
    def panel(self) -> float:
        """How much larger than usual the room for a signature is: the page stays as wide."""
        return min(self.scale, 4 / 3)

    @property
    def stamp(self) -> TextLook:
        return TextLook(Weight.BOLD, 9, 11, RED)

    def points(self, usual: float) -> float:
        """A distance that grows with the text."""
        return usual * self.scale

    def _sized(self, weight: Weight, size: float, leading: float, colour: Colour) -> TextLook:
        return TextLook(weight, size * self.scale, leading * self.scale, colour)


LARGE = Look(LARGE_PRINT)

_STYLES: dict[Style, tuple[Weight, float, Colour]] = {
    Style.BODY: (Weight.REGULAR, 9.5, INK),
    Style.STRONG: (Weight.SEMIBOLD, 9.5, INK),
    Style.QUIET: (Weight.REGULAR, 8.6, QUIET),
    Style.ABSENT: (Weight.ITALIC, 9.5, QUIET),
}
