# SPDX-License-Identifier: Apache-2.0
"""`forms blank`.

K01 It writes the empty form of an installed form, with fields or without.
K02 Nothing is overwritten, and an unknown form or language writes nothing.
"""

from pathlib import Path

import pikepdf

from helpers.commands import Run


def test_an_empty_form_is_written(run: Run, tmp_path: Path) -> None:
    """K01"""
    plain, fillable = tmp_path / "plain.pdf", tmp_path / "fillable.pdf"
    said = run("forms", "blank", "hospital_visit", "--out", plain, "--json")
    assert (said.code, said.document) == (0, {"written": str(plain)})
    assert run("forms", "blank", "hospital_visit", "--out", fillable, "--fillable").code == 0
    with pikepdf.open(plain) as one, pikepdf.open(fillable) as other:
        assert "/AcroForm" not in one.Root
        assert len(other.Root.AcroForm.Fields) > 200


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    """K02"""
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    assert run("forms", "blank", "pre_birth", "--out", there).code == 2
    assert there.read_bytes() == b"mine"
    new = tmp_path / "new.pdf"
    assert run("forms", "blank", "nonsense", "--out", new).code == 2
    assert run("forms", "blank", "pre_birth", "--out", new, "--lang", "xx").code == 2
    assert not new.exists()
