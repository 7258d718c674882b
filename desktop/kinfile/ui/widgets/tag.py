# SPDX-License-Identifier: Apache-2.0
"""Status tags: always a word, the colour only beside it."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kinfile.app.draft import RecordStatus
from kinfile.i18n import N_
from kinfile.ui.widgets.text import label

STATUS = {
    RecordStatus.NOT_STARTED: ("Grey", N_("Not started")),
    RecordStatus.IN_PROGRESS: ("Blue", N_("In progress")),
    RecordStatus.READY_TO_SIGN: ("Yellow", N_("Ready to sign")),
    RecordStatus.SIGNED: ("Yellow", N_("Signed, not sent")),
    RecordStatus.SENT: ("Green", N_("Sent")),
    RecordStatus.CLOSED: ("Grey", N_("Closed")),
    RecordStatus.SUPERSEDED: ("Grey", N_("Replaced")),
    RecordStatus.ERASED: ("Grey", N_("Erased")),
}
"""Where a record is in its life -> (colour, words to translate)."""


TRIAL = N_("Trial form: cannot be signed")


class Tag(QLabel):
    """`kind` is Blue, Grey, Yellow or Green (the looks tagBlue, ... of the style sheet)."""

    def __init__(
        self, words: str, *, kind: str = "Grey", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setTextFormat(label("").textFormat())
        self.setProperty("look", f"tag{kind}")
        self.setAccessibleName(words)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
