# SPDX-License-Identifier: Apache-2.0
"""`vault check --against`: an exported file tells an older copy of its vault.

O01 The vault a file came from knows it, by the PDF and by the receipt.
O02 An older copy of that vault, sound as it is, does not: 1, rolled-back.
O03 What Kinfile did not export, or what was changed since, is bad use.
"""

import json
import shutil
from pathlib import Path

import pytest

from helpers.commands import Run


@pytest.fixture
def older(vault: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(vault, tmp_path / "older.kinvault"))


@pytest.fixture
def exported(in_vault: Run, older: Path, ref: str, tmp_path: Path) -> dict[str, str]:
    said = in_vault("record export", ref, "--out", tmp_path / "out", "--urgent", "--json")
    assert older.is_dir()
    found: dict[str, str] = said.document
    return found


@pytest.mark.parametrize("which", ["sealed", "receipt"])
def test_a_vault_knows_what_was_exported_from_it(
    run: Run, in_vault: Run, passphrase: Path, older: Path, exported: dict[str, str], which: str
) -> None:
    """O01, O02"""
    file = exported[which]
    assert in_vault("vault check", "--against", file, "--json").document["ok"]
    said = run(
        "vault", "check", older, "--against", file, "--passphrase-file", passphrase, "--json"
    )
    assert said.code == 1
    assert [problem["code"] for problem in said.document["problems"]] == ["rolled-back"]


def test_other_files_tell_nothing(in_vault: Run, exported: dict[str, str], tmp_path: Path) -> None:
    """O03"""
    sealed = Path(exported["sealed"])
    data = bytearray(sealed.read_bytes())
    data[len(data) // 3] ^= 1
    for name, content in (
        ("changed.pdf", bytes(data)),
        ("plain.pdf", b"%PDF-1.7\n%%EOF\n"),
        ("other.json", json.dumps({"head": 3}).encode()),
        ("list.json", b"[]"),
        ("deep.json", b"[" * 100_000),
        ("empty", b""),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        said = in_vault("vault check", "--against", file, "--json")
        assert (said.code, said.out) == (2, ""), name
    assert in_vault("vault check", "--against", tmp_path / "none", "--json").code == 2
