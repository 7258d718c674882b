# SPDX-License-Identifier: Apache-2.0
"""What a soak (packaging/soak.py) looks for while the window is used: anything that goes wrong.

`Watch` hears exceptions wherever Qt or Python report one, warnings of both, and windows that
nobody meant. `Ledger` knows every answer that the window was told is kept, and looks for them in
the vault when the window is gone.
"""

import sys
import traceback
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from strays import Strays

from kinfile.app.changes import Change, SetAnswer
from kinfile.app.draft import Draft, Kept
from kinfile.app.workspace import Workspace
from kinfile.records.marks import Marks
from kinfile.records.model import Answers
from kinfile.ui.desk import Desk, Done, Failed

OFFSCREEN = "This plugin does not support"
"""What the platform without a display says of every window with a smallest size."""


class Watch:
    """Hears all of it between `with` and its end. `problems` are told in full."""

    def __init__(self, app: QApplication) -> None:
        self.problems: list[str] = []
        self._app = app
        self._strays = Strays()

    def __enter__(self) -> Self:
        self._hooks = sys.excepthook, sys.unraisablehook
        sys.excepthook, sys.unraisablehook = self._on_raised, self._on_unraisable
        self._caught = warnings.catch_warnings()
        self._caught.__enter__()
        warnings.simplefilter("always")
        warnings.showwarning = self._on_warning
        self._said = qInstallMessageHandler(self._on_message)
        self._app.installEventFilter(self._strays)
        return self

    def __exit__(self, *_raised: object) -> None:
        self._app.removeEventFilter(self._strays)
        qInstallMessageHandler(self._said)
        self._caught.__exit__(None, None, None)
        sys.excepthook, sys.unraisablehook = self._hooks

    def look(self) -> list[str]:
        """The problems so far, with windows that are none."""
        self.problems += [f"a stray window: {each}" for each in self._strays.found]
        self._strays.found.clear()
        return self.problems

    def _on_raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.problems.append("".join(traceback.format_exception(kind, error, trace)))

    def _on_unraisable(self, unraisable: "sys.UnraisableHookArgs") -> None:
        error = unraisable.exc_value
        told = "".join(traceback.format_exception(error)) if error else str(unraisable.exc_type)
        self.problems.append(f"{unraisable.err_msg} {unraisable.object!r}\n{told}")

    def _on_warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        del file, line
        self.problems.append(f"{filename}:{lineno}: {category.__name__}: {message}")

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, words: str | None) -> None:
        is_harmless = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not is_harmless and OFFSCREEN not in (words or ""):
            stack = "".join(traceback.format_stack(limit=12))
            self.problems.append(f"Qt: {context.category}: {words}\n{stack}")


@dataclass(slots=True)
class Ledger:
    """The last draft of each record that the window was told is kept, by vault and reference."""

    kept: dict[tuple[Path, str], Draft] = field(default_factory=dict)
    answers: int = 0
    """How many were acknowledged."""

    def listen(self, desk: Desk, problems: list[str]) -> None:
        """Hear everything that `desk` keeps from now on; `problems` gets what it failed to."""
        keep = desk.keep

        def heard(ref: str, changes: Sequence[Change], *, done: Done[Kept], failed: Failed) -> None:
            taken, folder = tuple(changes), desk.folder

            def acknowledged(outcome: Kept) -> None:
                if folder is not None:
                    problems.extend(self._acknowledge(folder, taken, outcome))
                done(outcome)

            def refused(error: Exception) -> None:
                problems.append(f"not kept: {error!r} of {taken!r}")
                failed(error)  # type: ignore[arg-type]

            keep(ref, taken, done=acknowledged, failed=refused)

        # The window has no seam for it, and needs none.
        setattr(desk, "keep", heard)  # noqa: B010

    def _acknowledge(self, folder: Path, changes: Sequence[Change], kept: Kept) -> list[str]:
        self.kept[folder, kept.draft.ref] = kept.draft
        last = {each.place: each.answer for each in changes if isinstance(each, SetAnswer)}
        self.answers += len(last)
        return [
            f"kept otherwise than it was said: {place.question}"
            for place, answer in last.items()
            if kept.draft.answers.at(place) != answer
        ]

    def look(self, workspace: Workspace) -> list[str]:
        """What is wrong in an open vault: it must be sound and hold all that was kept in it."""
        found = [f"the vault is not sound: {code}" for code in workspace.integrity()]
        known = {line.ref for line in workspace.caseload()}
        for (folder, ref), kept in self.kept.items():
            if folder != workspace.folder or ref not in known:
                continue
            found += [f"{ref}: {lost}" for lost in lost_of(kept, workspace.open(ref))]
        return found


def lost_of(kept: Draft, read: Draft) -> list[str]:
    """What of `kept` does not stand in `read` any more, in words without an answer."""
    moved = (kept.version, kept.form.version) != (read.version, read.form.version)
    if moved or read.status.value == "erased":
        return []
    if read.status.may_change:
        lost = [] if read.answers == kept.answers else ["the answers are others"]
        return lost + [
            f"the {each.name} are others"
            for each in fields(Marks)
            if getattr(read.marks, each.name) != getattr(kept.marks, each.name)
        ]
    return [] if standing(read.answers) == standing(kept.answers) else ["what was signed is other"]


def standing(answers: Answers) -> object:
    """All that is not struck out."""
    rows = {
        group: [(row.id, dict(row.answers)) for row in rows if not row.struck]
        for group, rows in answers.groups.items()
    }
    return dict(answers.single), {group: found for group, found in rows.items() if found}
