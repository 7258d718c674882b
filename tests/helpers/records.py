# SPDX-License-Identifier: Apache-2.0
"""Records of a form made at random from a seed, as files of answers would give them.

Blanks, statuses with and without a reason, dates on both sides of every limit, groups of none to
three rows, children of all ages, a subject who is named, unknown or nobody: whatever a rule may
turn on comes up within a few dozen records.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from helpers.small import TODAY, numbered_rows
from kinfile.forms import catalogue
from kinfile.forms.model import Form, Kind, Question
from kinfile.forms.profile import NATIONAL
from kinfile.records.document import read_document
from kinfile.records.settle import Settled, settle

_STATUSES = ("not_known", "not_asked", "declined", "not_applicable")
_TEXTS = ("ok", "not_known", "The baby keeps her going", "x" * 310, "declined", "It's \\ “said”")
_APART = (-400, -60, -31, -30, -15, -14, -2, -1, 0, 1, 28, 98, 111, 112, 113, 140, 267, 280)
_BORN = ("2010-11-22", "2010-11-23", "2010-11", "2010-12", "2010", "2011", "2014-05-02", "2006")
_RISK = ("yes_now", "yes_past", "suspected", "no", "no", "no", "not_known", "not_asked")
_CHOSEN = frozenset({Kind.CHOICE, Kind.MULTI, Kind.RISK, Kind.YES_NO_UNKNOWN})
_UNSET = frozenset({Kind.CALCULATED, Kind.SIGNATURE, Kind.DECLARATION})


def generated(
    form: Form, count: int, seed: int = 1, *, plain: bool = False, today: date = TODAY
) -> Iterator[Settled]:
    """`count` records of `form`, settled on `today` by the national profile.

    In `plain` records only questions with a list to choose from are answered by a status.
    """
    random = Random(seed)  # noqa: S311  (the same records each time)
    for _ in range(count):
        document = {"form": form.id, **_Record(form, random, today, plain=plain).whole()}
        found = read_document(document, form, row_id=numbered_rows())
        assert not found.refused, found.refused
        yield settle(form, found.answers, catalogue.profile(NATIONAL), today, found.marks)


class _Record:
    def __init__(self, form: Form, random: Random, today: date, *, plain: bool) -> None:
        self._form = form
        self._plain = plain
        self._random = random
        self._today = today
        self._blank = random.choice([0, 0.1, 0.4, 0.8])
        self._status = random.choice([0, 0.05, 0.3])

    def whole(self) -> Mapping[str, Any]:
        random = self._random
        answers: dict[str, Any] = {
            q.id: self._answer(q) for q in self._form.questions() if q.group is None
        }
        for group in self._form.groups:
            asked = [q for q in self._form.questions() if q.group == group]
            number = random.choice([0, 1, 1, 2, 2, 3])
            rows = [{q.name: self._answer(q) for q in asked} for _ in range(number)]
            answers[group] = {"status": "none"} if random.random() < 0.1 else rows
        self._people(answers)
        may_close = [section.id for section in self._form.sections if section.may_close]
        return {"answers": answers, "opened": [s for s in may_close if random.random() < 0.1]}

    def _people(self, answers: dict[str, Any]) -> None:
        """Children with names and ages, of whom one may be the subject; a likely due date."""
        random = self._random
        children = answers.get("children")
        for number, row in enumerate(children if isinstance(children, list) else ()):
            row["given_name"] = f"Kid{number}"
            row["dob"] = random.choice([*_BORN, None, *self._unknown()])
        known = {question.id for question in self._form.questions()}
        if "yc_subject" in known:
            called = ["Kid0", "Kid0", "Kid1", "Nobody", *self._unknown(), None]
            answers["yc_subject"] = random.choice(called)
        if "edd" in known and random.random() < 0.7:
            answers["edd"] = self._day(random.randint(-30, 280))

    def _unknown(self) -> list[Any]:
        return [] if self._plain else [{"status": "not_known"}]

    def _answer(self, question: Question) -> Any:
        random = self._random
        if question.calculation in ("milestone_name", "milestone_due"):
            return self._day(-3) if question.calculation == "milestone_due" else "book_by"
        if question.kind in _UNSET or random.random() < self._blank:
            return None
        if random.random() < self._status and not (self._plain and question.kind not in _CHOSEN):
            reason = {"reason": "no_time"} if random.random() < 0.7 else {}
            return {"status": random.choice(_STATUSES), **reason}
        return self._value(question)

    def _value(self, question: Question) -> Any:
        random = self._random
        match question.kind:
            case Kind.RISK:
                code = random.choice(_RISK)
                richer = {"value": code, "evidence": "Seen", "evidence_kind": "seen"}
                return richer if random.random() < 0.2 else code
            case Kind.YES_NO_UNKNOWN:
                return random.choice(("yes", "no", "not_known", "not_asked"))
            case Kind.CHOICE:
                return random.choice([option.code for option in question.options])
            case Kind.MULTI:
                codes = [option.code for option in question.options]
                return random.sample(codes, random.randint(1, min(3, len(codes))))
            case Kind.INT:
                return random.randint(0, 4)
            case Kind.DATE:
                return self._day(random.choice(_APART))
        return random.choice(_TEXTS)

    def _day(self, days: int) -> str:
        return (self._today + timedelta(days)).isoformat()
