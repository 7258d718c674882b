# SPDX-License-Identifier: Apache-2.0
"""Which copies of a record there are, what each leaves out, and under what it is kept.

The full edition is made by signing. Every other copy is signed when it is first wanted and kept
with the record, so that whoever asks again gets the very same file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kinfile.app.draft import Draft
from kinfile.errors import UsageError
from kinfile.export.editions import FOR_FAMILIES, Edition, editions_of
from kinfile.export.masking import mask
from kinfile.export.masking_classes import Classes
from kinfile.export.masking_places import REQUESTS
from kinfile.export.naming import URGENT, edition_word
from kinfile.export.printable import Printable
from kinfile.forms.model import Disclosure
from kinfile.records.model import Answers, Place

FULL = Edition.FULL.value
BEFORE_SIGNING = frozenset({Edition.FULL, Edition.INFORMATION_REQUEST})
"""What may leave as an urgent copy: information is asked for while an assessment is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which copy is wanted. `request` counts requests for information from 1; 0 for the next."""

    edition: str = FULL
    large_print: bool = False
    request: int = 0

    @property
    def is_original(self) -> bool:
        """Whether it is the file that signing made, if the language is that one's too."""
        return self.edition == FULL and not self.large_print

    def word(self, *, urgent: bool = False) -> str:
        """What the copy is called in receipts and the ledger."""
        return edition_word(self.edition, urgent=urgent, large_print=self.large_print)

    def key(self, language: str) -> str:
        """What the copy is kept under."""
        parts = [self.word(), language, *([str(self.request)] if self.request else [])]
        return "/".join(parts)


ORIGINAL = Wish()
_RECORD = frozenset({FULL, Edition.WITHOUT_RESTRICTED.value, URGENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many answers a copy leaves out, by class, and how many alerts."""

    professional: int = 0
    restricted: int = 0
    withheld: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChoice:
    """One copy that a record can leave in.

    `needs_preview` is whether the writer has to look at it first: it goes to a family. `answers`
    is how many it holds; 0 means that nothing would be in it. `requests` are the places, from 1,
    of the requests for information of which one letter each can be written.
    """

    edition: str
    needs_preview: bool
    answers: int
    left_out: LeftOut = field(default_factory=LeftOut)
    requests: tuple[int, ...] = ()


def is_record(word: str) -> bool:
    """Whether a line of the ledger is of the assessment itself, in full or without restricted."""
    return word.partition("-")[0] in _RECORD


def choices(printable: Printable) -> tuple[EditionChoice, ...]:
    """Every edition that the record's form has, with what it would hold."""
    parted = replace(printable, edition=Edition.WITHOUT_RESTRICTED.value)
    classes = Classes.open(parted)
    return tuple(_choice(printable, each, classes) for each in editions_of(printable.form))


def require_edition(draft: Draft, wish: Wish, *, urgent: bool = False) -> None:
    """Raises UsageError where there is no such copy: no-edition, urgent-edition, no-request."""
    there = editions_of(draft.form)
    if wish.edition not in there:
        raise UsageError(
            problem="no-edition",
            edition=wish.edition,
            form=draft.form.id,
            editions=", ".join(there),
        )
    if urgent and wish.edition not in BEFORE_SIGNING:
        raise UsageError(problem="urgent-edition", edition=wish.edition)
    if wish.request and wish.edition == Edition.INFORMATION_REQUEST:
        have = len(draft.answers.rows(REQUESTS))
        if wish.request > have:
            raise UsageError(problem="no-request", number=wish.request, have=have)


def _choice(printable: Printable, edition: Edition, classes: Classes) -> EditionChoice:
    masked = mask(replace(printable, edition=edition.value))
    told = set(_places(masked.answers))
    gone = Counter(
        classes.at(place)
        for place in _places(printable.answers)
        if place in printable.report.shown and place not in told
    )
    rows = printable.answers.rows(REQUESTS) if edition is Edition.INFORMATION_REQUEST else ()
    return EditionChoice(
        edition=edition.value,
        needs_preview=edition in FOR_FAMILIES,
        answers=len(told),
        left_out=LeftOut(
            professional=gone[Disclosure.PROFESSIONAL] + gone[Disclosure.ALL],
            restricted=gone[Disclosure.RESTRICTED],
            withheld=gone[Disclosure.WITHHOLD],
            alerts=len(printable.report.alerts) - len(masked.report.alerts),
        ),
        requests=tuple(range(1, len(rows) + 1)),
    )


def _places(answers: Answers) -> Iterator[Place]:
    """Every place with an answer, in rows that count."""
    yield from map(Place, answers.single)
    for group in answers.groups:
        for row in answers.rows(group):
            yield from (Place(name, row.id) for name in row.answers)
