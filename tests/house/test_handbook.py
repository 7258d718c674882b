# SPDX-License-Identifier: Apache-2.0
"""The handbook of the forms, forms/README.md, and the engine say the same.

H70 It names every kind of question, and no other; every kind can be read and put on the screen.
H71 It names every function of the rule language, and no other.
H72 It names every key of a question, and no other.
H73 What alerts force is written in words that it explains (a misspelt one would do nothing).
H74 What a form may calculate and check by name can be calculated and checked.
"""

import re

from helpers import tree
from kinfile import bundle
from kinfile.forms import catalogue, loader
from kinfile.forms.model import CALCULATIONS, CHECKS, Disclosure, Kind
from kinfile.forms.rules.evaluate import FUNCTIONS
from kinfile.records import calculate, checks, values
from kinfile.ui.fields import FIELDS

HANDBOOK = (bundle.forms() / "README.md").read_text("utf-8")


def between(start: str, end: str) -> str:
    return HANDBOOK.split(start, 1)[1].split(end, 1)[0]


def first_cells(table: str) -> str:
    """The first column of the rows of a table."""
    return "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))


def test_every_kind_is_explained_read_and_shown() -> None:
    """H70"""
    named = set(re.findall(r"`(\w+)`", between("Kinds:", "\n\n")))
    assert named == set(Kind)
    assert values._READ.keys() == FIELDS.keys() == set(Kind)


def test_every_class_of_disclosure_is_explained() -> None:
    """H70"""
    assert set(re.findall(r"`(\w+)`", between("Who may see an answer:", "\n\n"))) == set(Disclosure)


def test_every_function_is_explained() -> None:
    """H71"""
    table = first_cells(between("## The rule language", "###"))
    assert set(re.findall(r"`(\w+)\(", table)) == FUNCTIONS


def test_every_key_is_explained() -> None:
    """H72"""
    example = between("```yaml", "```")
    table = first_cells(between("| Key | Meaning |", "Kinds:"))
    named = set(re.findall(r"`(\w+)`", table)) | set(re.findall(r"(\w+):", example))
    assert named == loader._QUESTION


def explained_forces() -> set[str]:
    table = first_cells(between("| Force |", "\n\n"))
    return {word.partition(":")[0] for word in re.findall(r"`([\w+:~,]+)`", table)}


def test_every_force_is_explained() -> None:
    """H73"""
    forms = map(catalogue.load, catalogue.installed())
    used = {force.verb for form in forms for alert in form.alerts for force in alert.forces}
    assert used
    tree.expect_none(used - explained_forces())


def test_what_is_called_by_name_is_there() -> None:
    """H74"""
    assert calculate._CALCULATIONS.keys() == CALCULATIONS
    assert checks.NAMED.keys() == CHECKS
