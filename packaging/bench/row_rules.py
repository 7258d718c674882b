# SPDX-License-Identifier: Apache-2.0
"""Row 6: from one changed answer to the new report, on a form of 300 questions and on four of it.

Everything is worked out anew at each change, so what has to hold is that it grows with the form
and no faster. The time is the processor's.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from bench import made_up_form, peer_survey
from bench.counting import rule_nodes
from bench.measuring import Size, folder, medians, percentile
from bench.results import Figure, Result

from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL, Profile
from kinfile.records.evaluate import evaluate
from kinfile.records.model import Answers

TODAY = date(2026, 3, 17)
LARGE = 4
USUAL, LARGER, PEER = "300 questions", f"{LARGE * 300} questions", "survey-core, 300 questions"


def measure(*, small: bool, peers: str = "") -> Result:
    """`peers` is a folder with survey-core for Node in it; without one nobody stands beside."""
    changed, rounds = Size(small).pick(160, 10), Size(small).pick(3, 1)
    found: dict[str, list[float]] = {USUAL: [], LARGER: []}
    with folder() as where:
        forms = {name: _form(where, size) for name, size in ((USUAL, 1), (LARGER, LARGE))}
        for _ in range(rounds):
            for name, form in forms.items():
                found[name] += _seconds(form, changed)
            if peers:
                theirs = peer_survey.seconds(Path(peers), forms[USUAL], 1, changed)
                found.setdefault(PEER, []).extend(theirs)
    at95 = {name: percentile(seconds, 0.95) for name, seconds in found.items()}
    steps = [_steps(form) for form in forms.values()]
    return Result(
        runs=rounds * changed,
        medians=medians(found),
        figures=(
            *(
                Figure(what=f"{name}, 19 of 20 within", value=value, unit="ms")
                for name, value in at95.items()
            ),
            *([Figure(what="of survey-core's, 19 of 20 within", value=at95[USUAL] / at95[PEER],
                      reach=0.01)] if peers else []),
            Figure(what="growth of the time", value=at95[LARGER] / at95[USUAL], reach=1.25 * LARGE),
            Figure(what=f"steps of rules run, {USUAL}", value=steps[0], unit=""),
            Figure(what="growth of the steps", value=steps[1] / steps[0], reach=LARGE + 0.05,
                   is_count=True),
        ),
        notes=(f"{made_up_form.RULES} rules and 180 fields in rows go with 300 questions",),
    )  # fmt: skip


def _form(where: Path, size: int) -> Form:
    below = where / str(size)
    below.mkdir()
    return made_up_form.made(below, size)


def _steps(form: Form) -> int:
    answers = made_up_form.filled(form)
    return rule_nodes(lambda: _evaluated(form, answers))


def _seconds(form: Form, changed: int) -> Sequence[float]:
    answers = made_up_form.filled(form)
    _evaluated(form, answers)
    seconds = []
    # The program keeps the collector to itself too, and lets it look once a second.
    gc.disable()
    for change in islice(made_up_form.changes(form), changed):
        begun = time.process_time()
        answers = answers.with_answer(change.place, change.answer)
        _evaluated(form, answers)
        seconds.append(time.process_time() - begun)
    gc.enable()
    return seconds


def _evaluated(form: Form, answers: Answers) -> object:
    return evaluate(form, answers, _profile(), TODAY)


@cache
def _profile() -> Profile:
    return catalogue.profile(NATIONAL)
