# SPDX-License-Identifier: Apache-2.0
"""Which words are spelt wrong, found out on a thread of its own, so that typing never waits.

What is known of a word stays known until the program ends; an answer that is not known yet is
asked for, and `changed` says when to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kinfile.ui.tasks import Tasks

if TYPE_CHECKING:
    # Only for types: no page before the records has words to look at.
    from kinfile.app.spelling.speller import OpenSpeller, Speller
    from kinfile.app.spelling.words import Span


class Spelling(QObject):
    """One for the life of the application. `opens` gives the speller of a language.

    A language is the code of the form that asks ("en", "cy"). Of None there is no speller.
    """

    changed = Signal()
    """More is known, or other words count as right: look again."""
    turned = Signal(bool)
    """The worker wants words to be marked, or no longer."""

    def __init__(self, *, opens: OpenSpeller | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self, name="spelling")
        self.opens = opens
        self._marks = True
        self._spellers: dict[str, Speller | None] = {}
        """Of the other thread alone."""
        self._is_there: dict[str, bool] = {}
        self._right: dict[tuple[str, str], bool] = {}
        self._asked: set[tuple[str, str]] = set()
        self._own: set[str] = set()

    @property
    def marks(self) -> bool:
        """Whether words are marked while they are written."""
        return self._marks

    def turn(self, *, is_on: bool) -> None:
        """Mark words from now on, or no longer; the way to ask for them by key stays."""
        if is_on != self._marks:
            self._marks = is_on
            self.turned.emit(is_on)
            self.changed.emit()

    def is_there(self, code: str) -> bool | None:
        """Whether this computer has a speller for `code`; None while that is not known."""
        return self._is_there.get(code)

    def begin(self, code: str) -> None:
        """Find out whether there is a speller for `code`, and have it ready."""
        if self.opens is None:
            self._is_there[code] = False
        elif code not in self._is_there:
            self._ask(code, ())

    def take_own(self, words: Iterable[str]) -> None:
        """The words that the worker has kept, which are right in any language."""
        self._own = {word.lower() for word in words}
        self.changed.emit()

    def wrong_in(
        self, text: str, code: str, accepted: Collection[str] = ()
    ) -> tuple[tuple[Span, ...], bool]:
        """What is known to be wrong in `text`, and whether all of it is known.

        `accepted` are right here, in lower case, as the names of a record's people are.
        """
        if self._is_there.get(code) is False:
            return (), True
        spans = tuple(self._doubtful(text, accepted))
        unknown = {span.word for span in spans if (code, span.word) not in self._right}
        asked = {word for word in unknown if (code, word) not in self._asked}
        if asked:
            self._ask(code, tuple(asked))
        wrong = (span for span in spans if not self._right.get((code, span.word), True))
        return tuple(wrong), not unknown

    def suggest(self, word: str, code: str, *, done: Callable[[tuple[str, ...]], None]) -> None:
        """What may have been meant by `word`, likeliest first."""

        def find() -> tuple[str, ...]:
            speller = self._speller(code)
            return speller.suggest(word) if speller is not None else ()

        self.tasks.run(find, done=done)

    def close(self) -> None:
        """For the end of the program."""
        self.tasks.close()

    def _doubtful(self, text: str, accepted: Collection[str]) -> Iterator[Span]:
        from kinfile.app.spelling.words import words_in

        for span in words_in(text):
            word = span.word.lower().removesuffix("'s")
            if word not in self._own and word not in accepted:
                yield span

    def _ask(self, code: str, words: tuple[str, ...]) -> None:
        if self.tasks.is_closed:
            return
        self._asked.update((code, word) for word in words)
        self.tasks.run(partial(self._judge, code, words), done=partial(self._on_judged, code))

    def _judge(self, code: str, words: tuple[str, ...]) -> dict[str, bool] | None:
        speller = self._speller(code)
        return None if speller is None else {word: speller.is_right(word) for word in words}

    def _speller(self, code: str) -> Speller | None:
        if code not in self._spellers:
            self._spellers[code] = self.opens(code) if self.opens is not None else None
        return self._spellers[code]

    def _on_judged(self, code: str, judged: dict[str, bool] | None) -> None:
        self._is_there[code] = judged is not None
        for word, is_right in (judged or {}).items():
            self._right[code, word] = is_right
            self._asked.discard((code, word))
        self.changed.emit()
