# SPDX-License-Identifier: Apache-2.0
"""What stands beside the questions: why the one in focus is asked, and notes on the section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from kinfile.forms.model import Question, Section
from kinfile.i18n import Language
from kinfile.ui.pages.fill_words import sources
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton
from kinfile.ui.widgets.heading import Heading
from kinfile.ui.widgets.text import label, set_words


class Note(QFrame):
    """A card with a title, some sentences, and where they come from."""

    def __init__(self, title: str, theme: Theme, *, name: str) -> None:
        super().__init__()
        self.setProperty("look", "bannerInfo")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.space(n) for n in (14, 10, 14, 14)))
        self._column.setSpacing(theme.space(6))
        heading = Heading(title, theme, level=2)
        heading.setProperty("look", "bodyBold")
        self._column.addWidget(heading)

    def add(self, words: str, look: str = "footnote") -> QLabel:
        made = label(words, look)
        self.add_widget(made)
        return made

    def add_widget(self, made: QWidget) -> None:
        self._column.addWidget(made)


class Rail(QWidget):
    """`show_question` follows the focus; `show_section` changes with the page."""

    why_chosen = Signal()
    """Why the question in focus is asked today is wanted."""
    earlier_chosen = Signal()
    """What stood at the question in focus before is wanted."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.setObjectName("rail")
        if not theme.is_compact:
            self.setFixedWidth(theme.px(268))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(14))
        self.why = Note(language.text("Why we ask"), theme, name="rail.why")
        self._why = self.why.add("")
        self._source = self.why.add("", "caption")
        self._column.addWidget(self.why)
        self.today = LinkButton(
            language.text("Why is this asked today?"),
            theme,
            icon="circle-help",
            size=15,
            name="rail.today",
        )
        self.today.clicked.connect(self.why_chosen)
        self._column.addWidget(self.today, 0, Qt.AlignmentFlag.AlignLeading)
        self.earlier = LinkButton(
            language.text("Earlier answers"), theme, icon="history", size=15, name="rail.earlier"
        )
        self.earlier.clicked.connect(self.earlier_chosen)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeading)
        self.about: Note | None = None
        self._is_hushed = False
        self._column.addStretch(1)
        self.why.hide()
        self.today.hide()
        self.earlier.hide()

    def hush(self) -> None:
        """Leave out the ways to what the family may not see."""
        self._is_hushed = True

    def show_question(self, question: Question | None) -> None:
        # In a compact window it stands below the question itself.
        has_links = not (question is None or self._theme.is_compact or self._is_hushed)
        for link in (self.today, self.earlier):
            link.setVisible(has_links)
        if question is None or not question.why or self._theme.is_compact:
            self.why.hide()
            return
        set_words(self._why, self._language.text(question.why))
        set_words(self._source, sources(question.source, self._language))
        self._source.setVisible(bool(question.source))
        self.why.show()

    def show_section(self, section: Section) -> None:
        if self.about is not None:
            self.about.hide()
            self.about.deleteLater()
            self.about = None
        if section.guidance:
            self.about = Note(self._language.text("Good to know"), self._theme, name="rail.about")
            for note in section.guidance:
                self.about.add(self._language.text(note.text))
            codes = tuple(dict.fromkeys(code for note in section.guidance for code in note.source))
            self.about.add(sources(codes, self._language), "caption")
            self._column.insertWidget(3, self.about)
