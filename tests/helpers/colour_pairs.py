# SPDX-License-Identifier: Apache-2.0
"""Which tokens of a theme are drawn on which, and how much they must stand out."""

from collections.abc import Callable

from PySide6.QtGui import QColor

TEXT = (
    ("text", "page"), ("text", "surface"), ("text2", "page"), ("text2", "surface"),
    ("text2", "surface2"), ("link", "page"), ("link", "surface"), ("link", "warnbg"),
    ("ontext", "primary"), ("ontext", "primaryhover"), ("bartext", "bar"), ("bartext2", "bar"),
    ("bartext", "barhover"), ("error", "page"), ("error", "surface"), ("okc", "surface"),
    ("okc", "okbg"), ("warntext", "warnbg"), ("text", "infobg"), ("text2", "infobg"),
    ("tagbluetext", "tagblue"), ("taggreytext", "taggrey"), ("tagyellowtext", "tagyellow"),
    ("taggreentext", "taggreen"), ("page", "link"), ("seltext", "selbg"),
)  # fmt: skip
PARTS = (
    ("fieldline", "page"), ("fieldline", "surface"), ("link", "page"), ("error", "page"),
    ("warnline", "page"), ("infoline", "infobg"), ("selbar", "page"), ("disabled", "page"),
)  # fmt: skip

RINGED = ("page", "surface", "primary", "field", "bar", "warnbg", "infobg")
"""What the focus ring is drawn on."""


def ratio(one: QColor, other: QColor) -> float:
    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def low(hexes: Callable[[str], str]) -> dict[tuple[str, str], float]:
    """The pairs that do not stand out enough: text at 4.5:1, parts at 3:1, the ring at 3:1."""

    def stands(one: str, other: str) -> float:
        return ratio(QColor(hexes(one)), QColor(hexes(other)))

    found = {pair: stands(*pair) for pair in TEXT if stands(*pair) < 4.5}
    found |= {pair: stands(*pair) for pair in PARTS if stands(*pair) < 3}
    for ground in RINGED:
        best = max(stands(tone, ground) for tone in ("focus", "focusink"))
        found |= {("focus", ground): best} if best < 3 else {}
    return found
