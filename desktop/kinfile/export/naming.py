# SPDX-License-Identifier: Apache-2.0
"""What an exported file is called: the record, the form and the day. Never a person."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count

from kinfile.export.blocks import Facts

URGENT = "urgent"
"""The edition of a copy that was sealed before the assessment was finished."""
_USUAL = "full"
_TRANSFER = "-transfer"
_DAY = r"\d{4}-\d\d-\d\d"
_URGENT = re.compile(rf"KF-\w+-\w+-urgent-{_DAY}-\d{{6}}(?:-\d+)?")
_NAMED = re.compile(rf"KF-\w+-\w+-v\d+-{_DAY}(?:-(?P<edition>[a-z_]+))?(?:-\d+)?")


def sealed_name(facts: Facts, at: datetime) -> str:
    """KF-7F3K9QXA-pre_birth-v1-2026-11-22.pdf, or with urgent and the time in v1's place."""
    stem = f"KF-{facts.ref.replace('-', '')}-{facts.form}"
    if facts.edition == URGENT:
        return f"{stem}-urgent-{at:%Y-%m-%d-%H%M%S}.pdf"
    edition = "" if facts.edition == _USUAL else f"-{facts.edition}"
    return f"{stem}-v{facts.version}-{at:%Y-%m-%d}{edition}.pdf"


def transfer_name(facts: Facts, at: datetime) -> str:
    """KF-7F3K9QXA-pre_birth-v1-2026-11-22-transfer.pdf, for a copy of the file sealed at `at`."""
    return f"{sealed_name(facts, at).removesuffix('.pdf')}{_TRANSFER}.pdf"


def edition_of(name: str) -> str:
    """The edition that a file's name tells, as far as it still has the name it was given.

    A file does not say by itself which edition it is.
    """
    stem = name.rpartition("/")[2].removesuffix(".pdf").removesuffix(_TRANSFER)
    if _URGENT.fullmatch(stem):
        return URGENT
    found = _NAMED.fullmatch(stem)
    return found["edition"] or _USUAL if found else _USUAL


def candidates(name: str) -> Iterator[str]:
    """`name`, then the same with -2, -3 and so on before its ending."""
    stem, dot, ending = name.rpartition(".")
    yield name
    for number in count(2):
        yield f"{stem}-{number}{dot}{ending}"
