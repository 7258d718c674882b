# SPDX-License-Identifier: Apache-2.0
"""Between the paths of a report and the places of a page, and the order in which they stand."""

from collections.abc import Iterator, Mapping
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


def first_to_do(draft: Draft) -> SectionId:
    """The first section that is asked and not done, else the first."""
    sections = open_sections(draft)
    reports = draft.report.sections
    unfinished = (s.id for s in sections if reports[s.id].state is not SectionState.COMPLETE)
    return next(unfinished, sections[0].id)


def seen_spot(whole: Draft, seen: Draft, here: Spot | None) -> Spot:
    """Where to be in `seen`, a draft with less in it, for somebody who is at `here` in `whole`."""
    known = {section.id for section in seen.form.sections}
    if here is not None and here.section in known:
        is_shown = here.place is None or here.place in seen.report.shown
        return here if is_shown else Spot(here.section)
    order = [section.id for section in whole.form.sections]
    at = order.index(here.section) if here is not None else 0
    before = [section for section in order[:at] if section in known]
    return Spot(before[-1] if before else seen.form.sections[0].id)


def open_sections(draft: Draft) -> tuple[Section, ...]:
    """The sections that are asked, in order."""
    reports = draft.report.sections
    return tuple(
        section
        for section in draft.form.sections
        if reports[section.id].state is not SectionState.NOT_RELEVANT
    )


def neighbour(draft: Draft, here: Section | None, by: int) -> SectionId | None:
    """The next (`by` 1) or previous (-1) section that is asked; None beyond either end."""
    sections = [section.id for section in open_sections(draft)]
    at = sections.index(here.id) + by if here is not None and here.id in sections else 0
    return sections[at] if 0 <= at < len(sections) else None


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


def next_to_do(draft: Draft, here: Spot | None, by: int) -> Spot | None:
    """What waits for an answer next (`by` 1) or before (-1), round the end; None for nothing."""
    waiting = to_do(draft)
    if not waiting:
        return None
    every = [spot for section in draft.form.sections for spot in spots_of(draft, section)]
    order = {spot: n for n, spot in enumerate(every)}
    at = _position(order, here)
    ahead = [spot for spot in waiting if (order.get(spot, 0) - at) * by > 0]
    nearest = 0 if by > 0 else -1
    return ahead[nearest] if ahead else waiting[nearest]


def _position(order: Mapping[Spot, int], here: Spot | None) -> float:
    """Where `here` is among all places; just before its section when nowhere in it."""
    if here is None:
        return -1
    first = min((n for spot, n in order.items() if spot.section == here.section), default=0)
    return order.get(here, first - 0.5)


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
