# SPDX-License-Identifier: Apache-2.0
"""How screens are reached, for packaging/screens.py. From checking to the signed copy."""

from pathlib import Path

from PySide6.QtWidgets import QScrollArea
from screen import Screen
from screen_plays_fill import assessment, move
from stage import PASSPHRASE, Stage

from kinfile.app.verifying import CheckedFile, FoundSignature, Outcome
from kinfile.machine import Decided
from kinfile.policy.policies import Policies
from kinfile.ui.pages.check import CheckPage
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.hand_over import HandOverPage
from kinfile.ui.verifying import Request


def check_left_over(stage: Stage) -> None:
    move(stage)
    stage.press("move.move")
    stage.wait_for("fill")
    page = stage.page
    if isinstance(page, FillPage):
        page.check_chosen.emit()
    stage.wait_for("check")
    area = stage.find("check.scroll")
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(stage.find("check.left_over"))


def check(stage: Stage) -> None:
    assessment(stage)
    stage.program.window.page.check_chosen.emit()  # type: ignore[union-attr]
    stage.wait_for("check")


def check_errors(stage: Stage) -> None:
    check(stage)
    stage.press("sign.sign")


def check_signing(stage: Stage) -> None:
    """What is said while the document is drawn and signed."""
    check(stage)
    page = stage.page
    if isinstance(page, CheckPage):
        page.underway.begin(page.language.text("Signing…"), page.sign_card.working).step(3, 5)
        page.underway.tell()
        page.sign_card.sign.setFocus()


def signed(stage: Stage) -> None:
    check(stage)
    stage.find("sign.declared").setChecked(True)  # type: ignore[attr-defined]
    stage.type_in("sign.passphrase", PASSPHRASE)
    stage.press("sign.sign")
    stage.wait_for("signed")


def preview(stage: Stage) -> None:
    check(stage)
    stage.press("check.preview")
    stage.press("preview.next")


def preview_text(stage: Stage) -> None:
    check(stage)
    stage.press("check.preview")
    stage.press("preview.turn")


def hand_over(stage: Stage) -> None:
    signed(stage)
    stage.press("signed.other")
    stage.wait_for("hand_over")


def hand_over_family(stage: Stage) -> None:
    """A copy for the family that nobody has looked at yet."""
    hand_over(stage)
    stage.press("hand_over.for.family")
    stage.press("hand_over.save")


def hand_over_running(stage: Stage) -> None:
    """What is said while a copy is made."""
    hand_over(stage)
    page = stage.page
    if isinstance(page, HandOverPage):
        words = page.language.text("Making and signing the copy")
        page.underway.begin(words, page.working).step(2, 5)
        page.underway.tell()


def hand_over_seen(stage: Stage) -> None:
    hand_over(stage)
    stage.press("hand_over.for.family")
    stage.press("hand_over.see")


def hand_over_locked(stage: Stage) -> None:
    """Saved, with the password to be read out."""
    hand_over(stage)
    stage.press("hand_over.way.locked")
    stage.program.dialogs.answer_next.append(stage.home)
    stage.press("hand_over.save")


def verify(stage: Stage) -> None:
    """Before unlocking: the page of a receiver."""
    stage.press("unlock.verify")
    stage.wait_for("verify")


def exported(stage: Stage) -> Path:
    """A signed file as it was handed over."""
    return next(stage.home.glob("KF-*.pdf"))


def verify_unknown(stage: Stage) -> None:
    """A file of which nothing shows who signed it, and words that are too few."""
    verify(stage)
    stage.program.dialogs.answer_next.append(exported(stage))
    stage.press("verify.file")
    stage.type_in("verify.words_box", "otter lamp")
    stage.press("verify.again")


def verify_holds(stage: Stage) -> None:
    """One's own file."""
    stage.unlock()
    stage.program.window.verify_wished.emit()
    stage.wait_for("verify")
    stage.program.dialogs.answer_next.append(exported(stage))
    stage.press("verify.file")


def verify_changed(stage: Stage) -> None:
    verify(stage)
    file = exported(stage)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    stage.program.dialogs.answer_next.append(file)
    stage.press("verify.file")


def verify_folder(stage: Stage) -> None:
    """Own files and one that is none."""
    (stage.home / "minutes.pdf").write_bytes(b"no signed file")
    stage.unlock()
    stage.program.window.verify_wished.emit()
    stage.wait_for("verify")
    stage.program.dialogs.answer_next.append(stage.home)
    stage.press("verify.folder")
    stage.find("verify.table").setFocus()


def verify_running(stage: Stage) -> None:
    verify(stage)
    work = stage.program.desk.verifying
    work.request = Request(chosen=Path("From the wards"))
    work.is_running, work.done, work.of = True, 12, 240
    work.changed.emit()


def countersign(stage: Stage) -> None:
    """A colleague's file of which it is not shown yet who signed it."""
    stage.unlock()
    theirs = FoundSignature(
        name="Carys Rowe-Example",
        at=None,
        words="abacus impulsive snub stonewall oblivious gazing",
        fingerprint="0123456789abcdef" * 4,
        known_by="none",
        is_sound=True,
    )
    path = stage.home / "KF-7F3K2M9Q-pre_birth-v1-2026-03-16.pdf"
    found = CheckedFile(path=path, outcome=Outcome.SIGNER_UNKNOWN, signatures=(theirs,))
    stage.program.desk.verifying.request = Request(chosen=path, results=(found,))
    stage.program.routes.show_countersign()
    stage.wait_for("countersign")
    stage.press("countersign.sign")


def identities(stage: Stage) -> None:
    """Two keys; the older one is preferred."""
    stage.unlock()
    stage.program.window.my_details_wished.emit()
    stage.wait_for("my_details")
    stage.press("my_details.keys")
    stage.wait_for("identities")
    stage.press("identities.new")
    stage.settle()


def identities_refused(stage: Stage) -> None:
    """A certificate for another key, where the organisation asks for a certified one."""
    stage.program.desk.policies = Policies.of(Decided({"MinIdentityTier": 1}, "policy.json"))
    identities(stage)
    file = stage.home / "issued.cer"
    file.write_bytes(b"none")
    stage.program.dialogs.answer_next.append(file)
    stage.press("identities.certificate")


def bring_file(stage: Stage) -> None:
    identities(stage)
    file = stage.home / "key.p12"
    file.write_bytes(b"none")
    stage.program.dialogs.answer_next.append(file)
    stage.press("identities.key_file")
    stage.wait_for("bring_file")
    stage.type_in("bring_file.secret", "lamp")
    stage.press("bring_file.go")


def bring_card(stage: Stage) -> None:
    identities(stage)
    stage.press("identities.card")
    stage.wait_for("bring_card")
    stage.press("bring_card.go")


SCREENS = (
    Screen("check", check),
    Screen("check-left-over", check_left_over, vault="trial"),
    Screen("check-errors", check_errors),
    Screen("preview", preview),
    Screen("preview-text", preview_text),
    Screen("check-signing", check_signing),
    Screen("signed", signed),
    Screen("hand-over", hand_over),
    Screen("hand-over-family", hand_over_family),
    Screen("hand-over-running", hand_over_running),
    Screen("hand-over-seen", hand_over_seen),
    Screen("hand-over-locked", hand_over_locked),
    Screen("verify", verify),
    Screen("verify-unknown", verify_unknown, vault="handed-over"),
    Screen("verify-holds", verify_holds, vault="handed-over"),
    Screen("verify-changed", verify_changed, vault="handed-over"),
    Screen("verify-folder", verify_folder, vault="handed-over"),
    Screen("verify-running", verify_running),
    Screen("countersign", countersign),
    Screen("identities", identities),
    Screen("identities-refused", identities_refused),
    Screen("bring-file", bring_file),
    Screen("bring-card", bring_card),
)
