# SPDX-License-Identifier: Apache-2.0
"""What a code means in words: what happened, and what to do next.

Everything that can go wrong or look odd is a code with facts until it is shown to somebody. Here
each code gets its two sentences, in the reader's language:

    failures.py     what the program raises: vaults, files, exports, commands
    ways_in.py      passphrases, recovery codes and the certificates they are encrypted to
    answers.py      answers: refused, odd, missing, or waited for by signing
    definitions.py  mistakes in the definitions of forms/ and in their rules
    lint.py         what lint finds in definitions that can be read
    sheets.py       why a workbook of a form cannot be brought in
    keys.py         keys, certificates and cards; countersigning; files with a password
    policies.py     what IT decided: it cannot be read, or it stands in the way
    packs.py        form packs: refused, installed but not used, keys that add no trust
    soundness.py    what a check of a vault or of a signed document found

A code is the error's own, followed by its problem where it has one: `unusable.not-json`. Facts
are plain texts and numbers; whoever shows them puts labels in the place of ids.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass

from kinfile.errors import KinfileError, Refused
from kinfile.i18n import Language
from kinfile.wording.answers import ANSWERS
from kinfile.wording.definitions import DEFINITIONS
from kinfile.wording.failures import FAILURES
from kinfile.wording.keys import KEYS
from kinfile.wording.lint import LINT
from kinfile.wording.packs import PACKS
from kinfile.wording.policies import POLICIES
from kinfile.wording.sheets import SHEETS
from kinfile.wording.soundness import SOUNDNESS
from kinfile.wording.ways_in import WAYS_IN

TABLE: Mapping[str, tuple[str, str]] = {
    **FAILURES,
    **WAYS_IN,
    **ANSWERS,
    **DEFINITIONS,
    **LINT,
    **KEYS,
    **PACKS,
    **POLICIES,
    **SHEETS,
    **SOUNDNESS,
}
"""Code -> (what happened, what to do). `{named}` places are filled from the facts."""

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, and what to do next (empty where nothing has to be done)."""

    what: str
    do: str = ""

    def __str__(self) -> str:
        """Both in one line."""
        return f"{self.what} {self.do}".rstrip()


def say(error: KinfileError, language: Language) -> Words:
    """The words for an error. Never raises: an unknown problem gets its error's general words."""
    return words(code_of(error), error.facts, language, general=error.code)


def code_of(error: KinfileError) -> str:
    """The code under which an error's words stand: with its problem, where that has its own."""
    problem = error.facts.get("problem")
    if problem is None and error.facts.get("wait"):
        problem = "wait"
    code = f"{error.code}.{problem}" if problem else error.code
    return code if code in TABLE else error.code


def words(
    code: str, facts: Mapping[str, object], language: Language, *, general: str = _UNKNOWN
) -> Words:
    """The words for `code`, or those of `general` where it has none of its own."""
    what, do = TABLE.get(code) or TABLE.get(general) or TABLE[_UNKNOWN]
    return Words(_filled(what, facts, language), _filled(do, facts, language))


def problem(code: str, facts: Mapping[str, object], language: Language) -> str:
    """What is odd about an answer, for a problem code of a report. `facts` hold labels, not ids."""
    # A number may be bounded on one side only.
    one_sided = code == "out-of-range" and not facts.get("high")
    key = f"problem.{code}.low" if one_sided else f"problem.{code}"
    return str(words(key, facts, language, general="problem"))


def missing(error: str, ask: str, language: Language) -> str:
    """What is to be answered: the question's own sentence, else one made of its label."""
    return language.text(error) if error else str(words("missing", {"ask": ask}, language))


def missing_rows(error: str, title: str, have: int, need: int, language: Language) -> str:
    """What is to be added: the group's own sentence, else one made of its title."""
    if error:
        return language.text(error)
    return str(words("missing-rows", {"title": title, "have": have, "need": need}, language))


def refused(refusal: Refused, language: Language) -> str:
    """Why one value cannot be kept, and what would be."""
    return str(say(refusal, language))


def _filled(message: str, facts: Mapping[str, object], language: Language) -> str:
    """`message` with its places filled; one that nobody gave a fact for stays a question mark."""
    named = [name for _, name, _, _ in string.Formatter().parse(message) if name]
    return language.text(message, **{name: facts.get(name, "?") for name in named})
