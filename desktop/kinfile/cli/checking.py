# SPDX-License-Identifier: Apache-2.0
"""The check of one file for `verify`, in a process of its own where there are many.

What goes in and comes out is plain, so that it can travel between processes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.cli.witnesses import read_pdf, read_receipt
from kinfile.errors import KinfileError
from kinfile.i18n import Language

if TYPE_CHECKING:
    from kinfile.export.attached import Attached

_TRANSFER = "-transfer"
_WRITTEN_AS = {
    "ANSWERS.json": "answers",
    "QuestionnaireResponse.json": "response",
    "Questionnaire.json": "questionnaire",
}
"""What is taken out of a file, and what it is called then. Names inside a file are never used."""


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
        given["receipt"] = read_receipt(_receipt_of(path))
    verdict = verify(data, **given, with_attached=task.extract is not None)
    document = verdict.to_json(str(path), _language(task.language))
    if task.extract is not None:
        taken = _extract(verdict.attached, path, task.extract)
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


def _receipt_of(path: Path) -> Path:
    """NAME.json beside NAME.pdf; a transfer copy shares that of the document inside it."""
    beside = path.with_suffix(".json")
    if path.stem.endswith(_TRANSFER) and not beside.exists():
        return beside.with_stem(path.stem.removesuffix(_TRANSFER))
    return beside


def _extract(files: "tuple[Attached, ...]", path: Path, folder: Path) -> Iterator[Path]:
    """Write what programs read into `folder`, named after the PDF. Raises NotWritten."""
    from kinfile.export.writing import write_alone

    for file in files:
        kind = _WRITTEN_AS.get(file.name)
        if kind is not None:
            yield write_alone(file.data, folder, f"{path.stem}.{kind}.json")


@cache
def _language(code: str) -> Language:
    return Language.load(code)
