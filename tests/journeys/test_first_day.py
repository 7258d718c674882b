# SPDX-License-Identifier: Apache-2.0
"""A worker's first day: set up, start a record, be interrupted, come back.

J01 From nothing to the invitation in three steps; nothing readable is left outside the vault.
J02 A record started is on the list, with initials only, and Continue leads back into it.
J03 Hide and come back is to the same page; Lock and unlock is to the same record.
J04 A wrong passphrase opens nothing and costs nothing that was kept.
"""

import re
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from helpers.screens import load_screens

screens = load_screens()
NAME = "Jocasta Roweborough"


def set_up(stage: Any) -> str:
    """Through the three steps; answers with the recovery code."""
    stage.type_in("first_run.name", NAME)
    stage.type_in("first_run.role", "midwife")
    stage.press("first_run.continue")
    stage.press("choose_passphrase.use")
    stage.type_in("choose_passphrase.first", screens.PASSPHRASE)
    stage.type_in("choose_passphrase.second", screens.PASSPHRASE)
    stage.press("choose_passphrase.make")
    stage.wait_for("recovery_code")
    code = "-".join(
        label.text()
        for label in stage.page.findChildren(QLabel)
        if label.property("look") == "code"
    )
    stage.press("recovery_code.written")
    stage.press("recovery_code.continue")
    stage.wait_for("empty")
    return code


def start_record(stage: Any) -> None:
    stage.press("form.pre_birth.start")
    if stage.page.objectName() == "new":
        # More than one area's arrangements are installed, so they are asked for.
        stage.press("form.pre_birth.start")
    stage.wait_for("fill")


def go_home(stage: Any) -> None:
    stage.press("bar.home")
    stage.wait_for("records")


def words(stage: Any) -> str:
    return " ".join(label.accessibleName() for label in stage.page.findChildren(QLabel))


def test_setting_up_leaves_nothing_readable(begin: Any, home: Path) -> None:  # J01
    stage = begin()
    assert stage.page.objectName() == "first_run"
    code = set_up(stage)
    assert re.fullmatch(r"([0-9A-Z]{2,4}-)+[0-9A-Z]{2,4}", code)
    stage.end()
    stage.begin()
    assert stage.page.objectName() == "unlock"
    secrets = (NAME, code, screens.PASSPHRASE, "midwife")
    for file in home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for secret in secrets:
                assert secret.encode() not in content, file.name
                assert secret.encode("utf-16-le") not in content, file.name


def test_a_record_is_on_the_list(begin: Any) -> None:  # J02
    stage = begin()
    set_up(stage)
    start_record(stage)
    go_home(stage)
    assert "1 record, encrypted on this laptop" in words(stage)
    stage.press("records.continue")
    stage.wait_for("fill")


def test_hide_and_come_back(begin: Any) -> None:  # J03
    stage = begin()
    set_up(stage)
    start_record(stage)
    stage.press("bar.hide")
    assert stage.page.objectName() == "hidden"
    stage.type_in("hidden.passphrase", screens.PASSPHRASE)
    stage.press("hidden.back")
    stage.press("hidden.pin.later")
    assert stage.page.objectName() == "fill"
    focus: QWidget | None = stage.program.window.focusWidget()
    assert focus is not None
    assert stage.page.isAncestorOf(focus)


def test_lock_and_unlock(begin: Any) -> None:  # J03, J04
    stage = begin()
    set_up(stage)
    start_record(stage)
    stage.press("bar.lock")
    assert stage.page.objectName() == "hidden"
    stage = begin()
    assert stage.page.objectName() == "unlock"
    stage.type_in("unlock.passphrase", "not the passphrase")
    stage.press("unlock.unlock")
    assert "does not match" in words(stage)
    stage = begin()
    stage.unlock()
    assert "Continue where you left off" in words(stage)
    stage.press("records.continue")
    stage.wait_for("fill")
