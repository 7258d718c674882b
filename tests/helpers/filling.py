# SPDX-License-Identifier: Apache-2.0
"""A record being filled in, with a vault in memory: the real rules, no disk, no cipher.

`MemoryWorkspace` keeps one record as Workspace does, as far as a page can see; journeys/ uses
the real one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from event_turns import come_to_rest
from pytestqt.qtbot import QtBot

from helpers.small import TODAY, answers_of, national
from helpers.window_fakes import PASSPHRASE, WORKER, FakeDoor
from kinfile.app.changes import Change, SetAnswer
from kinfile.app.draft import Draft, Kept, RecordStatus, Worker
from kinfile.app.drafting import Working, work
from kinfile.app.handover import Exported, SignedCopy, Transferred, require_ready
from kinfile.app.identities import ListedKey
from kinfile.app.story import Earlier, Stood
from kinfile.app.summary import key_date_of, status_of, subject_of
from kinfile.errors import KinfileError, WrongPassphrase
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL
from kinfile.i18n import Language
from kinfile.records.evaluate import evaluate
from kinfile.records.marks import NO_MARKS
from kinfile.records.model import Answers, Place
from kinfile.ui.desk import Desk
from kinfile.ui.pages.fill_record import Filling
from kinfile.ui.tasks import Tasks
from kinfile.watch import UNWATCHED, Watch

REF = "TEST-0001"
NOW = datetime(2026, 11, 22, 10, 42).astimezone()
CODE = "abacus impulsive snub stonewall oblivious gazing"


def a_pdf(pages: int = 2) -> bytes:
    """An empty document of A4 pages."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@dataclass
class MemoryWorkspace:
    """`errors` raises instead of doing what is named; `kept` remembers every batch."""

    form: Form
    answers: Answers = field(default_factory=Answers)
    worker: Worker = WORKER
    folder: Path = Path("Records.kinvault")
    errors: dict[str, KinfileError] = field(default_factory=dict)
    kept: list[tuple[Change, ...]] = field(default_factory=list)
    status: RecordStatus | None = None
    resume: Any = None
    exports: list[tuple[Path, bool]] = field(default_factory=list)
    now: datetime = NOW
    keys: tuple[ListedKey, ...] = ()
    wishes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """What copies were drawn or saved, in which language."""
    signed_with: list[Any] = field(default_factory=list)
    """The choice of a key of each signature."""
    noted: list[tuple[object, ...]] = field(default_factory=list)
    """What else was done to the record, by name."""
    words: list[str] = field(default_factory=list)
    """Words that were kept as right."""
    seams: dict[str, Callable[[Watch], None]] = field(default_factory=dict)
    """What comes, on the task queue's thread, before anything is signed, drawn or written."""
    _working: Working = field(init=False)

    def __post_init__(self) -> None:
        self._working = Working(form=self.form, answers=self.answers, marks=NO_MARKS)
        # What a new record is made with: rows of the program, and what follows from the answers.
        self._work(())

    def ask_in(self, _language: Language) -> None:
        """In any language it is the same form."""

    def _fail(self, name: str) -> None:
        if name in self.errors:
            raise self.errors[name]

    def _meet(self, name: str, watch: Watch) -> None:
        """What stands in the way of what is named, and who watches it."""
        self._fail(name)
        watch.step(0, 2)
        if name in self.seams:
            self.seams[name](watch)
        watch.step(1, 2)

    def _work(self, changes: Sequence[Change]) -> None:
        done = work(
            self._working, changes, at=self.now, today=TODAY, reference=REF, profile=NATIONAL
        )
        self._working = Working(
            form=self.form, answers=done.working.answers, marks=done.working.marks
        )

    def open(self, ref: str = REF) -> Draft:
        working = self._working
        report = evaluate(self.form, working.answers, national(), TODAY, working.marks)
        return Draft(
            ref=REF,
            form=self.form,
            profile=national(),
            answers=working.answers,
            marks=working.marks,
            report=report,
            status=self.status or status_of(report),
            version=1,
            subject=subject_of(working.answers),
            key_date=key_date_of(working.answers),
            changed_at=self.now,
        )

    def keep(self, ref: str, changes: Sequence[Change]) -> Kept:
        self._fail("keep")
        self.kept.append(tuple(changes))
        self._work(changes)
        return Kept(self.open(), self.now, (len(self.kept),))

    def own_words(self) -> tuple[str, ...]:
        return tuple(self.words)

    def keep_word(self, word: str) -> tuple[str, ...]:
        self.words.append(word)
        return self.own_words()

    def resume_point(self) -> Any:
        return self.resume

    def keep_resume_point(self, point: Any) -> None:
        self._fail("resume")
        self.resume = point

    def sign(
        self,
        ref: str,
        passphrase: bytearray,
        *,
        declared: bool,
        language: Language,
        watch: Watch = UNWATCHED,
        **more: Any,
    ) -> SignedCopy:
        require_ready(self.open(), declared=declared)
        self._fail("sign")
        self.signed_with.append(more.get("key"))
        if bytes(passphrase) != PASSPHRASE.encode():
            raise WrongPassphrase(wait=0)
        self._meet("sign", watch)
        watch.finish()
        self.status = RecordStatus.SIGNED
        copy = self.signed_copy(ref)
        assert copy is not None
        return copy

    def listed_keys(self, language: Language, *, minimum_tier: int = 0) -> tuple[ListedKey, ...]:
        return self.keys

    def signed_copy(self, ref: str, *, version: int | None = None) -> SignedCopy | None:
        self._fail("signed_copy")
        return SignedCopy(
            ref=REF,
            version=version or 1,
            sha256="0" * 64,
            name="KF-TEST.pdf",
            at=self.now,
            pdf=a_pdf(),
        )

    def preview(
        self, ref: str, *, language: Language, watch: Watch = UNWATCHED, **wish: Any
    ) -> bytes:
        self._meet("preview", watch)
        self.wishes.append(("preview", language.code, wish))
        return a_pdf()

    def export(
        self,
        ref: str,
        folder: Path,
        *,
        language: Language,
        urgent: bool = False,
        transfer: bool = False,
        watch: Watch = UNWATCHED,
        **wish: Any,
    ) -> Exported:
        self._meet("export", watch)
        watch.finish()
        self.wishes.append(("export", language.code, wish))
        self.exports.append((folder, urgent))
        return Exported(
            sealed=folder / "KF-TEST.pdf",
            receipt=folder / "KF-TEST.json",
            sha256="0" * 64,
            code=CODE,
            fingerprint="0" * 64,
            transfer=Transferred(
                file=folder / "KF-TEST-transfer.pdf", sha256="1" * 64, passphrase="case-duly"
            )
            if transfer
            else None,
        )

    def written_on_paper(self, ref: str, *, on: date | None) -> None:
        self._fail("written_on_paper")
        self.noted.append(("paper", on))

    def countersigned(self, ref: str, data: bytes) -> SignedCopy:
        self._fail("countersigned")
        self.noted.append(("countersigned", data))
        copy = self.signed_copy(ref)
        assert copy is not None
        return copy

    def sent(self, ref: str, *, to: str, on: date, channel: str = "") -> None:
        self._note("sent", to, on, channel)

    def acknowledged(self, ref: str, *, by: str, on: date) -> None:
        self._note("acknowledged", by, on)

    def correct(self, ref: str, *, reason: str) -> Draft:
        self._note("correct", reason)
        self.status = None
        return self.open()

    def erase(self, ref: str) -> None:
        self._note("erase")

    def put_aside(self, ref: str) -> date:
        self._note("put_aside")
        return TODAY + timedelta(days=30)

    def take_back(self, ref: str) -> None:
        self._note("take_back")

    def move(self, ref: str, version: int) -> Draft:
        self._note("move", version)
        return self.open()

    def _note(self, *what: object) -> None:
        self._fail(str(what[0]))
        self.noted.append(what)

    def earlier(self, ref: str, place: Place) -> tuple[Earlier, ...]:
        """What was kept here since the workspace was made, the newest first."""
        found = [
            change.answer
            for batch in self.kept
            for change in batch
            if isinstance(change, SetAnswer) and change.place == place
        ]
        return tuple(
            Earlier(
                at=self.now,
                by=self.worker.name,
                stood=Stood.ANSWER if answer else Stood.BLANK,
                answer=answer,
            )
            for answer in reversed(found)
        )

    def lock(self) -> None:
        pass


@dataclass
class MemoryDoor(FakeDoor):
    """Opens `memory` with any passphrase."""

    memory: Any = None

    def unlock(self, folder: Path, passphrase: bytearray) -> Any:
        return self.memory


@dataclass
class Bench:
    """A desk with one record open, and the record being filled in."""

    qtbot: QtBot
    workspace: MemoryWorkspace
    tasks: Tasks
    desk: Desk = field(init=False)
    filling: Filling = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.tasks, MemoryDoor(memory=self.workspace), clock=lambda: NOW)
        with self.qtbot.waitSignal(self.desk.unlocked):
            self.desk.unlock(self.workspace.folder, bytearray(b"x"), done=_nothing, failed=_raised)
        self.filling = Filling(self.desk, self.workspace.open())

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=20_000)

    def settle(self) -> None:
        """Everything handed to the task queue is done and delivered."""
        come_to_rest(lambda: self.tasks.is_idle, self.wait)


def _nothing() -> None:
    """Unlocking tells by a signal."""


def _raised(error: KinfileError) -> None:
    raise error


def bench(
    qtbot: QtBot, tasks: Tasks, form: Form, answers: Mapping[str, Any] | None = None
) -> Bench:
    return Bench(qtbot, MemoryWorkspace(form, answers_of(form, answers or {})), tasks)
