# SPDX-License-Identifier: Apache-2.0
"""What is open, shown, required and fired: the first half of an evaluation.

Everything is worked out anew at each change; that takes a millisecond or two, and nothing can be
stale. Sections that alerts open are found by repeating until nothing changes; a section opened on
the way stays open until the end, so the repetition always ends.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kinfile.forms.model import (
    NEVER_MISSING,
    Form,
    Kind,
    Question,
    QuestionId,
    Section,
    SectionId,
)
from kinfile.forms.profile import Profile
from kinfile.forms.rules.scope import NO_ROW, Cell, Cells, Scope
from kinfile.records.calculate import Inputs, calculate
from kinfile.records.cells import cell_of
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answer, Answers, Path, Place, Row
from kinfile.records.people import GROUPS as PEOPLE
from kinfile.records.people import people_of
from kinfile.records.program import Program, QuestionStep, ReadyAlert, SectionStep, program_of


class At(NamedTuple):
    """One place of a question: where it stands, what is answered there, whether it is shown."""

    place: Place
    path: Path
    answer: Answer | None
    is_shown: bool


@dataclass(slots=True)
class Settled:
    """How far one evaluation has come: what is open, shown and fired, and what rules can see."""

    program: Program
    answers: Answers
    today: date
    profile: Profile
    opened: set[SectionId]
    scope: Scope
    open_sections: dict[SectionId, bool] = field(default_factory=dict)
    by_rule: set[SectionId] = field(default_factory=set)
    shown: set[Place] = field(default_factory=set)
    places: dict[QuestionId, tuple[At, ...]] = field(default_factory=dict)
    """Every place of every question in the form's order, shown or not."""
    fired: list[ReadyAlert] = field(default_factory=list)


def settle(
    form: Form, answers: Answers, profile: Profile, today: date, marks: Marks = NO_MARKS
) -> Settled:
    """Decide what is open, shown and fired. Pure, and never raises on a form that compiled."""
    program = program_of(form)
    cells = _Cells(program, answers)
    opened = set(marks.opened)
    while True:
        state = Settled(program, answers, today, profile, opened, cells.scope(profile, today))
        for step in program.steps:
            _take(step, state, cells)
        state.fired = [a for a in program.early if a.fires(state.scope, NO_ROW) is True]
        wanted = {
            SectionId(force.target) for a in state.fired for force in a.alert.forced("section")
        }
        if wanted <= opened:
            break
        opened = opened | wanted
    _fire_late(state)
    state.places = {q.id: tuple(_places(q, state)) for q in program.questions.values()}
    return state


def _fire_late(state: Settled) -> None:
    """Alerts that ask which others stand: last, and blind to one another."""
    standing: dict[str, int] = {}
    for ready in state.fired:
        standing[ready.alert.severity] = standing.get(ready.alert.severity, 0) + 1
    state.scope.standing = standing
    late = [a for a in state.program.late if a.fires(state.scope, NO_ROW) is True]
    order = {alert.id: n for n, alert in enumerate(state.program.form.alerts)}
    state.fired = sorted([*state.fired, *late], key=lambda ready: order[ready.alert.id])


def _take(step: SectionStep | QuestionStep, state: Settled, cells: "_Cells") -> None:
    if isinstance(step, SectionStep):
        _open(step, state)
    elif state.open_sections[step.question.section]:
        if step.question.group is None:
            _show(step, state, cells)
        else:
            _show_in_rows(step, step.question.group, state, cells)


def _open(step: SectionStep, state: Settled) -> None:
    section = step.section
    by_rule = step.when is not None and step.when(state.scope, NO_ROW) is True
    if by_rule:
        state.by_rule.add(section.id)
    by_hand = section.may_close and section.id in state.opened
    state.open_sections[section.id] = not section.may_close or by_rule or by_hand


def _show(step: QuestionStep, state: Settled, cells: "_Cells") -> None:
    name = step.question.id
    if step.show is None or step.show(state.scope, NO_ROW) is True:
        state.shown.add(Place(name))
        cell = cells.single.get(name)
        if cell is not None:
            state.scope.record[name] = cell


def _show_in_rows(step: QuestionStep, group: str, state: Settled, cells: "_Cells") -> None:
    name, show = step.question.id, step.show
    known = zip(cells.rows[group], state.scope.rows[group], cells.of_rows[group], strict=True)
    for row, seen, all_cells in known:
        if show is None or show(state.scope, seen) is True:
            state.shown.add(Place(name, row.id))
            cell = all_cells.get(name)
            if cell is not None:
                seen[name] = cell


class _Cells:
    """The cells of all answers, made once and revealed as questions turn out to be shown."""

    def __init__(self, program: Program, answers: Answers) -> None:
        questions = program.questions
        people = people_of(answers)
        self.single: dict[str, Cell] = {
            name: cell_of(questions[name], answer, people)
            for name, answer in answers.single.items()
            if name in questions
        }
        self.rows: Mapping[str, tuple[Row, ...]] = {
            group: answers.rows(group) for group in program.form.groups
        }
        self.of_rows: Mapping[str, list[Cells]] = {
            group: [
                {
                    name: cell_of(questions[name], answer, people)
                    for name, answer in row.answers.items()
                    if name in questions
                }
                for row in rows
            ]
            for group, rows in self.rows.items()
        }

    def scope(self, profile: Profile, today: date) -> Scope:
        rows: dict[str, list[dict[str, Cell]]] = {
            group: [{} for _ in found] for group, found in self.rows.items()
        }
        people: dict[str, Cells] = {
            row.id: seen
            for group in PEOPLE
            if group in rows
            for row, seen in zip(self.rows[group], rows[group], strict=True)
        }
        return Scope(
            today.toordinal(),
            rows=rows,
            people=people,
            limits=profile.limits,
            timings=profile.timings,
        )


def _places(question: Question, state: Settled) -> Iterator[At]:
    name = question.id
    if question.group is None:
        place = Place(name)
        answer = state.answers.single.get(name)
        yield At(place, Path(name), answer, place in state.shown)
        return
    for number, row in enumerate(state.answers.rows(question.group), start=1):
        place = Place(name, row.id)
        path = Path(name, question.group, number)
        yield At(place, path, row.answers.get(name), place in state.shown)


def shown_places(section: Section, state: Settled) -> Iterator[tuple[Question, At]]:
    """The shown places of a section: questions as in the form, then rows."""
    for question in section.questions():
        for at in state.places[question.id]:
            if at.is_shown:
                yield question, at


def path_of(place: Place, answers: Answers) -> Path:
    """How a place is spelled outside; a struck row has number 0."""
    group = place.question.partition(".")[0]
    if place.row is None:
        return Path(place.question)
    rows = [row.id for row in answers.rows(group)]
    number = rows.index(place.row) + 1 if place.row in rows else 0
    return Path(place.question, group, number)


def required_places(state: Settled) -> frozenset[Place]:
    """Shown places that must be answered: by their own line or by a standing alert."""
    forced = {force.target for ready in state.fired for force in ready.alert.forced("require")}
    return frozenset(_required(state, forced))


def _required(state: Settled, forced: set[str]) -> Iterator[Place]:
    rules = state.program.required
    rows = {
        row.id: seen
        for group, found in state.scope.rows.items()
        for row, seen in zip(state.answers.rows(group), found, strict=True)
    }
    for place in state.shown:
        question = state.program.questions[place.question]
        if question.kind in NEVER_MISSING:
            continue
        rule = rules.get(question.id)
        if (
            question.required
            or question.id in forced
            or (rule and rule(state.scope, rows[place.row] if place.row else NO_ROW) is True)
        ):
            yield place


def calculated_values(state: Settled, reference: str = "") -> Mapping[Place, str]:
    """What the shown calculated questions come to."""
    inputs = Inputs(answers=state.answers, today=state.today, reference=reference)
    found: dict[Place, str] = {}
    for place in state.shown:
        question = state.program.questions[place.question]
        if question.kind is Kind.CALCULATED:
            row = state.answers.row(place.row) if place.row else None
            found[place] = calculate(question, row, inputs)
    return found
