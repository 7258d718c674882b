# SPDX-License-Identifier: Apache-2.0
"""What a record is and which versions it has, as cards of the page about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kinfile.app.draft import Draft, RecordStatus
from kinfile.app.story import Story, Version
from kinfile.i18n import N_, Language
from kinfile.ui.pages.fill_words import KEY_DATES, breakable
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import Button, LinkButton, SecondaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.tag import STATUS, TRIAL, Tag
from kinfile.ui.widgets.text import label, rule

ORIGINS = {
    "shipped": N_("Came with Kinfile"),
    "pack": N_("From a form pack"),
    "trial": N_("From a form pack on trial"),
}


class FactsCard(Card):
    """Reference, form, status and days."""

    paper_chosen = Signal()
    """It is to be noted when the record was written on paper."""

    def __init__(self, story: Story, *, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text("This record"), name="details.facts")
        self._theme = theme
        draft, text = story.draft, language.text
        kind, words = STATUS[draft.status]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(20))
        grid.setVerticalSpacing(theme.space(6))
        grid.setColumnStretch(1, 1)
        facts: list[tuple[str, QWidget]] = [
            (text("Reference"), label(draft.ref, name="details.reference")),
            (text("Form"), label(_form_words(draft, language))),
            (text("Status"), _beside(Tag(text(words), kind=kind, name="details.status"))),
            (text("Begun"), label(language.date_and_time(story.begun_at))),
            (text("Last change"), label(language.date_and_time(draft.changed_at))),
        ]
        if draft.key_date is not None:
            day = language.date(draft.key_date.on)
            said = text(KEY_DATES.get(draft.key_date.kind, "{date}"), date=day)
            facts.append((text("Key date"), label(said)))
        if draft.marks.paper is not None:
            facts.append((text("Written on paper"), label(language.date(draft.marks.paper.on))))
        if draft.put_aside is not None:
            until = text("It will be erased on {date}.", date=language.date(draft.put_aside))
            facts.append((text("Put aside"), label(until)))
        if draft.is_trial:
            facts.append((text("Form on trial"), _beside(Tag(text(TRIAL), kind="Yellow"))))
        for row, (name, fact) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(name, "bodyBold", wraps=theme.is_compact), row, 0, top)
            grid.addWidget(fact, row, 1, top)
        self.column.addLayout(grid)
        if draft.status.may_change and draft.put_aside is None:
            self.column.addWidget(self._paper_link(text("It was written on paper first")))

    def _paper_link(self, words: str) -> LinkButton:
        link = LinkButton(words, self._theme, icon="pen-line", name="details.paper")
        link.clicked.connect(self.paper_chosen)
        return link


def _beside(tag: Tag) -> QWidget:
    """A tag in a cell of its own: alone it would keep the whole column as narrow as itself."""
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(tag)
    row.addStretch(1)
    return cell


def _form_words(draft: Draft, language: Language) -> str:
    text = language.text
    words = text("{form}, version {version}", form=text(draft.form.title),
                 version=draft.form.version)  # fmt: skip
    return text("{words}. {origin}.", words=words, origin=text(ORIGINS[draft.origin]))


class VersionsCard(Card):
    """Each version with its days and its reason; the way to its signed copy, and to the next."""

    copy_chosen = Signal(int)
    correct_chosen = Signal()

    def __init__(self, story: Story, *, theme: Theme, language: Language) -> None:
        super().__init__(theme, title=language.text("Versions"), name="details.versions")
        self._theme, self._language = theme, language
        # One flat column: Qt gives lines that wrap too little in a layout inside another.
        self.column.setSpacing(theme.space(3))
        if story.draft.status is RecordStatus.ERASED:
            gone = language.text("Its answers and signed copies are erased.")
            self.column.addWidget(label(gone))
        for version in story.versions:
            self._add(version, story.versions)
        self.correct = LinkButton(
            language.text("Correct this record"), theme, icon="pen-line", name="details.correct"
        )
        self.correct.clicked.connect(self.correct_chosen)
        self.column.addSpacing(theme.space(8))
        self.column.addWidget(self.correct)
        self.correct.setVisible(may_correct(story.draft))

    def _add(self, version: Version, every: Sequence[Version]) -> None:
        theme, text = self._theme, self._language.text
        if version is not every[0]:
            self.column.addSpacing(theme.space(5))
            self.column.addWidget(rule())
            self.column.addSpacing(theme.space(5))
        name = text("Version {version}", version=version.number)
        self.column.addWidget(label(name, "bodyBold"))
        self.column.addWidget(label(self._state(version)))
        if version.reason:
            why = text("Why: {reason}", reason=breakable(version.reason))
            self.column.addWidget(label(why, "hint"))
        if version.has_copy:
            see = text("See the signed copy")
            says = text("{what}: {part}", what=see, part=name)
            link = LinkButton(
                see,
                theme,
                says=says,
                name=f"details.copy.{version.number}",
            )
            link.clicked.connect(lambda: self.copy_chosen.emit(version.number))
            self.column.addWidget(link)

    def _state(self, version: Version) -> str:
        text, when = self._language.text, self._language.date_and_time
        if version.signed_at is not None:
            return text("Signed {when}", when=when(version.signed_at))
        return text("Begun {when}, not signed", when=when(version.begun_at))


def may_correct(draft: Draft) -> bool:
    """Whether there is a signed version that a next one can follow."""
    is_there = draft.status is not RecordStatus.ERASED and draft.put_aside is None
    return not draft.status.may_change and is_there


class LetGoCard(Card):
    """Deleting, which can be taken back, and erasing, which cannot."""

    erase_chosen = Signal()
    put_aside_chosen = Signal()
    back_chosen = Signal()

    def __init__(self, draft: Draft, *, theme: Theme, language: Language) -> None:
        text = language.text
        is_aside = draft.put_aside is not None
        title = text("Put aside") if is_aside else text("Delete")
        super().__init__(theme, title=title, name="details.erase_card")
        self.back: SecondaryButton | None = None
        if draft.put_aside is not None:
            day = language.date(draft.put_aside)
            self.column.addWidget(label(text("It will be erased on {date}.", date=day)))
            self.back = SecondaryButton(text("Take it back"), theme, name="details.take_back")
            self.back.clicked.connect(self.back_chosen)
            self._add(self.back)
        else:
            told = text("Deleting puts the record aside. For 30 days you can take it back.")
            self.column.addWidget(label(told))
            delete = SecondaryButton(
                text("Delete this record…"), theme, icon="trash-2", name="details.put_aside"
            )
            delete.clicked.connect(self.put_aside_chosen)
            self._add(delete)
        words = text("Erasing takes the answers and signed copies off this laptop for good.")
        self.column.addSpacing(theme.space(4))
        self.column.addWidget(label(words))
        erase = Button(
            text("Erase this record…"), theme, look="danger", icon="trash-2", name="details.erase"
        )
        erase.clicked.connect(self.erase_chosen)
        self._add(erase)

    def _add(self, button: Button) -> None:
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
