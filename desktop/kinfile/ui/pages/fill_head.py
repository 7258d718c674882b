# SPDX-License-Identifier: Apache-2.0
"""The line over the page: who it is about, the date that matters, how far it has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kinfile.app.draft import Draft
from kinfile.app.summary import progress_of
from kinfile.i18n import Language
from kinfile.ui.pages.fill_words import KEY_DATES, pregnancy_words
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import SecondaryButton
from kinfile.ui.widgets.progress import Progress
from kinfile.ui.widgets.tag import TRIAL, Tag
from kinfile.ui.widgets.text import emphasised, label, set_words


class Head(QFrame):
    """Initials only: a full name never stands on the glass by itself.

    In a compact window it is the buttons for sections, family and checking, nothing else.
    """

    check_chosen = Signal()
    family_chosen = Signal()
    sections_chosen = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.setObjectName("head")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.space(14))
        short = language.text("Check")
        long = language.text("Check and sign")
        self.check = SecondaryButton(
            short if theme.is_compact else long,
            theme,
            icon="file-check",
            says=long,
            name="head.check",
        )
        self.check.clicked.connect(self.check_chosen)
        says = language.text("Family and dates")
        self.family = SecondaryButton(
            "" if theme.is_compact else says, theme, icon="users", says=says, name="head.family"
        )
        self.family.setToolTip(language.text("{what} (Ctrl+D)", what=says))
        self.family.clicked.connect(self.family_chosen)
        self.sections = SecondaryButton(
            language.text("Sections"), theme, icon="list", name="head.sections"
        )
        self.sections.clicked.connect(self.sections_chosen)
        if theme.is_compact:
            self._row.setContentsMargins(*(theme.space(n) for n in (0, 0, 0, 8)))
            self._row.addWidget(self.sections)
            self._row.addStretch(1)
        else:
            self.setProperty("look", "head")
            self._row.setContentsMargins(*(theme.space(n) for n in (20, 7, 20, 7)))
            self._add_words()
            self.sections.setParent(self)
            self.sections.hide()
        self._row.addWidget(self.family)
        self._row.addWidget(self.check)

    def hush(self) -> None:
        """Leave out the ways to what the family may not see."""
        self.check.hide()
        self.family.hide()

    def _add_words(self) -> None:
        self._initials = label("", "h2", wraps=False, name="head.initials")
        self._form = Tag("", name="head.form")
        self._date: QWidget = label("", wraps=False)
        for part in (self._initials, self._form):
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        # It takes what is left, and a second line where a longer language needs one.
        self._row.addWidget(self._date, 1, Qt.AlignmentFlag.AlignVCenter)
        share = QVBoxLayout()
        share.setSpacing(self._theme.space(4))
        self._done = label("", "footnote", wraps=False, name="head.done")
        self._progress = Progress(self._theme, says="", name="head.progress")
        self._progress.setFixedWidth(self._theme.px(140))
        share.addStretch(1)
        share.addWidget(self._done)
        share.addWidget(self._progress)
        share.addStretch(1)
        self._row.addLayout(share)
        self._row.addSpacing(self._theme.space(6))

    def show_draft(self, draft: Draft) -> None:
        text = self._language.text
        done, count = progress_of(draft.form, draft.report)
        if self._theme.is_compact:
            words = text("Sections: {done} of {count} done", done=done, count=count)
            self.sections.setText(words)
            self.sections.setAccessibleName(words)
            return
        set_words(self._initials, draft.subject.initials or text("New record"))
        title = text(draft.form.short_title)
        set_words(self._form, f"{title} · {text(TRIAL)}" if draft.is_trial else title)
        words = text("{done} of {count} completed", done=done, count=count)
        set_words(self._done, words)
        self._progress.set_share(done, count, says=words)
        self._show_date(draft)

    def _show_date(self, draft: Draft) -> None:
        """The date that matters most, in bold, and what it comes to today."""
        made: QWidget = label("", wraps=False)
        if draft.key_date is not None:
            template = self._language.text(KEY_DATES[draft.key_date.kind])
            weeks = pregnancy_words(draft.key_date, draft, self._language)
            if weeks:
                template = f"{template} · {weeks}"
            made = emphasised(template, look="muted", date=self._language.date(draft.key_date.on))
            made.setWordWrap(True)
        self._row.replaceWidget(self._date, made)
        self._date.hide()
        self._date.deleteLater()
        self._date = made
