# SPDX-License-Identifier: Apache-2.0
"""Places to type or tick in a document, as values: form_fields.py makes fields of them."""

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    TEXT = "text"
    LINES = "lines"
    TICK = "tick"
    ONE_OF = "one_of"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to fill in. `heard` is what a screen reader says of it.

    A tick has the `code` that it stands for; those of one `field` of the kind ONE_OF exclude
    each other, and `about` says what the whole field is about.
    """

    kind: EntryKind
    field: str
    heard: str
    code: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.field}.{self.code}" if self.code else self.field
