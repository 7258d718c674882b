# SPDX-License-Identifier: Apache-2.0
"""Row 8: the list of ten thousand records and a ranked search in them, beside the same in clear.

The first paint of the list must ask for as many cells as it shows, however many records there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

from bench import parts
from bench.measuring import Size, folder, in_turn, medians, timed
from bench.results import Figure, Result, ratio
from bench.window import Paints
from PySide6.QtWidgets import QMainWindow
from stage import SIZE

from kinfile.app.draft import RecordLine
from kinfile.app.summary import line_of
from kinfile.i18n import Language
from kinfile.ui.application import make_app
from kinfile.ui.records_model import RecordsModel, Words
from kinfile.ui.records_table import RecordsTable
from kinfile.ui.theme import Theme

SOUGHT = (("row", "mar"), ("linn",), ("abdom", "s"))
"""The beginnings of words, as somebody types them."""
FEW = 100
"""Records that fill the list's height and more."""


def measure(*, small: bool) -> Result:
    size = Size(small)
    records, runs = size.pick(10_000, 200), size.pick(15, 1)
    with folder() as where, parts.pair(where) as (ours, beside):
        for database in (ours, beside):
            parts.fill(database, records)
        sides = {
            "list": ours.records, "list, no key": beside.records,
            "search": _searching(ours), "search, no key": _searching(beside),
        }  # fmt: skip
        found = medians(in_turn({name: timed(work) for name, work in sides.items()}, runs))
        lines = tuple(line_of(kept) for kept in ours.records())
        plan = ours.connection.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM record WHERE status = 'draft' ORDER BY seq DESC"
        )
    cells = [asked_at_first_paint(lines[:count]) for count in (FEW, records)]
    return Result(
        runs=runs,
        medians=found,
        figures=(
            ratio({name: found[name] for name in ("list", "list, no key")}, 2, "list, ratio"),
            ratio({name: found[name] for name in ("search", "search, no key")}, 2, "search, ratio"),
            Figure(what="cells asked for at first paint", value=cells[1], unit=""),
            Figure(what=f"more of them than with {FEW} records", value=cells[1] - cells[0], reach=0,
                   unit="", is_count=True),
            Figure(what="lists of drafts without their index", unit="", reach=0, is_count=True,
                   value=sum("record_open" not in str(step[3]) for step in plan)),
        ),
        notes=(f"{records} records",),
    )  # fmt: skip


def _searching(database: parts.Database) -> Callable[[], Sequence[object]]:
    return lambda: [database.find(words) for words in SOUGHT]


def asked_at_first_paint(lines: Sequence[RecordLine]) -> int:
    """How often the model is asked for a cell until the list has been painted."""
    make_app()
    asked = 0
    data = RecordsModel.data

    def counted(self: RecordsModel, *arguments: Any) -> object:  # noqa: ANN401
        nonlocal asked
        asked += 1
        return data(self, *arguments)

    with mock.patch.object(RecordsModel, "data", counted):
        language = Language()
        model = RecordsModel(Words(language, {}, parts.NOW))
        model.set_lines(lines)
        window = QMainWindow()
        window.setCentralWidget(RecordsTable(model, Theme(), says="Records", language=language))
        window.resize(*SIZE)
        paints = Paints(window)
        window.show()
        paints.wait()
        window.deleteLater()
    return asked
