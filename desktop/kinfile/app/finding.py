# SPDX-License-Identifier: Apache-2.0
"""Finding records by name, reference, number, or any word of an answer."""

from collections.abc import Iterator

from kinfile.app.casework import Casework
from kinfile.app.drafting import Working
from kinfile.app.summary import shown_reference, subject_of
from kinfile.forms.model import Kind, Question
from kinfile.i18n import Language
from kinfile.records.folding import sought_words, words_of
from kinfile.records.model import Answer
from kinfile.records.people import people_of
from kinfile.records.shown import printed

_NAMES = ("given_name", "family_name", "known_as", "other_names", "name")
"""The ends of the ids of questions whose answers are what somebody is called."""
_AT_ONCE = 500
"""Records that a search brings up to date before it looks; idle time leaves fewer."""


class Finding(Casework):
    """The index of an open vault, kept up to date when there is time."""

    def index_some(self, language: Language, *, limit: int = 10) -> bool:
        """Index records that changed, at most `limit`; whether there are more to do."""
        waiting = self._vault.unindexed(limit + 1)
        for ref in waiting[:limit]:
            working = self._working(self._vault.read(ref))
            self._vault.index(ref, names=_names(ref, working), body=tuple(_body(working, language)))
        return len(waiting) > limit

    def find(self, text: str, language: Language) -> tuple[str, ...]:
        """References (XXXX-XXXX) of records in which every word of `text` begins a word."""
        self.index_some(language, limit=_AT_ONCE)
        return tuple(shown_reference(ref) for ref in self._vault.find(sought_words(text)))


def _names(ref: str, working: Working) -> tuple[str, ...]:
    """How the record is asked for: its reference, and names, initials and NHS numbers in it."""
    called = [
        str(answer.value)
        for question, answer in _given(working)
        if question.kind is Kind.NHS_NUMBER or question.id.rpartition(".")[2] in _NAMES
    ]
    initials = subject_of(working.answers).initials.replace(".", "")
    return tuple(word for text in (ref, initials, *called) for word in words_of(text))


def _body(working: Working, language: Language) -> Iterator[str]:
    people = people_of(working.answers)
    for question, answer in _given(working):
        yield from words_of(printed(question, answer, language, people))


def _given(working: Working) -> Iterator[tuple[Question, Answer]]:
    """Every answer with a value that is not struck out; those set aside too."""
    questions = working.form.by_id()
    given = [*working.answers.single.items()]
    for group in working.answers.groups:
        for row in working.answers.rows(group):
            given += row.answers.items()
    for name, answer in given:
        if answer.value is not None:
            yield questions[name], answer
