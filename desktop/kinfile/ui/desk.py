# SPDX-License-Identifier: Apache-2.0
"""The pages' only way to the records: each wish becomes one call on the task queue.

A page calls a method here and gives `done` and `failed`; they run on the window's thread, and
not at all when the page they are methods of is gone by then. Passphrases are bytearrays;
whoever takes one wipes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path as Folder
from types import FunctionType
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kinfile.errors import KinfileError, VaultDamaged
from kinfile.i18n import Language
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import Key
from kinfile.ui.spelling import Spelling
from kinfile.ui.tasks import Tasks
from kinfile.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    # Only for types: the unlock page paints before these load.
    from kinfile.app.changes import Change
    from kinfile.app.draft import Draft, Kept, RecordLine, Worker
    from kinfile.app.handover import Exported, SignedCopy
    from kinfile.app.identities import ListedKey
    from kinfile.app.outcomes import ResumePoint
    from kinfile.app.signing_keys import KeyChoice
    from kinfile.app.workspace import Workspace
    from kinfile.forms.packs.shelf import ShelfProblem
    from kinfile.records.model import RowId
    from kinfile.ui.door import Door
    from kinfile.ui.door_cards import FormCard, ProfileCard
    from kinfile.ui.rescue import Rescue
    from kinfile.ui.verifying import Verifying

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Done = Callable[[T], None]
Failed = Callable[[KinfileError], None]


class Wish(Protocol[T_co]):
    """What a page wants of the open workspace; runs on the task queue's thread."""

    def __call__(self, workspace: Workspace, /) -> T_co: ...


class Desk(QObject):
    """One for the life of the application. Holds the open workspace, and shows it to nobody."""

    unlocked = Signal()
    """A workspace is open; `worker` and `folder` are known."""
    locked = Signal()
    """The workspace is closed and its key wiped."""
    changed = Signal()
    """A record was begun, changed or signed, and that is safely on the disk."""
    damaged = Signal()
    """The database was found to be damaged by a wish whose page has no words for it."""

    def __init__(
        self,
        tasks: Tasks,
        door: Door,
        *,
        clock: Callable[[], datetime],
        policies: Policies = NO_POLICIES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.policies = policies
        self.tasks = tasks
        self.clock = clock
        self._door = door
        self._workspace: Workspace | None = None
        self._was_locked = False
        self._worker: Worker | None = None
        self._folder: Folder | None = None
        self.asks_in = Language()
        """In which language the questions are asked."""
        self.writes_in = Language()
        """In which language documents are written, for whoever receives them."""
        self.spelling = Spelling(parent=self)

    @cached_property
    def rescue(self) -> Rescue:
        """The way to records that are not open; made when it is first wanted."""
        from kinfile.ui.rescue import Rescue

        return Rescue(self.tasks, self._door.rescue, parent=self)

    @cached_property
    def verifying(self) -> Verifying:
        """The checks of signed files; made when they are first wanted."""
        from kinfile.ui.verifying import Verifying

        made = Verifying(self.clock, parent=self)
        made.policies = self.policies
        return made

    @property
    def is_unlocked(self) -> bool:
        return self._workspace is not None

    @property
    def worker(self) -> Worker:
        """Whose vault is open. Raises RuntimeError while none is."""
        if self._worker is None:
            raise RuntimeError("no vault is open")
        return self._worker

    @property
    def days_aside(self) -> int:
        """For how many days a record that was put aside can be taken back."""
        return self.policies.number(Key.RETENTION)

    @property
    def folder(self) -> Folder | None:
        """The vault that is, or was last, open."""
        return self._folder

    # Before unlocking

    def warm_up(self) -> None:
        """Let the queue load what it will need. For after the first paint."""
        self.tasks.run(self._door.warm_up)

    def vaults(self) -> tuple[Folder, ...]:
        """The vaults on this computer. Quick: looks at folder names only."""
        return self._door.vaults()

    def call(self, folder: Folder) -> bool:
        """Ask the Kinfile that has `folder` open to come forward; False where none has. Quick."""
        return self._door.call(folder)

    def suggest_passphrase(self) -> str:
        return self._door.suggest_passphrase()

    def weakness(self, passphrase: str, *, own_name: str) -> str | None:
        """short, common, own-name, or None for one that is good enough."""
        return self._door.weakness(passphrase, own_name=own_name)

    def create(
        self, worker: Worker, passphrase: bytearray, *, done: Done[str], failed: Failed
    ) -> None:
        """Make a vault in the usual place and open it; `done` gets the recovery code."""

        def make() -> tuple[Workspace, Worker, str]:
            created = self._door.create(worker, passphrase)
            created.workspace.ask_in(self.asks_in)
            return created.workspace, worker, created.recovery_code

        def opened(made: tuple[Workspace, Worker, str]) -> None:
            self._open(*made[:2])
            done(made[2])

        self.tasks.run(make, done=opened, failed=_alive(failed))

    def unlock(
        self, folder: Folder, passphrase: bytearray, *, done: Callable[[], None], failed: Failed
    ) -> None:
        def open_it() -> tuple[Workspace, Worker]:
            workspace = self._door.unlock(folder, passphrase)
            workspace.ask_in(self.asks_in)
            return workspace, workspace.worker

        def opened(found: tuple[Workspace, Worker]) -> None:
            self._open(*found)
            done()

        self.tasks.run(open_it, done=opened, failed=_alive(failed))

    def recovery_ids(self, *, done: Done[Mapping[Folder, str]]) -> None:
        """What to read to the help desk, for the vaults whose recovery code IT holds too."""
        self.tasks.run(self._door.recovery_ids, done=_alive(done))

    def try_code(self, folder: Folder, code: str, *, done: Done[None], failed: Failed) -> None:
        """Whether the recovery code would open `folder`; changes nothing."""
        self.tasks.run(
            lambda: self._door.try_code(folder, code), done=_alive(done), failed=_alive(failed)
        )

    def recover(
        self, folder: Folder, code: str, passphrase: bytearray, *, done: Done[str], failed: Failed
    ) -> None:
        """Open `folder` with its recovery code and a new passphrase; `done` gets the new code."""

        def open_it() -> tuple[Workspace, Worker, str]:
            created = self._door.recover(folder, code, passphrase)
            created.workspace.ask_in(self.asks_in)
            return created.workspace, created.workspace.worker, created.recovery_code

        def opened(found: tuple[Workspace, Worker, str]) -> None:
            self._open(*found[:2])
            done(found[2])

        self.tasks.run(open_it, done=opened, failed=_alive(failed))

    def unlock_example(self, *, done: Done[Draft], failed: Failed, language: Language) -> None:
        """Open (and make, the first time) the vault of the made-up family, at its record."""

        def open_it() -> tuple[Workspace, Worker, Draft]:
            workspace, draft = self._door.example(language)
            workspace.ask_in(self.asks_in)
            if self.asks_in.code != "en":
                draft = workspace.open(draft.ref)
            return workspace, workspace.worker, draft

        def opened(found: tuple[Workspace, Worker, Draft]) -> None:
            self._open(*found[:2])
            done(found[2])

        self.tasks.run(open_it, done=opened, failed=_alive(failed))

    # With a workspace open

    def ask_in(self, language: Language) -> None:
        """Read forms in `language` from the next wish on."""
        self.asks_in = language
        if self._workspace is not None:
            self.ask(lambda workspace: workspace.ask_in(language))

    def ask(
        self, wish: Wish[T], *, done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run `wish` on the workspace. Named methods below are to be preferred.

        Once the vault is being locked, or the program ends, a wish is dropped: the page that has
        it is going away, and a pause of it that ends now has nobody to serve. Raises RuntimeError
        where none was ever open.
        """
        if self.tasks.is_closed:
            return
        workspace = self._workspace
        if workspace is None:
            if self._was_locked:
                return
            raise RuntimeError("no vault is open")
        self.tasks.run(
            lambda: wish(workspace),
            done=_alive(done) if done is not None else None,
            failed=_alive(failed) if failed is not None else self._on_unheard,
        )

    def _on_unheard(self, error: KinfileError) -> None:
        if not isinstance(error, VaultDamaged):
            raise error
        self.damaged.emit()

    def _telling(self, done: Done[T]) -> Done[T]:
        """`done`, and the news that something has changed."""

        def tell(outcome: T) -> None:
            _alive(done)(outcome)
            self.changed.emit()

        return tell

    def caseload(self, *, done: Done[tuple[RecordLine, ...]], failed: Failed | None = None) -> None:
        self.ask(lambda workspace: workspace.caseload(), done=done, failed=failed)

    def start(
        self,
        form: str,
        *,
        profile: str,
        people: Sequence[RowId] = (),
        done: Done[Draft],
        failed: Failed | None = None,
    ) -> None:
        """Begin a record; with `people` (ids) taken over from earlier ones, where given."""
        self.ask(
            lambda workspace: (
                workspace.start_about(form, people, profile=profile)
                if people
                else workspace.start(form, profile=profile)
            ),
            done=self._telling(done),
            failed=failed,
        )

    def open(self, ref: str, *, done: Done[Draft], failed: Failed | None = None) -> None:
        self.ask(lambda workspace: workspace.open(ref), done=done, failed=failed)

    def keep(
        self, ref: str, changes: Sequence[Change], *, done: Done[Kept], failed: Failed
    ) -> None:
        """Keep `changes` in one transaction; `done` runs after they are safely on the disk."""
        taken = tuple(changes)
        self.ask(
            lambda workspace: workspace.keep(ref, taken), done=self._telling(done), failed=failed
        )

    def sign(  # noqa: PLR0913  (all that can be chosen of a signature)
        self,
        ref: str,
        passphrase: bytearray,
        *,
        declared: bool,
        language: Language,
        done: Done[SignedCopy],
        failed: Failed,
        manager_field: bool = False,
        key: KeyChoice | None = None,
        watch: Watch = UNWATCHED,
    ) -> None:
        """`key` of None leaves it to the workspace which one signs."""
        chosen = {} if key is None else {"key": key}
        self.ask(
            lambda workspace: workspace.sign(
                ref,
                passphrase,
                declared=declared,
                manager_field=manager_field,
                language=language,
                watch=watch,
                **chosen,
            ),
            done=self._telling(done),
            failed=failed,
        )

    def listed_keys(
        self, language: Language, *, minimum_tier: int = 0, done: Done[tuple[ListedKey, ...]]
    ) -> None:
        """The keys that sign for the owner; `minimum_tier` is the least that policy lets sign."""
        self.ask(
            lambda workspace: workspace.listed_keys(language, minimum_tier=minimum_tier), done=done
        )

    def signed_copy(
        self,
        ref: str,
        *,
        version: int | None = None,
        done: Done[SignedCopy | None],
        failed: Failed | None = None,
    ) -> None:
        """The signed copy of the present version, or of an earlier one."""
        self.ask(
            lambda workspace: workspace.signed_copy(ref, version=version), done=done, failed=failed
        )

    def preview(
        self,
        ref: str,
        *,
        language: Language,
        done: Done[bytes],
        failed: Failed | None = None,
        watch: Watch = UNWATCHED,
    ) -> None:
        """The PDF as it would be, stamped as a draft (or the signed one)."""
        self.ask(
            lambda workspace: workspace.preview(ref, language=language, watch=watch),
            done=done,
            failed=failed,
        )

    def export(
        self,
        ref: str,
        folder: Folder,
        *,
        language: Language,
        done: Done[Exported],
        failed: Failed,
        urgent: bool = False,
        watch: Watch = UNWATCHED,
    ) -> None:
        self.ask(
            lambda workspace: workspace.export(
                ref, folder, urgent=urgent, language=language, watch=watch
            ),
            done=done,
            failed=failed,
        )

    def example(
        self, *, language: Language, done: Done[Draft], failed: Failed | None = None
    ) -> None:
        """The made-up family's record in this vault, made when it is first asked for."""
        self.ask(
            lambda workspace: workspace.example(language=language),
            done=done,
            failed=failed,
        )

    def resume_point(self, *, done: Done[ResumePoint | None]) -> None:
        self.ask(lambda workspace: workspace.resume_point(), done=done)

    def is_owner(self, passphrase: bytearray, *, done: Done[bool], failed: Failed) -> None:
        """Whether `passphrase` is the open vault's; the presence check of the hidden screen."""
        self.ask(lambda workspace: workspace.is_owner(passphrase), done=done, failed=failed)

    def change_passphrase(
        self, current: bytearray, new: bytearray, *, done: Done[None], failed: Failed
    ) -> None:
        self.ask(
            lambda workspace: workspace.change_passphrase(current, new), done=done, failed=failed
        )

    def update_worker(self, worker: Worker, *, done: Done[None], failed: Failed) -> None:
        """Keep who the owner is; `worker` is the new one from then on."""

        def kept(_outcome: None) -> None:
            self._worker = worker
            _alive(done)(None)

        self.ask(lambda workspace: workspace.update_worker(worker), done=kept, failed=failed)

    def lock(self) -> None:
        """Close the workspace after everything that was begun; `locked` tells when it is done."""
        workspace = self._workspace
        if workspace is None:
            self.locked.emit()
            return
        self._workspace, self._was_locked = None, True
        self.verifying.forget()

        def close() -> None:
            # Whatever goes wrong in closing, the window must end at the unlock page.
            with suppress(Exception):
                workspace.lock()

        self.tasks.run(close, done=lambda _: self.locked.emit())

    # About forms; needs no vault

    def forms(self, *, done: Done[tuple[FormCard, ...]]) -> None:
        """The installed forms, in words for a card. Reads definitions: not for first paint."""
        self.tasks.run(self._door.forms, done=_alive(done))

    def profiles(self, *, done: Done[tuple[ProfileCard, ...]]) -> None:
        self.tasks.run(self._door.profiles, done=_alive(done))

    def form_problems(self, *, done: Done[tuple[ShelfProblem, ...]]) -> None:
        """Installed form packs that cannot be used, and why."""
        self.tasks.run(self._door.form_problems, done=_alive(done))

    def _open(self, workspace: Workspace, worker: Worker) -> None:
        # The worker is handed over because only the queue's thread may read the database.
        self._workspace, self._was_locked = workspace, False
        self._worker = worker
        self._folder = workspace.folder
        self.unlocked.emit()


def _alive(callback: Done[T]) -> Done[T]:
    """`callback`, but not when the object it belongs to has been deleted meanwhile."""
    owner = _owner(callback)

    def deliver(outcome: T) -> None:
        if not isinstance(owner, QObject) or isValid(owner):
            callback(outcome)

    return deliver


def _owner(callback: Callable[..., object]) -> object:
    """The object that `callback` is a method of, or in whose method it was written down."""
    if isinstance(callback, partial):
        return _owner(callback.func)
    names = callback.__code__.co_freevars if isinstance(callback, FunctionType) else ()
    if "self" in names and isinstance(callback, FunctionType) and callback.__closure__:
        return callback.__closure__[names.index("self")].cell_contents
    return getattr(callback, "__self__", None)
