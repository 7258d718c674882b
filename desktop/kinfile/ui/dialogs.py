# SPDX-License-Identifier: Apache-2.0
"""Questions that stop everything: few, short, and with a seam for tests.

Only for confirming what cannot be undone and for choosing files; all else happens in the page.
A `Dialogs` is handed to whoever may ask. Tests fill `answer_next`: the next question takes its
answer from there and shows nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from kinfile.i18n import Language
    from kinfile.ui.dialogs_box import DialogBox
    from kinfile.ui.theme import Theme

Answer = bool | Path | None


@dataclass(slots=True)
class Dialogs:
    """`answer_next` holds the answers to come: True, False, a path, or None for cancelled.

    `asked` keeps the titles of what was answered from there, for tests to look at.
    """

    answer_next: deque[Answer] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)

    def confirm(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        theme: Theme,
        language: Language,
        is_danger: bool = False,
    ) -> bool:
        """Ask to go on; the button that goes on says what it does (`yes`), the other cancels."""
        if self.answer_next:
            return bool(self._scripted(title))
        from kinfile.ui.dialogs_box import DialogBox

        box = DialogBox(parent, title, text, theme)
        box.offer(yes, cancel=language.text("Cancel"), is_danger=is_danger)
        return _run(box)

    def tell(
        self, parent: QWidget, title: str, text: str, *, theme: Theme, language: Language
    ) -> None:
        """Say something that must be read before anything else."""
        if self.answer_next:
            self._scripted(title)
            return
        from kinfile.ui.dialogs_box import DialogBox

        box = DialogBox(parent, title, text, theme)
        box.offer_close(language.text("Close"))
        _run(box)

    def choose_folder(self, parent: QWidget, title: str, *, start: Path) -> Path | None:
        """A folder that exists, or None when it was cancelled."""
        if self.answer_next:
            return _path(self._scripted(title))
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None

    def choose_file(self, parent: QWidget, title: str, *, start: Path, pattern: str) -> Path | None:
        """A file that exists; `pattern` as Qt writes it: "Answers (*.json)"."""
        if self.answer_next:
            return _path(self._scripted(title))
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), pattern)
        return Path(chosen) if chosen else None

    def choose_printer(self, parent: QWidget, title: str, *, pages: int) -> QPrinter | None:
        """A printer with the pages that are wanted of it, or None when it was cancelled.

        A path among the answers to come prints into that file.
        """
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self.answer_next:
            file = _path(self._scripted(title))
            if file is not None:
                printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
                printer.setOutputFileName(str(file))
            return printer if file is not None else None
        asked = QPrintDialog(printer, parent)
        asked.setWindowTitle("Kinfile")
        asked.setAccessibleName(title)
        asked.setMinMax(1, pages)
        accepted = asked.exec() == QPrintDialog.DialogCode.Accepted
        asked.deleteLater()
        return printer if accepted else None

    def _scripted(self, title: str) -> Answer:
        self.asked.append(title)
        return self.answer_next.popleft()


def _path(answer: Answer) -> Path | None:
    return answer if isinstance(answer, Path) else None


def _run(box: DialogBox) -> bool:
    """Wait for its end; True when it was not cancelled."""
    accepted = box.exec() == box.DialogCode.Accepted
    box.deleteLater()
    return accepted
