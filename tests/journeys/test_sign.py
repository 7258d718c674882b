# SPDX-License-Identifier: Apache-2.0
"""A record checked, signed, and handed over.

J30 What is missing leads back to the very question, and from there to checking again.
J31 The made-up family's record is signed with the vault's passphrase; the signed copy is shown,
    saved with its receipt, and its six words are those of the file.
J32 A signed record opens as its signed copy and changes no more.
J33 An urgent export leaves from an unfinished record.
J34 Cancelled on its way, a signature leaves the record as it was; signed again it is signed once.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from helpers.screens import load_screens
from helpers.stopping import Gate
from kinfile.app.workspace import Workspace
from kinfile.export import pipeline
from kinfile.export.identity import code
from kinfile.i18n import Language
from kinfile.ui.pages.check import CheckPage
from kinfile.ui.pages.signed import SignedPage
from kinfile.vault.keys import Cost
from kinfile.watch import UNWATCHED

screens = load_screens()


def with_record(begin: Any, home: Path, *, example: bool) -> Any:
    made = Workspace.create(
        home / "vaults" / "Records.kinvault",
        screens.WORKER,
        bytearray(screens.PASSPHRASE.encode()),
        clock=lambda: screens.NOW,
        cost=Cost.least(),
    )
    with made.workspace as workspace:
        if example:
            workspace.example(language=Language.load())
        else:
            workspace.start("pre_birth")
    stage = begin()
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    stage.press("head.check")
    stage.wait_for("check")
    return stage


def check(stage: Any) -> CheckPage:
    assert isinstance(stage.page, CheckPage)
    return stage.page


def sign(stage: Any) -> SignedPage:
    stage.find("sign.declared").click()
    stage.type_in("sign.passphrase", screens.PASSPHRASE)
    stage.press("sign.sign")
    stage.wait_for("signed")
    assert isinstance(stage.page, SignedPage)
    return stage.page


def test_what_is_missing_leads_to_the_question(begin: Any, home: Path) -> None:  # J30
    stage = with_record(begin, home, example=False)
    stage.press("sign.sign")
    link = check(stage).summary.links[0]
    words = link.text()
    link.click()
    stage.wait_for("fill")
    focus = stage.program.window.focusWidget()
    assert focus is not None
    assert stage.page.body.isAncestorOf(focus)
    stage.press("head.check")
    stage.wait_for("check")
    stage.press("sign.sign")
    assert check(stage).summary.links[0].text() == words


@pytest.mark.slow
def test_signing_and_handing_over(begin: Any, home: Path) -> None:  # J31, J32
    stage = with_record(begin, home, example=True)
    assert not check(stage).todo.isVisible()  # type: ignore[union-attr]
    page = sign(stage)
    assert page.view.page_count > 3
    assert page.copy is not None
    assert page.copy.ref in page.view.words.toPlainText()
    folder = home / "out"
    folder.mkdir()
    stage.program.dialogs.answer_next.append(folder)
    stage.press("signed.save")
    (sealed,) = folder.glob("*.pdf")
    assert (folder / f"{sealed.stem}.json").exists()
    assert sealed.read_bytes() == page.copy.pdf
    shown = stage.find("signed.code")
    assert isinstance(shown, QLabel)
    assert shown.text() == code(sealed.read_bytes())
    stage.press("signed.home")
    stage.wait_for("records")
    stage.program.routes.open_record(page_ref(stage))
    stage.wait_for("signed")


def page_ref(stage: Any) -> str:
    refs: list[str] = []
    stage.program.desk.caseload(done=lambda lines: refs.extend(line.ref for line in lines))
    stage.settle()
    return refs[0]


def test_an_urgent_export_of_an_unfinished_record(begin: Any, home: Path) -> None:  # J33
    stage = with_record(begin, home, example=False)
    folder = home / "out"
    folder.mkdir()
    stage.program.dialogs.answer_next.append(folder)
    stage.press("sign.urgent")
    (sealed,) = folder.glob("*.pdf")
    assert "urgent" in sealed.name
    notice = check(stage)._notice
    assert notice is not None
    assert code(sealed.read_bytes()) in notice.text.text()


def test_a_signature_is_cancelled(
    begin: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # J34
    gate, seal = Gate(), pipeline.seal

    def held(*given: Any, **more: Any) -> Any:
        gate(UNWATCHED)
        return seal(*given, **more)

    monkeypatch.setattr(pipeline, "seal", held)
    stage = with_record(begin, home, example=True)
    page = check(stage)
    stage.find("sign.declared").click()
    stage.type_in("sign.passphrase", screens.PASSPHRASE)
    page.sign_card.sign.setFocus()
    page.sign_card.sign.click()
    stage.wait(gate.is_reached, "the sealing")
    page.underway.tell()
    page.sign_card.working.cancel.click()
    gate.open()
    stage.settle()
    assert stage.page is page
    assert page.sign_card.declaration.tick.isChecked()
    assert page.sign_card.sign.hasFocus()
    assert page_status(stage) == ["ready_to_sign"]
    stage.type_in("sign.passphrase", screens.PASSPHRASE)
    stage.press("sign.sign")
    stage.wait_for("signed")
    assert page_status(stage) == ["signed"]


def page_status(stage: Any) -> list[str]:
    found: list[str] = []
    stage.program.desk.caseload(done=lambda all_: found.extend(each.status.value for each in all_))
    stage.settle()
    return found
