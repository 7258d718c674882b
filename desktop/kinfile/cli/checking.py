# SPDX-License-Identifier: Apache-2.0
"""The check of one file for `verify`, in a process of its own where there are many.

What goes in and comes out is plain, so that it can travel between processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kinfile import wording
from kinfile.app.given_files import read_pdf, read_receipt
from kinfile.app.verifying import receipt_beside, write_data
from kinfile.errors import KinfileError
from kinfile.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done with every file. `witnesses` are what export.verify.verify takes."""

    witnesses: Mapping[str, Any]
    language: str
    receipts: bool = False
    extract: Path | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The JSON document on one file."""

    document: dict[str, Any]


def check(path: Path, task: Task) -> Checked:
    """Check one file. Raises UsageError for one that cannot be read, NotWritten."""
    from kinfile.export.verify import verify

    data = read_pdf(path)
    given = dict(task.witnesses)
    if task.receipts:
        given["receipt"] = read_receipt(receipt_beside(path))
    verdict = verify(data, **given, with_attached=task.extract is not None)
    document = verdict.to_json(str(path), _language(task.language))
    if task.extract is not None:
        taken = write_data(verdict.attached, path, task.extract)
        document["extracted"] = [str(written) for written in taken]
    return Checked(document)


def check_whatever(path: Path, task: Task) -> Checked:
    """The same for one of many: what cannot be read at all gets its document too."""
    try:
        return check(path, task)
    except KinfileError as error:
        say = str(wording.say(error, _language(task.language)))
        found = unreadable(path, str(error.facts.get("problem", error.code)), say)
        if task.extract is not None:
            found.document["extracted"] = []
        return found


def unreadable(path: Path, code: str, say: str) -> Checked:
    """The document on a file of which nothing can be said but why."""
    return Checked(
        {
            "file": str(path),
            "ok": False,
            "signatures": [],
            "timestamps": [],
            "problems": [{"code": code, "say": say}],
            "notes": [],
            "record": {},
        }
    )


@cache
def _language(code: str) -> Language:
    return Language.load(code)
