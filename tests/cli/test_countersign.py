# SPDX-License-Identifier: Apache-2.0
"""`countersign`, and `record countersigned` for its way back.

U01 The manager signs from a vault of their own; the file and a receipt of both stand beside
    each other, and nothing is overwritten.
U02 A file that does not hold, or not by whom it should be, is not signed (1), and what was found
    is listed.
U03 The same key does not sign twice.
U04 Filed back, exports write the countersigned file; anything else is not filed (1).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import NOW, Run, seams_for
from kinfile.app.example import example_answers
from kinfile.cli import main
from kinfile.i18n import Language


@pytest.fixture(scope="module")
def managers(passphrase: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manager's own vault."""
    folder = tmp_path_factory.mktemp("vaults") / "manager.kinvault"
    arguments = ["vault", "create", folder, "--name", "Ffion Lloyd", "--role", "named midwife"]
    made = [*arguments, "--passphrase-file", passphrase]
    assert main([str(each) for each in made], seams=seams_for()) == 0
    return folder


@pytest.fixture(scope="module")
def sealed(vault: Path, passphrase: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with a place for the manager."""
    folder = tmp_path_factory.mktemp("sealed")
    answers = folder / "family.json"
    answers.write_bytes(example_answers(NOW.date(), Language.load()))
    secret = ("--passphrase-file", passphrase)

    def done(*arguments: object) -> None:
        assert main([str(each) for each in arguments], seams=seams_for()) == 0

    done("record", "import", vault, answers, *secret)
    (ref,) = _refs(vault, passphrase)
    done("record", "sign", vault, ref, "--manager-field", *secret)
    done("record", "export", vault, ref, "--out", folder, *secret)
    (found,) = folder.glob("KF-*.pdf")
    return found


def _refs(vault: Path, passphrase: Path) -> list[str]:
    from kinfile.app.workspace import Workspace
    from kinfile.vault.passphrase import encode

    secret = encode(passphrase.read_text().strip())
    with Workspace.unlock(vault, secret, clock=lambda: NOW) as workspace:
        return [line.ref for line in workspace.caseload()]


@pytest.fixture
def ref(sealed: Path) -> str:
    found: str = json.loads(sealed.with_suffix(".json").read_bytes())["ref"]
    return found


@pytest.fixture
def countersign(run: Run, managers: Path, passphrase: Path) -> Run:
    def sign(file: Path, out: Path, *more: object) -> Any:
        secret = ("--passphrase-file", passphrase)
        return run("countersign", file, "--vault", managers, "--out", out, *secret, *more)

    return sign


def test_the_manager_signs(countersign: Run, run: Run, sealed: Path, tmp_path: Path) -> None:
    """U01"""
    out = tmp_path / "both.pdf"
    said = countersign(sealed, out, "--json")
    assert said.code == 0
    document = said.document
    assert (document["file"], document["signatures"]) == (str(out), 2)
    receipt = json.loads(out.with_suffix(".json").read_bytes())
    assert receipt["fingerprints"] == document["fingerprints"]
    assert receipt["edition"] == "full"
    first = json.loads(sealed.with_suffix(".json").read_bytes())["fingerprints"]
    assert document["fingerprints"][:1] == first == [document["practitioner"]["fingerprint"]]
    assert document["practitioner"]["trusted_by"] == "none"
    assert run("verify", out, "--receipts").code == 0
    again = countersign(sealed, out, "--json")
    assert (again.code, again.out) == (2, "")
    assert "is not overwritten" in again.message
    twice = countersign(out, tmp_path / "third.pdf")
    assert twice.code == 1
    assert "already" in twice.err


def test_what_does_not_hold_is_not_signed(countersign: Run, sealed: Path, tmp_path: Path) -> None:
    """U02"""
    changed = tmp_path / "changed.pdf"
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(data)
    said = countersign(changed, tmp_path / "out.pdf", "--json")
    assert said.code == 1
    assert said.document["problems"]
    assert not (tmp_path / "out.pdf").exists()
    known = countersign(sealed, tmp_path / "out.pdf", "--fingerprint", "0" * 64, "--json")
    assert known.code == 1
    assert [each["code"] for each in known.document["problems"]] == ["not-trusted"]
    mark = json.loads(sealed.with_suffix(".json").read_bytes())["fingerprints"][0]
    right = countersign(sealed, tmp_path / "out.pdf", "--fingerprint", mark, "--json")
    assert right.code == 0
    assert right.document["practitioner"]["trusted_by"] == "fingerprint"


def test_the_same_key_does_not_sign_twice(
    run: Run, vault: Path, passphrase: Path, sealed: Path, tmp_path: Path
) -> None:
    """U03"""
    out = ("--out", tmp_path / "own.pdf", "--passphrase-file", passphrase)
    said = run("countersign", sealed, "--vault", vault, *out)
    assert said.code == 1
    assert "A second person countersigns" in said.err
    assert list(tmp_path.iterdir()) == []


def test_it_is_filed_back(
    countersign: Run, in_vault: Run, ref: str, sealed: Path, tmp_path: Path
) -> None:
    """U04"""
    out = tmp_path / "both.pdf"
    assert countersign(sealed, out).code == 0
    wrong = in_vault("record countersigned", ref, sealed, "--json")
    assert wrong.code == 1
    assert "one countersignature and nothing else" in wrong.document["rejected"]
    said = in_vault("record countersigned", ref, out, "--json")
    assert said.code == 0
    assert (said.document["record"], len(said.document["fingerprints"])) == (ref, 2)
    exported = in_vault("record export", ref, "--out", tmp_path / "out", "--json").document
    assert Path(exported["sealed"]).read_bytes() == out.read_bytes()
    assert json.loads(Path(exported["receipt"]).read_bytes())["signatures"] == 2
    again = in_vault("record countersigned", ref, out)
    assert again.code == 1
