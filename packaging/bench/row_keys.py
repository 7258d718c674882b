# SPDX-License-Identifier: Apache-2.0
"""Row 4: from a key to the painted letter while every letter is kept, beside one that keeps none.

The program itself gathers what is typed for 0.6 seconds; here each letter is handed to the vault at
once, so that one save is under way whenever the next key comes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, cast
from unittest import mock

from bench.measuring import Size, folder, medians, percentile
from bench.results import Figure, Result, ratio
from bench.window import Paints, open_example, pause, staged
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from stage import Stage

from kinfile.forms.model import Kind
from kinfile.ui.desk import Desk
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot, open_sections
from kinfile.vault.connection import Connection

BETWEEN = 25
"""Milliseconds from one key to the next: faster than anybody types."""


class _Idle:
    """In the place of the desk: takes every change and keeps none."""

    def __init__(self, desk: Desk) -> None:
        self.tasks = desk.tasks
        self.is_unlocked = False

    def keep(self, *_arguments: object, **_more: object) -> None:
        return


def measure(*, small: bool) -> Result:
    size = Size(small)
    keys, rounds = size.pick(100, 5), size.pick(5, 1)
    statements: list[str] = []
    with folder() as where, staged(where) as stage:
        open_example(stage)
        page = cast("FillPage", stage.page)
        box = _box(stage, page)
        found: dict[str, list[float]] = {"saving": [], "not saving": []}
        with mock.patch.object(Connection, "execute", _told(statements)):
            for _ in range(rounds):
                found["saving"] += _typed(stage, page, box, keys)
                stage.settle()
                desk = page.filling.desk
                page.filling.desk = cast("Desk", _Idle(desk))
                found["not saving"] += _typed(stage, page, box, keys)
                page.filling.desk = desk
    middle = medians(found)
    at95 = {name: percentile(seconds, 0.95) for name, seconds in found.items()}
    wrong = statements.count(threading.main_thread().name)
    return Result(
        runs=rounds * keys,
        medians=middle,
        figures=(
            ratio(middle, 1.3, "median, ratio"),
            ratio(at95, 2, "19 of 20 within, ratio"),
            Figure(what="saving, 19 of 20 within", value=at95["saving"], unit="ms"),
            Figure(what="statements seen", value=len(statements), reach=1, unit="", is_count=True,
                   at_least=True),
            Figure(what="statements on the window's thread", value=wrong, reach=0, unit="",
                   is_count=True),
        ),
    )  # fmt: skip


def _told(statements: list[str]) -> Callable[..., Any]:
    execute = Connection.execute

    def noted(self: Connection, statement: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401
        statements.append(threading.current_thread().name)
        return execute(self, statement, values)

    return noted


def _box(stage: Stage, page: FillPage) -> QWidget:
    """The box of the first question that takes a long text."""
    draft = page.filling.draft
    for section in open_sections(draft):
        for question in section.questions():
            if question.kind is Kind.LONG_TEXT and question.group is None:
                page.go_to(Spot(section.id))
                stage.settle()
                shown = page.body.page
                boxes = shown.findChildren(QPlainTextEdit) if shown is not None else []
                if boxes and boxes[0].isVisible():
                    boxes[0].setFocus()
                    stage.settle()
                    return boxes[0]
    raise LookupError("no question takes a long text")


def _typed(stage: Stage, page: FillPage, box: QWidget, keys: int) -> list[float]:
    """Seconds from each key to the paint that shows it."""
    paints = Paints(stage.program.window)
    seconds = []
    for number in range(keys):
        letter = "abcdefgh "[number % 9]
        begun = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(box, key)
        seconds.append(paints.wait() - begun)
        section = page.body.page
        if section is not None:
            section.commit()
        page.filling.flush()
        pause(BETWEEN)
    paints.end()
    return seconds
