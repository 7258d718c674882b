# SPDX-License-Identifier: Apache-2.0
"""What an exported file is called: the record, the form and the day. Never a person."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count

from kinfile.export.blocks import Facts

URGENT = "urgent"
"""The edition of a copy that was sealed before the assessment was finished."""
LARGE = "large-print"
_USUAL = "full"
_TRANSFER = "-transfer"
_DAY = r"\d{4}-\d\d-\d\d"
_EDITION = rf"(?:-(?P<edition>(?!{LARGE})[a-z_]+))?(?P<large>-{LARGE})?(?:-\d+)?"
_URGENT = re.compile(rf"KF-\w+-\w+-urgent-{_DAY}-\d{{6}}{_EDITION}")
_NAMED = re.compile(rf"KF-\w+-\w+-v\d+-{_DAY}{_EDITION}")


def edition_word(edition: str, *, urgent: bool = False, large_print: bool = False) -> str:
    """What receipts and ledgers call a copy: family, full-large-print, urgent, ..."""
    words = [URGENT, *([] if edition == _USUAL else [edition])] if urgent else [edition]
    return "-".join((*words, LARGE) if large_print else words)


def sealed_name(facts: Facts, at: datetime) -> str:
    """KF-7F3K9QXA-pre_birth-v1-2026-11-22.pdf, or with urgent and the time in v1's place."""
    stem = f"KF-{facts.ref.replace('-', '')}-{facts.form}"
    first, *rest = facts.edition.split("-", 1)
    ending = "".join(f"-{word}" for word in rest)
    if first == URGENT:
        return f"{stem}-urgent-{at:%Y-%m-%d-%H%M%S}{ending}.pdf"
    edition = "" if first == _USUAL else f"-{first}"
    return f"{stem}-v{facts.version}-{at:%Y-%m-%d}{edition}{ending}.pdf"


def transfer_name(facts: Facts, at: datetime) -> str:
    """KF-7F3K9QXA-pre_birth-v1-2026-11-22-transfer.pdf, for a copy of the file sealed at `at`."""
    return f"{sealed_name(facts, at).removesuffix('.pdf')}{_TRANSFER}.pdf"


def edition_of(name: str) -> str:
    """The edition that a file's name tells, as far as it still has the name it was given.

    A file does not say by itself which edition it is.
    """
    stem = name.rpartition("/")[2].removesuffix(".pdf").removesuffix(_TRANSFER)
    urgent = _URGENT.fullmatch(stem)
    found = urgent or _NAMED.fullmatch(stem)
    edition = found["edition"] or _USUAL if found else _USUAL
    return edition_word(edition, urgent=bool(urgent), large_print=bool(found and found["large"]))


def candidates(name: str) -> Iterator[str]:
    """`name`, then the same with -2, -3 and so on before its ending."""
    stem, dot, ending = name.rpartition(".")
    yield name
    for number in count(2):
        yield f"{stem}-{number}{dot}{ending}"
