# SPDX-License-Identifier: Apache-2.0
"""An unlocked vault and what may be done with it: the one door for the window and the commands.

Every mutation is a named method that runs on one thread, keeps everything in one transaction and
answers with what there is afterwards. Nothing here draws, and nothing here knows Qt.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kinfile.app import handover, making
from kinfile.app.aside import PuttingAside
from kinfile.app.backups import Backups
from kinfile.app.draft import Draft, Worker
from kinfile.app.finding import Finding
from kinfile.app.keys import Passphrases
from kinfile.app.moving import Moving
from kinfile.app.opened import Clock
from kinfile.app.outcomes import ResumePoint, VaultStatus
from kinfile.app.own_words import OwnWords
from kinfile.app.papers import Papers
from kinfile.app.people import People
from kinfile.app.story import Stories
from kinfile.forms.model import QuestionId, SectionId
from kinfile.i18n import Language
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import Key
from kinfile.records.model import Place, RowId
from kinfile.vault.escrow import Recipient
from kinfile.vault.journal import now
from kinfile.vault.keys import Cost
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.passphrase import require_bits
from kinfile.vault.recovery import HandOver, keep_nowhere
from kinfile.vault.session import LockedVault

_RESUME = "resume-point"
_EXAMPLE = "example-record"


@dataclass(frozen=True, slots=True, repr=False)
class Created:
    """A new vault, unlocked. The recovery code is shown once and kept nowhere readable."""

    workspace: "Workspace"
    recovery_code: str


class Workspace(
    PuttingAside, Moving, Finding, People, Papers, Stories, Passphrases, Backups, OwnWords
):
    """See the module. Use as a context manager, or lock() it; either closes the vault."""

    @classmethod
    def create(
        cls,
        folder: Path,
        worker: Worker,
        passphrase: bytearray,
        *,
        clock: Clock = now,
        cost: Cost | None = None,
        recipients: Sequence[Recipient] = (),
        hand_over: HandOver = keep_nowhere,
        policies: Policies = NO_POLICIES,
    ) -> Created:
        """Make a vault at `folder` with its keys and its owner's signing identity.

        The recovery code is encrypted to `recipients` too, and to those that IT named; `hand_over`
        gets it before there is a vault. Raises WeakPassphrase, VaultExists, UnsafePlace,
        UnfitCertificate, PolicyForbids or NotKept; the passphrase is wiped.
        """
        recipients = making.require_allowed(folder, recipients, policies, passphrase)
        require_bits(passphrase, policies.number(Key.PASSPHRASE))
        worker = making.in_organisation(worker, policies)
        vault, code = LockedVault.create(
            folder,
            name=worker.name,
            role=worker.role,
            passphrase=passphrase,
            cost=cost or Cost.calibrated(),
            clock=clock,
            recipients=recipients,
            hand_over=hand_over,
        )
        workspace = cls(folder, vault, clock, policies)
        workspace.update_worker(worker)
        handover.make_identity(vault, worker, at=clock())
        return Created(workspace, code.text)

    @classmethod
    def unlock(
        cls,
        folder: Path,
        passphrase: bytearray,
        *,
        clock: Clock = now,
        policies: Policies = NO_POLICIES,
    ) -> "Workspace":
        """Open the vault at `folder`; the passphrase is wiped.

        Raises NotAVault, WrongPassphrase, TooSoon, VaultBusy, VaultTooNew, VaultDamaged, NotKept.
        """
        return cls(folder, LockedVault(folder, clock=clock).unlock(passphrase), clock, policies)

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the vault, as codes; empty when it is sound. Reads all of it."""
        return self._vault.check()

    def status(self) -> VaultStatus:
        return VaultStatus(
            id=self._vault.vault_id,
            version=SUPPORTED,
            created=self._vault.created_at,
            last_backup=self.last_backup(),
            records=len(self._vault.records()),
        )

    def lock(self) -> None:
        self._held.clear()
        self._vault.lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.lock()

    def resume_point(self) -> ResumePoint | None:
        """Where the worker last was, if that record can still be changed."""
        text = self._vault.setting(_RESUME)
        if text is None:
            return None
        ref, section, question, row = json.loads(text)
        lines = {line.ref: line for line in self.caseload()}
        if ref not in lines or not lines[ref].status.may_change or lines[ref].put_aside:
            return None
        place = Place(QuestionId(question), RowId(row) if row else None) if question else None
        return ResumePoint(ref, SectionId(section), place)

    def keep_resume_point(self, point: ResumePoint) -> None:
        place = point.place
        where = [place.question, place.row] if place else [None, None]
        self._vault.put_setting(_RESUME, json.dumps([point.ref, point.section, *where]))

    def example(self, *, language: Language) -> Draft:
        """The made-up family's record, made when it is first asked for."""
        from kinfile.app.example import example_answers

        ref = self._vault.setting(_EXAMPLE)
        if ref is not None and any(line.ref == ref for line in self.caseload()):
            return self.open(ref)
        draft = self.bring_in(example_answers(self._clock().date(), language)).draft
        self._vault.put_setting(_EXAMPLE, draft.ref)
        return draft
