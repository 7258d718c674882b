# SPDX-License-Identifier: Apache-2.0
"""A worker who forgot the passphrase, and one who wants another.

B01 With the code on paper: a mistake in it is named, a new passphrase is chosen, a new code shown,
    and every record is there. The old passphrase and the old code open nothing any more.
B02 A passphrase that is changed opens the records from then on, and the one before does not.
"""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from helpers.screens import load_screens
from kinfile.errors import WrongCode, WrongPassphrase
from kinfile.ui.door import VaultDoor
from kinfile.vault.keys import Cost

screens = load_screens()
NEW = "kettle otter marble quilt"


def shown_code(stage: Any) -> str:
    return "-".join(
        label.text()
        for label in stage.page.findChildren(QLabel)
        if label.property("look") == "code"
    )


def set_up(stage: Any) -> str:
    """A vault with one record; answers with its code."""
    screens.door.recovery_code(stage)
    code = shown_code(stage)
    stage.press("recovery_code.written")
    stage.press("recovery_code.continue")
    stage.wait_for("empty")
    stage.press("form.pre_birth.start")
    if stage.page.objectName() == "new":
        stage.press("form.pre_birth.start")
    stage.wait_for("fill")
    return code


def door(stage: Any) -> VaultDoor:
    return VaultDoor(clock=lambda: screens.NOW, home=stage.home / "vaults", cost=Cost.least())


def choose(stage: Any, page: str) -> None:
    for box in ("first", "second"):
        stage.type_in(f"{page}.{box}", NEW)


def test_the_code_on_paper_leads_back_in(begin: Any) -> None:  # B01
    stage = begin()
    code = set_up(stage)
    stage = begin()
    stage.press("unlock.cannot")
    stage.wait_for("cannot_unlock")
    stage.press("cannot_unlock.code")
    stage.wait_for("recover")
    stage.type_in("recover.code", code[:-1] + ("0" if code[-1] != "0" else "1"))
    stage.press("recover.continue")
    assert "One character of this recovery code is not right." in stage.page.error.text()
    stage.type_in("recover.code", code.lower().replace("-", " "))
    stage.press("recover.continue")
    stage.wait_for("recover_passphrase")
    choose(stage, "recover_passphrase")
    stage.press("recover_passphrase.open")
    stage.wait_for("recovery_code")
    fresh = shown_code(stage)
    stage.press("recovery_code.written")
    stage.press("recovery_code.continue")
    stage.wait_for("records")
    stage = begin()
    (folder,) = door(stage).vaults()
    door(stage).try_code(folder, fresh)
    with pytest.raises(WrongCode):
        door(stage).try_code(folder, code)
    with pytest.raises(WrongPassphrase):
        door(stage).unlock(folder, bytearray(screens.PASSPHRASE, "utf-8"))
    with door(stage).unlock(folder, bytearray(NEW, "utf-8")) as workspace:
        assert len(workspace.caseload()) == 1


def test_a_changed_passphrase_opens_from_then_on(begin: Any) -> None:  # B02
    stage = begin()
    set_up(stage)
    stage = begin()
    screens.door.change_passphrase(stage)
    stage.type_in("change_passphrase.current", "not the passphrase")
    choose(stage, "change_passphrase")
    stage.press("change_passphrase.change")
    assert "does not open this vault" in stage.page.current.error.text()
    stage.type_in("change_passphrase.current", screens.PASSPHRASE)
    stage.press("change_passphrase.change")
    stage.wait_for("notice")
    stage.press("notice.back")
    stage.wait_for("records")
    stage = begin()
    (folder,) = door(stage).vaults()
    with pytest.raises(WrongPassphrase):
        door(stage).unlock(folder, bytearray(screens.PASSPHRASE, "utf-8"))
    with door(stage).unlock(folder, bytearray(NEW, "utf-8")) as workspace:
        assert workspace.integrity() == ()
