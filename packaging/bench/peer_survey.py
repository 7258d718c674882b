# SPDX-License-Identifier: Apache-2.0
"""The made-up form for survey-core, which runs on Node: the peer of row 6, where somebody has it.

    npm install --prefix DIR survey-core@3.1.1        then: dev.py bench --only rules --peers DIR

Its questions, rules, first answers and changes are those of made_up_form.py. `any` over rows is a
function of ours there, since its language has none.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench import made_up_form as made_up
from bench.measuring import LONGEST

from kinfile.forms.model import Form

SCRIPT = Path(__file__).with_suffix(".js")
BAD = ("now", "past")


def seconds(peers: Path, form: Form, size: int, changed: int) -> Sequence[float]:
    """Seconds from each change to the new state. Raises RuntimeError where Node cannot do it."""
    told = {
        "form": survey(size),
        "answers": _answers(form),
        "changes": [_change(change) for change in islice(made_up.changes(form), changed)],
    }
    try:
        done = subprocess.run(
            ["node", str(SCRIPT), str(peers.resolve())],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except OSError as error:
        raise RuntimeError("node cannot be started") from error
    if done.returncode != 0:
        raise RuntimeError(f"survey-core: {done.stderr[-1000:]}")
    found: list[float] = json.loads(done.stdout)
    return found


def survey(size: int) -> dict[str, Any]:
    """The form of that size as survey-core reads it."""
    calculated = []
    for number in range(made_up.NAMED * size):
        group, first = made_up.nearest(number * made_up.QUESTIONS), number * made_up.QUESTIONS
        rule = f"anyBad({{g{group}}}) or {_is(first)}"
        calculated.append({"name": f"d{number}", "expression": f"iif({rule}, 1, 0)"})
    for number in range(made_up.ALERTS * size):
        first = number * made_up.QUESTIONS
        rule = f"{{d{number}}} = 1 and {_is(first + 3)} and not ({{q{first + 4}}} = 'none')"
        calculated.append({"name": f"a{number}", "expression": f"iif({rule}, 1, 0)"})
    return {
        "calculatedValues": calculated,
        "pages": [_page(number) for number in range(made_up.SECTIONS * size)],
    }


def _page(number: int) -> dict[str, Any]:
    first = number * made_up.QUESTIONS
    elements = [_question(first + n) for n in range(made_up.QUESTIONS)]
    if number % made_up.SECTIONS < made_up.GROUPS:
        fields = [_asked(f"f{n}") | {"isRequired": True} for n in range(made_up.FIELDS)]
        elements.append({"type": "paneldynamic", "name": f"g{number}", "templateElements": fields})
    return {"name": f"s{number}", "elements": elements}


def _question(number: int) -> dict[str, Any]:
    found, near = _asked(f"q{number}"), made_up.nearest(number)
    if made_up.is_shown_by_rule(number):
        found["visibleIf"] = f"{_is(number - 1)} or {{g{near}.length}} > 3"
    required = "true"
    if made_up.is_required_by_rule(number):
        required = f"{{q{number - 1}}} = 'now' or {{q{number - 2}}} = 'past' and {{d{near}}} = 1"
    if number % made_up.QUESTIONS == made_up.FORCED:
        required = f"({required}) or {{a{number // made_up.QUESTIONS}}} = 1"
    return found | ({"isRequired": True} if required == "true" else {"requiredIf": required})


def _asked(name: str) -> dict[str, Any]:
    return {"type": "radiogroup", "name": name, "choices": list(made_up.CODES)}


def _is(number: int) -> str:
    return "(" + " or ".join(f"{{q{number}}} = '{code}'" for code in BAD) + ")"


def _answers(form: Form) -> dict[str, Any]:
    filled = made_up.filled(form)
    found: dict[str, Any] = {name: answer.value for name, answer in filled.single.items()}
    for group in form.groups:
        found[group] = [
            {name.partition(".")[2]: answer.value for name, answer in row.answers.items()}
            for row in filled.rows(group)
        ]
    return found


def _change(change: made_up.Change) -> list[Any]:
    group, _, field = change.place.question.partition(".")
    row = int(change.place.row[-1]) if change.place.row else None
    return [group, field, row, change.answer.value]
