# SPDX-License-Identifier: Apache-2.0
"""The type faces: Atkinson Hyperlegible Next, and Noto for the scripts it lacks."""

from PySide6.QtGui import QFontDatabase

from kinfile import bundle

FAMILIES = (
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Noto Sans Gurmukhi",
    "Segoe UI",
    "DejaVu Sans",
)
"""In the order in which a glyph is looked for; what is not installed is skipped."""


def load() -> tuple[str, ...]:
    """Give every shipped face to Qt; answers with the families found, in no set order."""
    families: list[str] = []
    for file in sorted((bundle.resources() / "fonts").rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))
