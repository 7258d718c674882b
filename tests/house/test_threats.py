# SPDX-License-Identifier: Apache-2.0
"""The threat model names what shows that each control holds (docs/threat-model.md).

H96 There are twenty threats, numbered, each with a control, its proof and what remains.
H97 Every test that is named as proof is there; a control without one says that it is not there yet.
"""

import re

from helpers import tree
from helpers.tree import ROOT

PAGE = ROOT / "docs" / "threat-model.md"
HEADING = re.compile(r"^## (\d+)\. (.+)$", re.MULTILINE)
PART = re.compile(r"^- \*\*([^*:]+):\*\*(.*?)(?=^- \*\*|\Z)", re.MULTILINE | re.DOTALL)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
HAS_TO_SAY = ("Control", "Proof", "What remains")


def threats() -> dict[int, dict[str, str]]:
    """The parts of each threat, by its number."""
    pieces = HEADING.split(PAGE.read_text("utf-8"))[1:]
    return {
        int(number): dict(PART.findall(text))
        for number, _title, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    }


def test_each_threat_says_what_stands_against_it_and_what_remains() -> None:
    """H96"""
    found = threats()
    assert list(found) == list(range(1, 21))
    tree.expect_none(
        f"threat {number}: no {part}"
        for number, parts in found.items()
        for part in HAS_TO_SAY
        if not parts.get(part, "").strip()
    )
    tree.expect_none(
        f"threat {number}: {part}"
        for number, parts in found.items()
        for part in parts.keys() - {*HAS_TO_SAY, "Not yet"}
    )


def is_there(file: str, test: str) -> bool:
    path = ROOT / file
    return path.is_file() and (not test or f"def {test}(" in tree.text(path))


def test_what_is_named_as_proof_is_there() -> None:
    """H97"""
    named = [
        (number, file, test)
        for number, parts in threats().items()
        for file, test in TEST.findall(parts["Proof"])
    ]
    assert {number for number, _, _ in named} == set(threats())
    tree.expect_none(
        f"threat {number}: {file}::{test}"
        for number, file, test in named
        if not is_there(file, test)
    )
