# SPDX-License-Identifier: Apache-2.0
"""The real program on a real encrypted vault, without a display, for who wants to look at it.

A `Stage` is driven by objectNames as a user drives the window; `Homes` lends it folders with the
records that a screen needs. packaging/screens.py draws with them, and so do the journeys of the
tests.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pseudo
from event_turns import come_to_rest, take_turns
from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kinfile.app.changes import SetAnswer
from kinfile.app.draft import Worker
from kinfile.app.workspace import Workspace
from kinfile.forms import catalogue, loader
from kinfile.forms.model import QuestionId
from kinfile.forms.packs.pack import Kind, Subject, build
from kinfile.forms.packs.shelf import Shelf
from kinfile.forms.packs.trust import KeyFolder
from kinfile.i18n import Language
from kinfile.log import Log
from kinfile.policy import preferences
from kinfile.policy.preferences import Preferences
from kinfile.records.model import Answer, Place
from kinfile.ui.application import Application, Start
from kinfile.ui.dialogs import Dialogs
from kinfile.ui.door import VaultDoor
from kinfile.ui.session_watch import SessionWatch
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
    "cy-100": Preferences(1.0, "light", language="cy"),
    "cy-200": Preferences(2.0, "light", language="cy"),
    "pseudo-100": Preferences(1.0, "light", language=pseudo.ACCENTED),
    "pseudo-200": Preferences(2.0, "light", language=pseudo.ACCENTED),
    "rtl-100": Preferences(1.0, "light", language=pseudo.MIRRORED),
}
DATA = "XDG_DATA_HOME"
PATIENCE = 30_000
"""Milliseconds to wait for a screen before giving up."""


def stay(_arguments: Sequence[str]) -> None:
    """What comes in place of a fresh process after Lock: nothing."""


@dataclass
class Stage:
    """One program on one folder of vaults. `begin` starts it, `end` closes vault and window.

    `dialogs` answers in place of the system's own; `restart` gets what a fresh process would.
    """

    app: QApplication
    home: Path
    look: Preferences = LOOKS["light-100"]
    size: tuple[int, int] = SIZE
    now: datetime = NOW
    dialogs: Dialogs | None = None
    restart: Callable[[Sequence[str]], None] = stay
    program: Application = field(init=False)
    _before: str | None = field(init=False, default=None)

    def begin(self) -> None:
        # Form packs are the user's, so each stage has its own.
        self._before = os.environ.get(DATA)
        os.environ[DATA] = str(self.home / "data")
        file = self.home / "preferences.json"
        preferences.write(file, self.look)
        door = VaultDoor(clock=self._clock, home=self.home / "vaults", cost=Cost.least())
        self.program = Application(
            self.app,
            Start(
                door=door,
                clock=self._clock,
                restart=self.restart,
                dialogs=self.dialogs,
                session=SessionWatch,
                installed=LONG_AGO,
                language=pseudo.language,
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
        self.wait(lambda: self.page.objectName() == page, page)
        self.settle()

    def settle(self) -> None:
        """Until everything begun is done and painted."""
        program = self.program
        desk = program.desk
        queues = program.tasks, program.beside, desk.verifying.tasks, desk.spelling.tasks
        come_to_rest(
            lambda: all(queue.is_idle for queue in queues),
            lambda is_idle: self.wait(is_idle, "the task queues"),
        )
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        take_turns()

    def wait(self, is_done: Callable[[], bool], what: str) -> None:
        """Until `is_done`; `what` is for who has waited too long. Raises TimeoutError."""
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
        self.wait(lambda: self.page.objectName() in ("records", "empty"), "the records")
        self.settle()

    def end(self) -> None:
        self.program.desk.lock()
        self.settle()
        self.program.close()
        self.program.window.close_now()
        self.program.window.deleteLater()
        self.program.deleteLater()
        self.app.processEvents()
        if self._before is None:
            os.environ.pop(DATA, None)
        else:
            os.environ[DATA] = self._before


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
            if kind != "empty":
                fill(workspace, kind, home)
        if kind == "damaged":
            flip(home / "vaults" / "Records.kinvault" / "vault.db", at=4_400)
        if kind == "no-keys":
            for file in (home / "vaults" / "Records.kinvault").glob("vault.json*"):
                file.unlink()
        if kind == "trial":
            try_out(home / "data" / "kinfile" / "packs")
        return home


def fill(workspace: Workspace, kind: str, home: Path) -> None:
    """Several records, one of them the made-up family's, and what else the kind of home needs."""
    workspace.start("pre_birth")
    workspace.start("young_carer")
    ref = workspace.example(language=Language.load()).ref
    if kind == "handed-over":
        hand_over(workspace, ref, home)
    if kind in ("damaged", "no-keys"):
        workspace.back_up()
        workspace.start("hospital_visit")


def flip(file: Path, *, at: int, count: int = 64) -> None:
    """Turn over every bit of some bytes, as a worn disk might."""
    content = bytearray(file.read_bytes())
    content[at : at + count] = bytes(byte ^ 0xFF for byte in content[at : at + count])
    file.write_bytes(content)


def hand_over(workspace: Workspace, ref: str, home: Path) -> None:
    """Sign a record, note where it went, and correct it: there is something to look back on."""
    english = Language.load()
    workspace.sign(ref, bytearray(PASSPHRASE.encode()), declared=True, language=english)
    workspace.export(ref, home, language=english)
    workspace.sent(ref, to="Duty desk", on=date(2026, 3, 16), channel="secure mail")
    workspace.acknowledged(ref, by="Duty desk", on=date(2026, 3, 17))
    workspace.correct(ref, reason="The telephone number of the ward was wrong")
    unit = Place(QuestionId("maternity_unit"))
    for words in ("Testtown General", "Testtown General, ward 4"):
        workspace.keep(ref, [SetAnswer(unit, Answer(value=words))])
    workspace.sign(ref, bytearray(PASSPHRASE.encode()), declared=True, language=english)
    workspace.export(ref, home, language=english)


RENAMED = ("missed_followup", "previous_loss", "ready_home")
"""Questions that the later version of a form asks under another name."""


def try_out(packs: Path) -> None:
    """Put a later version of a form on trial: some questions are others."""
    form = catalogue.load("pre_birth")
    text = form.body.decode()
    for name in RENAMED:
        text = text.replace(f'"id":"{name}"', f'"id":"{name}_now"')
    version = form.version + 1
    body = loader.canonical({**json.loads(text), "version": str(version)})
    pack = build(
        Subject(Kind.FORM, form.id),
        version,
        body,
        cases={},
        made_at=NOW,
        made_with="0.1.0",
        key=None,
    )
    Shelf(folder=packs, keys=KeyFolder(packs / "keys")).try_out(pack)
