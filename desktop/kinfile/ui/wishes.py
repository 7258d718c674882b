# SPDX-License-Identifier: Apache-2.0
"""Wishes that take more than one step on the open workspace, so that a page waits only once.

They run on the task queue's thread (see Desk.ask) and touch no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kinfile.app.backups import BackupLine
    from kinfile.app.copies import EditionChoice
    from kinfile.app.draft import RecordLine
    from kinfile.app.moving import Move
    from kinfile.app.outcomes import ResumePoint
    from kinfile.app.workspace import Workspace
    from kinfile.forms.model import Form
    from kinfile.i18n import Language


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """What the record list shows: every line, where the worker was, when a copy was made last."""

    lines: tuple[RecordLine, ...]
    resume: ResumePoint | None
    last_backup: datetime | None


def home(workspace: Workspace) -> Home:
    """What was put aside and whose day has come is erased first."""
    workspace.erase_put_aside()
    last = workspace.status().last_backup
    return Home(workspace.caseload(), workspace.resume_point(), last.astimezone() if last else None)


@dataclass(frozen=True, slots=True, repr=False)
class Planned:
    """What a move would change, and the version of the form that it would lead to."""

    plan: Move
    form: Form


def planned(workspace: Workspace, ref: str, version: int) -> Planned:
    """Raises as `Workspace.plan_move` does."""
    from kinfile.forms import catalogue

    plan = workspace.plan_move(ref, version)
    return Planned(plan, catalogue.load(workspace.open(ref).form.id))


@dataclass(frozen=True, slots=True, repr=False)
class Leaving:
    """How a record can leave: the copies there are, and the code of the language it is in."""

    choices: tuple[EditionChoice, ...]
    language: str


def leaving(workspace: Workspace, ref: str, language: Language) -> Leaving:
    return Leaving(workspace.editions(ref, language=language), workspace.document_language(ref))


@dataclass(frozen=True, slots=True, repr=False)
class Copies:
    """What the backup page shows: when the last was made, what is kept, and where.

    `is_second_decided`: by IT, so that nobody chooses another place.
    """

    lines: tuple[BackupLine, ...]
    last: datetime | None
    folder: str
    second: Path | None
    is_second_decided: bool = False


def copies(workspace: Workspace) -> Copies:
    last = workspace.status().last_backup
    return Copies(
        workspace.backups(),
        last.astimezone() if last else None,
        str(workspace.folder / "backups"),
        workspace.second_backup_place(),
        workspace.is_second_place_decided,
    )
