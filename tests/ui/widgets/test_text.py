# SPDX-License-Identifier: Apache-2.0
"""Labels: plain, wrapped, named."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kinfile.ui.theme import Theme
from kinfile.ui.widgets.text import emphasised, label, rule, sentences, set_err, set_words


def test_a_label_never_reads_its_words_as_markup(qtbot: QtBot, theme: Theme) -> None:
    made = label("<b>5 < 6</b> & more", "hint", name="x")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.accessibleName() == "<b>5 < 6</b> & more"
    assert made.objectName() == "x"
    assert made.wordWrap()
    set_words(made, "Other")
    assert (made.text(), made.accessibleName()) == ("Other", "Other")


def test_an_emphasised_fact_cannot_bring_markup_in(qtbot: QtBot, theme: Theme) -> None:
    made = emphasised("You were in {section}.", section="<i>A & B</i>")
    qtbot.addWidget(made)
    assert made.text() == "You were in <b>&lt;i&gt;A &amp; B&lt;/i&gt;</b>."
    assert made.accessibleName() == "You were in <i>A & B</i>."


def test_a_wrong_field_gets_a_red_border_of_the_same_size(qtbot: QtBot, theme: Theme) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    box.ensurePolished()
    before = box.sizeHint()
    set_err(box, is_wrong=True)
    assert box.property("err") is True
    assert box.sizeHint() == before
    set_err(box, is_wrong=False)
    assert box.property("err") is False


def test_a_rule_is_one_pixel_high(qtbot: QtBot, theme: Theme) -> None:
    line = rule()
    qtbot.addWidget(line)
    line.ensurePolished()
    assert line.maximumHeight() == 1


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((), ""),
        (("", "A hint"), "A hint"),
        (("Your role", "Required"), "Your role. Required"),
        (("Who?", "", "Full stop.", "Required"), "Who? Full stop. Required"),
    ],
)
def test_parts_are_heard_apart(parts: tuple[str, ...], told: str) -> None:
    assert sentences(*parts) == told
