# SPDX-License-Identifier: Apache-2.0
"""Row 7: everything that is worked out of a filled record, and how many rules are run for it.

The time is the processor's.
"""

from __future__ import annotations

import time

from bench import parts
from bench.counting import rule_nodes
from bench.measuring import Size, in_turn, medians, timed
from bench.results import Figure, Result

from kinfile.forms import catalogue
from kinfile.forms.profile import NATIONAL
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import NO_MARKS
from kinfile.records.model import Answers


def measure(*, small: bool) -> Result:
    runs = Size(small).pick(200, 5)
    form, found = parts.example()
    profile, today = catalogue.profile(NATIONAL), parts.NOW.date()

    def full() -> object:
        return evaluate(form, found.answers, profile, today, found.marks)

    def empty() -> object:
        return evaluate(form, Answers(), profile, today, NO_MARKS)

    sides = {
        name: timed(work, clock=time.process_time)
        for name, work in (("filled", full), ("nothing answered", empty))
    }
    middle = medians(in_turn(sides, runs))
    return Result(
        runs=runs,
        medians=middle,
        figures=(
            Figure(what="filled", value=middle["filled"], reach=5, unit="ms"),
            Figure(what="steps of rules run", value=rule_nodes(full), unit=""),
        ),
        notes=(f"{len(form.by_id())} questions",),
    )
