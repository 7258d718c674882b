# SPDX-License-Identifier: Apache-2.0
"""The names that a form gives to its rules."""

from kinfile.forms.model import RISK_CODES, YES_NO_CODES, Form, Kind, NonAnswer, Question
from kinfile.forms.profile import MILESTONES
from kinfile.forms.rules.scope import Field, Names

_STATUSES = frozenset(NonAnswer)

_COMPARES = {
    Kind.INT: "number",
    Kind.DATE: "day",
    Kind.CHOICE: "code",
    Kind.YES_NO_UNKNOWN: "code",
    Kind.RISK: "code",
    Kind.MULTI: "nothing",
    Kind.ADDRESS: "nothing",
    Kind.SIGNATURE: "nothing",
    Kind.DECLARATION: "nothing",
}
_CALCULATED_DAYS = frozenset({"milestone_due"})

LIMITS = frozenset(
    {
        *("late_booking", "concealed", "slow_start_workdays", "acknowledge", "stale"),
        *("phone_follow_up_hours", "review_months"),
    }
)


def names_of(form: Form) -> Names:
    """What the rules of `form` may name."""
    record: dict[str, Field] = {}
    groups: dict[str, dict[str, Field]] = {group: {} for group in form.groups}
    for question in form.questions():
        field = _field(question)
        if question.group:
            groups[question.group][question.name] = field
        else:
            record[question.name] = field
    return Names(
        record=record,
        groups=groups,
        lists=form.value_lists,
        definitions=form.definitions,
        row_definitions=form.row_definitions,
        foreign=form.foreign,
        foreign_groups=form.foreign_groups,
        wordlists=tuple(form.wordlists),
        limits=LIMITS,
        timings=frozenset(MILESTONES),
    )


def _field(question: Question) -> Field:
    compares = _COMPARES.get(question.kind, "text")
    if question.calculation in _CALCULATED_DAYS:
        compares = "day"
    return Field(
        id=question.id,
        group=question.group or "",
        compares=compares,
        codes=_codes(question),
        is_multi=question.kind is Kind.MULTI,
    )


def _codes(question: Question) -> frozenset[str] | None:
    """Every code that `is` may ask for: the question's own and the four statuses."""
    match question.kind:
        case Kind.RISK:
            return frozenset(RISK_CODES) | _STATUSES
        case Kind.YES_NO_UNKNOWN:
            return frozenset(YES_NO_CODES) | _STATUSES
        case Kind.CHOICE | Kind.MULTI:
            return question.codes | _STATUSES
        case _:
            return _STATUSES if question.calculation != "milestone_name" else None
