# SPDX-License-Identifier: Apache-2.0
"""`record sign` and `record export`, and `verify` on what they wrote.

G01 What signing waits for is listed with its words, 1 then, and nothing is signed.
G02 A complete record is signed once; then its answers stay as they are.
G03 Export writes the signed file and its receipt; unsigned only as urgent.
G04 Verify is 0 only for the file as it was signed, with somebody who vouches for it.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from helpers.commands import NOW, Run, seams_for
from kinfile.app.example import example_answers
from kinfile.cli import main
from kinfile.i18n import Language


@pytest.fixture(scope="module")
def family(vault: Path, passphrase: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The made-up family's record, complete, in the shared vault."""
    file = tmp_path_factory.mktemp("family") / "family.json"
    file.write_bytes(example_answers(NOW.date(), Language.load()))
    arguments = ["record", "import", vault, file, "--passphrase-file", passphrase]
    assert main([str(each) for each in arguments], seams=seams_for()) == 0


@pytest.fixture
def complete(in_vault: Run, family: None) -> str:
    """The reference of the family's record: the one with a due date."""
    lines = in_vault("record list", "--json").document
    found: str = next(line["record"] for line in lines if line["due"] == "2027-02-24")
    return found


@pytest.fixture
def signed(in_vault: Run, complete: str) -> str:
    """The family's record, signed by whichever test came first."""
    said = in_vault("record sign", complete, "--json")
    assert said.code in (0, 1)
    return complete


@pytest.fixture
def exported(in_vault: Run, signed: str, tmp_path: Path) -> dict[str, Any]:
    said = in_vault("record export", signed, "--out", tmp_path / "out", "--json")
    assert said.code == 0
    document: dict[str, Any] = said.document
    return document


def test_what_signing_waits_for_is_listed(in_vault: Run, ref: str) -> None:
    """G01"""
    in_vault("record set", ref, "assessor_phone", "12")
    said = in_vault("record sign", ref, "--json")
    assert said.code == 1
    assert tuple(said.document) == ("record", "rejected", "waits_for")
    waits = said.document["waits_for"]
    assert {
        key: next(each for each in waits if each["path"] == "edd")[key]
        for key in ("code", "path", "alert")
    } == {"code": "missing", "path": "edd", "alert": None}
    assert all(each["say"] for each in waits)
    phone = next(each for each in waits if each["path"] == "assessor_phone")
    assert phone["say"].startswith("This does not look like a UK phone number.")
    parents = next(each for each in waits if each["path"] == "parents")
    assert parents["code"] == "missing"
    assert "  edd: " in said.err
    assert in_vault("record show", ref, "--json").document["status"] == "in_progress"


def test_an_unsigned_record_leaves_only_as_urgent(in_vault: Run, ref: str, tmp_path: Path) -> None:
    """G03"""
    said = in_vault("record export", ref, "--out", tmp_path / "out", "--json")
    assert said.code == 1
    assert "is not signed" in said.document["rejected"]
    assert not list(tmp_path.rglob("*.pdf"))
    said = in_vault("record export", ref, "--out", tmp_path / "out", "--urgent", "--json")
    assert said.code == 0
    assert "-urgent-" in Path(said.document["sealed"]).name


def test_a_complete_record_is_signed_once(in_vault: Run, complete: str) -> None:
    """G02"""
    said = in_vault("record sign", complete, "--json")
    assert said.code == 0
    assert tuple(said.document) == ("record", "version", "sha256")
    assert said.document["version"] == 1
    again = in_vault("record sign", complete, "--json")
    assert again.code == 1
    assert "is signed" in again.document["rejected"]
    change = in_vault("record set", complete, "edd", "2027-03-01", "--json")
    assert change.code == 1
    assert change.document["path"] == "edd"
    typed = b'{"path": "edd", "value": null}\n'
    stream = in_vault("record set", complete, "--stream", typed=typed)
    assert stream.code == 1
    assert "is signed" in stream.document["rejected"]
    shown = in_vault("record show", complete, "--json").document
    assert (shown["status"], shown["answers"]["edd"]) == ("signed", "2027-02-24")


def test_a_signed_record_is_checked_for_its_day(in_vault: Run, signed: str) -> None:
    """G02"""
    said = in_vault("record check", signed, "--today", "2030-01-01", "--json")
    assert said.code == 0
    assert said.message == "Signed on 22 November 2026; checked for that day."


def test_export_has_the_keys_of_the_design(exported: dict[str, Any]) -> None:
    """G03"""
    assert tuple(exported) == (
        *("sealed", "transfer", "transfer_passphrase", "receipt", "sha256", "code"),
    )
    sealed = Path(exported["sealed"])
    assert exported["sha256"] == {str(sealed): sha256(sealed.read_bytes()).hexdigest()}
    assert (exported["transfer"], exported["transfer_passphrase"]) == (None, None)
    assert len(exported["code"].split()) == 6
    receipt = json.loads(Path(exported["receipt"]).read_bytes())
    assert receipt["sha256"] == exported["sha256"][str(sealed)]


def test_nothing_is_overwritten(in_vault: Run, signed: str, exported: dict[str, Any]) -> None:
    """G03"""
    folder = Path(exported["sealed"]).parent
    again = in_vault("record export", signed, "--out", folder, "--json").document
    assert again["sealed"] != exported["sealed"]
    assert Path(again["sealed"]).read_bytes() == Path(exported["sealed"]).read_bytes()


def test_a_folder_that_cannot_be_made_is_said(in_vault: Run, signed: str, tmp_path: Path) -> None:
    """G03"""
    (tmp_path / "file").touch()
    said = in_vault("record export", signed, "--out", tmp_path / "file" / "out", "--json")
    assert (said.code, said.out) == (3, "")
    assert "could not be written" in said.message


def fingerprint(exported: dict[str, Any]) -> str:
    receipt = json.loads(Path(exported["receipt"]).read_bytes())
    found: str = receipt["fingerprints"][0]
    return found


def test_whoever_vouches_makes_it_hold(run: Run, exported: dict[str, Any]) -> None:
    """G04"""
    mark = fingerprint(exported)
    for by, witness in {
        "fingerprint": ("--fingerprint", mark),
        "code": ("--code", exported["code"]),
        "receipt": ("--receipt", exported["receipt"]),
    }.items():
        said = run("verify", exported["sealed"], *witness, "--json")
        assert said.code == 0
        document = said.document
        assert document["file"] == exported["sealed"]
        assert (document["ok"], document["problems"]) == (True, [])
        assert document["signatures"][0]["trusted_by"] == by
        assert document["record"]["form"] == "pre_birth"
    colons = ":".join(mark[n : n + 2] for n in range(0, 64, 2)).upper()
    assert run("verify", exported["sealed"], "--fingerprint", colons).code == 0
    assert run("verify", exported["sealed"], "--receipts").code == 0


def test_nobody_who_vouches_does_not(run: Run, exported: dict[str, Any]) -> None:
    """G04"""
    said = run("verify", exported["sealed"], "--json")
    assert said.code == 1
    assert [each["code"] for each in said.document["problems"]] == ["not-trusted"]
    assert "NOT proven" in run("verify", exported["sealed"]).out
    for witness in (("--fingerprint", "0" * 64), ("--code", "otter lamp river quilt maple tin")):
        assert run("verify", exported["sealed"], *witness).code == 1


def test_a_changed_file_does_not_hold(run: Run, exported: dict[str, Any], tmp_path: Path) -> None:
    """G04"""
    whole = bytearray(Path(exported["sealed"]).read_bytes())
    whole[len(whole) // 2] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(whole)
    said = run("verify", changed, "--fingerprint", fingerprint(exported), "--json")
    assert said.code == 1
    assert said.document["ok"] is False


def test_several_files_are_one_document_a_line(
    run: Run, exported: dict[str, Any], tmp_path: Path
) -> None:
    """G04"""
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7 nothing")
    said = run(
        *("verify", exported["sealed"], tmp_path / "none.pdf", other),
        *("--fingerprint", fingerprint(exported), "--json"),
    )
    assert said.code == 2
    assert [document["ok"] for document in said.documents] == [True, False]
    assert "There is no file" in said.message


@pytest.mark.parametrize("option", ["--trust", "--receipt"])
def test_a_witness_that_is_none_is_bad_use(
    run: Run, exported: dict[str, Any], tmp_path: Path, option: str
) -> None:
    """G04"""
    for content in (b"", b"[]", b"{", b"-----BEGIN CERTIFICATE-----\nAA==\n"):
        file = tmp_path / "witness"
        file.write_bytes(content)
        said = run("verify", exported["sealed"], option, file, "--json")
        assert (said.code, said.out) == (2, "")
        assert said.message


def test_a_folder_without_a_pdf_shows_nothing(run: Run, tmp_path: Path) -> None:
    """G04"""
    said = run("verify", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "There is no PDF" in said.message
