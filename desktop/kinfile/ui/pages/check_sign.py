# SPDX-License-Identifier: Apache-2.0
"""The card where a record is signed: how things stand, who signs, the declaration, the passphrase.

Nobody is kept from pressing the button: what is missing is said then, in words, with links.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kinfile.app.draft import Draft, Worker
from kinfile.app.summary import progress_of
from kinfile.forms.model import Kind, Severity
from kinfile.i18n import LANGUAGES, Language
from kinfile.ui import icons
from kinfile.ui.fields.column import Column
from kinfile.ui.fields.options import draw_bar
from kinfile.ui.pages.check_hand import HandBox
from kinfile.ui.pages.check_sign_key import SigningKey
from kinfile.ui.pages.fill_alert_words import waiting
from kinfile.ui.pages.fill_places import open_problems
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.buttons import LinkButton, PrimaryButton
from kinfile.ui.widgets.card import Card
from kinfile.ui.widgets.choice import Tick
from kinfile.ui.widgets.passphrase import PassphraseBox
from kinfile.ui.widgets.text import label, rule, set_words
from kinfile.ui.widgets.working import Working

Line = tuple[str, str, str]
"""Icon, colour token, words."""


def standing_lines(draft: Draft, language: Language) -> Iterator[Line]:
    """How the record stands, in a few lines; each is a shape and words."""
    report, plural = draft.report, language.plural
    done, count = progress_of(draft.form, report)
    missing = len(report.missing)
    if missing:
        words = plural("{n} answer is still missing", "{n} answers are still missing", missing)
        yield "triangle-alert", "error", words
    elif done == count:
        words = plural("{n} section completed", "All {n} sections completed", count)
        yield "circle-check", "okc", words
    odd = sum(1 for _ in open_problems(report.problems))
    if odd:
        yield "triangle-alert", "error", plural("{n} answer to check", "{n} answers to check", odd)
    prompts = len(waiting(report.alerts))
    if prompts:
        words = plural(
            "{n} prompt waits for a word from you", "{n} prompts wait for a word from you", prompts
        )
        yield "clock", "text", words
    elif report.alerts:
        yield "circle-check", "okc", language.text("Every prompt has been followed up")
    if report.gaps:
        words = plural(
            "{n} answer is “not known”, “not asked” or “declined” and will be shown as that",
            "{n} answers are “not known”, “not asked” or “declined” and will be shown as that",
            len(report.gaps),
        )
        yield "info", "link", words
    if report.set_aside:
        words = plural(
            "{n} answer is not used because an earlier one changed",
            "{n} answers are not used because earlier ones changed",
            len(report.set_aside),
        )
        yield "info", "link", words


class StandingList(Column):
    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme, gap=6)
        self._theme, self._language = theme, language
        self._lines: list[Line] = []

    def show_draft(self, draft: Draft) -> None:
        lines = list(standing_lines(draft, self._language))
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self.layout_.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for icon, token, words in lines:
            self.layout_.addWidget(self._line(icon, token, words))

    def _line(self, icon: str, token: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space(8))
        picture = QLabel()
        size = self._theme.px(20)
        picture.setPixmap(icons.pixmap(icon, self._theme.colour(token), size))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, "footnote"), 1)
        return line


class Declaration(QWidget):
    """The tick box with the form's own words, and what is wrong while it is not ticked."""

    def __init__(self, words: str, *, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._is_wrong = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._row = row
        self._lead = QWidget()
        self._lead.setFixedWidth(theme.space(16))
        row.addWidget(self._lead)
        column = QVBoxLayout()
        column.setSpacing(theme.space(4))
        row.addLayout(column, 1)
        self.error = label("", "error", name="sign.declared.error")
        self.tick = Tick(words, theme, name="sign.declared")
        column.addWidget(self.error)
        column.addWidget(self.tick)
        self.tick.clicked.connect(lambda: self.show_error(""))
        self.show_error("")

    def show_error(self, words: str) -> None:
        self._is_wrong = bool(words)
        set_words(self.error, words)
        self.error.setVisible(bool(words))
        self._lead.setVisible(bool(words))
        told = self._language.text("Error: {error}", error=words) if words else ""
        self.tick.setAccessibleDescription(told)
        self.tick.setProperty("err", bool(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_wrong:
            draw_bar(self, self._theme, "error")


class SignCard(Card):
    """What the page asks of it: `declaration`, `manager`, `passphrase`."""

    sign_chosen = Signal()
    urgent_chosen = Signal()
    prompts_chosen = Signal()

    def __init__(
        self,
        draft: Draft,
        worker: Worker,
        *,
        theme: Theme,
        language: Language,
        written_in: str = "en",
    ) -> None:
        super().__init__(theme, title=language.text("Sign and create PDF"), name="sign")
        self._theme, self._language = theme, language
        self.is_busy = False
        text = language.text
        self.standing = StandingList(theme, language)
        self.column.addWidget(self.standing)
        self.prompts = LinkButton(text("See the prompts"), theme, name="sign.prompts")
        self.prompts.clicked.connect(self.prompts_chosen)
        self.column.addWidget(self.prompts)
        self.column.addWidget(rule())
        self.column.addWidget(label(text("Signing as"), "caption"))
        self.column.addWidget(label(signer_words(draft, worker, language), "bodyBold"))
        self.declaration = Declaration(
            declaration_words(draft, language), theme=theme, language=language
        )
        self.column.addWidget(self.declaration)
        self.manager = Tick(
            text("Leave a place for my manager to sign too"), theme, name="sign.manager"
        )
        self.column.addWidget(self.manager)
        self.hand = HandBox(theme, language)
        self.hand.show_hand(draft.marks.hand)
        self.column.addWidget(self.hand)
        said = text(
            "Language of the document: {language}. Change it under Language in the menu.",
            language=LANGUAGES.get(written_in, written_in),
        )
        self.column.addWidget(label(said, "caption", name="sign.language"))
        self._add_signing()
        self._add_urgent()

    def _add_signing(self) -> None:
        theme, language = self._theme, self._language
        text = language.text
        self.key = SigningKey(theme, language)
        self.key.submitted.connect(self.sign_chosen)
        self.column.addWidget(self.key)
        self.passphrase = PassphraseBox(
            text("Your passphrase"),
            theme,
            language,
            name="sign.passphrase",
            hint=text("The one that opens your records"),
        )
        self.passphrase.submitted.connect(self.sign_chosen)
        self.column.addWidget(self.passphrase)
        self.sign = PrimaryButton(
            text("Sign and create PDF"), theme, icon="pen-line", name="sign.sign"
        )
        self.sign.clicked.connect(self.sign_chosen)
        self.column.addWidget(self.sign)
        self.working = Working(theme, language, name="sign.working")
        self.column.addWidget(self.working)
        locked = text(
            "Signing locks this version: nobody, not even you, can change it without it showing."
        )
        self.column.addWidget(label(locked, "caption"))

    def _add_urgent(self) -> None:
        theme, text = self._theme, self._language.text
        self.column.addWidget(rule())
        self.urgent = LinkButton(text("Urgent export"), theme, icon="file-down", name="sign.urgent")
        self.urgent.clicked.connect(self.urgent_chosen)
        self.column.addWidget(self.urgent)
        stamped = text("Possible at any time. Every page then says INCOMPLETE.")
        self.column.addWidget(label(stamped, "caption"))

    def show_draft(self, draft: Draft) -> None:
        self.standing.show_draft(draft)
        self.prompts.setVisible(bool(draft.report.alerts))
        today = bool(draft.report.standing(Severity.ACT_NOW))
        # The manager's place is made anyway while a prompt for today stands.
        self.manager.setVisible(not today)

    def show_busy(self, *, busy: bool) -> None:
        """While the document is drawn and signed."""
        # Not disabled: that would take the focus away from where it is.
        self.is_busy = busy
        self.hand.hold(is_held=busy)


def signer_words(draft: Draft, worker: Worker, language: Language) -> str:
    """Jo Rowe, Community midwife, 12A3456E."""
    asked = next((q for q in draft.form.questions() if q.id == "assessor_role"), None)
    option = asked.option(worker.role) if asked else None
    role = language.text(option.label) if option else worker.role
    return ", ".join(part for part in (worker.name, role, worker.registration) if part)


def declaration_words(draft: Draft, language: Language) -> str:
    """The form's own declaration."""
    for question in draft.form.questions():
        if question.kind is Kind.DECLARATION:
            return language.text(question.ask)
    return language.text("This is an accurate record of what I saw, heard and was told")
