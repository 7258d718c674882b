# SPDX-License-Identifier: Apache-2.0
"""Sections that are not always asked: opening one by hand, and closing it again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.forms.model import Section, SectionId
from kinfile.i18n import Language
from kinfile.records.report import SectionState
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.banner import Banner
from kinfile.ui.widgets.buttons import SecondaryButton


def may_be_closed(draft: Draft, section: Section) -> bool:
    """Whether nothing but an earlier opening keeps `section` open."""
    forced = {
        force.target
        for standing in draft.report.alerts
        for force in standing.alert.forced("section")
    }
    report = draft.report.sections[section.id]
    opened = section.id in draft.marks.opened
    return section.may_close and opened and report.forced and section.id not in forced


class Gate(QWidget):
    """There only where a section can be opened or closed; says which, and why it is so."""

    opened = Signal(str)
    closed = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._language = language
        self._section = SectionId("")
        text = language.text
        self.open = SecondaryButton(text("Open this section"), theme, name="gate.open")
        self.open.clicked.connect(lambda: self.opened.emit(self._section))
        self.close_ = SecondaryButton(text("Close this section"), theme, name="gate.close")
        self.close_.clicked.connect(lambda: self.closed.emit(self._section))
        self.banner = Banner("", "", theme, actions=(self.open, self.close_), name="gate")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.space(12))
        column.addWidget(self.banner)
        self.hide()

    def show_draft(self, draft: Draft, section: Section) -> None:
        self._section = section.id
        text = self._language.text
        shut = draft.report.sections[section.id].state is SectionState.NOT_RELEVANT
        if shut:
            self.banner.set_words(
                text("Not needed so far"),
                text("It opens by itself when another answer calls for it."),
            )
        else:
            self.banner.set_words(
                text("Nothing calls for this section any more"),
                text("What you wrote in it is kept, also when you close it."),
            )
        self.open.setVisible(shut)
        self.close_.setVisible(not shut)
        self.setVisible(shut or may_be_closed(draft, section))
