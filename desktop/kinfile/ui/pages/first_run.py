# SPDX-License-Identifier: Apache-2.0
"""First run, step 1 of 3: who you are. It stands on what you sign and fills in the forms."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout

from kinfile.app.draft import Worker
from kinfile.i18n import N_, Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.error_summary import ErrorSummary
from kinfile.ui.widgets.text import label, set_err, set_words

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


class FirstRunPage(DoorStepPage):
    """`worker_told` carries the Worker; nothing is stored before the passphrase is chosen."""

    worker_told = Signal(object)
    example_chosen = Signal()

    title = N_("Set up Kinfile")
    keeps_typed = True

    def __init__(self, worker: Worker | None, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="first_run", wide=760)
        text, column = language.text, self.card.column
        self.summary = ErrorSummary(theme, language, name="first_run.errors")
        self.summary.problem_chosen.connect(lambda field: self.boxes[field].setFocus())
        column.addWidget(self.summary)
        self.add_brand(text("Set up on this laptop. Step 1 of 3: about you"))
        column.addWidget(
            label(text("Your details go on what you sign. Nobody else sees them."), "hint")
        )
        self.boxes: dict[str, QLineEdit] = {}
        self._errors: dict[str, QLabel] = {}
        self._add_questions(worker)
        column.addSpacing(theme.space(8))
        go = PrimaryButton(
            text("Continue"), theme, icon="arrow-right", trails=True, name="first_run.continue"
        )
        go.clicked.connect(self._on_continued)
        column.addWidget(go)
        example = LinkButton(
            text("Try it with a made-up family first"), theme, icon="info", name="first_run.example"
        )
        example.clicked.connect(self.example_chosen)
        column.addWidget(example)
        self.add_promise()

    def _add_questions(self, worker: Worker | None) -> None:
        """Two and two, or one below the other where there is little room."""
        across = 1 if self.theme.is_compact else 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space(24))
        grid.setVerticalSpacing(self.theme.space(12))
        for number, (field, ask, hint) in enumerate(QUESTIONS):
            cell = QVBoxLayout()
            cell.setSpacing(self.theme.space(4))
            cell.addStretch()
            told, more = self.language.text(ask), self.language.text(hint)
            cell.addWidget(label(told, "question"))
            if hint:
                cell.addWidget(label(more, "hint"))
            self._errors[field] = label("", "error", name=f"first_run.{field}.error")
            self._errors[field].hide()
            cell.addWidget(self._errors[field])
            self.boxes[field] = self._box(field, told, more)
            if worker is not None:
                self.boxes[field].setText(getattr(worker, field))
            cell.addWidget(self.boxes[field])
            grid.addLayout(cell, number // across, number % across)
        self.card.column.addLayout(grid)

    def _box(self, field: str, says: str, hint: str) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName(f"first_run.{field}")
        box.setAccessibleName(says)
        box.setAccessibleDescription(hint)
        box.setMaxLength(200)
        box.returnPressed.connect(self._on_continued)
        return box

    def focus_first(self) -> None:
        self.boxes["name"].setFocus()

    def _on_continued(self) -> None:
        told = {field: box.text().strip() for field, box in self.boxes.items()}
        wrong = {field: words for field, words in NEEDED.items() if not told[field]}
        for field, _, hint in QUESTIONS:
            self._set_error(field, self.language.text(wrong.get(field, "")), hint)
        self.summary.set_problems(
            [(self.language.text(words), field) for field, words in wrong.items()]
        )
        if wrong:
            self.summary.focus_first()
        else:
            self.worker_told.emit(Worker(**told))

    def _set_error(self, field: str, words: str, hint: str) -> None:
        set_words(self._errors[field], words)
        self._errors[field].setVisible(bool(words))
        set_err(self.boxes[field], is_wrong=bool(words))
        text = self.language.text
        told = text("Error: {problem}", problem=words) if words else text(hint)
        self.boxes[field].setAccessibleDescription(told)
