# SPDX-License-Identifier: Apache-2.0
"""A draft as it may be looked at by the family: what is not for their eyes is not in it at all.

Left out are questions of the restricted class or restricted by an alert, those about worries
that offer "suspected", those asked in words that are kept from titles, answers that say the
question was not safe to ask; sections that only prompts open; and every prompt, gap, hint, why
and guidance: those speak to the worker. What is left out is not in the form, the answers or the
report of the draft, so a page drawn from it cannot show it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kinfile.app.draft import Draft
from kinfile.forms.banned import banned
from kinfile.forms.model import (
    Disclosure,
    GroupPart,
    Kind,
    Question,
    QuestionId,
    Section,
)
from kinfile.records.model import Answer, Answers, Place
from kinfile.records.report import (
    Level,
    Missing,
    MissingRows,
    Problem,
    Report,
    SectionReport,
    SectionState,
)

_NOT_SHOWN = frozenset({Disclosure.RESTRICTED, Disclosure.WITHHOLD})
_TELLING_REASONS = frozenset({"not_safe", "third_party_present"})
"""Reasons for not asking that tell of somebody in the room."""


def may_be_seen(question: Question, restricted: frozenset[QuestionId]) -> bool:
    """Whether the family may look at the question while it is asked."""
    if question.disclose in _NOT_SHOWN or question.id in restricted or question.kind is Kind.RISK:
        return False
    return not any(_banned_words().search(words) for words in _words(question))


def _banned_words() -> re.Pattern[str]:
    return banned().titles


def _words(question: Question) -> Iterator[str]:
    yield question.ask
    yield from (option.label for option in question.options)


def presented(draft: Draft) -> Draft:
    """`draft` without what the family may not see. It keeps nothing and changes nothing."""
    restricted = draft.report.restricted
    sections = tuple(
        seen
        for section in draft.form.sections
        if not section.by_alert and (seen := _section(section, restricted)).items
    )
    form = replace(draft.form, sections=sections, alerts=())
    known = frozenset(QuestionId(question) for question in form.by_id())
    answers = _answers(draft.answers, known)
    report = _report(draft.report, sections, known, answers, draft.answers)
    return replace(draft, form=form, answers=answers, report=report, newer=None, left_over=())


def _section(section: Section, restricted: frozenset[QuestionId]) -> Section:
    items: list[Question | GroupPart] = []
    for item in section.items:
        if isinstance(item, Question):
            items += _seen((item,), restricted)
            continue
        questions = tuple(_seen(item.questions, restricted))
        if questions:
            items.append(replace(item, questions=questions))
    return replace(section, items=tuple(items), guidance=())


def _seen(questions: tuple[Question, ...], restricted: frozenset[QuestionId]) -> Iterator[Question]:
    for question in questions:
        if may_be_seen(question, restricted):
            yield replace(question, hint="", why="", source=())


def _tells(answer: Answer) -> bool:
    return answer.reason in _TELLING_REASONS


def _answers(answers: Answers, known: frozenset[QuestionId]) -> Answers:
    def seen(given: Mapping[QuestionId, Answer]) -> dict[QuestionId, Answer]:
        return {n: each for n, each in given.items() if n in known and not _tells(each)}

    groups = {
        group: tuple(replace(row, answers=seen(row.answers)) for row in rows)
        for group, rows in answers.groups.items()
    }
    return Answers(seen(answers.single), groups, answers.none_stated)


def _report(
    report: Report,
    sections: tuple[Section, ...],
    known: frozenset[QuestionId],
    answers: Answers,
    whole: Answers,
) -> Report:
    def is_seen(place: Place) -> bool:
        telling = whole.at(place) is not None and answers.at(place) is None
        return place.question in known and not telling

    shown = frozenset(place for place in report.shown if is_seen(place))
    return replace(
        report,
        sections={
            each.id: _section_report(report.sections[each.id], each, known) for each in sections
        },
        alerts=(),
        gaps=(),
        set_aside=(),
        undecided=(),
        blockers=(),
        shown=shown,
        required=report.required & shown,
        calculated={place: words for place, words in report.calculated.items() if place in shown},
        milestones=(),
    )


def _section_report(
    report: SectionReport, section: Section, known: frozenset[QuestionId]
) -> SectionReport:
    groups = {item.group.id for item in section.items if isinstance(item, GroupPart)}

    def is_seen(about: Missing) -> bool:
        if isinstance(about, MissingRows):
            return about.group in groups
        return about.question in known or about.question in groups

    problems = tuple(each for each in report.problems if _may_be_told(each) and is_seen(each.path))
    state = report.state
    if state is SectionState.TO_CHECK and not any(_is_open(each) for each in problems):
        state = SectionState.IN_PROGRESS if report.missing else SectionState.COMPLETE
    return replace(
        report,
        state=state,
        forced=False,
        missing=tuple(each for each in report.missing if is_seen(each)),
        problems=problems,
    )


def _may_be_told(problem: Problem) -> bool:
    """Whether it is about the answer alone, and not about what a prompt expects."""
    return "alert" not in problem.facts


def _is_open(problem: Problem) -> bool:
    return problem.level is Level.ERROR or (problem.level is Level.CHECK and not problem.confirmed)
