# SPDX-License-Identifier: Apache-2.0
"""Between the paths of a report and the places of a page, and the order in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinfile.app.draft import Draft
from kinfile.forms.model import Group, GroupId, GroupPart, Question, QuestionId, Section, SectionId
from kinfile.i18n import Language
from kinfile.records.model import Path, Place
from kinfile.records.report import Level, Missing, MissingRows, Problem, SectionState
from kinfile.records.shown import row_label


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a link leads: a section and, in it, a question or a whole group."""

    section: SectionId
    place: Place | None = None
    group: GroupId | None = None


def section_of(draft: Draft, section: SectionId) -> Section:
    return next(each for each in draft.form.sections if each.id == section)


def open_sections(draft: Draft) -> tuple[Section, ...]:
    """The sections that are asked, in order."""
    reports = draft.report.sections
    return tuple(
        section
        for section in draft.form.sections
        if reports[section.id].state is not SectionState.NOT_RELEVANT
    )


def spot_of(draft: Draft, path: Path) -> Spot | None:
    """Where `path` is answered; None where it no longer exists."""
    group = draft.form.groups.get(GroupId(path.group or path.question))
    if group is not None and (not path.question or path.question == group.id):
        return Spot(group.section, group=group.id)
    question = draft.form.by_id().get(QuestionId(path.question))
    if question is None:
        return None
    if not path.number:
        return Spot(question.section, Place(question.id))
    rows = draft.answers.rows(path.group)
    if path.number > len(rows):
        return None
    return Spot(question.section, Place(question.id, rows[path.number - 1].id))


def spot_of_missing(draft: Draft, missing: Missing) -> Spot | None:
    """Where something missing is given: a question, or the rows of a group."""
    if isinstance(missing, MissingRows):
        group = draft.form.groups[GroupId(missing.group)]
        return Spot(group.section, group=group.id)
    return spot_of(draft, missing)


def open_problems(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Problems that still want something of the worker."""
    for problem in problems:
        unanswered = problem.level is Level.CHECK and not problem.confirmed
        if problem.level is Level.ERROR or unanswered:
            yield problem


def to_do(draft: Draft) -> tuple[Spot, ...]:
    """Every place that waits for an answer, in the order of the form."""
    return tuple(spot for section in draft.form.sections for spot in _to_do_in(draft, section))


def _to_do_in(draft: Draft, section: Section) -> list[Spot]:
    report = draft.report.sections[section.id]
    spots = {spot_of_missing(draft, missing) for missing in report.missing}
    spots |= {spot_of(draft, problem.path) for problem in open_problems(report.problems)}
    order = {spot: n for n, spot in enumerate(spots_of(draft, section))}
    known = [spot for spot in spots if spot is not None]
    return sorted(known, key=lambda spot: order.get(spot, len(order)))


def spots_of(draft: Draft, section: Section) -> Iterator[Spot]:
    """Every place of a section from the top of its page to the bottom."""
    for item in section.items:
        if isinstance(item, Question):
            yield Spot(section.id, Place(item.id))
            continue
        yield Spot(section.id, group=item.group.id)
        for row in draft.answers.rows(item.group.id):
            for question in item.questions:
                yield Spot(section.id, Place(question.id, row.id))


def group_of(draft: Draft, spot: Spot) -> Group | None:
    return draft.form.groups[spot.group] if spot.group else None


def row_words(draft: Draft, place: Place, language: Language) -> str:
    """Which row a place of a group is in ("Parent or carer 2: Rowan"); empty outside groups."""
    if place.row is None:
        return ""
    group = draft.form.groups[GroupId(place.question.partition(".")[0])]
    rows = draft.answers.rows(group.id)
    for number, row in enumerate(rows, start=1):
        if row.id == place.row:
            return row_label(group, row, number, language, form=draft.form)
    return ""


def parts_of(section: Section) -> Iterator[GroupPart]:
    for item in section.items:
        if isinstance(item, GroupPart):
            yield item
