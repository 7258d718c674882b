# SPDX-License-Identifier: Apache-2.0
"""Questions that stop everything: few, short, and with a seam for tests.

Only for confirming what cannot be undone and for choosing files; all else happens in the page.
A `Dialogs` is handed to whoever may ask. Tests fill `answer_next`: the next question takes its
answer from there and shows nothing.
"""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from kinfile.i18n import Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.focus_ring import FocusRing
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

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
        box = _box(parent, title, text, theme)
        go = Button(yes, theme, look="danger" if is_danger else "primary", name="dialog.yes")
        stay = Button(language.text("Cancel"), theme, name="dialog.no")
        go.clicked.connect(box.accept)
        stay.clicked.connect(box.reject)
        _finish(box, theme, (go, stay), first=stay if is_danger else go)
        return _run(box)

    def tell(
        self, parent: QWidget, title: str, text: str, *, theme: Theme, language: Language
    ) -> None:
        """Say something that must be read before anything else."""
        if self.answer_next:
            self._scripted(title)
            return
        box = _box(parent, title, text, theme)
        close = Button(language.text("Close"), theme, look="primary", name="dialog.close")
        close.clicked.connect(box.accept)
        _finish(box, theme, (close,), first=close)
        _run(box)

    def choose_folder(self, parent: QWidget, title: str, *, start: Path) -> Path | None:
        """A folder that exists, or None when it was cancelled."""
        if self.answer_next:
            return _path(self._scripted(title))
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None

    def choose_file(self, parent: QWidget, title: str, *, start: Path, pattern: str) -> Path | None:
        """A file that exists; `pattern` as Qt writes it: "Answers (*.json)"."""
        if self.answer_next:
            return _path(self._scripted(title))
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), pattern)
        return Path(chosen) if chosen else None

    def choose_printer(self, parent: QWidget, title: str, *, pages: int) -> "QPrinter | None":
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
        accepted = asked.exec() == QDialog.DialogCode.Accepted
        asked.deleteLater()
        return printer if accepted else None

    def _scripted(self, title: str) -> Answer:
        self.asked.append(title)
        return self.answer_next.popleft()


def _path(answer: Answer) -> Path | None:
    return answer if isinstance(answer, Path) else None


class Box(QDialog):
    """A question with its own focus ring."""

    ring: FocusRing


def _box(parent: QWidget, title: str, text: str, theme: Theme) -> Box:
    box = Box(parent)
    box.setObjectName("dialog")
    # The title bar never tells what the window is about.
    box.setWindowTitle("Kinfile")
    box.setAccessibleName(title)
    box.setAccessibleDescription(text)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    column = QVBoxLayout(box)
    column.setContentsMargins(*(theme.space(24),) * 4)
    column.setSpacing(theme.space(12))
    column.addWidget(Heading(title, theme, level=1))
    column.addWidget(label(text))
    box.setMinimumWidth(min(theme.px(440), parent.window().width() or theme.px(440)))
    return box


def _finish(box: Box, theme: Theme, buttons: tuple[Button, ...], *, first: Button) -> None:
    row = FlowLayout(gap=theme.space(12))
    for button in buttons:
        row.addWidget(button)
    layout = box.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addSpacing(theme.space(4))
        layout.addLayout(row)
    box.ring = FocusRing(box, theme)
    first.setFocus()


def _run(box: Box) -> bool:
    """Wait for its end; True when it was not cancelled."""
    accepted = box.exec() == QDialog.DialogCode.Accepted
    box.deleteLater()
    return accepted
