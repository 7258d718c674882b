# SPDX-License-Identifier: Apache-2.0
"""Draw every screen and state of the window to PNG files, without a display.

    python packaging/screens.py --out DIR [--only NAME ...] [--look light-100 ...]

Each screen is reached as a user reaches it, in the real program on a real encrypted vault with
a cheap key and a fixed clock. SCREENS is the table: to add one, write a function that takes a
Stage, leaves the window showing it, and give it a line there. The tests of every screen
(tests/ui/test_every_screen.py) go through the same table.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from kinfile.app.draft import Worker
from kinfile.forms.model import QuestionId, SectionId
from kinfile.log import Log
from kinfile.policy import preferences
from kinfile.policy.preferences import Preferences
from kinfile.records.model import Place
from kinfile.ui.application import Application, Start, make_app
from kinfile.ui.cautions import WORDS, Caution
from kinfile.ui.door import VaultDoor
from kinfile.ui.pages.fill import FillPage
from kinfile.ui.pages.fill_places import Spot
from kinfile.ui.session_watch import SessionWatch
from kinfile.ui.theme import Theme
from kinfile.vault.keys import Cost

NOW = datetime(2026, 3, 17, 10, 42, tzinfo=UTC)
LONG_AGO = datetime(2025, 3, 17, tzinfo=UTC)
PASSPHRASE = "four random words here"  # noqa: S105  (of a vault that lives for a second)
WORKER = Worker(
    name="Jo Rowe", role="midwife", organisation="Example Trust", registration="12A3456E"
)
SIZE = (1366, 768)
LOOKS = {
    "light-100": Preferences(1.0, "light"),
    "dark-100": Preferences(1.0, "dark"),
    "contrast-100": Preferences(1.0, "contrast"),
    "light-150": Preferences(1.5, "light"),
    "light-200": Preferences(2.0, "light"),
    "dark-200": Preferences(2.0, "dark"),
    "contrast-200": Preferences(2.0, "contrast"),
}
PATIENCE = 30_000
"""Milliseconds to wait for a screen before giving up."""


@dataclass
class Stage:
    """One program on one folder of vaults. `begin` starts it, `end` closes vault and window."""

    app: QApplication
    home: Path
    look: Preferences = LOOKS["light-100"]
    size: tuple[int, int] = SIZE
    now: datetime = NOW
    program: Application = field(init=False)

    def begin(self) -> None:
        file = self.home / "preferences.json"
        preferences.write(file, self.look)
        door = VaultDoor(clock=self._clock, home=self.home / "vaults", cost=Cost.least())
        self.program = Application(
            self.app,
            Start(
                door=door,
                clock=self._clock,
                restart=lambda _: None,
                session=SessionWatch,
                installed=LONG_AGO,
                preferences_file=file,
                log=Log(),
            ),
        )
        self.program.window.resize(*self.size)
        self.program.show()
        self.program.window.activateWindow()
        self.settle()

    def _clock(self) -> datetime:
        return self.now

    @property
    def page(self) -> QWidget:
        """The page shown now."""
        page = self.program.window.cover or self.program.window.page
        if page is None:
            raise RuntimeError("no page is shown")
        return page

    def find(self, name: str) -> QWidget:
        """The widget of that objectName. Raises LookupError."""
        found = self.program.window.findChild(QWidget, name)
        if found is None:
            raise LookupError(f"{name} is not on {self.page.objectName()}")
        return found

    def press(self, name: str) -> None:
        """Click the button `name` and wait for what comes of it."""
        self.find(name).click()  # type: ignore[attr-defined]
        self.settle()

    def type_in(self, name: str, text: str) -> None:
        self.find(name).setText(text)  # type: ignore[attr-defined]

    def wait_for(self, page: str) -> None:
        """Until the page of that objectName is shown. Raises TimeoutError."""
        self._wait(lambda: self.page.objectName() == page, page)
        self.settle()

    def settle(self) -> None:
        """Until everything begun is done and painted."""
        self._wait(lambda: self.program.tasks.is_idle, "the task queue")
        for _ in range(6):
            self.app.processEvents()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _wait(self, is_done: Callable[[], bool], what: str) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not is_done():
            if timer.elapsed() > PATIENCE:
                raise TimeoutError(f"{what} did not come")
            # A loop of its own, so that waiting takes no processor and pages let go of are gone.
            loop = QEventLoop()
            QTimer.singleShot(5, loop.quit)
            loop.exec()

    def unlock(self) -> None:
        self.type_in("unlock.passphrase", PASSPHRASE)
        self.press("unlock.unlock")
        self._wait(lambda: self.page.objectName() in ("records", "empty"), "the records")
        self.settle()

    def end(self) -> None:
        self.program.desk.lock()
        self.settle()
        self.program.close()
        self.program.window.close_now()
        self.program.window.deleteLater()
        self.program.deleteLater()
        self.app.processEvents()


Play = Callable[[Stage], None]


@dataclass(frozen=True)
class Screen:
    """`vault` says what must be there before: none, empty (no record) or full (several)."""

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


SCREENS = (
    Screen("unlock", unlock),
    Screen("unlock-error", unlock_error),
    Screen("cannot-unlock", cannot_unlock),
    Screen("recover", recover),
    Screen("recover-passphrase", recover_passphrase),
    Screen("change-passphrase", change_passphrase),
    Screen("first-run", first_run, vault="none"),
    Screen("first-run-errors", first_run_errors, vault="none"),
    Screen("choose-passphrase", choose_passphrase, vault="none"),
    Screen("recovery-code", recovery_code, vault="none"),
    Screen("empty", empty, vault="empty"),
    Screen("records", records),
    Screen("records-nothing-found", records_nothing_found),
    Screen("records-row", records_row),
    Screen("new", new),
    Screen("about", about),
    Screen("hidden", hidden),
    Screen("hidden-wrong", hidden_wrong),
    Screen("hidden-offer", hidden_offer),
    Screen("hidden-pin", hidden_pin),
    Screen("caution", caution),
    Screen("fault", fault),
    Screen("assessment", assessment),
    Screen("assessment-why", assessment_why),
    Screen("assessment-errors", assessment_errors),
    Screen("check", check),
    Screen("check-errors", check_errors),
    Screen("signed", signed),
)


class Homes:
    """Folders with vaults as the screens need them, made once and copied for each screen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    @contextmanager
    def lend(self, kind: str) -> Iterator[Path]:
        """A fresh copy of the home `kind`, gone afterwards."""
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            shutil.copytree(self._made[kind], name, dirs_exist_ok=True)
            yield Path(name)

    def _make(self, kind: str) -> Path:
        from kinfile.app.workspace import Workspace
        from kinfile.i18n import Language

        home = self._folder / kind
        (home / "vaults").mkdir(parents=True)
        if kind == "none":
            return home
        passphrase = bytearray(PASSPHRASE.encode())
        made = Workspace.create(
            home / "vaults" / "Records.kinvault",
            WORKER,
            passphrase,
            clock=lambda: NOW,
            cost=Cost.least(),
        )
        with made.workspace as workspace:
            if kind == "full":
                workspace.start("pre_birth")
                workspace.start("young_carer")
                workspace.example(language=Language.load())
        return home


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
