# SPDX-License-Identifier: Apache-2.0
"""The questions about whoever works with Kinfile: asked at the first run, changed in My details."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kinfile.app.draft import Worker
from kinfile.i18n import N_, Language
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.widgets.text import label, sentences, set_err, set_words

QUESTIONS = (
    ("name", N_("Your name"), N_("As it should stand on what you sign")),
    ("role", N_("Your role"), N_("For example, community midwife")),
    ("organisation", N_("Organisation"), N_("For example, the trust or charity you work for")),
    ("registration", N_("Registration number (optional)"), N_("For example, your NMC Pin")),
    ("phone", N_("Work phone (optional)"), ""),
    ("email", N_("Work email (optional)"), ""),
)
"""Field of Worker -> question, hint."""
NEEDED = {"name": N_("Enter your name"), "role": N_("Enter your role")}


class WorkerBoxes(QWidget):
    """`summary` is for the page to put above. `name` begins the objectName of every box."""

    submitted = Signal()
    """Enter was pressed in a box."""

    def __init__(
        self, worker: Worker | None, theme: Theme, language: Language, *, name: str
    ) -> None:
        super().__init__()
        self._theme, self._language, self._name = theme, language, name
        self.summary = ErrorSummary(theme, language, name=f"{name}.errors")
        self.summary.problem_chosen.connect(lambda field: self.boxes[field].setFocus())
        self.boxes: dict[str, QLineEdit] = {}
        self._errors: dict[str, QLabel] = {}
        self._add_questions()
        if worker is not None:
            for field, box in self.boxes.items():
                box.setText(getattr(worker, field))

    def _add_questions(self) -> None:
        """Two and two, or one below the other where there is little room."""
        across = 1 if self._theme.is_compact else 2
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space(24))
        grid.setVerticalSpacing(self._theme.space(12))
        for number, (field, ask, hint) in enumerate(QUESTIONS):
            cell = QVBoxLayout()
            cell.setSpacing(self._theme.space(4))
            cell.addStretch()
            told, more = self._language.text(ask), self._language.text(hint)
            cell.addWidget(label(told, "question"))
            if hint:
                cell.addWidget(label(more, "hint"))
            self._errors[field] = label("", "error", name=f"{self._name}.{field}.error")
            self._errors[field].hide()
            cell.addWidget(self._errors[field])
            self.boxes[field] = self._box(field, told, more)
            cell.addWidget(self.boxes[field])
            grid.addLayout(cell, number // across, number % across)

    def _box(self, field: str, says: str, hint: str) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName(f"{self._name}.{field}")
        box.setAccessibleName(says)
        box.setAccessibleDescription(hint)
        box.setMaxLength(200)
        box.returnPressed.connect(self.submitted)
        return box

    def worker(self) -> Worker | None:
        """What was told; None where something needed is missing, which is said then."""
        told = {field: box.text().strip() for field, box in self.boxes.items()}
        wrong = {field: words for field, words in NEEDED.items() if not told[field]}
        for field, _, hint in QUESTIONS:
            self._set_error(field, self._language.text(wrong.get(field, "")), hint)
        self.summary.set_problems(
            [(self._language.text(words), field) for field, words in wrong.items()]
        )
        if wrong:
            self.summary.focus_first()
            return None
        return Worker(**told)

    def _set_error(self, field: str, words: str, hint: str) -> None:
        set_words(self._errors[field], words)
        self._errors[field].setVisible(bool(words))
        set_err(self.boxes[field], is_wrong=bool(words))
        text = self._language.text
        error = text("Error: {problem}", problem=words) if words else ""
        told = sentences(error, text(hint) if hint else "")
        self.boxes[field].setAccessibleDescription(told)
