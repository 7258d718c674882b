# SPDX-License-Identifier: Apache-2.0
"""How much room a question's answer has on paper, and where in it one writes or ticks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinfile.export.asking import Space, Tick, Ticks
from kinfile.export.entries import Entry, EntryKind
from kinfile.forms.model import RISK_CODES, YES_NO_CODES, Kind, NonAnswer, Question
from kinfile.forms.words import EVIDENCE_WORDS, RISK_WORDS, STATUS_WORDS, YES_NO_WORDS
from kinfile.i18n import Language

_LINE = 18.0
_SPACES: Mapping[Kind, tuple[float, float]] = {
    Kind.TEXT: (_LINE, 1.0),
    Kind.LONG_TEXT: (58.0, 1.0),
    Kind.VERBATIM: (46.0, 1.0),
    Kind.DATE: (_LINE, 0.5),
    Kind.INT: (_LINE, 0.25),
    Kind.PERSON: (_LINE, 1.0),
    Kind.NHS_NUMBER: (_LINE, 0.5),
    Kind.POSTCODE: (_LINE, 0.4),
    Kind.PHONE: (_LINE, 0.6),
    Kind.EMAIL: (_LINE, 1.0),
    Kind.ADDRESS: (58.0, 1.0),
}
"""Height in points and share of the width of the box for what is written."""
_ALWAYS = frozenset({Kind.RISK, Kind.YES_NO_UNKNOWN})
_OF_THE_FORM = frozenset({"jurisdiction", "partnership_profile", "assessment_type"})
_SHORT_LIST = 46
"""Characters of a list's answers that still stand beside each other."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Makes the room for answers. With `fillable` every place is a field of the file too."""

    language: Language
    fillable: bool

    def room(self, question: Question, row: int, asked: str) -> Iterator[Ticks | Space]:
        """The room for one answer; `asked` is the question as a screen reader says it."""
        field = _field(question, row)
        match question.kind:
            case Kind.CHOICE | Kind.MULTI:
                yield self._list(question, field, asked)
            case Kind.RISK:
                words = {code: RISK_WORDS[code] for code in RISK_CODES}
                yield self._ticks(field, asked, words, in_line=True)
                yield from self._evidence(field, asked)
            case Kind.YES_NO_UNKNOWN:
                words = {code: YES_NO_WORDS[code] for code in YES_NO_CODES}
                yield self._ticks(field, asked, words, in_line=True)
            case _:
                yield from self._written(question, field, asked)
        statuses = _statuses(question)
        if statuses:
            about = self.language.text("{question}: without an answer", question=asked)
            yield self._ticks(f"{field}-status", about, statuses, in_line=True)

    def space(
        self, field: str, heard: str, *, label: str = "", height: float = _LINE, width: float = 1.0
    ) -> Space:
        kind = EntryKind.LINES if height > _LINE else EntryKind.TEXT
        entry = Entry(kind, field, heard) if self.fillable else None
        return Space(height, width, label, entry)

    def _written(self, question: Question, field: str, asked: str) -> Iterator[Ticks | Space]:
        height, width = _SPACES[question.kind]
        text = self.language.text
        label = text("Day, month and year") if question.kind is Kind.DATE else ""
        yield self.space(field, asked, label=label, height=height, width=width)
        if question.kind is Kind.VERBATIM:
            label = text("Who said it, when, and how it came to be written down")
            yield self.space(f"{field}-said", f"{asked} {label}", label=label)
        if question.kind is Kind.NHS_NUMBER:
            words = {"yes": text("Checked with the person")}
            yield self._ticks(f"{field}-verified", asked, words, in_line=True, several=True)

    def _list(self, question: Question, field: str, asked: str) -> Ticks:
        words = {option.code: option.label for option in question.options}
        is_short = sum(map(len, words.values())) + 4 * len(words) <= _SHORT_LIST
        several = question.kind is Kind.MULTI
        return self._ticks(field, asked, words, in_line=is_short, several=several)

    def _evidence(self, field: str, asked: str) -> Iterator[Ticks | Space]:
        text = self.language.text
        behind = text("What was seen or said")
        yield self.space(f"{field}-evidence", f"{asked} {behind}", label=behind, height=34.0)
        yield self._ticks(f"{field}-kind", f"{asked} {behind}", EVIDENCE_WORDS, in_line=True)
        on = text("On which date")
        yield self.space(f"{field}-date", f"{asked} {on}", label=on, width=0.5)

    def _ticks(
        self,
        field: str,
        asked: str,
        words: Mapping[str, str],
        *,
        in_line: bool,
        several: bool = False,
    ) -> Ticks:
        return Ticks(
            tuple(
                self._tick(field, asked, code, self.language.text(label), several=several)
                for code, label in words.items()
            ),
            in_line,
        )

    def _tick(self, field: str, asked: str, code: str, label: str, *, several: bool) -> Tick:
        if not self.fillable:
            return Tick(label)
        kind = EntryKind.TICK if several else EntryKind.ONE_OF
        return Tick(label, Entry(kind, field, f"{asked} {label}", code, asked))


def _field(question: Question, row: int) -> str:
    name = question.id.replace(".", "-")
    return f"{name}-{row}" if row else name


def _statuses(question: Question) -> dict[str, str]:
    """The non-answers that this question needs a place for, and that its list does not have."""
    needs = question.required or question.required_when or question.kind in _ALWAYS
    if not needs or question.kind is Kind.MULTI or _is_the_writers(question):
        return {}
    return {each.value: STATUS_WORDS[each] for each in NonAnswer if each not in question.codes}


def _is_the_writers(question: Question) -> bool:
    """Whether it is about the one who writes and the form itself, which nobody declines to say."""
    return question.id in _OF_THE_FORM or question.id.startswith("assessor_")
