# SPDX-License-Identifier: Apache-2.0
"""Answers to a form at random: any may be blank, a status or a value of its kind."""

from random import Random
from typing import Any

from hypothesis import strategies as st

from helpers.small import answers_of
from kinfile.forms.model import Form, Kind, Question
from kinfile.records.model import Answers

_WORDS = ("Something was said", "The baby keeps her going", "Anna", "not_known")
_DAYS = ("2026-11-20", "2019-05-12", "2027-03-01", "0001-01-01", "9999-12-31")
_STATUSES = ("not_known", "not_asked", "declined", "not_applicable")
_BY_KIND: dict[Kind, tuple[Any, ...]] = {
    Kind.DATE: _DAYS,
    Kind.INT: (0, 1, 3, 40, -1),
    Kind.YES_NO_UNKNOWN: ("yes", "no", "not_known"),
    Kind.RISK: ("yes_now", "yes_past", "suspected", "no", "not_asked"),
    Kind.NHS_NUMBER: ("9991000003", "999"),
    Kind.CALCULATED: (None,),
    Kind.SIGNATURE: (None,),
    Kind.DECLARATION: (None,),
}


@st.composite
def any_answers(draw: st.DrawFn, form: Form) -> Answers:
    """A few hundred answers, drawn from one seed so that they are quick to make."""
    random = draw(st.randoms(use_true_random=False))
    return some_answers(form, random, draw(st.sampled_from([0.2, 0.6, 0.95])))


def some_answers(form: Form, random: Random, likely: float) -> Answers:
    """Each answered with the probability `likely`, in groups of up to three rows."""

    def value(question: Question) -> Any:
        if random.random() > likely:
            return None
        if question.kind not in (Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION) and (
            random.random() < 0.1
        ):
            return {"status": random.choice(_STATUSES), "reason": "no_time"}
        if question.kind is Kind.CHOICE:
            return random.choice([option.code for option in question.options])
        if question.kind is Kind.MULTI:
            codes = [option.code for option in question.options]
            return random.sample(codes, random.randint(1, min(3, len(codes))))
        return random.choice(_BY_KIND.get(question.kind, _WORDS))

    given: dict[str, Any] = {q.id: value(q) for q in form.questions() if q.group is None}
    for group in form.groups:
        asked = [q for q in form.questions() if q.group == group]
        rows = random.randint(0, 3)
        given[group] = [{q.name: value(q) for q in asked} for _ in range(rows)]
    return answers_of(form, given)
