# SPDX-License-Identifier: Apache-2.0
"""What dice alone would hardly ever do to the window, for a soak (packaging/soak.py)."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QRadioButton, QWidget
from soak_monkey import INPUTS, Monkey
from stage import PASSPHRASE, WORKER

from kinfile.ui.door import EXAMPLE_PASSPHRASE
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_record import State

KNOWN = (PASSPHRASE, EXAMPLE_PASSPHRASE)
"""The passphrases that the monkey ever gives to a vault."""
PIN = "2580"
HOME = frozenset({"records", "empty"})


def unlock(monkey: Monkey) -> None:
    """Give the right passphrase; the vault may be the made-up family's."""
    stage = monkey.stage
    for passphrase in KNOWN:
        # Wrong ones are only looked at again after a while.
        stage.now += timedelta(hours=1)
        monkey.fill("unlock.passphrase", passphrase)
        monkey.press("unlock.unlock")
        if stage.page.objectName() != "unlock":
            return


def come_back(monkey: Monkey) -> None:
    """From the cover: with the passphrase, or a PIN."""
    for passphrase in KNOWN:
        if monkey.stage.program.window.cover is None or monkey.press("hidden.pin.later"):
            return
        monkey.press("hidden.use_passphrase")
        monkey.fill("hidden.passphrase", passphrase)
        monkey.press("hidden.back")


def choose_pin(monkey: Monkey) -> None:
    monkey.fill("hidden.pin.new", PIN)
    monkey.press("hidden.pin.use")


def come_back_by_pin(monkey: Monkey) -> None:
    monkey.fill("hidden.pin", PIN)
    monkey.press("hidden.back")


def first_run(monkey: Monkey) -> None:
    monkey.fill("first_run.name", WORKER.name)
    monkey.fill("first_run.role", WORKER.role)
    monkey.press("first_run.continue")


def choose_passphrase(monkey: Monkey) -> None:
    monkey.press("choose_passphrase.use")
    for box in ("first", "second"):
        monkey.fill(f"choose_passphrase.{box}", PASSPHRASE)
    monkey.press("choose_passphrase.make")


def write_code_down(monkey: Monkey) -> None:
    monkey.press("recovery_code.written")
    monkey.press("recovery_code.continue")


def sign(monkey: Monkey) -> None:
    box = monkey.stage.program.window.findChild(QAbstractButton, "sign.declared")
    if box is not None and box.isVisible() and not box.isChecked():
        box.click()
    for passphrase in KNOWN:
        monkey.fill("sign.passphrase", passphrase)
        if not monkey.press("sign.sign") or monkey.stage.page.objectName() != "check":
            return


def answer_section(monkey: Monkey) -> None:
    """Choose or type something at most questions of the section, and go on."""
    page = monkey.stage.page
    inside = page.findChildren(QWidget, "fill.body") or [page]
    for box in inside[0].findChildren(QAbstractButton):
        if isinstance(box, QRadioButton | QCheckBox) and monkey.dice.random() < 0.3:
            if not box.isVisible() or not box.isEnabled():
                continue
            monkey.note(f"choose {box.objectName()}")
            box.click()
            monkey.breathe(0)
            if monkey.stage.program.window.page is not page:
                return
    monkey.key("Ctrl+Return", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def open_example(monkey: Monkey) -> None:
    """The record of which everything is answered."""
    monkey.press("records.continue")


def check(monkey: Monkey) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    monkey.key("Ctrl+Shift+S", Qt.Key.Key_S, both)
    monkey.stage.settle()


def start_one(monkey: Monkey) -> None:
    form = monkey.dice.choice(("pre_birth", "young_carer", "hospital_visit"))
    if monkey.press(f"form.{form}.start"):
        monkey.press("people.nobody")


PLAYS: Mapping[str, tuple[Callable[[Monkey], None], ...]] = {
    "unlock": (unlock, unlock, unlock),
    "hidden": (come_back, come_back, choose_pin, come_back_by_pin),
    "first_run": (first_run,),
    "choose_passphrase": (choose_passphrase,),
    "recovery_code": (write_code_down,),
    "records": (open_example,),
    "new": (start_one,),
    "empty": (start_one,),
    "fill": (answer_section, answer_section, check),
    "check": (sign,),
}
"""Name of the page -> what may be done on purpose there."""


def audit(monkey: Monkey) -> list[str]:
    """What is shown as kept on the page of the questions must be what is kept."""
    page = monkey.stage.program.window.page
    if not isinstance(page, FillPage):
        return []
    page.settle()
    monkey.stage.settle()
    filling = page.filling
    if filling.state is not State.KEPT or not filling.is_settled:
        return [f"after everything was handed over it is {filling.state}: {filling.error!r}"]
    if monkey.stage.program.window.page is not page or page.body.page is None:
        return []
    shown = {block.place: block.answer for block in page.body.page.blocks()}
    return [
        f"shown is another answer than is kept: {place.question}"
        for place, answer in shown.items()
        if place.question in asked(page) and answer != filling.draft.answers.at(place)
    ]


def asked(page: FillPage) -> set[str]:
    """The questions that are answered, and not worked out."""
    form = page.filling.draft.form
    return {each.id for each in form.by_id().values() if each.kind.value != "calculated"}


def go_home(monkey: Monkey) -> list[str]:
    """From wherever it is to the list of records, by what the page offers; else it is trapped."""
    stage = monkey.stage
    none = Qt.KeyboardModifier.NoModifier
    for _ in range(12):
        if (stage.program.window.cover is None and stage.page.objectName() in HOME) or has_ended(
            monkey
        ):
            return []
        monkey.key("Escape", Qt.Key.Key_Escape, none)
        if stage.program.window.cover is not None:
            come_back(monkey)
        elif stage.page.objectName() in PLAYS and not stage.program.desk.is_unlocked:
            PLAYS[stage.page.objectName()][0](monkey)
        elif not (monkey.press("presenting.end") or monkey.press("bar.home")):
            press_back(monkey)
        stage.settle()
    return [f"no way home from {stage.page.objectName()}"]


def press_back(monkey: Monkey) -> bool:
    """The page's own button back, or for a choice before going on the one that stays."""
    names = [each.objectName() for each in monkey.stage.page.findChildren(QAbstractButton)]
    ends = (".back", ".cancel", ".later", ".stay", ".leave", ".continue")
    return any(monkey.press(name) for end in ends for name in names if name.endswith(end))


def has_ended(monkey: Monkey) -> bool:
    """Whether the program has locked or closed itself, so that it must be begun again."""
    program = monkey.stage.program
    return program.tasks.is_closed or not program.window.isVisible()


def is_stuck(monkey: Monkey) -> list[str]:
    """Something can be done on every page, once everything begun is done."""
    window = monkey.stage.program.window
    things = (each for kind in INPUTS for each in window.findChildren(kind))
    if any(each.isVisible() and each.isEnabled() and not is_fixed(each) for each in things):
        return []
    return [f"nothing can be done on {monkey.stage.page.objectName()}"]


def is_fixed(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and widget.isReadOnly()
