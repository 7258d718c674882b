# SPDX-License-Identifier: Apache-2.0
"""Draw every screen and state of the window to PNG files, without a display.

    python packaging/screens.py --out DIR [--only NAME ...] [--look light-100 ...]

Each screen is reached as a user reaches it, in the real program on a real encrypted vault with
a cheap key and a fixed clock. SCREENS is the table: to add one, write a function that takes a
Stage, leaves the window showing it, and give it a line there. The tests of every screen
(tests/ui/test_every_screen.py) go through the same table.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea
from stage import LOOKS, NOW, PASSPHRASE, SIZE, WORKER, Homes, Stage

from kinfile.app.draft import RecordStatus
from kinfile.errors import NotKept
from kinfile.forms.model import QuestionId, SectionId
from kinfile.records.model import Answer, Place
from kinfile.ui.application import make_app
from kinfile.ui.cautions import WORDS, Caution
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.pages.notes import NotesPage
from kinfile.ui.pages.records import RecordsPage
from kinfile.ui.theme import Theme

__all__ = ["NOW", "SCREENS", "Homes", "Stage"]

Play = Callable[[Stage], None]


@dataclass(frozen=True)
class Screen:
    """`vault` says what must be there before: none, empty (no record), full (several), trial
    (and a later version of a form on trial), handed-over (one was signed, sent, corrected),
    damaged or no-keys (it does not open; there is a backup).
    """

    name: str
    play: Play
    vault: str = "full"


# How each screen is reached


def unlock(stage: Stage) -> None:
    stage.type_in("unlock.passphrase", "x" * 13)


def unlock_error(stage: Stage) -> None:
    stage.type_in("unlock.passphrase", "not the passphrase")
    stage.press("unlock.unlock")


def cannot_unlock(stage: Stage) -> None:
    stage.press("unlock.cannot")
    stage.wait_for("cannot_unlock")


def recover(stage: Stage) -> None:
    """A code with a letter left out."""
    cannot_unlock(stage)
    stage.press("cannot_unlock.code")
    stage.wait_for("recover")
    stage.type_in("recover.code", "0000-0000-0000-0000-0000-0000-0000-0000-0")
    stage.press("recover.continue")


def recover_passphrase(stage: Stage) -> None:
    cannot_unlock(stage)
    stage.program.routes.show_recover_passphrase(stage.home / "vaults", "")
    stage.wait_for("recover_passphrase")
    stage.press("recover_passphrase.use")


def change_passphrase(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.passphrase_wished.emit()
    stage.wait_for("change_passphrase")


def my_details(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.my_details_wished.emit()
    stage.wait_for("my_details")


def my_details_error(stage: Stage) -> None:
    my_details(stage)
    stage.type_in("my_details.name", "")
    stage.press("my_details.keep")


def first_run(stage: Stage) -> None:
    stage.wait_for("first_run")


def first_run_errors(stage: Stage) -> None:
    stage.press("first_run.continue")


def choose_passphrase(stage: Stage) -> None:
    stage.type_in("first_run.name", WORKER.name)
    stage.type_in("first_run.role", WORKER.role)
    stage.press("first_run.continue")
    stage.wait_for("choose_passphrase")


def recovery_code(stage: Stage) -> None:
    choose_passphrase(stage)
    stage.type_in("choose_passphrase.first", PASSPHRASE)
    stage.type_in("choose_passphrase.second", PASSPHRASE)
    stage.press("choose_passphrase.make")
    stage.wait_for("recovery_code")


def empty(stage: Stage) -> None:
    stage.unlock()


def records(stage: Stage) -> None:
    stage.unlock()


def records_nothing_found(stage: Stage) -> None:
    stage.unlock()
    stage.type_in("records.find", "xyz")


def records_row(stage: Stage) -> None:
    stage.unlock()
    stage.find("records.table").setFocus()


def new(stage: Stage) -> None:
    stage.unlock()
    stage.press("records.new")
    stage.wait_for("new")


def about(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.about_chosen.emit()
    stage.wait_for("about")


def hidden(stage: Stage) -> None:
    stage.unlock()
    stage.press("bar.hide")


def hidden_wrong(stage: Stage) -> None:
    hidden(stage)
    stage.type_in("hidden.passphrase", "not the passphrase")
    stage.press("hidden.back")


def hidden_offer(stage: Stage) -> None:
    """Coming back for the first time: a PIN would be welcome next time."""
    hidden(stage)
    stage.type_in("hidden.passphrase", PASSPHRASE)
    stage.press("hidden.back")
    stage.type_in("hidden.pin.new", "1234")
    stage.press("hidden.pin.use")


def hidden_pin(stage: Stage) -> None:
    hidden_offer(stage)
    stage.type_in("hidden.pin.new", "2580")
    stage.press("hidden.pin.use")
    stage.press("bar.hide")
    stage.type_in("hidden.pin", "1357")
    stage.press("hidden.back")


def caution(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.set_caution(WORDS[Caution.DISK])


def fault(stage: Stage) -> None:
    stage.unlock()
    stage.program.routes.show_fault()
    stage.wait_for("notice")


def assessment(stage: Stage) -> None:
    """The example, at a section with risk questions."""
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")
    fill = stage.page
    if not isinstance(fill, FillPage):
        raise TypeError("the page of the assessment is another")
    fill.go_to(Spot(SectionId("perinatal")))


def assessment_why(stage: Stage) -> None:
    """Why a question is asked today: one that several answers of the example call for."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.go_to(Spot(SectionId("analysis"), Place(QuestionId("mh_contribution"))))
        stage.settle()
        fill.body.today_chosen.emit()


def family(stage: Stage) -> None:
    """The family as a diagram, the dates below it."""
    assessment(stage)
    stage.press("head.family")
    stage.wait_for("family")


def family_tables(stage: Stage) -> None:
    """Both as tables, with full names."""
    family(stage)
    for button in ("family.names", "family.as_table", "dates.as_table"):
        stage.press(button)


def dates(stage: Stage) -> None:
    """The timeline, at its last entry."""
    family(stage)
    timeline = stage.find("dates.timeline")
    timeline.setFocus()
    timeline.point_at(len(timeline.boxes()) - 1)  # type: ignore[attr-defined]


def assessment_errors(stage: Stage) -> None:
    """A new record: Save and continue with nothing answered."""
    stage.unlock()
    stage.press("records.new")
    stage.wait_for("new")
    stage.press("form.pre_birth.start")
    stage.wait_for("fill")
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.save_and_continue()


def earlier(stage: Stage) -> None:
    """What stood before at a question that was answered several times."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        place = Place(QuestionId("maternity_unit"))
        for words in ("Testtown", "Testtown General", ""):
            fill.filling.set_answer(place, Answer(value=words) if words else None)
            fill.filling.flush()
            stage.settle()
        section = fill.filling.draft.form.by_id()[place.question].section
        fill.go_to(Spot(section, place))
        stage.settle()
        fill.body.earlier_chosen.emit()


def trial_cards(stage: Stage) -> None:
    """One of the forms is on trial, and a pack of another cannot be used."""
    packs = stage.home / "data" / "kinfile" / "packs"
    (note,) = packs.glob("**/form-pre_birth*.json")
    note.with_name(note.name.replace("pre_birth", "young_carer")).write_text("{", encoding="utf-8")
    new(stage)


def newer(stage: Stage) -> None:
    """A draft whose form is installed in a later version by now."""
    stage.unlock()
    stage.press("records.continue")
    stage.wait_for("fill")


def move(stage: Stage) -> None:
    newer(stage)
    stage.press("newer.look")
    stage.wait_for("move")


def left_over(stage: Stage) -> None:
    """After moving to it: what found no place is kept beside."""
    move(stage)
    stage.press("move.move")
    stage.wait_for("fill")
    stage.press("sections.left_over")


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


def records_found(stage: Stage) -> None:
    """A word of an answer: the record that holds it, and says so."""
    stage.unlock()
    stage.find("records.find").setFocus()
    stage.type_in("records.find", "sertraline")
    page = stage.page
    if isinstance(page, RecordsPage):
        page.tools.sought.emit("sertraline")


def details(stage: Stage) -> None:
    """What became of a record that was signed, sent and corrected."""
    stage.unlock()
    stage.program.routes.show_details(handed_over(stage))
    stage.wait_for("details")
    stage.find("history.table").setFocus()


def handed_over(stage: Stage) -> str:
    page = stage.page
    if not isinstance(page, RecordsPage):
        raise TypeError("the page of the records is another")
    return next(line.ref for line in page.lines if line.status is RecordStatus.SIGNED)


def details_note(stage: Stage) -> None:
    """Noting who a file went to, and leaving the name out."""
    details(stage)
    stage.find("details.ledger").open_first()  # type: ignore[attr-defined]
    stage.press("note.save")


def correct(stage: Stage) -> None:
    details(stage)
    stage.press("details.correct")
    stage.wait_for("correct")
    stage.press("correct.begin")


def erase(stage: Stage) -> None:
    details(stage)
    stage.press("details.erase")
    stage.wait_for("erase")


def assessment_presenting(stage: Stage) -> None:
    """F9 at the section that has most to hide."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.go_to(Spot(SectionId("parents")))
        stage.settle()
        fill.present_chosen.emit()


def notes(stage: Stage) -> None:
    """Some lines, one of which is in the form already."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        fill.notes_chosen.emit()
    stage.wait_for("notes")
    stage.find("notes.box").setPlainText(  # type: ignore[attr-defined]
        "Lives with her mother since March\nWould like a visit on Tuesdays\n\nSleeps badly"
    )
    stage.press("notes.take")
    page = stage.page
    if isinstance(page, NotesPage):
        page.panel.spot_chosen.emit(page.panel.list.goals[0].spot)


def notes_question(stage: Stage) -> None:
    notes(stage)
    stage.settle()
    stage.press("notes.take")


def assessment_go_to(stage: Stage) -> None:
    """Ctrl+G, and a few letters that sections and questions have."""
    assessment(stage)
    fill = stage.page
    if isinstance(fill, FillPage):
        stage.settle()
        fill.find_goal()
        stage.type_in("go_to.find", "parents")


def check(stage: Stage) -> None:
    assessment(stage)
    stage.program.window.page.check_chosen.emit()  # type: ignore[union-attr]
    stage.wait_for("check")


def check_errors(stage: Stage) -> None:
    check(stage)
    stage.press("sign.sign")


def signed(stage: Stage) -> None:
    check(stage)
    stage.find("sign.declared").setChecked(True)  # type: ignore[attr-defined]
    stage.type_in("sign.passphrase", PASSPHRASE)
    stage.press("sign.sign")
    stage.wait_for("signed")


def backup(stage: Stage) -> None:
    stage.unlock()
    stage.program.window.backup_wished.emit()
    stage.wait_for("backup")


def backup_made(stage: Stage) -> None:
    """One more, and a second place that is not there."""
    stage.program.dialogs.answer_next.append(stage.home / "vaults")
    backup(stage)
    stage.press("backup.place")
    stage.press("backup.now")
    stage.wait(lambda: stage.program.backing_up.outcome is not None, "the backup")


def backup_running(stage: Stage) -> None:
    """In the middle of one."""
    backup(stage)
    making = stage.program.backing_up
    making.kind, making.done, making.of = "asked", 5_200, 36_600
    making.progressed.emit()


def backup_failed(stage: Stage) -> None:
    backup(stage)
    making = stage.program.backing_up
    making.error = NotKept(problem="disk-full")
    making.changed.emit()
    stage.program.routes.show_backup()
    stage.wait_for("backup")


def closing(stage: Stage) -> None:
    hidden(stage)
    stage.program.window.cover.tell_closing(is_lock=True)  # type: ignore[union-attr]


def not_opened(stage: Stage) -> None:
    stage.program.routes.show_not_opened(
        stage.home / "vaults" / "Records.kinvault", NotKept(problem="read-only")
    )
    stage.wait_for("notice")


def mend(stage: Stage) -> None:
    """Unlocking a vault that is damaged, or whose key file is lost."""
    stage.type_in("unlock.passphrase", PASSPHRASE)
    stage.press("unlock.unlock")
    stage.wait_for("mend")


def choose_backup(stage: Stage) -> None:
    mend(stage)
    stage.press("mend.restore")
    stage.wait_for("choose_backup")


def choose_backup_first(stage: Stage) -> None:
    """On a new laptop, with a file that is no backup."""
    stage.press("first_run.backup")
    stage.wait_for("choose_backup")
    stage.program.dialogs.answer_next.append(stage.home / "preferences.json")
    stage.press("choose_backup.file")


def restore(stage: Stage) -> None:
    """With a passphrase that is not that day's."""
    choose_backup(stage)
    stage.press("choose_backup.continue")
    stage.wait_for("restore")
    stage.type_in("restore.passphrase", "not the passphrase")
    stage.press("restore.go")


def restore_running(stage: Stage) -> None:
    choose_backup(stage)
    stage.press("choose_backup.continue")
    stage.wait_for("restore")
    work = stage.program.desk.rescue
    work.is_busy, work.done, work.of = True, 45, 100
    work.changed.emit()


def restored(stage: Stage) -> None:
    restore(stage)
    stage.type_in("restore.passphrase", PASSPHRASE)
    stage.press("restore.go")
    stage.wait_for("notice")


def salvage(stage: Stage) -> None:
    mend(stage)
    stage.press("mend.salvage")
    stage.wait_for("salvage")


def salvaged(stage: Stage) -> None:
    salvage(stage)
    stage.type_in("salvage.passphrase", PASSPHRASE)
    stage.press("salvage.go")
    stage.wait_for("notice")


SCREENS = (
    Screen("unlock", unlock),
    Screen("unlock-error", unlock_error),
    Screen("cannot-unlock", cannot_unlock),
    Screen("recover", recover),
    Screen("recover-passphrase", recover_passphrase),
    Screen("change-passphrase", change_passphrase),
    Screen("my-details", my_details),
    Screen("my-details-error", my_details_error),
    Screen("first-run", first_run, vault="none"),
    Screen("first-run-errors", first_run_errors, vault="none"),
    Screen("choose-passphrase", choose_passphrase, vault="none"),
    Screen("recovery-code", recovery_code, vault="none"),
    Screen("empty", empty, vault="empty"),
    Screen("records", records),
    Screen("records-nothing-found", records_nothing_found),
    Screen("records-row", records_row),
    Screen("records-found", records_found),
    Screen("new", new),
    Screen("new-trial", trial_cards, vault="trial"),
    Screen("details", details, vault="handed-over"),
    Screen("details-note", details_note, vault="handed-over"),
    Screen("correct", correct, vault="handed-over"),
    Screen("erase", erase, vault="handed-over"),
    Screen("about", about),
    Screen("hidden", hidden),
    Screen("hidden-wrong", hidden_wrong),
    Screen("hidden-offer", hidden_offer),
    Screen("hidden-pin", hidden_pin),
    Screen("backup", backup),
    Screen("backup-made", backup_made),
    Screen("backup-running", backup_running),
    Screen("backup-failed", backup_failed),
    Screen("closing", closing),
    Screen("not-opened", not_opened),
    Screen("mend", mend, vault="damaged"),
    Screen("mend-keys", mend, vault="no-keys"),
    Screen("choose-backup", choose_backup, vault="damaged"),
    Screen("choose-backup-first", choose_backup_first, vault="none"),
    Screen("restore", restore, vault="damaged"),
    Screen("restore-running", restore_running, vault="damaged"),
    Screen("restored", restored, vault="damaged"),
    Screen("salvage", salvage, vault="damaged"),
    Screen("salvaged", salvaged, vault="damaged"),
    Screen("caution", caution),
    Screen("fault", fault),
    Screen("assessment", assessment),
    Screen("assessment-why", assessment_why),
    Screen("assessment-errors", assessment_errors),
    Screen("family", family),
    Screen("family-tables", family_tables),
    Screen("dates", dates),
    Screen("assessment-go-to", assessment_go_to),
    Screen("assessment-presenting", assessment_presenting),
    Screen("notes", notes),
    Screen("notes-question", notes_question),
    Screen("assessment-earlier", earlier),
    Screen("assessment-newer", newer, vault="trial"),
    Screen("assessment-left-over", left_over, vault="trial"),
    Screen("move", move, vault="trial"),
    Screen("check", check),
    Screen("check-left-over", check_left_over, vault="trial"),
    Screen("check-errors", check_errors),
    Screen("signed", signed),
)


def draw(screen: Screen, look: str, app: QApplication, homes: Homes) -> QImage:
    """The window showing `screen` in that look, as an image."""
    with homes.lend(screen.vault) as home:
        stage = Stage(app, home, LOOKS[look])
        stage.begin()
        try:
            screen.play(stage)
            stage.settle()
            return stage.program.window.grab().toImage()
        finally:
            stage.end()


def contact_sheet(images: Sequence[tuple[str, QImage]], *, across: int = 4) -> QImage:
    """All images small on one, with their names."""
    wide, high, line = SIZE[0] // 3, SIZE[1] // 3, 22
    rows = -(-len(images) // across)
    sheet = QImage(across * (wide + 8), rows * (high + line + 8), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(Theme().font(14))
    painter.setPen(Qt.GlobalColor.white)
    for place, (name, image) in enumerate(images):
        corner = QPoint(place % across * (wide + 8), place // across * (high + line + 8))
        painter.drawText(corner + QPoint(4, 16), name)
        small = image.scaled(
            wide,
            high,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRect(corner + QPoint(0, line), small.size()), small)
    painter.end()
    return sheet


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="*", choices=[screen.name for screen in SCREENS])
    parser.add_argument("--look", nargs="*", choices=list(LOOKS), default=list(LOOKS))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    app = make_app()
    images = []
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(Path(folder))
        for screen in SCREENS:
            if given.only and screen.name not in given.only:
                continue
            for look in given.look:
                image = draw(screen, look, app, homes)
                image.save(str(given.out / f"{screen.name}-{look}.png"))
                images.append((f"{screen.name} {look}", image))
                print(f"{screen.name} {look}")
    contact_sheet(images, across=len(given.look) if len(given.look) > 2 else 4).save(
        str(given.out / "contact-sheet.png")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
