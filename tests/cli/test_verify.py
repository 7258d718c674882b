# SPDX-License-Identifier: Apache-2.0
"""`verify`: whether signed documents are what was signed, and by whom.

Y01 A file holds only with a witness: a fingerprint, the six words, or a receipt.
Y02 A changed byte, a wrong witness and a file that is no PDF do not hold (exit 1).
Y03 With several files each gets its own document on a line; one that cannot be read is named.
Y04 Witnesses that are none of that are refused before anything is checked (exit 2).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import NOW, Run, seams_for
from kinfile.app.demo import run_demo
from kinfile.i18n import Language


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = run_demo(
        folder,
        form="pre_birth",
        language=Language.load(),
        clock=lambda: NOW,
        cost=seams_for().cost,
    )
    return done.exported.sealed


@pytest.fixture(scope="module")
def receipt(sealed: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sealed.with_suffix(".json").read_bytes())
    return found


def test_nobody_vouches_for_a_file_by_itself(run: Run, sealed: Path) -> None:
    """Y01"""
    said = run("verify", sealed, "--json")
    assert said.code == 1
    verdict = said.document
    (signature,) = verdict["signatures"]
    assert (verdict["ok"], signature["intact"], signature["trusted_by"]) == (False, True, "none")
    assert [problem["code"] for problem in verdict["problems"]] == ["not-trusted"]


def test_a_fingerprint_or_a_receipt_vouches(
    run: Run, sealed: Path, receipt: dict[str, Any]
) -> None:
    """Y01"""
    (mark,) = receipt["fingerprints"]
    said = run("verify", sealed, "--fingerprint", mark.upper(), "--json")
    assert (said.code, said.document["signatures"][0]["trusted_by"]) == (0, "fingerprint")
    said = run("verify", sealed, "--receipts", "--json")
    assert (said.code, said.document["signatures"][0]["trusted_by"]) == (0, "receipt")
    assert said.document["record"]["ref"] == receipt["ref"]


def test_the_six_words_vouch(run: Run, sealed: Path) -> None:
    """Y01, Y02"""
    from kinfile.export.identity import code

    words = code(sealed.read_bytes())
    said = run("verify", sealed, "--code", words.upper(), "--json")
    assert (said.code, said.document["signatures"][0]["trusted_by"]) == (0, "code")
    wrong = run("verify", sealed, "--code", "otter lamp river quilt maple tin", "--json")
    assert wrong.code == 1
    assert "code-differs" in [problem["code"] for problem in wrong.document["problems"]]


@pytest.mark.parametrize("part", [0.1, 0.3, 0.6, 0.9])
def test_a_changed_byte_does_not_hold(
    run: Run, sealed: Path, receipt: dict[str, Any], tmp_path: Path, part: float
) -> None:
    """Y02"""
    data = bytearray(sealed.read_bytes())
    data[int(len(data) * part)] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    assert run("verify", changed, "--fingerprint", receipt["fingerprints"][0]).code == 1


def test_several_files_are_answered_each_on_a_line(run: Run, sealed: Path, tmp_path: Path) -> None:
    """Y02, Y03"""
    other = tmp_path / "note.pdf"
    other.write_bytes(b"not a PDF")
    said = run("verify", sealed, other, "--json")
    assert said.code == 1
    assert [document["ok"] for document in said.documents] == [False, False]
    said = run("verify", tmp_path / "nowhere.pdf", other, "--json")
    assert said.code == 2
    assert [document["file"] for document in said.documents] == [str(other)]
    assert "nowhere.pdf" in said.err


@pytest.mark.parametrize(
    "witness", [("--fingerprint", "xyz"), ("--trust", "note.pem"), ("--receipt", "note.pem")]
)
def test_a_witness_that_is_none_is_refused(
    run: Run, sealed: Path, tmp_path: Path, witness: tuple[str, str]
) -> None:
    """Y04"""
    note = tmp_path / "note.pem"
    note.write_text("no certificate", encoding="utf-8")
    option, value = witness
    said = run("verify", sealed, option, note if value == note.name else value)
    assert (said.code, said.out) == (2, "")
