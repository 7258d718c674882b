# SPDX-License-Identifier: Apache-2.0
"""Why a question is asked, hidden or required today, and what its answer sets off.

Worked out for one place when somebody asks, and never while typing. Codes, paths and parts of
rules only; app/why_said.py has the sentences.

What a `Reason` names is enough: while every answer it names stays as it is, and is asked or not as
it is, its rule comes out the same. A person answer is read by the row that it names, so the names
of the people count as read with it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinfile.forms.model import (
    NEVER_MISSING,
    Alert,
    AlertId,
    Form,
    Question,
    QuestionId,
    Section,
    SectionId,
)
from kinfile.forms.profile import Profile
from kinfile.forms.rules.ast import Rule
from kinfile.forms.rules.deciding import (
    Clause,
    Fact,
    Limit,
    Rows,
    Standings,
    Timing,
    Today,
)
from kinfile.forms.rules.operations import Truth
from kinfile.forms.rules.scope import NO_ROW, Cells
from kinfile.forms.rules.trace import Reading
from kinfile.records.evaluate import place_of
from kinfile.records.marks import NO_MARKS, Marks
from kinfile.records.model import Answers, Path, Place
from kinfile.records.report import Report, SectionState, Standing
from kinfile.records.settle import Settled, path_of, settle


class ReadAs(StrEnum):
    """How a rule met an answer. A hidden one reads as blank, whatever was written there."""

    ANSWERED = "answered"
    BLANK = "blank"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Read:
    """An answer that a rule read."""

    path: Path
    place: Place
    read_as: ReadAs


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that a group has."""

    group: str
    rows: int


@dataclass(frozen=True, slots=True)
class OfProfile:
    """A limit or, where `is_timing`, a timing of the local profile; None where it has none."""

    name: str
    days: int | None
    is_timing: bool = False


@dataclass(frozen=True, slots=True)
class OnDay:
    today: date


@dataclass(frozen=True, slots=True)
class OtherAlerts:
    """The alerts of a severity that stand; none if empty."""

    severity: str
    alerts: tuple[Alert, ...]


Behind = Read | Counted | OfProfile | OnDay | OtherAlerts
"""Something that decided."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule, how it came out today, and what decided. Truth is None where it cannot tell."""

    rule: Rule
    truth: Truth
    clauses: tuple[Clause, ...]
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that stands, with the answers that raised it."""

    alert: Alert
    because: tuple[Read, ...]


class Opening(StrEnum):
    """What keeps a section open: the first of these that does."""

    ALWAYS = "always"
    RULE = "rule"
    ALERT = "alert"
    HAND = "hand"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class WhySection:
    """Why a section is open or closed. `reason` is its own rule's, where it has one."""

    section: Section
    opening: Opening
    reason: Reason | None
    alerts: tuple[Raised, ...]
    """Those that stand and open it."""

    @property
    def is_open(self) -> bool:
        return self.opening is not Opening.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why one place is shown, required or missing, and which alerts have to do with it.

    `shown` and `required` are the reasons of the question's own rules, None where it has none;
    `shown` is also None in a closed section, of which `section` tells. Alerts: `required_by`
    require an answer, `forbidden_by` let nobody sign with this one, `expected_by` want another or
    a reason, `feeds` stand because of it, `undecided` cannot tell while it is open.
    """

    question: Question
    place: Place
    path: Path
    is_shown: bool
    is_required: bool
    is_missing: bool
    section: WhySection
    shown: Reason | None
    required: Reason | None
    required_by: tuple[Raised, ...]
    forbidden_by: tuple[Raised, ...]
    expected_by: tuple[Raised, ...]
    feeds: tuple[Raised, ...]
    undecided: tuple[Alert, ...]


class Reasons:
    """Answers "why" for the places of one record. `report` is what `evaluate` made of it."""

    def __init__(
        self,
        form: Form,
        answers: Answers,
        profile: Profile,
        report: Report,
        marks: Marks = NO_MARKS,
    ) -> None:
        self._form, self._answers, self._report = form, answers, report
        self._marks = marks
        self._state: Settled = settle(form, answers, profile, report.today, marks)
        self._alerts = {alert.id: alert for alert in form.alerts}

    def at(self, place: Place) -> Why:
        """Why it is as it is at `place`: a question of the form and, in a group, a row in use."""
        question = self._state.program.questions[place.question]
        path = path_of(place, self._answers)
        section = self.section(question.section)
        is_shown = place in self._report.shown
        is_required = place in self._report.required
        is_open = section.is_open
        may_be_missing = is_shown and question.kind not in NEVER_MISSING
        by_rule = question.required_when if may_be_missing and not question.required else None
        return Why(
            question=question,
            place=place,
            path=path,
            is_shown=is_shown,
            is_required=is_required,
            is_missing=is_required and self._answers.at(place) is None,
            section=section,
            shown=self._reason(question.show_when, question, path) if is_open else None,
            required=self._reason(by_rule, question, path),
            required_by=self._forcing("require", place) if may_be_missing else (),
            forbidden_by=self._forbidding(place, path),
            expected_by=self._expecting(path),
            feeds=tuple(self._raised(each) for each in self._report.alerts if path in each.because),
            undecided=tuple(
                self._alerts[AlertId(alert)]
                for alert, waiting in self._report.undecided
                if path in waiting
            ),
        )

    def section(self, name: SectionId) -> WhySection:
        """Why a section is open or closed."""
        section = next(each for each in self._form.sections if each.id == name)
        raised = tuple(
            self._raised(each)
            for each in self._report.alerts
            if any(force.target == name for force in each.alert.forced("section"))
        )
        return WhySection(
            section=section,
            opening=self._opening(section),
            reason=self._reason(section.when),
            alerts=raised,
        )

    def _opening(self, section: Section) -> Opening:
        if not section.may_close:
            return Opening.ALWAYS
        if self._report.sections[section.id].state is SectionState.NOT_RELEVANT:
            return Opening.CLOSED
        if section.id in self._state.by_rule:
            return Opening.RULE
        forced = {
            force.target
            for standing in self._report.alerts
            for force in standing.alert.forced("section")
        }
        is_by_hand = section.id in self._marks.opened and section.id not in forced
        return Opening.HAND if is_by_hand else Opening.ALERT

    # -- rules --------------------------------------------------------------------------------

    def _reason(
        self, rule: Rule | None, question: Question | None = None, path: Path | None = None
    ) -> Reason | None:
        if rule is None:
            return None
        group = (question.group or "") if question else ""
        number = path.number if path else 0
        row: Cells = self._state.scope.rows[group][number - 1] if group else NO_ROW
        truth, clauses = self._state.program.decider.decide(
            rule.node, self._state.scope, row=row, group=group, number=number
        )
        facts = dict.fromkeys(fact for clause in clauses for fact in clause.facts)
        return Reason(rule, truth, clauses, tuple(self._behind(fact) for fact in facts))

    def _behind(self, fact: Fact) -> Behind:
        profile, report = self._state.profile, self._report
        match fact:
            case Reading(question, number):
                return self._read(Path(question, self._group(question), number))
            case Rows(group):
                return Counted(group, len(self._answers.rows(group)))
            case Limit(name):
                return OfProfile(name, profile.limits.get(name))
            case Timing(name):
                return OfProfile(name, profile.timings.get(name), is_timing=True)
            case Today():
                return OnDay(report.today)
            case Standings(severity):
                late = {ready.alert.id for ready in self._state.program.late}
                found = (each.alert for each in report.alerts if each.alert.severity == severity)
                return OtherAlerts(severity, tuple(a for a in found if a.id not in late))

    def _group(self, question: str) -> str:
        return self._state.program.questions[question].group or ""

    def _read(self, path: Path) -> Read:
        place = place_of(path, self._answers) or Place(QuestionId(path.question))
        if place not in self._report.shown:
            return Read(path, place, ReadAs.HIDDEN)
        is_blank = self._answers.at(place) is None
        return Read(path, place, ReadAs.BLANK if is_blank else ReadAs.ANSWERED)

    # -- alerts -------------------------------------------------------------------------------

    def _raised(self, standing: Standing) -> Raised:
        return Raised(standing.alert, tuple(self._read(path) for path in standing.because))

    def _forcing(self, verb: str, place: Place) -> tuple[Raised, ...]:
        return tuple(
            self._raised(each)
            for each in self._report.alerts
            if any(force.target == place.question for force in each.alert.forced(verb))
        )

    def _forbidding(self, place: Place, path: Path) -> tuple[Raised, ...]:
        blockers = self._report.blockers
        named = {each.alert for each in blockers if (each.code, each.path) == ("forbidden", path)}
        return tuple(each for each in self._forcing("forbid", place) if each.alert.id in named)

    def _expecting(self, path: Path) -> tuple[Raised, ...]:
        wanted = {
            problem.facts.get("alert")
            for problem in self._report.problems
            if problem.path == path and problem.code == "expected-answer"
        }
        return tuple(self._raised(each) for each in self._report.alerts if each.alert.id in wanted)
