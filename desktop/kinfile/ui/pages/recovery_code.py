# SPDX-License-Identifier: Apache-2.0
"""Step 3 of 3, of the first run and of a recovery: the recovery code, shown this once."""

from PySide6.QtCore import Qt, Signal

from kinfile.i18n import N_, Language
from kinfile.ui.pages.door_step import DoorStepPage
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.text import label, set_words

GROUPS_IN_A_LINE = 3
FIRST = (
    N_("Set up on this laptop. Step 3 of 3: your recovery code"),
    N_(
        "If you forget your passphrase, this code is the only other way in. Write it "
        "on paper and keep it where you keep your passport, not with the laptop. "
        "It is shown only now."
    ),
)
NEXT = (
    N_("Back into your records. Step 3 of 3: your new recovery code"),
    N_(
        "The code you have just used no longer works; this is the new one. Write it "
        "on paper and keep it where you keep your passport, not with the laptop. "
        "It is shown only now."
    ),
)


class RecoveryCodePage(DoorStepPage):
    """The code is split over lines as on the paper it is copied to.

    `is_next` is whether it takes the place of one that was used.
    """

    code_kept = Signal()

    title = N_("Write down your recovery code")

    def __init__(
        self, code: str, theme: Theme, language: Language, *, is_next: bool = False
    ) -> None:
        super().__init__(theme, language, name="recovery_code", wide=620)
        text, column = language.text, self.card.column
        step, why = NEXT if is_next else FIRST
        self.add_brand(text(step))
        column.addWidget(label(text(why)))
        box = Card(theme, look="bannerInfo", padding=16, name="recovery_code.box")
        # Spelled out: a screen reader would otherwise read it as words.
        for line in _lines(code):
            shown = label(line, "code", wraps=False)
            shown.setAccessibleName(" ".join(line))
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.column.addWidget(shown)
        column.addWidget(box)
        self.written = Tick(text("I have written it down"), theme, name="recovery_code.written")
        column.addWidget(self.written)
        self.error = label("", "error", name="recovery_code.error")
        self.error.hide()
        column.addWidget(self.error)
        go = PrimaryButton(
            text("Go to my records"),
            theme,
            icon="arrow-right",
            trails=True,
            name="recovery_code.continue",
        )
        go.clicked.connect(self._on_continued)
        column.addWidget(go)

    def focus_first(self) -> None:
        self.written.setFocus()

    def _on_continued(self) -> None:
        if self.written.isChecked():
            self.code_kept.emit()
            return
        words = self.language.text("Tick to confirm that you have written it down.")
        set_words(self.error, words)
        self.error.show()
        self.written.setAccessibleDescription(self.language.text("Error: {problem}", problem=words))
        self.written.setFocus()


def _lines(code: str) -> list[str]:
    groups = code.split("-")
    return [
        "-".join(groups[start : start + GROUPS_IN_A_LINE])
        for start in range(0, len(groups), GROUPS_IN_A_LINE)
    ]
