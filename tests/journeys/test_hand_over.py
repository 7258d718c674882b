# SPDX-License-Identifier: Apache-2.0
"""A copy handed over, checked by its receiver, and countersigned by a manager.

J97 A copy locked with a password is saved; its receiver, who has no vault, opens and checks it
    with the password and the six words, and saves the data inside.
J98 A manager countersigns the sealed file from a vault of their own; filed back with the record,
    it is the file that is saved from then on.
"""

from pathlib import Path
from typing import Any

import pytest

from helpers.screens import load_screens
from kinfile.app.draft import Worker
from kinfile.app.workspace import Workspace
from kinfile.i18n import Language
from kinfile.ui.pages.hand_over import HandOverPage
from kinfile.ui.pages.signed import SignedPage
from kinfile.ui.pages.verify import VerifyPage
from kinfile.ui.pages.verify_countersign import CountersignPage
from kinfile.vault.keys import Cost

screens = load_screens()


def secret() -> bytearray:
    return bytearray(screens.PASSPHRASE.encode())


def new_vault(home: Path, worker: Worker) -> Workspace:
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        worker,
        secret(),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    return made.workspace


@pytest.fixture
def signed(home: Path) -> str:
    """The reference of the made-up family's record, signed, with a place for the manager."""
    with new_vault(home, screens.WORKER) as workspace:
        english = Language.load()
        ref = workspace.example(language=english).ref
        workspace.sign(ref, secret(), declared=True, manager_field=True, language=english)
    return ref


def verified(stage: Any, file: Path) -> VerifyPage:
    stage.program.dialogs.answer_next.append(file)
    stage.press("verify.file")
    assert isinstance(stage.page, VerifyPage)
    return stage.page


def title(page: VerifyPage) -> str:
    assert page.result is not None
    return page.result.verdict.title.text()


def test_a_locked_copy_reaches_its_receiver(
    begin: Any, home: Path, signed: str, tmp_path: Path
) -> None:  # J97
    stage = begin()
    stage.unlock()
    stage.program.routes.open_record(signed)
    stage.wait_for("signed")
    stage.press("signed.other")
    stage.wait_for("hand_over")
    stage.press("hand_over.way.locked")
    out = tmp_path / "out"
    out.mkdir()
    stage.program.dialogs.answer_next.append(out)
    stage.press("hand_over.save")
    page = stage.page
    assert isinstance(page, HandOverPage)
    assert page.done is not None
    code = stage.find("hand_over.code").text()
    password = stage.find("hand_over.password").text()
    (copy,) = out.glob("*-transfer.pdf")

    # Its receiver: nothing is unlocked.
    (home / "vaults" / "Records.kinvault").rename(home / "elsewhere")
    stage = begin()
    stage.press("first_run.verify")
    stage.wait_for("verify")
    assert title(verified(stage, copy)) == "The file is locked with a password"
    stage.type_in("verify.password", password.replace("-", " ").upper())
    stage.press("verify.again")
    stage.type_in("verify.words_box", code)
    stage.press("verify.again")
    assert title(stage.page) == "The file holds"
    data = tmp_path / "data"
    data.mkdir()
    stage.program.dialogs.answer_next.append(data)
    stage.press("verify.data")
    assert len(list(data.glob("*.json"))) == 3


def test_a_manager_countersigns(begin: Any, home: Path, signed: str, tmp_path: Path) -> None:
    """J98"""
    out = tmp_path / "out"
    out.mkdir()
    own = home / "vaults" / "Records.kinvault"
    with Workspace.unlock(own, secret(), clock=lambda: screens.NOW) as workspace:
        sealed = workspace.export(signed, out, language=Language.load())

    # The manager, on another laptop.
    own.rename(home / "own")
    new_vault(home, Worker(name="Mo Lead", role="safeguarding lead")).lock()
    stage = begin()
    stage.unlock()
    stage.program.dialogs.answer_next.append(sealed.sealed)
    stage.program.window.countersign_wished.emit()
    stage.wait_for("verify")
    stage.settle()
    stage.type_in("verify.words_box", sealed.code)
    stage.press("verify.again")
    stage.press("verify.countersign")
    stage.wait_for("countersign")
    stage.type_in("countersign.passphrase", screens.PASSPHRASE)
    stage.program.dialogs.answer_next.append(out)
    stage.press("countersign.sign")
    assert isinstance(stage.page, CountersignPage)
    (both,) = out.glob("*-countersigned.pdf")

    # Filed back with the record.
    own.rename(home / "managers")
    (home / "own").rename(own)
    stage = begin()
    stage.unlock()
    stage.program.routes.open_record(signed)
    stage.wait_for("signed")
    stage.program.dialogs.answer_next.append(both)
    stage.press("signed.file")
    page = stage.page
    assert isinstance(page, SignedPage)
    assert page.made.title.text() == "The manager's signature is filed"
    assert page.copy is not None
    assert page.copy.pdf == both.read_bytes()
