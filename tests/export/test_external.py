# SPDX-License-Identifier: Apache-2.0
"""What other people's programs say of a sealed file: qpdf, poppler's pdfsig, pdffonts, pdftotext.

X01 qpdf finds no error; pdffonts finds every font inside; pdfinfo finds tags.
X02 pdfsig finds the signature valid and the whole document signed.
X03 pdftotext finds every text, names of all spellings and right-to-left words included.
"""

import subprocess
from pathlib import Path

import pytest

from export import example
from export.reading_pdf import bare
from kinfile.export.blocks import Document
from kinfile.export.stages import SignedPdf

pytestmark = pytest.mark.external


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def sealed(signed: SignedPdf, tmp_path: Path) -> str:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(signed.data)
    return str(path)


def test_qpdf_finds_no_error(sealed: str) -> None:  # X01
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", sealed)


def test_every_font_is_inside(sealed: str) -> None:  # X01
    rows = run("pdffonts", sealed).splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)


def test_the_file_is_tagged(sealed: str) -> None:  # X01
    said = run("pdfinfo", sealed)
    assert any(line.split() == ["Tagged:", "yes"] for line in said.splitlines())


def test_pdfsig_finds_it_valid(sealed: str) -> None:  # X02
    said = run("pdfsig", sealed)
    assert "Signature is Valid" in said
    assert "- Total document signed" in said


def test_pdfsig_finds_both_signatures_valid(countersigned: SignedPdf, tmp_path: Path) -> None:
    path = tmp_path / "both.pdf"
    path.write_bytes(countersigned.data)
    said = run("pdfsig", str(path))
    assert said.count("Signature is Valid") == 2
    assert said.count("- Total document signed") == 1


def test_pdftotext_finds_every_text(sealed: str, document: Document) -> None:  # X03
    # poppler marks where the direction turns.
    said = bare(run("pdftotext", sealed, "-").translate(dict.fromkeys(range(0x202A, 0x202F))))
    told = [line for words in document.words() for line in words.split("\n")]
    lost = [line for line in told if example.URDU not in line and bare(line) not in said]
    assert not lost
    assert bare(example.URDU) in said
