# SPDX-License-Identifier: Apache-2.0
"""Checking signed files for somebody who looks at a window: one file, or all in a folder.

export.verify finds what there is to find; here it becomes one of four outcomes, and words. A
receipt that lies beside a file counts for what it says of the file, never for who signed: whoever
forges the one can forge the other. Needs no vault: whoever receives a file has none.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinfile import wording
from kinfile.app.given_files import read_pdf, read_receipt
from kinfile.errors import Cancelled, KinfileError, UsageError
from kinfile.i18n import Language
from kinfile.watch import IsCancelled, Progress

if TYPE_CHECKING:
    from kinfile.export.attached import Attached
    from kinfile.export.verdict import Finding, Signature, Verdict

CODE_WORDS = 6
"""How many words are read out by telephone."""
_TRANSFER = "-transfer"
_WRITTEN_AS = {
    "ANSWERS.json": "answers",
    "QuestionnaireResponse.json": "response",
    "Questionnaire.json": "questionnaire",
}
"""What is taken out of a file, and what it is called then. Names inside a file are never used."""
_LOCKED = frozenset({"encrypted", "wrong-password"})
_WHO = frozenset({"not-trusted", "inner-not-proven"})
"""Findings that say no more than that nobody is known to have signed."""


class Outcome(StrEnum):
    """In the order in which a reader needs to know of them."""

    DOES_NOT_HOLD = "does-not-hold"
    LOCKED = "locked"
    """It needs a password, or another one."""
    SIGNER_UNKNOWN = "signer-unknown"
    """Nothing was changed, but nothing shows whose key it was."""
    HOLDS = "holds"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """What the receiver knows beside the file.

    `words` are six that were read out, of the file or of a key; `password` opens a copy to send.
    `own` are the fingerprints of the reader's own keys, `trust` certificates of authorities.
    """

    words: str = ""
    password: str = ""
    own: tuple[str, ...] = ()
    trust: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FoundSignature:
    """One signature as it is told. `words` are the six of its key.

    `known_by` is own, ca, fingerprint (the key's six words), code (the file's), or none.
    """

    name: str
    at: datetime | None
    words: str
    fingerprint: str
    known_by: str
    is_sound: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckedFile:
    """What was found of one file. `problems` and `notes` are sentences.

    `ref` and `version` are what the file says of itself. `written` are the files its data went to.
    """

    path: Path
    outcome: Outcome
    signatures: tuple[FoundSignature, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ref: str = ""
    version: int | None = None
    has_receipt: bool = False
    written: tuple[Path, ...] = ()


def said_words(typed: str) -> tuple[str, ...]:
    """The words somebody typed, in whatever way they were set apart."""
    return tuple("".join(c if c.isalpha() else " " for c in typed.lower()).split())


def check_file(
    path: Path,
    asked: Asked,
    *,
    language: Language,
    now: datetime | None = None,
    save_to: Path | None = None,
) -> CheckedFile:
    """Check one file; one that cannot be read does not hold.

    With `save_to` the data of a file that holds is written into that folder. Raises NotWritten.
    """
    try:
        data = read_pdf(path)
        receipt = _receipt(path)
    except UsageError as error:
        said = str(wording.say(error, language))
        return CheckedFile(path=path, outcome=Outcome.DOES_NOT_HOLD, problems=(said,))
    verdict = _verdict(data, receipt, asked, now)
    written: tuple[Path, ...] = ()
    if save_to is not None and verdict.ok:
        written = tuple(write_data(verdict.attached, path, save_to))
    return _told(path, verdict, asked, language, has_receipt=receipt is not None, written=written)


def check_all(
    chosen: Path,
    asked: Asked,
    *,
    language: Language,
    progress: Progress,
    is_cancelled: IsCancelled,
    now: datetime | None = None,
    save_to: Path | None = None,
) -> tuple[CheckedFile, ...]:
    """Check a file, or every PDF in a folder and below, in the order of their paths.

    `progress` is told the files done and how many there are. Raises UsageError for a folder
    without a PDF, Cancelled, NotWritten.
    """
    files = tuple(pdfs_in(chosen)) if chosen.is_dir() else (chosen,)
    if not files:
        raise UsageError(problem="no-pdfs", path=str(chosen))
    found = []
    for number, path in enumerate(files):
        if is_cancelled():
            raise Cancelled
        progress(number, len(files))
        found.append(check_file(path, asked, language=language, now=now, save_to=save_to))
    progress(len(files), len(files))
    return tuple(found)


def pdfs_in(folder: Path) -> Iterator[Path]:
    """Every file that ends in .pdf, folders in order; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(".pdf"):
                yield Path(place) / name


def receipt_beside(path: Path) -> Path:
    """NAME.json beside NAME.pdf; a transfer copy shares that of the document inside it."""
    beside = path.with_suffix(".json")
    if path.stem.endswith(_TRANSFER) and not beside.exists():
        return beside.with_stem(path.stem.removesuffix(_TRANSFER))
    return beside


def write_data(files: "Sequence[Attached]", path: Path, folder: Path) -> Iterator[Path]:
    """Write what programs read into `folder`, named after the PDF at `path`. Raises NotWritten."""
    from kinfile.export.writing import write_alone

    for file in files:
        kind = _WRITTEN_AS.get(file.name)
        if kind is not None:
            yield write_alone(file.data, folder, f"{path.stem}.{kind}.json")


def _receipt(path: Path) -> Mapping[str, object] | None:
    """The receipt beside a file without its signers, None where there is no receipt.

    One that cannot be read becomes an empty one: the check then says so.
    """
    beside = receipt_beside(path)
    if not beside.exists():
        return None
    try:
        receipt = read_receipt(beside)
    except KinfileError:
        return {}
    listed = receipt.get("fingerprints")
    return {**receipt, "fingerprints": [] if isinstance(listed, list) else None}


def _verdict(
    data: bytes, receipt: Mapping[str, object] | None, asked: Asked, now: datetime | None
) -> "Verdict":
    from kinfile.export.identity import are_same
    from kinfile.export.verify import verify

    given: dict[str, Any] = {
        "trust": asked.trust,
        "fingerprints": asked.own,
        "receipt": receipt,
        "passphrase": "-".join(said_words(asked.password)) or None,
        "now": now,
        "with_attached": True,
    }
    words = " ".join(said_words(asked.words))
    verdict = verify(data, code=words or None, **given)
    by_key = [each.fingerprint for each in _signers(verdict) if are_same(_key_words(each), words)]
    if by_key:
        # The words are those of a key: people read out whichever they find.
        return verify(data, **{**given, "fingerprints": (*asked.own, *by_key)})
    return verdict


def _told(
    path: Path,
    verdict: "Verdict",
    asked: Asked,
    language: Language,
    *,
    has_receipt: bool,
    written: tuple[Path, ...],
) -> CheckedFile:
    outcome = _outcome(verdict)
    problems = list(_findings(verdict)) if outcome is not Outcome.SIGNER_UNKNOWN else []
    version = verdict.record.get("version")
    return CheckedFile(
        path=path,
        outcome=outcome,
        signatures=tuple(_shown(each, asked) for each in _signers(verdict)),
        problems=_said(problems, language),
        notes=_said(verdict.notes, language),
        ref=str(verdict.record.get("ref", "")),
        version=version if isinstance(version, int) else None,
        has_receipt=has_receipt,
        written=written,
    )


def _outcome(verdict: "Verdict") -> Outcome:
    if verdict.ok:
        return Outcome.HOLDS
    codes = {each.code for each in verdict.problems}
    if codes and codes <= _LOCKED:
        return Outcome.LOCKED
    return Outcome.SIGNER_UNKNOWN if _is_only_unknown(verdict) else Outcome.DOES_NOT_HOLD


def _is_only_unknown(verdict: "Verdict") -> bool:
    """Whether nothing speaks against a file, inside or outside, but that no signer is known."""
    codes = {each.code for each in verdict.problems}
    if not verdict.signatures or not codes <= _WHO:
        return False
    return verdict.inner is None or verdict.inner.ok or _is_only_unknown(verdict.inner)


def _findings(verdict: "Verdict") -> Iterator["Finding"]:
    """What is wrong inside first: it is what the outside says in general."""
    inner = verdict.inner.problems if verdict.inner else ()
    yield from (each for each in (*inner, *verdict.problems) if each.code != "inner-not-proven")
    yield from (each for each in verdict.problems if each.code == "inner-not-proven")


def _said(findings: "Sequence[Finding]", language: Language) -> tuple[str, ...]:
    from kinfile.export.verify_words import say

    return tuple(dict.fromkeys(say(each.code, each.facts, language) for each in findings))


def _signers(verdict: "Verdict") -> "tuple[Signature, ...]":
    """Those of the document itself, where it is inside a copy to send."""
    return verdict.inner.signatures if verdict.inner else verdict.signatures


def _key_words(found: "Signature") -> str:
    from kinfile.export.identity import words

    return words(bytes.fromhex(found.fingerprint))


def _shown(found: "Signature", asked: Asked) -> FoundSignature:
    is_own = found.trusted_by == "fingerprint" and found.fingerprint in asked.own
    return FoundSignature(
        name=found.signer,
        at=datetime.fromisoformat(found.time).astimezone() if found.time else None,
        words=_key_words(found),
        fingerprint=found.fingerprint,
        known_by="own" if is_own else found.trusted_by if found.trusted else "none",
        is_sound=found.intact and found.valid,
    )
