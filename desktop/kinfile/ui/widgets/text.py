# SPDX-License-Identifier: Apache-2.0
"""Labels: plain text that wraps, is not selectable, and says its own words to a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget


def label(text: str, look: str = "body", *, wraps: bool = True, name: str = "") -> QLabel:
    """A label with a look of stylesheet.py; `name` is its objectName."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    _finish(made, text, look, wraps=wraps, name=name)
    return made


def emphasised(template: str, *, name: str = "", look: str = "body", **facts: str) -> QLabel:
    """A label in which the filled-in facts stand out in bold, as in "You were in {section}"."""
    # Loading it takes as long as the rest of this module, for a label in fifty.
    from html import escape

    marked = {key: f"<b>{escape(fact)}</b>" for key, fact in facts.items()}
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(escape(template).format(**marked))
    _finish(made, template.format(**facts), look, wraps=True, name=name)
    return made


def _finish(made: QLabel, words: str, look: str, *, wraps: bool, name: str) -> None:
    made.setProperty("look", look)
    made.setWordWrap(wraps)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setAccessibleName(words)
    if name:
        made.setObjectName(name)


def set_words(made: QLabel, text: str) -> None:
    """Change what a label says, for the eye and the ear."""
    made.setText(text)
    made.setAccessibleName(text)


def sentences(*parts: str) -> str:
    """`parts` one after the other, for the ear: each but the last ends as a sentence does."""
    *before, last = [part for part in parts if part] or [""]
    ended = (part if part.endswith((".", "?", "!", ":")) else f"{part}." for part in before)
    return " ".join((*ended, last))


def set_err(widget: QWidget, *, is_wrong: bool) -> None:
    """Give a field its red border, or take it away."""
    if bool(widget.property("err")) != is_wrong:
        widget.setProperty("err", is_wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made
