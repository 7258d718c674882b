# SPDX-License-Identifier: Apache-2.0
"""The field that goes with each kind of question."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from helpers.questions import question
from kinfile.forms.model import Kind
from kinfile.i18n import Language
from kinfile.ui.fields import FIELDS
from kinfile.ui.fields.field import Field
from kinfile.ui.theme import Theme

Make = Callable[..., Any]


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, english: Language) -> Make:
    """Make the field of a question and show it; `said` collects its answers."""

    def make(kind: Kind, ask: str = "Where was it?", **more: Any) -> Field:
        made = FIELDS[kind](question(kind, ask, **more), language=english, theme=theme)
        qtbot.addWidget(made)
        made.said = []  # type: ignore[attr-defined]
        made.answered.connect(made.said.append)  # type: ignore[attr-defined]
        made.show()
        return made

    return make
