# SPDX-License-Identifier: Apache-2.0
"""A workspace and a door that live in memory, for tests of pages and of the frame.

They do what the real ones promise, as far as the window can see; journeys/ uses the real ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kinfile.app.backups import BackupLine, BackupOutcome, Second
from kinfile.app.changes import Change
from kinfile.app.draft import KeyDate, RecordLine, RecordStatus, Subject, Worker
from kinfile.app.identities import ListedKey, ShownKey
from kinfile.errors import (
    Cancelled,
    KinfileError,
    MistypedCode,
    UnknownRecord,
    WrongCode,
    WrongPassphrase,
)
from kinfile.forms.packs.shelf import ShelfProblem
from kinfile.i18n import Language
from kinfile.records.known import KnownPerson
from kinfile.ui.door_cards import FormCard, ProfileCard
from kinfile.ui.rescue_door import Found
from kinfile.vault.manifest import Kind
from kinfile.watch import Watch

NOW = datetime(2026, 3, 17, 10, 42).astimezone()
LONG_AGO = NOW - timedelta(days=365)
PASSPHRASE = "four random words here"
SHOWN_KEY = ShownKey(
    tier=0,
    name="Jo Rowe",
    issuer="Jo Rowe",
    valid_to=date(2036, 3, 17),
    words="abacus impulsive snub stonewall oblivious gazing",
)
WORKER = Worker(name="Jo Rowe", role="Community midwife", registration="12A3456E")

FORMS = (
    FormCard(
        "pre_birth",
        "Pre-birth assessment",
        "Pre-birth",
        "For an unborn baby, when a parent may need support.",
        50,
        {f"s{n}": f"Section {n}" for n in range(10)} | {"mental_health": "Mental health now"},
    ),
    FormCard(
        "young_carer",
        "Young carer assessment",
        "Young carer",
        "For a child or young person who looks after someone.",
        40,
        {f"s{n}": f"Section {n}" for n in range(9)},
    ),
    FormCard(
        "hospital_visit",
        "Hospital visit assessment",
        "Hospital visit",
        "For a child who may visit a parent in a mental health hospital.",
        35,
        {f"s{n}": f"Section {n}" for n in range(8)},
    ),
)


def line(
    ref: str,
    initials: str,
    form: str = "pre_birth",
    *,
    name: str = "",
    status: RecordStatus = RecordStatus.IN_PROGRESS,
    key: tuple[str, date] | None = None,
    done: tuple[int, int] = (0, 11),
    to_do: str = "",
    changed: datetime = NOW,
) -> RecordLine:
    return RecordLine(
        ref=ref,
        form=form,
        status=status,
        subject=Subject(initials, name),
        key_date=KeyDate(*key) if key else None,
        sections_done=done[0],
        sections=done[1],
        to_do=to_do,
        changed_at=changed,
    )


LINES = (
    line("AAAA-0001", "A. E.", name="Anna Example", key=("due", date(2026, 6, 2)), done=(5, 11),
         to_do="follow_up", changed=NOW),
    line("AAAA-0002", "J. M.", "young_carer", name="Jay Made", key=("visit", date(2026, 3, 24)),
         done=(9, 9), status=RecordStatus.READY_TO_SIGN,
         changed=NOW - timedelta(hours=18, minutes=37)),
    line("AAAA-0003", "T. O.", "hospital_visit", name="Tia Other", done=(2, 8),
         key=("visit", date(2026, 3, 30)), changed=NOW - timedelta(days=1, hours=20)),
    line("AAAA-0004", "R. K.", name="Rae Kin", key=("due", date(2026, 4, 19)), done=(11, 11),
         status=RecordStatus.SIGNED, to_do="send", changed=NOW - timedelta(days=4)),
    line("AAAA-0005", "S. W.", "young_carer", name="Sam Wood", key=("review", date(2026, 4, 2)),
         done=(0, 9), status=RecordStatus.NOT_STARTED, changed=NOW - timedelta(days=5)),
    line("AAAA-0006", "L. D.", name="Lee Dale", key=("due", date(2026, 3, 8)), done=(11, 11),
         status=RecordStatus.SENT, changed=NOW - timedelta(days=18)),
    line("AAAA-0007", "P. N.", "young_carer", name="Pat Noon", key=("review", date(2026, 2, 20)),
         done=(9, 9), status=RecordStatus.SENT, changed=NOW - timedelta(days=26)),
)  # fmt: skip


@dataclass
class FakeWorkspace:
    """Answers as Workspace does; `calls` remembers what was asked, without secrets."""

    lines: tuple[RecordLine, ...] = LINES
    worker: Worker = WORKER
    folder: Path = Path("Records.kinvault")
    known: tuple[KnownPerson, ...] = ()
    drafts: dict[str, Any] = field(default_factory=dict)
    resume: Any = None
    calls: list[tuple[str, object]] = field(default_factory=list)
    errors: dict[str, KinfileError] = field(default_factory=dict)
    is_locked: bool = False
    last_backup: datetime | None = None
    is_backup_due: bool = False
    is_backup_wanted: bool = False
    second_place: Path | None = None
    is_second_place_decided: bool = False
    second_failed: KinfileError | None = None
    kept: tuple[BackupLine, ...] = ()
    unindexed: int = 0
    keys: tuple[ListedKey, ...] = ()
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a search for a text finds in answers."""

    def _called(self, name: str, what: object = None) -> None:
        self.calls.append((name, what))
        if name in self.errors:
            raise self.errors[name]

    def ask_in(self, _language: Language) -> None:
        """In any language there is nothing to read here."""

    def caseload(self) -> tuple[RecordLine, ...]:
        self._called("caseload")
        return self.lines

    def start(self, form: str, *, profile: str = "generic-england") -> Any:
        self._called("start", (form, profile))
        made = line("NEWW-0001", "", form, status=RecordStatus.NOT_STARTED)
        self.lines = (made, *self.lines)
        return SimpleNamespace(ref=made.ref, status=made.status, put_aside=None)

    def erase_put_aside(self) -> int:
        return 0

    def start_about(self, form: str, people: Any, *, profile: str = "generic-england") -> Any:
        self._called("start_about", (form, tuple(people), profile))
        return self.start(form, profile=profile)

    def people(self) -> tuple[KnownPerson, ...]:
        return self.known

    def open(self, ref: str) -> Any:
        self._called("open", ref)
        if ref not in self.drafts and all(line.ref != ref for line in self.lines):
            raise UnknownRecord(ref=ref)
        return self.drafts.get(ref) or SimpleNamespace(
            ref=ref, status=RecordStatus.IN_PROGRESS, put_aside=None
        )

    def keep(self, ref: str, changes: Sequence[Change]) -> Any:
        self._called("keep", (ref, tuple(changes)))
        return SimpleNamespace(draft=self.open(ref), at=NOW, sequence=())

    def example(self, *, language: Language) -> Any:
        self._called("example", language.code)
        return SimpleNamespace(ref="EXAM-PLE1", status=RecordStatus.IN_PROGRESS, put_aside=None)

    def status(self) -> Any:
        return SimpleNamespace(last_backup=self.last_backup)

    def is_daily_backup_due(self) -> bool:
        self._called("is_daily_backup_due")
        return self.is_backup_due

    def is_backup_wanted_on_lock(self) -> bool:
        self._called("is_backup_wanted_on_lock")
        return self.is_backup_wanted

    def begin_backup(self, kind: str) -> Any:
        self._called("begin_backup", kind)
        return SimpleNamespace(kind=kind)

    def finish_backup(self, made: BackupLine, second: Any = None) -> BackupOutcome:
        self._called("finish_backup", made.kind)
        self.last_backup = made.made_at
        self.kept = (made, *self.kept)
        self.is_backup_due = self.is_backup_wanted = False
        return BackupOutcome(made, failed=second.failed if second is not None else None)

    def backups(self) -> tuple[BackupLine, ...]:
        self._called("backups")
        return self.kept

    def second_backup_place(self) -> Path | None:
        return self.second_place

    def choose_second_backup_place(self, folder: Path | None) -> None:
        self._called("choose_second_backup_place", folder)
        self.second_place = folder

    def index_some(self, language: Language, *, limit: int) -> bool:
        self._called("index_some", limit)
        self.unindexed = max(0, self.unindexed - limit)
        return self.unindexed > 0

    def find(self, text: str, language: Language) -> tuple[str, ...]:
        self._called("find", text)
        return self.inside.get(text, ())

    def resume_point(self) -> Any:
        return self.resume

    def keep_resume_point(self, point: Any) -> None:
        self._called("keep_resume_point", point)
        self.resume = point

    def is_owner(self, passphrase: bytearray) -> bool:
        is_right = bytes(passphrase) == PASSPHRASE.encode()
        passphrase[:] = bytes(len(passphrase))
        self._called("is_owner")
        return is_right

    def change_passphrase(self, current: bytearray, new: bytearray) -> None:
        is_right = bytes(current) == PASSPHRASE.encode()
        for typed in (current, new):
            typed[:] = bytes(len(typed))
        self._called("change_passphrase")
        if not is_right:
            raise WrongPassphrase(wait=0)

    def own_fingerprints(self) -> tuple[str, ...]:
        return ()

    def listed_keys(self, _language: Language, *, minimum_tier: int = 0) -> tuple[ListedKey, ...]:
        self._called("listed_keys", minimum_tier)
        return self.keys

    def prefer_identity(self, number: int) -> None:
        self._called("prefer_identity", number)

    def create_identity(self) -> None:
        self._called("create_identity")

    def retire_identity(self, number: int) -> None:
        self._called("retire_identity", number)

    def save_request(self, number: int, folder: Path) -> Path:
        self._called("save_request", (number, folder))
        return folder / "certificate-request.pem"

    def import_certificate(self, data: bytes) -> None:
        self._called("import_certificate", data)

    def import_pkcs12(self, data: bytes, passphrase: bytes) -> None:
        self._called("import_pkcs12", (data, len(passphrase)))

    def add_token(self, library: str, token: str, pin: str, *, watch: Watch) -> None:
        watch.step(0, 2)
        self._called("add_token", (library, token, len(pin)))

    def shown_key(self) -> ShownKey | None:
        return SHOWN_KEY

    def update_worker(self, worker: Worker) -> None:
        self._called("update_worker", worker)
        self.worker = worker

    def lock(self) -> None:
        self._called("lock")
        self.is_locked = True


def backup_line(days_ago: int = 0, kind: Kind = "asked", records: int = 3) -> BackupLine:
    """A backup of the vault "abc"."""
    made_at = NOW - timedelta(days=days_ago)
    name = f"Records.kinvault/backups/{made_at:%Y-%m-%d}.kinbak"
    return BackupLine(Path(name), made_at, kind, records, 2_100_000, "abc")


@dataclass
class FakeRescueDoor:
    """Finds `found`, restores and salvages what it is told; `calls` remembers what was asked."""

    found: tuple[Found, ...] = ()
    error: KinfileError | None = None
    restored: Any = None
    salvaged: Any = None
    calls: list[tuple[str, object]] = field(default_factory=list)
    watched: list[tuple[int, int]] = field(default_factory=list)
    """Steps that the long work tells."""
    pause: Callable[[], None] | None = None
    """Called in the middle of the long work."""

    def _called(self, name: str, what: object = None) -> None:
        self.calls.append((name, what))
        if self.error is not None:
            raise self.error

    def backups(self, folder: Path | None) -> tuple[Found, ...]:
        self.calls.append(("backups", folder))
        return self.found

    def look(self, file: Path) -> Found:
        self._called("look", file)
        return Found(replace(backup_line(), path=file))

    def _work(self, watch: Any) -> None:
        for step in self.watched:
            watch.step(*step)
        if self.pause is not None:
            self.pause()
            watch.step(1, 1)

    def restore(self, found: Found, *, passphrase: bytearray | None, code: str, watch: Any) -> Any:
        self._work(watch)
        self._called("restore", "code" if passphrase is None else "passphrase")
        if passphrase is not None and bytes(passphrase) != PASSPHRASE.encode():
            raise WrongPassphrase(wait=0)
        return self.restored

    def salvage(self, folder: Path, passphrase: bytearray, watch: Any) -> Any:
        self._work(watch)
        self._called("salvage", folder)
        return self.salvaged

    def put_back_keys(self, folder: Path) -> None:
        self._called("put_back_keys", folder)

    def take_place(self, made: Path, instead_of: Path) -> Path | None:
        self._called("take_place", (made, instead_of))
        return instead_of.with_suffix(".damaged-2026-03-17")

    def copy(self, folder: Path, to: Path, watch: Any) -> Path:
        self._work(watch)
        self._called("copy", (folder, to))
        return to / f"{folder.stem}.copy"


@dataclass
class FakeDoor:
    """Finds `folders`; opens `workspace` with PASSPHRASE; raises `error` instead, when there."""

    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)
    folders: tuple[Path, ...] = (Path("Records.kinvault"),)
    error: KinfileError | None = None
    code: str = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-89AB-CD"
    ids: dict[Path, str] = field(default_factory=dict)
    suggestions: int = 0
    card: tuple[ProfileCard, ...] = (ProfileCard("generic-england", "England"),)
    problems: tuple[ShelfProblem, ...] = ()
    opened: list[Path] = field(default_factory=list)
    is_warm: bool = False
    is_open_elsewhere: bool = False
    called: list[Path] = field(default_factory=list)
    rescuing: FakeRescueDoor = field(default_factory=FakeRescueDoor)
    backup_error: KinfileError | None = None
    backup_steps: tuple[tuple[int, int], ...] = ((10, 120), (60, 120), (120, 120))
    backup_pause: Callable[[Callable[[], bool]], None] | None = None
    """Called in the middle of a backup, with the question whether it is cancelled."""

    def warm_up(self) -> None:
        self.is_warm = True

    def vaults(self) -> tuple[Path, ...]:
        return self.folders

    def call(self, folder: Path) -> bool:
        self.called.append(folder)
        return self.is_open_elsewhere

    def suggest_passphrase(self) -> str:
        self.suggestions += 1
        return f"gentle harbour planet violin number{self.suggestions}"

    def weakness(self, passphrase: str, *, own_name: str) -> str | None:
        if len(passphrase) < 14:
            return "short"
        if own_name and own_name.casefold() in passphrase.casefold():
            return "own-name"
        if passphrase.isdigit():
            return "simple"
        return "common" if passphrase == "password password" else None

    def create(self, worker: Worker, passphrase: bytearray) -> Any:
        if self.error is not None:
            raise self.error
        self.workspace = replace(self.workspace, worker=worker, lines=())
        self.folders = (self.workspace.folder,)
        return SimpleNamespace(workspace=self.workspace, recovery_code=self.code)

    def unlock(self, folder: Path, passphrase: bytearray) -> Any:
        self.opened.append(folder)
        typed = bytes(passphrase)
        passphrase[:] = bytes(len(passphrase))
        if self.error is not None:
            raise self.error
        if typed != PASSPHRASE.encode():
            raise WrongPassphrase(wait=0)
        self.workspace.is_locked = False
        return self.workspace

    def recovery_ids(self) -> dict[Path, str]:
        return self.ids

    def try_code(self, folder: Path, code: str) -> None:
        plain = code.upper().replace("-", "").replace(" ", "")
        if len(plain) != 34:
            raise MistypedCode(problem="length")
        if plain != self.code.replace("-", ""):
            raise WrongCode(path=str(folder))

    def recover(self, folder: Path, code: str, passphrase: bytearray) -> Any:
        self.opened.append(folder)
        passphrase[:] = bytes(len(passphrase))
        if self.error is not None:
            raise self.error
        self.try_code(folder, code)
        self.code = "NEWC-0DEX-2345-6789-ABCD-EFGH-JKMN-PQRS-TV"
        self.workspace.is_locked = False
        return SimpleNamespace(workspace=self.workspace, recovery_code=self.code)

    def example(self, language: Language) -> Any:
        return self.workspace, self.workspace.example(language=language)

    def forms(self) -> tuple[FormCard, ...]:
        return FORMS

    def profiles(self) -> tuple[ProfileCard, ...]:
        return self.card

    def form_problems(self) -> tuple[ShelfProblem, ...]:
        return self.problems

    def make_backup(
        self, copying: Any, progress: Callable[[int, int], None], stop: Callable[[], bool]
    ) -> Any:
        for step in self.backup_steps:
            progress(*step)
        if self.backup_pause is not None:
            self.backup_pause(stop)
        if stop():
            raise Cancelled
        if self.backup_error is not None:
            raise self.backup_error
        return replace(backup_line(), kind=copying.kind)

    def copy_backup(self, _made: Any, _place: Path, _stop: Callable[[], bool]) -> Second:
        return Second(failed=self.workspace.second_failed)

    def rescue(self) -> FakeRescueDoor:
        return self.rescuing
