# SPDX-License-Identifier: Apache-2.0
"""First run, step 1 of 3: who you are. It stands on what you sign and fills in the forms."""

from PySide6.QtCore import Signal

from kinfile.app.draft import Worker
from kinfile.i18n import N_, Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.pages.worker_boxes import WorkerBoxes
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.text import label


class FirstRunPage(DoorStepPage):
    """`worker_told` carries the Worker; nothing is stored before the passphrase is chosen."""

    worker_told = Signal(object)
    example_chosen = Signal()
    backup_chosen = Signal()

    title = N_("Set up Kinfile")
    offers_verify = True
    keeps_typed = True

    def __init__(self, worker: Worker | None, theme: Theme, language: Language) -> None:
        super().__init__(theme, language, name="first_run", wide=760)
        text, column = language.text, self.card.column
        self.asked = WorkerBoxes(worker, theme, language, name="first_run")
        self.summary, self.boxes = self.asked.summary, self.asked.boxes
        self.asked.submitted.connect(self._on_continued)
        column.addWidget(self.summary)
        self.add_brand(text("Set up on this laptop. Step 1 of 3: about you"))
        column.addWidget(
            label(text("Your details go on what you sign. Nobody else sees them."), "hint")
        )
        column.addWidget(self.asked)
        column.addSpacing(theme.space(8))
        go = PrimaryButton(
            text("Continue"), theme, icon="arrow-right", trails=True, name="first_run.continue"
        )
        go.clicked.connect(self._on_continued)
        column.addWidget(go)
        bring = LinkButton(
            text("Bring records from a backup"), theme, icon="folder-lock", name="first_run.backup"
        )
        bring.clicked.connect(self.backup_chosen)
        column.addWidget(bring)
        example = LinkButton(
            text("Try it with a made-up family first"), theme, icon="info", name="first_run.example"
        )
        example.clicked.connect(self.example_chosen)
        column.addWidget(example)
        self.add_promise()

    def focus_first(self) -> None:
        self.boxes["name"].setFocus()

    def _on_continued(self) -> None:
        worker = self.asked.worker()
        if worker is not None:
            self.worker_told.emit(worker)
