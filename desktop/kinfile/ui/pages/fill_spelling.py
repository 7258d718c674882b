# SPDX-License-Identifier: Apache-2.0
"""Spelling on the page where a record is filled in: what is looked at, and F7 through it.

Long texts are looked at. Somebody's own words are not: they stand as they were said. Names of the
record's people are right. While the family looks on, nothing is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from kinfile.app.spelling.words import Span
from kinfile.i18n import Language
from kinfile.records.people import Person, people_of
from kinfile.ui.fields.boxes import TextArea
from kinfile.ui.fields.question import QuestionBlock
from kinfile.ui.pages.fill_beside import Beside
from kinfile.ui.pages.fill_body import Body
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.pages.fill_spelling_marks import Marks
from kinfile.ui.pages.fill_spelling_panel import Doubt, SpellingPanel
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.focus_ring import reveal
from kinfile.ui.widgets.page import MenuLine

KEY = "F7"
AROUND = 40
"""Characters shown on either side of a word."""


def menu_line(language: Language, chosen: Callable[[], object]) -> MenuLine:
    return MenuLine(name="spelling", words=language.text("Check spelling"), chosen=chosen, key=KEY)


@dataclass(frozen=True, slots=True, repr=False)
class _Found:
    """A misspelt word: in which question, and where in its text."""

    block: QuestionBlock
    area: TextArea
    span: Span


class SpellingCheck(QObject):
    """`panel` stands among the panels of `beside`."""

    def __init__(
        self,
        filling: Filling,
        body: Body,
        panel: SpellingPanel,
        theme: Theme,
        language: Language,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._filling, self._body, self.panel = filling, body, panel
        self._theme, self._language = theme, language
        self._spelling = filling.desk.spelling
        self._code = filling.draft.form.language
        self._left: set[tuple[str, str]] = set()
        """What is to stay as it is: the name of a text, and the word."""
        self._now: _Found | None = None
        self._is_waiting = False
        self._has_own = False
        self._beside: Beside | None = None
        self.marks = Marks(self._spelling, theme, wrong=self._to_mark, parent=self)
        self._spelling.changed.connect(self._on_more_known)
        panel.changed.connect(self._on_changed)
        panel.left.connect(self._on_left)
        panel.kept.connect(self._on_kept)
        panel.turned.connect(lambda is_on: self._spelling.turn(is_on=is_on))

    def join(self, beside: Beside) -> None:
        """What opens and closes the panel."""
        self._beside = beside

    def watch(self) -> None:
        """Look at the texts of the section shown, and of what was added to it."""
        self._spelling.begin(self._code)
        self.marks.watch(area for _, area in self._areas())

    # F7

    def begin(self) -> None:
        """The first word from where the caret is; again closes it."""
        if self._beside is None or not self._beside.gives_way_to(self.panel):
            return
        self._spelling.begin(self._code)
        self._now = None
        self._go_on()

    def _go_on(self) -> None:
        """Show the next word, or say that there is none."""
        if self._beside is None:
            return
        text, is_there = self._language.text, self._spelling.is_there(self._code)
        self.panel.show_marking(is_on=self._spelling.marks, is_there=is_there is not False)
        found, knows_all = self._found()
        self._is_waiting = is_there is None or not knows_all
        self._now = None
        if is_there is False:
            self._tell(
                text("This computer has no spelling dictionary for the language of this form."),
                text("Nothing is checked. Your IT service desk can install one."),
            )
        elif self._is_waiting:
            self._tell(text("Looking through the texts of this section…"))
        elif found:
            self._look_at(found[0])
        else:
            self._tell(
                text("There is nothing to look at in this section."),
                text("Longer texts are checked. Somebody’s own words are left as they were said."),
            )

    def _found(self) -> tuple[list[_Found], bool]:
        """Every doubtful word of the section, from the last one looked at on, then round."""
        found, knows_all = [], True
        for block, area in self._areas():
            spans, is_known = self._wrong(area)
            knows_all = knows_all and is_known
            found += [_Found(block, area, span) for span in spans]
        order = [area for _, area in self._areas()]
        start = next((n for n, area in enumerate(order) if area is self._start()), 0)
        found.sort(key=lambda each: (order.index(each.area) - start) % len(order))
        return found, knows_all

    def _start(self) -> TextArea | None:
        """The text that the worker was in."""
        here = self._body.page.here if self._body.page is not None else None
        return next(iter(here.field.spelled()), None) if here is not None else None

    def _look_at(self, found: _Found) -> None:
        self._now = found

        def suggested(words: tuple[str, ...]) -> None:
            if self._now is found:
                self._show(found, words)

        self._spelling.suggest(found.span.word, self._code, done=suggested)

    def _show(self, found: _Found, suggested: tuple[str, ...]) -> None:
        """The word is selected in its text, so that closing the panel leads to it."""
        cursor = found.area.textCursor()
        cursor.setPosition(found.span.start)
        cursor.setPosition(found.span.end, cursor.MoveMode.KeepAnchor)
        found.area.setTextCursor(cursor)
        around = _around(found.area.toPlainText(), cursor.selectedText(), found.span)
        self._open(found.area)
        asked = self._language.text(found.block.question.ask)
        self.panel.show_doubt(Doubt(asked, cursor.selectedText(), around, suggested))
        reveal(found.area, self._theme)

    def _tell(self, *lines: str) -> None:
        self._open(None)
        self.panel.show_words(*lines)

    def _open(self, area: TextArea | None) -> None:
        if self._beside is not None and (area is not None or self.panel.isHidden()):
            self._beside.open(self.panel, opener=area)

    # what was chosen

    def _on_changed(self, word: str) -> None:
        now = self._now
        if now is not None:
            cursor = now.area.textCursor()
            cursor.setPosition(now.span.start)
            cursor.setPosition(now.span.end, cursor.MoveMode.KeepAnchor)
            cursor.insertText(word)
            self._go_on()

    def _on_left(self) -> None:
        if self._now is not None:
            self._left.add((self._now.area.objectName(), self._now.span.word))
            self.marks.look_again()
            self._go_on()

    def _on_kept(self) -> None:
        if self._now is not None:
            word = self._now.span.word
            self._filling.desk.ask(
                lambda workspace: workspace.keep_word(word), done=self._on_own_words
            )

    def _on_own_words(self, words: tuple[str, ...]) -> None:
        self._spelling.take_own(words)
        if not self.panel.isHidden():
            self._go_on()

    def _on_more_known(self) -> None:
        if self._spelling.is_there(self._code) and not self._has_own:
            self._has_own = True
            self._filling.desk.ask(
                lambda workspace: workspace.own_words(), done=self._spelling.take_own
            )
        if self._is_waiting and not self.panel.isHidden():
            self._go_on()

    # what is wrong

    def _areas(self) -> Iterator[tuple[QuestionBlock, TextArea]]:
        """The texts that are looked at, from top to bottom."""
        if self._body.page is not None:
            for block in self._body.page.blocks():
                for area in block.field.spelled():
                    if area.isVisibleTo(self._body):
                        yield block, area

    def _to_mark(self, area: TextArea) -> tuple[Span, ...]:
        if not self._spelling.marks or self._filling.is_presenting:
            return ()
        return self._wrong(area)[0]

    def _wrong(self, area: TextArea) -> tuple[tuple[Span, ...], bool]:
        names = names_of(people_of(self._filling.draft.answers))
        spans, is_known = self._spelling.wrong_in(area.toPlainText(), self._code, names)
        name = area.objectName()
        return tuple(span for span in spans if (name, span.word) not in self._left), is_known


def names_of(people: Iterable[Person]) -> frozenset[str]:
    """The words of their names as a speller sees them, in lower case."""
    written = " ".join(person.name.lower() for person in people)
    return frozenset(written.replace("’", "'").replace("-", " ").split())


def _around(text: str, written: str, span: Span) -> str:
    """A few words before and after the one at `span`, which is in UTF-16 units."""
    units = text.encode("utf-16-le")
    before = units[: span.start * 2].decode("utf-16-le")
    after = units[span.end * 2 :].decode("utf-16-le")
    first = "…" if len(before) > AROUND else ""
    last = "…" if len(after) > AROUND else ""
    return " ".join(f"{first}{before[-AROUND:]}{written}{after[:AROUND]}{last}".split())
