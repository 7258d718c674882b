# SPDX-License-Identifier: Apache-2.0
"""Every code that can be shown has its two sentences.

W01 Every error class has wording, and every problem that the code raises has its own.
W02 What is said names what the facts name, and never raises for want of one.
W03 The sentences are sentences: a capital, a full stop, no banned word, no fact left over.
W04 Words are looked up by the reader's language, and fall back to the general ones.
W05 A file that left is called by what it is, however it was made.
"""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import kinfile
from kinfile import errors, wording
from kinfile.errors import KinfileError, Refused, TooSoon, Unusable, WrongPassphrase
from kinfile.i18n import Language
from kinfile.wording import TABLE
from kinfile.wording.copies import file_words

PACKAGE = Path(kinfile.__file__).parent
ENGLISH = Language.load()
BANNED = re.compile(
    r"\b(invalid|forbidden|sorry|please|oops|successfully|failed|abort)\b", re.IGNORECASE
)


def error_classes(base: type[KinfileError] = KinfileError) -> Iterator[type[KinfileError]]:
    for each in base.__subclasses__():
        yield each
        yield from error_classes(each)


def calls(folder: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a folder of the package, by the name of what is called."""
    for file in sorted((PACKAGE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                yield (node.func.id if isinstance(node.func, ast.Name) else name), node


def texts(node: ast.expr) -> Iterator[str]:
    """The text that an argument can be, both ways of a conditional included."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def raised() -> Iterator[str]:
    """Codes of every error made with a problem that stands in the source."""
    named = {each.__name__: each for each in error_classes()}
    for folder in ("forms", "records", "policy", "vault", "export", "app", "cli"):
        for name, call in calls(folder):
            if name in named:
                for keyword in call.keywords:
                    if keyword.arg == "problem":
                        yield from (f"{named[name].code}.{text}" for text in texts(keyword.value))


def problems_of(folder: str, *makers: str, at: int = 0) -> Iterator[str]:
    for name, call in calls(folder):
        if name in makers and len(call.args) > at:
            yield from texts(call.args[at])


def refusals() -> set[str]:
    return {
        *problems_of("records", "_refuse"),
        *problems_of("records", "_refuse", at=1),
    } - {"value"}


def mistakes() -> set[str]:
    """Lint codes: mistakes in rules, and what Fields complains about."""
    found = {
        *problems_of("forms", "RuleMistake"),
        *problems_of("forms", "fail", "_fail", at=1),
        *problems_of("forms", "_refuse", at=1),
        *(code for code in problems_of("forms", "_fail") if code.startswith("rule-")),
    }
    return {code for code in found if "-" in code or code == "cycle"}


@pytest.mark.parametrize("error", list(error_classes()), ids=lambda error: error.code)
def test_every_error_class_has_wording(error: type[KinfileError]) -> None:
    """W01"""
    assert error.code in TABLE or error is Refused


@pytest.mark.parametrize("code", sorted(set(raised())))
def test_every_problem_that_is_raised_has_its_own_wording(code: str) -> None:
    """W01"""
    assert code in TABLE


@pytest.mark.parametrize("code", sorted(refusals()))
def test_every_refusal_has_wording(code: str) -> None:
    """W01"""
    assert f"refused.{code}" in TABLE


@pytest.mark.parametrize(
    "code", sorted({*problems_of("records", "_problem"), *problems_of("records", "Problem")})
)
def test_every_oddity_of_an_answer_has_wording(code: str) -> None:
    """W01"""
    assert f"problem.{code}" in TABLE


@pytest.mark.parametrize("code", sorted(mistakes()))
def test_every_mistake_in_a_definition_has_wording(code: str) -> None:
    """W01"""
    assert f"form.{code}" in TABLE


@pytest.mark.parametrize("code", sorted(problems_of("records", "Blocker")))
def test_everything_that_signing_waits_for_has_wording(code: str) -> None:
    """W01"""
    assert f"blocker.{code}" in TABLE


def test_the_search_for_codes_finds_them() -> None:
    """W01: a renamed helper must not make the tests above pass on nothing."""
    assert {"not-a-date", "unknown-code", "not-settable"} <= refusals()
    assert {"rule-name", "unknown-key", "yaml-duplicate", "duplicate-id"} <= mistakes()
    assert {"unusable.not-json", "not-kept.disk-full", "refused.no-such-row"} <= set(raised())


@pytest.mark.parametrize("code", sorted(TABLE))
def test_sentences_are_whole_and_plain(code: str) -> None:
    """W03"""
    what, do = TABLE[code]
    assert what[0] in "“'\"{ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert what[-1] in ".}"
    assert not BANNED.search(f"{what} {do}")
    assert not do or do[0].isupper() or do[0] == "“"
    for message in (what, do):
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("code", sorted(TABLE))
def test_words_are_found_without_any_fact(code: str) -> None:
    """W02"""
    said = str(wording.words(code, {}, ENGLISH))
    assert said
    assert "{" not in said


def test_the_facts_stand_in_the_words() -> None:
    """W02"""
    said = wording.say(Unusable(problem="not-json", line=3, column=14), ENGLISH)
    assert "line 3, column 14" in said.what
    assert said.do == "Mend that place, then try again."


def test_a_wrong_passphrase_says_the_wait_only_when_there_is_one() -> None:
    """W02"""
    assert "Caps Lock" in wording.say(WrongPassphrase(wait=0), ENGLISH).do
    assert "Seconds: 4." in wording.say(WrongPassphrase(wait=4), ENGLISH).do
    assert "Seconds left: 12." in wording.say(TooSoon(wait=12), ENGLISH).do


def test_an_unknown_problem_gets_the_words_of_its_error() -> None:
    """W04"""
    said = wording.say(errors.VaultDamaged(problem="something-new"), ENGLISH)
    assert said == wording.say(errors.VaultDamaged(), ENGLISH)


def test_an_unknown_code_gets_words_all_the_same() -> None:
    """W04"""
    assert wording.words("no-such-code", {}, ENGLISH) == wording.words("unknown", {}, ENGLISH)
    assert wording.problem("no-such-code", {}, ENGLISH) == wording.problem("", {}, ENGLISH)


def test_a_range_open_above_names_one_bound() -> None:
    """W02"""
    both = wording.problem("out-of-range", {"low": "0", "high": "40"}, ENGLISH)
    assert both.startswith("This number must be between 0 and 40.")
    one = wording.problem("out-of-range", {"low": "0", "high": ""}, ENGLISH)
    assert one.startswith("This number must be 0 or more.")


def test_missing_takes_the_questions_own_sentence() -> None:
    """W02"""
    assert wording.missing("Say when the baby is due", "Due date", ENGLISH) == (
        "Say when the baby is due"
    )
    assert wording.missing("", "Due date", ENGLISH) == "Not answered yet: Due date"


def test_missing_rows_say_how_many() -> None:
    """W02"""
    said = wording.missing_rows("", "Parents", 1, 2, ENGLISH)
    assert said.startswith("Parents: there are 1 and 2 are needed.")


def test_a_refusal_says_why_and_what_would_do() -> None:
    """W02"""
    said = wording.refused(Refused(path="edd", problem="not-a-date"), ENGLISH)
    assert said == "That is no date, or there is no such day. Write it like 2026-11-22."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("full", "Signed PDF of version 2"),
        ("full-transfer", "Signed PDF of version 2, locked with a password"),
        ("family-large-print", "The family's copy of version 2, in large print"),
        ("urgent-information_request", "Request for information from version 2"),
        ("something", "File of version 2"),
    ],
)
def test_a_file_that_left_has_a_name(code: str, words: str) -> None:
    """W05"""
    assert file_words(code, 2, ENGLISH) == words
