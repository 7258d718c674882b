# SPDX-License-Identifier: Apache-2.0
"""Programs and libraries of a payload. What looks into them comes with binutils and patchelf.

E01 Programs and libraries are found by what they are; links to them are no files.
E02 What one asks the loader for is told, and the least C library that it runs with.
E03 Made fit, it looks for others beside itself only, and still says the same.
"""

import ctypes
import shutil
import subprocess
from pathlib import Path

import pytest
from linux import elf

SOURCE = '#include <math.h>\n#include <stdlib.h>\nchar *toy(void) { return getenv("toy"); }\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that would look for others in the folder of whoever built it."""
    source, made = tmp_path / "toy.c", tmp_path / "libtoy.so"
    source.write_text(SOURCE, "utf-8")
    where = "-Wl,-rpath,/home/builder/lib:$ORIGIN/beside"
    compiler = ["gcc", "-shared", "-g", "-fPIC", where, "-o", str(made), str(source)]
    subprocess.run(compiler, check=True)
    return made


def test_what_is_no_program_is_none(tmp_path: Path) -> None:
    """E01"""
    (tmp_path / "words").write_text("\x7fELG", "utf-8")
    (tmp_path / "empty").touch()
    (tmp_path / "program").write_bytes(elf.MAGIC + b"...")
    (tmp_path / "link").symlink_to("program")
    assert elf.found(tmp_path) == [tmp_path / "program"]


@pytest.mark.external
def test_what_it_asks_for_is_told(library: Path) -> None:
    """E02"""
    assert "libc.so.6" in elf.needed(library)
    number = elf.least_versions([library])["GLIBC"]
    assert tuple(map(int, number.split("."))) >= (2, 2)


@pytest.mark.external
def test_made_fit_it_looks_beside_itself_only(library: Path) -> None:
    """E03"""
    before = library.stat().st_size
    elf.make_fit(library)
    told = subprocess.run(
        ["readelf", "--wide", "-d", "-S", str(library)], check=True, capture_output=True, text=True
    ).stdout
    assert "[$ORIGIN/beside]" in told
    assert "builder" not in told
    assert ".debug_info" not in told
    assert library.stat().st_size < before
    assert hasattr(ctypes.CDLL(str(library)), "toy")
    same = library.read_bytes()
    elf.make_fit(library)
    assert library.read_bytes() == same
    assert shutil.which("patchelf")
