# SPDX-License-Identifier: Apache-2.0
"""What an alert asks for, in words: each demand as a line, with a link where it leads somewhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.app.draft import Draft
from kinfile.forms.model import Alert, Force, Question, QuestionId, SectionId
from kinfile.i18n import N_, Language
from kinfile.records.model import Place
from kinfile.records.report import Standing
from kinfile.ui.pages.fill_places import Spot, row_words, section_of, spot_of

RATIONALE = 20
"""Characters that a reason must have at least (content rules on acknowledgements)."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that an alert asks for. `spot` is where it is done, if on a page."""

    words: str
    spot: Spot | None = None


def demands_of(draft: Draft, alert: Alert, language: Language) -> Iterator[Demand]:
    for force in alert.forces:
        found = _demand(draft, force, language)
        if found is not None:
            yield found


_OF_SECTIONS = {
    "section": N_("Opens “{section}”"),
    "restrict": N_("Restricts who may read “{section}”"),
}
_OF_QUESTIONS = {
    "require": N_("Wants an answer to “{ask}”"),
    "expect": N_("Expects one of these under “{ask}”, or a reason why not: {options}"),
    "forbid": N_("Cannot be signed while “{ask}” says: {options}"),
}


def _demand(draft: Draft, force: Force, language: Language) -> Demand | None:
    if force.verb in _OF_SECTIONS:
        return _section(draft, force, _OF_SECTIONS[force.verb], language)
    question = draft.form.by_id().get(QuestionId(force.target))
    if question is None or force.verb not in _OF_QUESTIONS:
        return None
    facts = {"ask": language.text(question.ask)}
    if force.values:
        facts["options"] = language.listed(_labels(question, force, language))
    return Demand(language.text(_OF_QUESTIONS[force.verb], **facts), _spot(draft, question))


def _section(draft: Draft, force: Force, message: str, language: Language) -> Demand | None:
    """Nothing for a section that this form does not have."""
    if all(section.id != force.target for section in draft.form.sections):
        return None
    section = section_of(draft, SectionId(force.target))
    title = language.text(section.title)
    return Demand(language.text(message, section=title), Spot(section.id))


def _spot(draft: Draft, question: Question) -> Spot:
    """Where a question is asked; for one of a group, the first row that has no answer yet."""
    if question.group is None:
        return Spot(question.section, Place(question.id))
    rows = draft.answers.rows(question.group)
    places = [Place(question.id, row.id) for row in rows]
    shown = [place for place in places if place in draft.report.shown]
    blank = [place for place in shown if draft.answers.at(place) is None]
    for place in (*blank, *shown):
        return Spot(question.section, place)
    return Spot(question.section, group=question.group)


def _labels(question: Question, force: Force, language: Language) -> list[str]:
    options = [question.option(code) for code in force.values]
    return [language.text(option.label) for option in options if option]


def reasons_of(draft: Draft, standing: Standing, language: Language) -> Iterator[Demand]:
    """The answers that raised an alert, each with its row, as links to where they stand."""
    for path in standing.because:
        question = draft.form.by_id().get(QuestionId(path.question))
        spot = spot_of(draft, path)
        if question is None:
            continue
        words = language.text(question.ask)
        row = row_words(draft, spot.place, language) if spot and spot.place else ""
        if row:
            words = language.text("{what}: {part}", what=row, part=words)
        yield Demand(words, spot)


def ordered(alerts: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """What is still open first, then the rest; the most pressing first in each."""
    severities = {"act_now": 0, "act_soon": 1, "info": 2}
    return tuple(
        sorted(alerts, key=lambda each: (not each.is_open, severities[each.alert.severity]))
    )


def waiting(alerts: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """Those that still want a word of the worker, the most pressing first."""
    return tuple(each for each in ordered(alerts) if each.is_open)
