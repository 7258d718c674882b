# SPDX-License-Identifier: Apache-2.0
"""From answers to a Report. Pure: the same form, answers, profile, day and marks give the same.

A draft is evaluated with today's date; signing stores the day, and every later view and export
of that version uses it.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kinfile.forms.model import (
    FREE_TEXT,
    Disclosure,
    Form,
    Group,
    GroupPart,
    Question,
    QuestionId,
    Section,
    SectionId,
)
from kinfile.forms.profile import PROFILE, Profile
from kinfile.forms.rules.scope import NO_ROW
from kinfile.records.checks import is_gap, problems_at
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.milestones import milestones_of
from kinfile.records.model import Answer, Answers, Path, Place
from kinfile.records.program import ReadyAlert
from kinfile.records.report import (
    Blocker,
    Gap,
    Level,
    Missing,
    MissingRows,
    Problem,
    Report,
    SectionReport,
    SectionState,
    Standing,
)
from kinfile.records.settle import (
    Settled,
    calculated_values,
    required_places,
    settle,
    shown_places,
)

Expected = Mapping[Place, tuple[Problem, ...]]
"""Answers that a standing alert expected otherwise, by place."""

RATIONALE = 20
"""Characters: a reason shorter than this explains nothing (content rules, `ack+rationale`)."""


def evaluate(
    form: Form,
    answers: Answers,
    profile: Profile,
    today: date,
    marks: Marks = NO_MARKS,
    *,
    reference: str = "",
) -> Report:
    """The report of `answers` on the day `today`. Never raises on a form that compiled."""
    state = settle(form, answers, profile, today, marks)
    required = required_places(state)
    restricted = _restricted(state)
    alerts = tuple(_standing(ready, state, marks, restricted) for ready in state.fired)
    expected = _expected(state, alerts)
    sections = {
        section.id: _section(section, state, required, expected, marks) for section in form.sections
    }
    return Report(
        form=form.id,
        version=form.version,
        today=today,
        sections=sections,
        alerts=alerts,
        gaps=_gaps(state),
        set_aside=tuple(_set_aside(state)),
        milestones=milestones_of(answers, today),
        undecided=tuple(_undecided(state)),
        shown=frozenset(state.shown),
        required=required,
        calculated=calculated_values(state, reference),
        blockers=tuple(_blockers(sections, alerts, state)),
        restricted=restricted,
    )


def _section(
    section: Section,
    state: Settled,
    required: frozenset[Place],
    expected: Expected,
    marks: Marks,
) -> SectionReport:
    is_open = state.open_sections[section.id]
    missing = tuple(_missing(section, state, required)) if is_open else ()
    problems = tuple(_problems(section, state, expected, marks)) if is_open else ()
    return SectionReport(
        id=section.id,
        state=_state(section, state, missing, problems),
        forced=is_open and section.may_close and section.id not in state.by_rule,
        missing=missing,
        problems=problems,
    )


def _state(
    section: Section,
    state: Settled,
    missing: tuple[Missing, ...],
    problems: tuple[Problem, ...],
) -> SectionState:
    """The first that holds, in the order of the command line's design."""
    if not state.open_sections[section.id]:
        return SectionState.NOT_RELEVANT
    if not _is_started(section, state):
        return SectionState.NOT_STARTED
    odd = (Level.ERROR, Level.CHECK)
    if any(problem.level in odd and not problem.confirmed for problem in problems):
        return SectionState.TO_CHECK
    return SectionState.IN_PROGRESS if missing else SectionState.COMPLETE


def _is_started(section: Section, state: Settled) -> bool:
    """Whether anybody answered anything here; what the program filled in itself is no answer."""
    for item in section.items:
        if (
            isinstance(item, GroupPart)
            and item.opens
            and item.group.id in state.answers.none_stated
        ):
            return True
    return any(
        at.answer is not None and question.id != PROFILE and not _is_premade(question, state)
        for question, at in shown_places(section, state)
    )


def _is_premade(question: Question, state: Settled) -> bool:
    group = state.program.form.groups.get(question.group) if question.group else None
    made = ("milestone_name", "milestone_due")
    return bool(group and group.premade) and (
        question.calculation in made or question.name == "topic"
    )


def _missing(section: Section, state: Settled, required: frozenset[Place]) -> Iterator[Missing]:
    for item in section.items:
        if isinstance(item, Question):
            yield from _missing_at(item, state, required)
            continue
        if item.opens:
            yield from _missing_rows(item.group, state)
        for question in item.questions:
            yield from _missing_at(question, state, required)


def _missing_at(
    question: Question, state: Settled, required: frozenset[Place]
) -> Iterator[Missing]:
    for at in state.places[question.id]:
        if at.answer is None and at.place in required:
            yield at.path


def _missing_rows(group: Group, state: Settled) -> Iterator[Missing]:
    have = len(state.answers.rows(group.id))
    need = group.minimum
    rule = state.program.rows_required.get(group.id)
    if rule is not None and rule(state.scope, NO_ROW) is True:
        need = max(need, 1)
    if have < need:
        yield MissingRows(group.id, have, need)


def _problems(
    section: Section, state: Settled, expected: Expected, marks: Marks
) -> Iterator[Problem]:
    for item in section.items:
        if isinstance(item, GroupPart) and item.opens:
            yield from _group_problems(item.group, state, marks)
        questions = (item,) if isinstance(item, Question) else item.questions
        for question in questions:
            for at in state.places[question.id]:
                if at.is_shown and at.answer is not None:
                    for problem in problems_at(question, at.place, at.path, at.answer, state):
                        yield _confirmed(problem, at.place, marks)
                    for problem in _grown_old(at.place, at.path, state, marks):
                        yield _confirmed(problem, at.place, marks)
                    yield from expected.get(at.place, ())


def _grown_old(place: Place, path: Path, state: Settled, marks: Marks) -> Iterator[Problem]:
    """What was taken over from an earlier record and has stood there for long."""
    copied = marks.copied.get(place)
    if copied is not None and copied.is_old(state.today):
        facts = {"since": copied.on.isoformat(), "record": copied.ref}
        yield Problem("copied-old", path, Level.CHECK, facts)


def _confirmed(problem: Problem, place: Place, marks: Marks) -> Problem:
    if problem.level is not Level.CHECK or (problem.code, place) not in marks.confirmed_problems:
        return problem
    return Problem(problem.code, problem.path, problem.level, problem.facts, confirmed=True)


def _group_problems(group: Group, state: Settled, marks: Marks) -> Iterator[Problem]:
    rows = len(state.answers.rows(group.id))
    place = Place(QuestionId(group.id))
    if rows > group.maximum:
        facts = {"most": str(group.maximum)}
        yield _confirmed(Problem("too-many-rows", Path(group.id), Level.CHECK, facts), place, marks)
    if rows or group.premade or group.id in state.answers.none_stated:
        return
    if group.minimum == 0 and not list(_missing_rows(group, state)):
        yield _confirmed(Problem("empty-group", Path(group.id), Level.CHECK), place, marks)


def _expected(state: Settled, alerts: tuple[Standing, ...]) -> Expected:
    """An alert expected other answers: it asks why, and an acknowledgement's note is the reason."""
    found: dict[Place, tuple[Problem, ...]] = {}
    for standing in alerts:
        for force in standing.alert.forced("expect"):
            place = Place(QuestionId(force.target))
            answer = state.answers.at(place)
            if answer is None or _codes(answer) & set(force.values):
                continue
            facts = {"alert": str(standing.alert.id), "values": ",".join(force.values)}
            done = standing.acknowledged is not None
            problem = Problem(
                "expected-answer", Path(force.target), Level.CHECK, facts, confirmed=done
            )
            found[place] = (*found.get(place, ()), problem)
    return found


def _codes(answer: Answer) -> frozenset[str]:
    if answer.status is not None:
        return frozenset({answer.status.value})
    value = answer.value
    return frozenset(value) if isinstance(value, tuple) else frozenset({str(value)})


def _restricted(state: Settled) -> frozenset[QuestionId]:
    """Questions of the sections that standing alerts restrict (`restrict:section`)."""
    sections = {f.target for ready in state.fired for f in ready.alert.forced("restrict")}
    return frozenset(
        question.id for question in state.program.questions.values() if question.section in sections
    )


def _standing(
    ready: ReadyAlert, state: Settled, marks: Marks, restricted: frozenset[QuestionId]
) -> Standing:
    alert = ready.alert
    readings = state.program.tracer.because(alert.when.node, state.scope)
    questions = state.program.questions
    paths = tuple(Path(r.question, questions[r.question].group or "", r.number) for r in readings)
    given = marks.acknowledged.get(alert.id)
    if given and alert.needs_rationale and len(given.note.strip()) < RATIONALE:
        given = None
    return Standing(
        alert=alert,
        because=paths,
        acknowledged=given,
        blocked=tuple(_blocked(paths, ready, state, marks)),
        restricted=any(_is_restricted(questions[r.question], restricted) for r in readings),
    )


def _is_restricted(question: Question, restricted: frozenset[QuestionId]) -> bool:
    return question.disclose is Disclosure.RESTRICTED or question.id in restricted


def _blocked(
    paths: tuple[Path, ...], ready: ReadyAlert, state: Settled, marks: Marks
) -> Iterator[Path]:
    """The texts that a wording check hit and nobody reworded or confirmed."""
    if not ready.alert.forced("block_field"):
        return
    for path in paths:
        question = state.program.questions[path.question]
        place = place_of(path, state.answers)
        if question.kind in FREE_TEXT and (ready.alert.id, place) not in marks.confirmed_texts:
            yield path


def place_of(path: Path, answers: Answers) -> Place | None:
    """The place that a path names today; None where that row is not there."""
    if not path.group:
        return Place(QuestionId(path.question))
    rows = answers.rows(path.group)
    if not 1 <= path.number <= len(rows):
        return None
    return Place(QuestionId(path.question), rows[path.number - 1].id)


def _gaps(state: Settled) -> tuple[Gap, ...]:
    """Every visible not known, not asked or declined; safety questions first."""
    found = []
    for section in state.program.form.sections:
        for question, at in shown_places(section, state):
            status = is_gap(question, at.answer) if at.answer else None
            if at.answer and status:
                safety = question.id in state.program.safety
                found.append(Gap(at.path, status, at.answer.reason, safety))
    return tuple(sorted(found, key=lambda gap: not gap.safety))


def _set_aside(state: Settled) -> Iterator[Path]:
    """Answers kept although their question is hidden today."""
    for places in state.places.values():
        for at in places:
            if at.answer is not None and not at.is_shown:
                yield at.path


def _undecided(state: Settled) -> Iterator[tuple[str, tuple[Path, ...]]]:
    """Silent alerts that an answer still to come could raise."""
    standing = {ready.alert.id for ready in state.fired}
    program = state.program
    for ready in (*program.early, *program.late):
        if ready.alert.id in standing:
            continue
        waiting = tuple(
            at.path
            for question in ready.reads
            for at in state.places[question.id]
            if at.is_shown and (at.answer is None or is_gap(question, at.answer))
        )
        if waiting:
            yield ready.alert.id, waiting


def _blockers(
    sections: Mapping[SectionId, SectionReport], alerts: tuple[Standing, ...], state: Settled
) -> Iterator[Blocker]:
    """What signing waits for, the declaration excepted (content rules, "Signing needs")."""
    for section in sections.values():
        for missing in section.missing:
            if isinstance(missing, MissingRows):
                yield Blocker("missing", group=missing.group)
            else:
                yield Blocker("missing", path=missing)
        for problem in section.problems:
            if problem.level is not Level.PROMPT and not problem.confirmed:
                yield Blocker(
                    "problem",
                    path=problem.path,
                    problem=problem.code,
                    alert=problem.facts.get("alert", ""),
                )
    for standing in alerts:
        yield from _alert_blockers(standing, state)


def _alert_blockers(standing: Standing, state: Settled) -> Iterator[Blocker]:
    alert = standing.alert
    if alert.needs_acknowledgement and standing.acknowledged is None:
        yield Blocker("acknowledge", alert=alert.id)
    for path in standing.blocked:
        yield Blocker("blocked-text", path=path, alert=alert.id)
    for force in alert.forced("forbid"):
        place = Place(QuestionId(force.target))
        answer = state.answers.at(place)
        if place in state.shown and answer and _codes(answer) & set(force.values):
            yield Blocker("forbidden", path=Path(force.target), alert=alert.id)
