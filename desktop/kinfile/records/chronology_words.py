# SPDX-License-Identifier: Apache-2.0
"""A record's dates in words: what happened, when, how long after what came before."""

from collections.abc import Mapping
from datetime import date

from kinfile.forms.model import Form
from kinfile.i18n import N_, Language
from kinfile.records.chronology import Chronology, Entry, Sort, Standing, is_person
from kinfile.records.family_words import Names
from kinfile.records.shown import date_words, printed

HEADER = (N_("No."), N_("When"), N_("What"), N_("Kind"), N_("Where this is from"))

SORTS: Mapping[Sort, str] = {
    Sort.LIFE: N_("Birth or pregnancy"),
    Sort.EVENT: N_("Key event"),
    Sort.MEETING: N_("Meeting or visit"),
    Sort.STEP: N_("Step of this work"),
}
STANDINGS: Mapping[Standing, str] = {
    Standing.PAST: "",
    Standing.AHEAD: N_("still to come"),
    Standing.OVERDUE: N_("overdue"),
    Standing.NOT_NEEDED: N_("not needed"),
}


def when_words(entry: Entry, language: Language) -> str:
    """22 November 2026; May 2019; 2019; or that nobody recorded it."""
    return date_words(entry.when, language) if entry.when else language.text("No date recorded")


def what_words(entry: Entry, form: Form, names: Names, language: Language) -> str:
    """What happened, and whether it is overdue or still to come."""
    who = names.called[entry.row.id] if entry.row and is_person(entry) else ""
    told = _told(entry, who, _detail(entry, form, names, language), language)
    standing = STANDINGS[entry.standing]
    if not standing:
        return told
    return language.text("{what} ({standing})", what=told, standing=language.text(standing))


def _told(entry: Entry, who: str, detail: str, language: Language) -> str:
    if not entry.words:
        return detail
    # The words of a question that the program does not know may hold braces of their own.
    has_places = "{who}" in entry.words or "{detail}" in entry.words
    facts = {"who": who, "detail": detail} if has_places else {}
    return language.text(entry.words, **facts)


def _detail(entry: Entry, form: Form, names: Names, language: Language) -> str:
    question = form.by_id().get(entry.detail) if entry.detail else None
    answer = entry.row.answers.get(entry.detail) if entry.row and entry.detail else None
    if question is None or answer is None:
        return language.text("not said what")
    return names.typed(" ".join(printed(question, answer, language).split()))


def cells_of(
    number: int, entry: Entry, form: Form, names: Names, language: Language
) -> tuple[str, ...]:
    """The entry's row of the table, in the columns of HEADER; `number` counts from 1."""
    return (
        language.number(number),
        when_words(entry, language),
        what_words(entry, form, names, language),
        language.text(SORTS[entry.sort]),
        names.typed(entry.source),
    )


def sentence_of(entry: Entry, form: Form, names: Names, language: Language) -> str:
    """22 November 2026: what happened (key event)."""
    return language.text(
        "{when}: {what} ({kind}).",
        when=when_words(entry, language),
        what=what_words(entry, form, names, language),
        kind=language.text(SORTS[entry.sort]),
    )


def gap_words(before: date, after: date, language: Language) -> str:
    """How long nothing is recorded, where that is a year or more; else ""."""
    months = (after.year - before.year) * 12 + after.month - before.month
    months -= after.day < before.day
    if months < 12:
        return ""
    years = language.plural("{n} year", "{n} years", months // 12)
    return language.text("{years} without an entry", years=years)


def summary_words(chronology: Chronology, language: Language) -> str:
    """How many dates there are, from when to when."""
    dated = chronology.dated
    if not dated:
        return language.text("No dates are recorded.")
    count = language.plural("{n} date", "{n} dates", len(dated))
    return language.text(
        "{count}, from {first} to {last}.",
        count=count,
        first=when_words(dated[0], language),
        last=when_words(dated[-1], language),
    )
