# SPDX-License-Identifier: Apache-2.0
"""Questions of every kind, and the field that goes with each."""

from collections.abc import Callable
from typing import Any

import pytest
from kinfile.forms.model import Kind, Option, Question, QuestionId, SectionId, Source
from kinfile.i18n import Language
from kinfile.ui.fields import FIELDS
from kinfile.ui.fields.field import Field
from kinfile.ui.theme import Theme
from pytestqt.qtbot import QtBot

Make = Callable[..., Any]


def question(kind: Kind, ask: str = "Where was it?", *, codes: str = "", **more: Any) -> Question:
    """A question; `codes` are its options, a word each."""
    options = tuple(Option(code, code.replace("_", " ").capitalize()) for code in codes.split())
    return Question(
        id=QuestionId("q"),
        kind=kind,
        ask=ask,
        section=SectionId("s"),
        place=Source("x.yaml", 1),
        options=options,
        **more,
    )


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, english: Language) -> Make:
    """Make the field of a question and show it; `said` collects its answers."""

    def make(kind: Kind, ask: str = "Where was it?", **more: Any) -> Field:
        asked = question(kind, ask, **more)
        made = FIELDS[kind](asked, language=english, theme=theme)
        qtbot.addWidget(made)
        made.said = []  # type: ignore[attr-defined]
        made.answered.connect(made.said.append)  # type: ignore[attr-defined]
        made.show()
        return made

    return make
