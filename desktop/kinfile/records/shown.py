# SPDX-License-Identifier: Apache-2.0
"""An answer in words: what the review page, the record list and the PDF print for it.

Pure, and complete: every word that was typed is in the result, codes become their printed words,
and a non-answer says which of the four it is and why.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import shorten

from kinfile.forms.dates import NotADate, PartialDate
from kinfile.forms.model import Form, Group, Kind, NonAnswer, Question, QuestionId
from kinfile.forms.words import (
    EVIDENCE_WORDS,
    MILESTONE_WORDS,
    REASON_WORDS,
    RISK_WORDS,
    STATUS_WORDS,
    YES_NO_WORDS,
)
from kinfile.i18n import N_, Language
from kinfile.records.model import Answer, Evidence, Row, Said
from kinfile.records.people import Person, find_person, people_of

__all__ = [
    "EVIDENCE_WORDS",
    "MILESTONE_WORDS",
    "REASON_WORDS",
    "RISK_WORDS",
    "STATUS_WORDS",
    "YES_NO_WORDS",
    "Person",
    "date_words",
    "evidence_words",
    "nhs_number_words",
    "people_of",
    "person_words",
    "printed",
    "row_label",
    "said_words",
    "status_words",
]

_NAMELESS: Mapping[str, str] = {
    "children": N_("Child {number}"),
    "unborn": N_("Unborn baby {number}"),
    "parents": N_("Parent or carer {number}"),
    "adults": N_("Adult {number}"),
}
_LABEL_LENGTH = 60
"""Characters of what a row is called; the whole of it stands among its answers."""
_TEN_DIGITS = re.compile(r"\d{10}", re.ASCII)


def printed(
    question: Question, answer: Answer, language: Language, people: Sequence[Person] = ()
) -> str:
    """`answer` in words. Lines are parted by a newline; a quotation stands in quotation marks."""
    if answer.status is not None:
        return status_words(answer.status, answer.reason, language)
    special = _WORDS.get(question.kind)
    return special(question, answer, language, people) if special else _plain(answer, language)


def status_words(status: NonAnswer, reason: str, language: Language) -> str:
    """Not asked: not safe to ask."""
    words = language.text(STATUS_WORDS[status])
    if not reason:
        return words
    why = language.text(REASON_WORDS[reason]) if reason in REASON_WORDS else reason
    return language.text("{status}: {reason}", status=words, reason=why)


def date_words(day: PartialDate, language: Language) -> str:
    """22 November 2026, May 2019, or 2019: as much as is known."""
    if day.is_whole:
        return language.date(day.earliest)
    return language.month(day.earliest) if day.month else str(day.year)


def nhs_number_words(digits: str) -> str:
    """999 123 4560; anything that is not ten digits stands as it was typed."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if _TEN_DIGITS.fullmatch(digits) else digits


def evidence_words(evidence: Evidence, language: Language) -> str:
    """Seen (20 November 2026): bruise on the left arm."""
    kind = language.text(EVIDENCE_WORDS.get(evidence.kind, evidence.kind))
    day = date_words(evidence.on, language) if evidence.on else ""
    head = f"{kind} ({day})" if kind and day else kind or day
    return ": ".join(part for part in (head, evidence.text) if part)


def said_words(said: Said) -> str:
    """Who spoke, when, and how it came to be written down, as far as given."""
    return ", ".join(part for part in (said.who, said.when, said.how) if part)


def row_label(
    group: Group, row: Row, number: int, language: Language, *, form: Form | None = None
) -> str:
    """Parent 2: Rowan Example. With `form`, codes among the naming answers print as words."""
    questions = form.by_id() if form else {}
    words = " ".join(_naming_words(group, row, language, questions))
    names = shorten(words, _LABEL_LENGTH, placeholder=" …")
    place = f"{language.text(group.row)} {language.number(number)}"
    return f"{place}: {names}" if names else place


def person_words(person: Person, language: Language) -> str:
    """A person's name, or what they are and their number where the name is not known."""
    return person.name or language.text(_NAMELESS[person.group], number=person.number)


def _naming_words(
    group: Group, row: Row, language: Language, questions: Mapping[str, Question]
) -> Iterator[str]:
    for name in group.label:
        full = QuestionId(name if "." in name else f"{group.id}.{name}")
        answer = row.answers.get(full)
        if answer is None or answer.value is None:
            continue
        question = questions.get(full)
        yield printed(question, answer, language) if question else _plain(answer, language)


def _plain(answer: Answer, language: Language) -> str:
    value = answer.value
    if isinstance(value, PartialDate):
        return date_words(value, language)
    if isinstance(value, tuple):
        return "\n".join(value)
    return language.number(value) if isinstance(value, int) else str(value)


def _choice(question: Question, answer: Answer, language: Language, _: Sequence[Person]) -> str:
    codes = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    return "; ".join(_option(question, code, language) for code in codes)


def _option(question: Question, code: str, language: Language) -> str:
    option = question.option(code)
    if option:
        return language.text(option.label)
    own = RISK_WORDS if question.kind is Kind.RISK else YES_NO_WORDS
    return language.text(own[code]) if code in own else code


def _risk(question: Question, answer: Answer, language: Language, people: Sequence[Person]) -> str:
    words = _choice(question, answer, language, people)
    behind = evidence_words(answer.evidence, language) if answer.evidence else ""
    return f"{words}\n{behind}" if behind else words


def _person(_: Question, answer: Answer, language: Language, people: Sequence[Person]) -> str:
    named = find_person(tuple(people), str(answer.value))
    return person_words(named, language) if named else str(answer.value)


def _nhs_number(_: Question, answer: Answer, language: Language, __: Sequence[Person]) -> str:
    number = nhs_number_words(str(answer.value))
    if answer.verified is None:
        return number
    if answer.verified:
        return language.text("{number} (checked with the person)", number=number)
    return language.text("{number} (not yet checked)", number=number)


def _verbatim(_: Question, answer: Answer, __: Language, ___: Sequence[Person]) -> str:
    words = f"“{answer.value}”"
    who = said_words(answer.said) if answer.said else ""
    return f"{words}\n{who}" if who else words


def _calculated(question: Question, answer: Answer, language: Language, _: Sequence[Person]) -> str:
    words = _plain(answer, language)
    if question.calculation == "milestone_name":
        return language.text(MILESTONE_WORDS.get(words, words))
    if question.calculation == "milestone_due":
        return _iso_words(words, language)
    if question.calculation == "unborn_label":
        return _unborn_words(words, language)
    return words


def _unborn_words(label: str, language: Language) -> str:
    """Unborn Example 2, from `2:Example` (see calculate.py)."""
    number, _, name = label.partition(":")
    words = language.text("Unborn {name}", name=name) if name else language.text("Unborn baby")
    return words if number == "0" else f"{words} {number}"


def _iso_words(text: str, language: Language) -> str:
    try:
        return date_words(PartialDate.parse(text), language)
    except NotADate:
        return text


_WORDS: Mapping[Kind, Callable[[Question, Answer, Language, Sequence[Person]], str]] = {
    Kind.CHOICE: _choice,
    Kind.MULTI: _choice,
    Kind.YES_NO_UNKNOWN: _choice,
    Kind.RISK: _risk,
    Kind.PERSON: _person,
    Kind.NHS_NUMBER: _nhs_number,
    Kind.VERBATIM: _verbatim,
    Kind.CALCULATED: _calculated,
}
