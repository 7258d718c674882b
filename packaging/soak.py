# SPDX-License-Identifier: Apache-2.0
"""Use the real window at random for a while, on a real encrypted vault, and see what breaks.

    .venv/bin/python packaging/soak.py --minutes 30 --seed 7 [--look light-100 ...]

A soak is rounds of a few minutes. Each begins with a folder of records and a look of its own, and
its seed is the soak's and the number of the round. Somebody with dice in place of a mind
(soak_monkey.py, with a few things done on purpose: soak_plays.py) types, clicks, presses keys,
scrolls, resizes, hides, locks and comes back. Meanwhile nothing may be raised or warned of, no
window come up that nobody meant, no page be without a way on or a way home; and whenever the window
is gone the vault must be sound and hold every answer that was shown as kept (soak_watch.py). What
goes wrong is told with the seed of the round and the last things done, and the next round begins.
"""

import argparse
import faulthandler
import gc
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QApplication
from soak_monkey import Answering, Monkey
from soak_plays import KNOWN, PLAYS, audit, go_home, has_ended, is_stuck
from soak_watch import Ledger, Watch
from stage import LOOKS, Homes, Stage

from kinfile.app.workspace import Workspace
from kinfile.errors import KinfileError, WrongPassphrase
from kinfile.policy.preferences import Preferences
from kinfile.ui.application import make_app

KINDS = ("full", "handed-over", "trial", "empty", "none")
USUAL = ("light-100", "dark-100", "contrast-200", "light-200", "cy-100", "light-150")
OFTEN = {
    "unlock": 0.15, "hidden": 0.15, "first_run": 0.15, "choose_passphrase": 0.3, "fill": 0.06,
    "recovery_code": 0.3, "records": 0.1, "empty": 0.2, "new": 0.15, "check": 0.15,
}  # fmt: skip
"""How likely the next thing is one done on purpose, by page; elsewhere hardly ever."""
ROUND = 60.0
"""Seconds of a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One round: how long (`is_over` is asked with the actions so far), and with what."""

    seed: str
    kind: str
    look: Preferences
    is_over: Callable[[int], bool]


@dataclass(slots=True)
class Found:
    """What came of a round. `problems` is empty where all held."""

    actions: int = 0
    answers: int = 0
    ends: int = 0
    """How often the program was locked or closed and begun again."""
    pages: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Round:
    """One round on one folder of vaults."""

    def __init__(
        self, app: QApplication, home: Path, plan: Plan, tell: Callable[[str], None]
    ) -> None:
        self.plan, self.found = plan, Found()
        self._dice = Random(plan.seed)  # noqa: S311  (dice, and no secret)
        dialogs = Answering(self._dice, home)
        self._stage = Stage(app, home, plan.look, dialogs=dialogs, restart=self._on_restart)
        self._ledger = Ledger()
        self._watch = Watch(app)
        self._monkey = Monkey(self._stage, self._dice, tell)
        self._was_restored = False

    def play(self) -> Found:
        """Use the window until the round is over or something breaks."""
        with self._watch:
            try:
                self._begin()
                self._go_on()
                self._end()
            except (RuntimeError, LookupError, TimeoutError, KinfileError, ValueError) as error:
                self._watch.problems.append("".join(traceback.format_exception(error)))
            self.found.problems = self._watch.look()
        self.found.actions, self.found.answers = self._monkey.actions, self._ledger.answers
        self.found.told = list(self._monkey.told)
        return self.found

    def _go_on(self) -> None:
        while not self._watch.look() and not self.plan.is_over(self._monkey.actions):
            if has_ended(self._monkey):
                self._end()
                self._begin()
            self._step()

    def _step(self) -> None:
        monkey, problems, dice = self._monkey, self._watch.problems, self._dice
        page = self._stage.page.objectName()
        self.found.pages.add(page)
        self._was_restored |= page in {"choose_backup", "mend"}
        self._stage.now += timedelta(seconds=dice.choice((1, 5, 60)))
        if dice.random() < OFTEN.get(page, 0.02):
            dice.choice(PLAYS.get(page, (Monkey.act,)))(monkey)
        else:
            monkey.act()
        chance = dice.random()
        if has_ended(monkey):
            return
        if chance < 0.02:
            problems += audit(monkey)
        elif chance < 0.024:
            problems += go_home(monkey)
        elif chance < 0.025:
            monkey.note("lock")
            self._stage.program.window.lock_chosen.emit()
        elif chance < 0.06:
            self._stage.settle()
            problems += [] if has_ended(monkey) else is_stuck(monkey)

    def _on_restart(self, arguments: Sequence[str]) -> None:
        self._monkey.note(f"restart {[each for each in arguments if each.startswith('--')]}")

    def _begin(self) -> None:
        self._stage.begin()
        self._ledger.listen(self._stage.program.desk, self._watch.problems)

    def _end(self) -> None:
        """Let the window go, and look at what it leaves behind."""
        stage = self._stage
        if not has_ended(self._monkey):
            self._watch.problems += audit(self._monkey)
        stage.look = stage.program.appearance.preferences
        stage.end()
        gc.collect()
        self.found.ends += 1
        if self._was_restored:
            self._ledger.kept.clear()
            self._was_restored = False
        for folder in sorted(stage.home.rglob("*.kinvault")):
            self._look_into(folder)

    def _look_into(self, folder: Path) -> None:
        for passphrase in KNOWN:
            self._stage.now += timedelta(hours=1)
            try:
                opened = Workspace.unlock(
                    folder, bytearray(passphrase.encode()), clock=lambda: self._stage.now
                )
            except WrongPassphrase:
                continue
            with opened as workspace:
                self._watch.problems += self._ledger.look(workspace)
            return
        self._watch.problems.append(f"no known passphrase opens {folder.name}")


def soak(
    app: QApplication,
    seed: int,
    looks: Sequence[str],
    *,
    seconds: float,
    tell: Callable[[str], None],
) -> int:
    """Rounds for so long. How many of them broke something."""
    began = time.monotonic()
    ends, broken, actions, answers, number = began + seconds, 0, 0, 0, 0
    pages: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(Path(folder))
        while time.monotonic() < ends:
            until = min(time.monotonic() + ROUND, ends)
            look, kind = looks[number % len(looks)], KINDS[number % len(KINDS)]
            plan = Plan(
                seed=f"{seed}.{number}",
                kind=kind,
                look=LOOKS[look],
                is_over=lambda _, until=until: time.monotonic() > until,  # type: ignore[misc]
            )
            tell(f"round {plan.seed}: {kind} {look}")
            with homes.lend(kind) as home:
                found = Round(app, home, plan, tell).play()
            print(report(plan, found), flush=True)
            broken += bool(found.problems)
            actions, answers, pages = (
                actions + found.actions, answers + found.answers, pages | found.pages,
            )  # fmt: skip
            number += 1
    minutes = (time.monotonic() - began) / 60
    print(f"seed {seed}: {number} rounds, {minutes:.1f} minutes, {actions:,} actions, {answers:,}"
          f" answers kept, {len(pages)} pages, {broken} rounds broke something")  # fmt: skip
    print(f"pages: {' '.join(sorted(pages))}")
    return broken


def report(plan: Plan, found: Found) -> str:
    told = (
        f"round {plan.seed} ({plan.kind}): {found.actions} actions, {found.answers} answers kept,"
        f" begun again {found.ends - 1} times, {len(found.pages)} pages"
    )
    if not found.problems:
        return f"{told}: held"
    lines = [f"{told}: BROKEN", *found.problems, "The last things done:"]
    return "\n".join([*lines, *(f"  {each}" for each in found.told)])


def own_folders(home: Path) -> None:
    """Whatever the program writes to the user's own folders goes to folders of this run."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--look", nargs="*", choices=list(LOOKS), default=list(USUAL))
    parser.add_argument("--log", type=Path, help="a file for every action, for crashes")
    given = parser.parse_args()
    faulthandler.enable()
    with (
        tempfile.TemporaryDirectory() as home,
        (given.log or Path(os.devnull)).open("w", encoding="utf-8", buffering=1) as log,
    ):
        own_folders(Path(home))
        broken = soak(
            make_app(),
            given.seed,
            given.look,
            seconds=given.minutes * 60,
            tell=lambda words: print(words.encode("utf-8", "replace").decode(), file=log),
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
