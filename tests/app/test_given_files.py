# SPDX-License-Identifier: Apache-2.0
"""Reading files that somebody names.

G01 A file that is not there, or cannot be read, is told by its name.
G02 What is far too large for a PDF is not read on.
G03 A receipt is an object of JSON; certificates are in PEM or DER; anything else is told.
"""

from pathlib import Path

import pytest

from helpers.certificates import certificate
from kinfile.app import given_files
from kinfile.app.given_files import read_bounded, read_certificates, read_pdf, read_receipt
from kinfile.errors import UsageError


def problem(error: pytest.ExceptionInfo[UsageError]) -> object:
    return error.value.facts["problem"]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:  # G01
    with pytest.raises(UsageError) as error:
        read_pdf(tmp_path / "gone.pdf")
    assert problem(error) == "file-missing"
    assert error.value.facts["path"] == str(tmp_path / "gone.pdf")
    with pytest.raises(UsageError) as error:
        read_pdf(tmp_path)
    assert problem(error) == "file-unreadable"


def test_no_more_is_read_than_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # G02
    file = tmp_path / "a.pdf"
    file.write_bytes(b"12345")
    assert read_bounded(file, 3) == b"1234"
    monkeypatch.setattr(given_files, "LARGEST_PDF", 4)
    with pytest.raises(UsageError) as error:
        read_pdf(file)
    assert problem(error) == "file-too-large"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 100_000, b"\xff"])
def test_a_receipt_is_an_object(tmp_path: Path, content: bytes) -> None:  # G03
    file = tmp_path / "a.json"
    file.write_bytes(content)
    with pytest.raises(UsageError) as error:
        read_receipt(file)
    assert problem(error) == "not-a-receipt"
    file.write_bytes(b'{"signatures": 1}')
    assert read_receipt(file) == {"signatures": 1}


def test_certificates_are_certificates(tmp_path: Path) -> None:  # G03
    file = tmp_path / "ca.pem"
    made = certificate()
    file.write_bytes(made)
    assert read_certificates(file) == made
    file.write_bytes(b"-----BEGIN nothing")
    with pytest.raises(UsageError) as error:
        read_certificates(file)
    assert problem(error) == "not-a-certificate"
