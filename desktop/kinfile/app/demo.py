# SPDX-License-Identifier: Apache-2.0
"""The whole job in one go, with a made-up family: what a first look and a self-test run.

A new vault, the fictional case typed in value by value through the same door that the window
uses, checked, its alerts answered, signed, exported and verified.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from kinfile.app import entry
from kinfile.app.changes import Acknowledge, Change, ConfirmProblem, OpenSection
from kinfile.app.draft import Draft, Worker
from kinfile.app.example import example_answers
from kinfile.app.handover import Exported
from kinfile.app.workspace import Workspace
from kinfile.errors import NotInThisVersion, NotWritten, UsageError
from kinfile.forms.model import AlertId, Form, GroupId, Kind, SectionId
from kinfile.i18n import Language
from kinfile.paths import VAULT_SUFFIX
from kinfile.records.evaluate import place_of
from kinfile.records.report import Level
from kinfile.vault import passphrase as phrases
from kinfile.vault.keys import Cost

VAULT = "demo"
PASSPHRASE = "passphrase.txt"  # noqa: S105  (a file name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What was made. `alerts` stood and `missing` was open just before signing."""

    vault: Path
    record: str
    exported: Exported
    alerts: tuple[str, ...]
    missing: tuple[str, ...]
    is_verified: bool
    seconds: Mapping[str, float]


@dataclass(slots=True)
class _Stopwatch:
    """Seconds of each part of the job, in order."""

    laps: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=perf_counter)

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = round(now - self.started, 3)
        self.started = now


def run_demo(
    folder: Path,
    *,
    form: str,
    language: Language,
    clock: Callable[[], datetime],
    cost: Cost | None = None,
) -> Demo:
    """Do the whole job in `folder`, which is made where it is not there.

    `cost` of None takes the least that is accepted: nothing here is secret. Raises
    NotInThisVersion for a form without a fictional case, and what each step raises.
    """
    case = _case(form, language, clock)
    watch = _Stopwatch()
    secret = _passphrase(folder)
    vault = _free_name(folder)
    worker = _worker(case["answers"])
    cost = cost or Cost.least()
    created = Workspace.create(vault, worker, phrases.encode(secret), clock=clock, cost=cost)
    watch.lap("vault")
    with created.workspace as workspace:
        draft = _type_in(workspace, form, case)
        watch.lap("typing")
        draft = _answer_alerts(workspace, draft, case.get("alerts", {}))
        watch.lap("checking")
        workspace.sign(draft.ref, phrases.encode(secret), declared=True, language=language)
        watch.lap("signing")
        exported = workspace.export(draft.ref, folder, language=language, transfer=True)
        watch.lap("export")
    is_verified = _verify(exported)
    watch.lap("verifying")
    return Demo(
        vault=vault,
        record=draft.ref,
        exported=exported,
        alerts=tuple(standing.alert.id for standing in draft.report.alerts),
        missing=tuple(str(missing) for missing in draft.report.missing),
        is_verified=is_verified,
        seconds={**watch.laps, "total": round(sum(watch.laps.values()), 3)},
    )


def _case(form: str, language: Language, clock: Callable[[], datetime]) -> Mapping[str, Any]:
    try:
        case: Mapping[str, Any] = json.loads(example_answers(clock().date(), language, form=form))
    except FileNotFoundError as error:
        raise NotInThisVersion(command=f"kinfile-cli demo --form {form}") from error
    return case


def _passphrase(folder: Path) -> str:
    """The passphrase of the demo's folder: the one that lies there, else a new one laid there."""
    place = folder / PASSPHRASE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.exists():
            return place.read_text(encoding="utf-8").partition("\n")[0].strip()
        secret = phrases.suggest()
        place.write_text(f"{secret}\n", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        number = error.errno if isinstance(error, OSError) else None
        raise NotWritten(path=str(place), errno=number) from error
    return secret


def _free_name(folder: Path) -> Path:
    """demo.kinvault, or with a number where there is one already."""
    for number in range(1, 1000):
        name = VAULT if number == 1 else f"{VAULT}-{number}"
        vault = folder / f"{name}{VAULT_SUFFIX}"
        if not vault.exists():
            return vault
    raise UsageError(problem="file-exists", path=str(folder / f"{VAULT}{VAULT_SUFFIX}"))


def _worker(answers: Mapping[str, Any]) -> Worker:
    """Who fills in: the assessor of the case."""
    return Worker(
        name=answers["assessor_name"],
        role=answers["assessor_role"],
        organisation=answers["assessor_org"],
        registration=answers.get("assessor_registration", ""),
        phone=answers["assessor_phone"],
        email=answers["assessor_email"],
    )


def _type_in(workspace: Workspace, form: str, case: Mapping[str, Any]) -> Draft:
    """Every value on its own, each in its own transaction, in the order of the file."""
    draft = workspace.start(form, profile=case["profile"])
    for section in case.get("opened", ()):
        draft = workspace.keep(draft.ref, [OpenSection(SectionId(section))]).draft
    for path, value in _values(draft.form, case["answers"]):
        draft = workspace.keep(draft.ref, entry.changes_for(draft, path, value)).draft
    return draft


def _values(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What would be typed, in order: everything but what Kinfile works out itself."""
    made = {q.id for q in form.questions() if q.kind is Kind.CALCULATED}
    for name, value in answers.items():
        if GroupId(name) not in form.groups or not isinstance(value, list):
            yield name, value
            continue
        for number, row in enumerate(value, start=1):
            for part, answer in row.items():
                if f"{name}.{part}" not in made:
                    yield f"{name}.{part}[{number}]", answer


def _answer_alerts(
    workspace: Workspace, draft: Draft, said: Mapping[str, Mapping[str, str]]
) -> Draft:
    """Acknowledge what asks for it, in the words of the case, and confirm what only looks odd."""
    changes: list[Change] = [
        Acknowledge(AlertId(standing.alert.id), **said[standing.alert.id])
        for standing in draft.report.alerts
        if standing.alert.may_be_acknowledged and standing.alert.id in said
    ]
    if changes:
        draft = workspace.keep(draft.ref, changes).draft
    odd: list[Change] = [
        ConfirmProblem(problem.code, place)
        for problem in draft.report.problems
        if problem.level is Level.CHECK and not problem.confirmed
        if (place := place_of(problem.path, draft.answers)) is not None
    ]
    return workspace.keep(draft.ref, odd).draft if odd else draft


def _verify(exported: Exported) -> bool:
    """Check the written files from the outside, their own fingerprint being the witness."""
    from kinfile.export.verify import verify

    receipt = json.loads(exported.receipt.read_bytes())
    known = {"fingerprints": [exported.fingerprint], "receipt": receipt}
    sealed = verify(exported.sealed.read_bytes(), **known)
    copy = exported.transfer
    if copy is None:
        return sealed.ok
    return sealed.ok and verify(copy.file.read_bytes(), passphrase=copy.passphrase, **known).ok
