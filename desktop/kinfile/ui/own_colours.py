# SPDX-License-Identifier: Apache-2.0
"""The tokens of a theme made from the user's own contrast colours.

Who asks the system for high contrast has chosen colours that can be read, so they win over
ours. A system knows few of them: ground, text, link, chosen and its text, disabled. Nothing is
told by colour alone, so what has colours of its own in our themes (errors, tags, prompts) is
written in the text colour here, and what has grounds of its own gets a line round it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

GROUNDS = (
    *("page", "surface", "surface2", "field", "bar", "barhover", "secondary", "errorbg", "okbg"),
    *("warnbg", "infobg", "tagblue", "taggrey", "tagyellow", "taggreen", "focusink"),
)
TEXTS = (
    *("text", "text2", "line", "fieldline", "bartext", "bartext2", "error", "okc", "warntext"),
    *("warnline", "tagbluetext", "taggreytext", "tagyellowtext", "taggreentext", "focus"),
)
LINKS = ("link", "selbar", "infoline")
CHOSEN = ("selbg", "primary", "primaryhover")
ON_CHOSEN = ("seltext", "ontext")
READS = 4.5
STANDS_OUT = 3.0
"""The least contrast of text and of parts (WCAG 1.4.3, 1.4.11)."""


def own_colours(palette: QPalette) -> Mapping[str, str]:
    """Token -> #RRGGBB. Colours of the palette that could not be read give way to its text."""
    role, active = QPalette.ColorRole, QPalette.ColorGroup.Active
    ground, text = palette.color(active, role.Window), palette.color(active, role.WindowText)
    link = _or_else(palette.color(active, role.Link), text, against=ground, least=READS)
    chosen = palette.color(active, role.Highlight)
    on_chosen = palette.color(active, role.HighlightedText)
    if contrast(chosen, on_chosen) < READS:
        chosen, on_chosen = text, ground
    faint = palette.color(QPalette.ColorGroup.Disabled, role.WindowText)
    tokens = dict.fromkeys(GROUNDS, ground) | dict.fromkeys(TEXTS, text)
    tokens |= dict.fromkeys(LINKS, link) | dict.fromkeys(CHOSEN, chosen)
    tokens |= dict.fromkeys(ON_CHOSEN, on_chosen)
    tokens["disabled"] = _or_else(faint, text, against=ground, least=STANDS_OUT)
    return MappingProxyType({name: colour.name().upper() for name, colour in tokens.items()})


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2: 1 for equal colours, 21 for black and white."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _light(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _or_else(colour: QColor, otherwise: QColor, *, against: QColor, least: float) -> QColor:
    return colour if contrast(colour, against) >= least else otherwise
