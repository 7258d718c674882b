# SPDX-License-Identifier: Apache-2.0
"""`forms leaflet`.

K05 It writes the sheet of a form, or the one about sharing, in the language asked for.
K06 Nothing is overwritten, and what is not there writes nothing.
"""

from pathlib import Path

import pikepdf

from helpers.commands import Run


def test_a_sheet_is_written(run: Run, tmp_path: Path) -> None:
    """K05"""
    plain, welsh = tmp_path / "plain.pdf", tmp_path / "welsh.pdf"
    said = run("forms", "leaflet", "pre_birth", "--out", plain, "--lang", "easy-read", "--json")
    assert (said.code, said.document) == (0, {"written": str(plain)})
    assert run("forms", "leaflet", "sharing", "--out", welsh, "--lang", "cy").code == 0
    with pikepdf.open(plain) as one, pikepdf.open(welsh) as other:
        assert (str(one.Root.Lang), str(other.Root.Lang)) == ("en-GB", "cy")


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    """K06"""
    there, new = tmp_path / "there.pdf", tmp_path / "new.pdf"
    there.write_bytes(b"mine")
    assert run("forms", "leaflet", "pre_birth", "--out", there).code == 2
    assert there.read_bytes() == b"mine"
    assert run("forms", "leaflet", "nonsense", "--out", new).code == 2
    assert run("forms", "leaflet", "pre_birth", "--out", new, "--lang", "xx").code == 2
    assert not new.exists()
