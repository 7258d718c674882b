# SPDX-License-Identifier: Apache-2.0
"""Correcting a signed record: why, in the worker's words, before its next version is begun."""

from PySide6.QtCore import Signal

from kinfile.app.draft import Draft
from kinfile.errors import KinfileError
from kinfile.i18n import N_, Language
from kinfile.ui.desk import Desk
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.announce import Announcement, announce
from kinfile.ui.widgets.buttons import PrimaryButton, SecondaryButton
from kinfile.ui.widgets.flow import FlowLayout
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.page import Page
from kinfile.ui.widgets.scroll import ScrollColumn
from kinfile.ui.widgets.text import label, set_err, set_words


class CorrectPage(Page):
    """`draft` is a signed record."""

    corrected = Signal(object)
    """Draft: its next version, open to be filled in."""
    went_back = Signal()

    title = N_("Correct this record")

    def __init__(
        self, desk: Desk, draft: Draft, theme: Theme, language: Language, *, reason: str = ""
    ) -> None:
        super().__init__(theme, language)
        self.setObjectName("correct")
        self._desk, self._draft = desk, draft
        self._is_busy = False
        text = language.text
        area = ScrollColumn(theme, measure=640, margins=(28, 24, 28, 24), name="correct.scroll")
        column = area.column
        self.heading = Heading(text(self.title), theme)
        column.addWidget(self.heading)
        told = text(
            "Version {version} stays as it was signed, and can always be read. Kinfile opens "
            "version {next} with the same answers for you to change and sign.",
            version=draft.version,
            next=draft.version + 1,
        )
        column.addWidget(label(told))
        column.addSpacing(theme.space(12))
        asked = text("Why does it need correcting?")
        column.addWidget(label(asked, "question"))
        hint = text("This stands in the history of the record.")
        column.addWidget(label(hint, "hint"))
        self.error = label("", "error", name="correct.error")
        self.error.hide()
        column.addWidget(self.error)
        self.reason = TextArea(asked, theme=theme, name="correct.reason")
        self.reason.setAccessibleDescription(hint)
        self.reason.setPlainText(reason)
        column.addWidget(self.reason)
        column.addSpacing(theme.space(12))
        self._add_buttons(area)
        column.addStretch(1)
        self.column.addWidget(area, 1)

    def _add_buttons(self, area: ScrollColumn) -> None:
        text, theme = self.language.text, self.theme
        row = FlowLayout(gap=theme.space(12))
        words = text("Open version {version}", version=self._draft.version + 1)
        self.begin = PrimaryButton(words, theme, icon="pen-line", name="correct.begin")
        self.begin.clicked.connect(self._on_begun)
        self.leave = SecondaryButton(text("Leave it as it is"), theme, name="correct.leave")
        self.leave.clicked.connect(self.went_back)
        row.addWidget(self.begin)
        row.addWidget(self.leave)
        area.column.addLayout(row)

    def trail(self) -> tuple[str, ...]:
        return self._draft.subject.initials, self.language.text(self.title)

    def go_back(self) -> None:
        self.went_back.emit()

    def focus_first(self) -> None:
        self.reason.setFocus()

    def _on_begun(self) -> None:
        if self._is_busy:
            return
        reason, ref = self.reason.words(), self._draft.ref
        if not reason:
            self._refuse(self.language.text("Enter why it needs correcting"))
            return
        self._is_busy = True
        self._desk.ask(
            lambda workspace: workspace.correct(ref, reason=reason),
            done=self._on_corrected,
            failed=self._on_failed,
        )

    def _on_corrected(self, draft: Draft) -> None:
        self.corrected.emit(draft)

    def _on_failed(self, error: KinfileError) -> None:
        from kinfile.wording import say

        self._is_busy = False
        self._refuse(str(say(error, self.language)))

    def _refuse(self, words: str) -> None:
        set_words(self.error, words)
        self.error.show()
        set_err(self.reason, is_wrong=True)
        told = self.language.text("Error: {error}", error=words)
        self.reason.setAccessibleDescription(told)
        self.reason.setFocus()
        announce(self, Announcement.PROBLEM, self.language)
