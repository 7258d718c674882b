# SPDX-License-Identifier: Apache-2.0
"""Reads whom a typed answer names, where the whole of it is names: never a guess from a part.

"Kim and Lee", "both parents", "Kim, at 5 Mill Lane" are read. An answer with anything else in it
("Kim, not Lee"; "Kim until May") is left as it stands: a line drawn from half a sentence could
say the opposite of what was written.
"""

import re
from collections.abc import Mapping

from kinfile.records.people import Person, find_person

_BETWEEN = re.compile(r"\s*(?:[,;&+/\n]|\band\b|\ba(?:c)?\b(?=\s+[A-ZÂÊÎÔÛŴŶ]))\s*")
_ADDRESS = re.compile(
    r",?\s+(?:at|yn)\s+(?:Flat\s+)?\d+\w?,?\s+[^\W\d_][\w'’.-]*(?:\s+[^\W\d_a-zŵŷ][\w'’.-]*)*\s*$"
)
_REMARK = re.compile(
    r"\s*\((?:both\s+)?(?:(?:are\s+)?married|by\s+marriage|birth\s+parents?|both|parents?"
    r"|(?:named|registered)?\s*on\s+(?:the|her|his|their)\s+birth\s+certificate"
    r"|by\s+(?:court\s+order|agreement))\)\s*$",
    re.IGNORECASE,
)
_WITH = re.compile(r"^(?:lives\s+)?with\s+", re.IGNORECASE)
_ITS_OWN = re.compile(r"^(?:his|her|their|its|the)\s+", re.IGNORECASE)

_ROLES: Mapping[str, frozenset[str]] = {
    "mother": frozenset({"mother", "mum", "mam", "mummy"}),
    "father": frozenset({"father", "dad", "tad", "daddy"}),
}
_BOTH = frozenset({"both parents", "both", "parents", "mother and father", "mum and dad"})
_DIED = re.compile(
    r"(?:(?:he|she|they|this person|father|mother)\s+)?(?:(?:has|have|is)\s+)?"
    r"(?:died|dead|deceased)(?:\s+(?:in|on)\s+[\w ]{3,20})?\s*\.?",
    re.IGNORECASE,
)


def people_named(
    text: str, people: tuple[Person, ...], roles: Mapping[str, str]
) -> tuple[Person, ...]:
    """Everybody whom `text` names, in its order; empty unless all of it is understood.

    `roles` says who stands as what: row id -> code (mother, father, ...).
    """
    bare = _REMARK.sub("", _ADDRESS.sub("", " ".join(text.split()))).strip(" .")
    bare = _WITH.sub("", bare)
    if _ITS_OWN.sub("", bare).casefold() in _BOTH:
        return _both(people, roles)
    found: list[Person] = []
    for part in _BETWEEN.split(bare):
        person = _named(part, people, roles)
        if person is None:
            return ()
        if person not in found:
            found.append(person)
    return tuple(found)


def says_died(text: str) -> bool:
    """Whether `text` says that a person has died, and nothing else."""
    return bool(_DIED.fullmatch(text.strip()))


def _both(people: tuple[Person, ...], roles: Mapping[str, str]) -> tuple[Person, ...]:
    births = ("mother", "father", "other_parent")
    found = tuple(each for each in people if roles.get(each.row) in births)
    return found if len(found) == 2 else ()


def _named(part: str, people: tuple[Person, ...], roles: Mapping[str, str]) -> Person | None:
    words = part.strip()
    person = find_person(people, words) if words else None
    if person is not None:
        return person
    called = _ITS_OWN.sub("", words).casefold()
    for role, names in _ROLES.items():
        if called in names:
            held = [each for each in people if roles.get(each.row) == role]
            return held[0] if len(held) == 1 else None
    return None
