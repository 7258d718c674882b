# SPDX-License-Identifier: Apache-2.0
"""What goes into the Windows payload, and where it is from (packaging/windows).

W10 No part of Qt or Python that Kinfile never loads goes along: no QtNetwork, no QML, no Tk.
W11 Of Kinfile's own wheel everything goes along but the sources of catalogues.
W12 Every language that Kinfile is shown in has its dates and numbers.
W13 A wheel's modules are found where an installer would put them; its scripts are left out.
W14 Of each library of the C runtime the newest goes beside the program.
W15 A program that is neither ours nor its source's own bytes is named.
W16 Two files that differ only by capitals are refused: Windows has one of them.
W17 A .zip is the same every time, and holds its folders.
W18 The icon was made from the drawing that is there.
W19 Python looks for modules in the program's folder and nowhere else.
"""

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from windows import icon, launchers, listed, payload, prune, runtime
from windows.pieces import Piece, file_version
from windows.places import Refused

from helpers.tree import ROOT


def library(*version: int) -> bytes:
    """Bytes with the part of a VERSIONINFO that is looked for."""
    high, low = version[0] << 16 | version[1], version[2] << 16 | version[3]
    return b"MZ..." + struct.pack("<IIII", 0xFEEF04BD, 0x10000, high, low)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtNetwork.pyd", "PySide6/Qt6Network.dll", "PySide6/QtQml.pyd",
        "PySide6/qml/QtQuick/a.dll", "PySide6/opengl32sw.dll", "PySide6/designer.exe",
        "PySide6/plugins/tls/qopensslbackend.dll", "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/translations/qtbase_cy.qm", "PySide6/msvcp140.dll", "aiohttp/_http_parser.pyd",
        "lxml/etree.pyx", "babel/locale-data/fr.dat", "pypdfium2-5.0.dist-info/RECORD",
    ],
)  # fmt: skip
def test_what_is_never_used_is_left_out(path: str) -> None:
    """W10"""
    assert not prune.is_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtWidgets.pyd", "PySide6/Qt6Core.dll", "PySide6/__init__.py",
        "PySide6/plugins/platforms/qwindows.dll", "lxml/etree.cp311-win_amd64.pyd",
        "babel/global.dat", "pikepdf.libs/qpdf30-0.dll", "pikepdf-10.0.dist-info/METADATA",
    ],
)  # fmt: skip
def test_what_is_used_is_kept(path: str) -> None:
    """W10"""
    assert prune.is_kept(path)


@pytest.mark.parametrize("name", ["_tkinter.pyd", "TCL86T.dll", "python.exe", "sqlite3.dll"])
def test_unused_parts_of_python_are_left_out(name: str) -> None:
    """W10"""
    assert runtime.is_unused(name)
    assert not runtime.is_unused("python311.dll")
    assert not runtime.is_unused("_ctypes.pyd")


def test_kinfile_itself_is_whole() -> None:
    """W11"""
    assert prune.is_kept("kinfile/_data/forms/pre_birth/tests/cases.yaml")
    assert prune.is_kept("kinfile/_data/resources/locale/cy/LC_MESSAGES/kinfile.mo")
    assert not prune.is_kept("kinfile/_data/resources/locale/cy/LC_MESSAGES/kinfile.po")


def test_every_language_has_its_dates() -> None:
    """W12"""
    shown = {
        "en",
        "en_GB",
        *(path.parent.name for path in ROOT.glob("resources/locale/*/LC_MESSAGES")),
    }
    assert shown <= prune.LOCALES


def test_modules_are_where_an_installer_puts_them() -> None:
    """W13"""
    assert payload.installed_name("a/b.py") == "a/b.py"
    assert payload.installed_name("a-1.data/purelib/a/b.py") == "a/b.py"
    assert payload.installed_name("a-1.data/platlib/a/b.pyd") == "a/b.pyd"
    assert payload.installed_name("a-1.data/scripts/run.exe") is None


def test_the_newest_c_runtime_is_taken(tmp_path: Path) -> None:
    """W14"""
    wheel = tmp_path / "qt.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in listed.C_RUNTIME_FILES:
            archive.writestr(f"PySide6/{name}", library(14, 40, 1, 0))
    newer, older = Piece(library(14, 44, 0, 0), "python 3"), Piece(library(14, 9, 9, 9), "python 3")
    pieces = {"vcruntime140.dll": newer, "vcruntime140_1.dll": older}
    payload.choose_c_runtime(pieces, wheel, "6.0")
    assert pieces["vcruntime140.dll"] is newer
    assert file_version(pieces["vcruntime140_1.dll"].content) == (14, 40, 1, 0)
    assert pieces["msvcp140.dll"].source == "pyside6-essentials 6.0"


def test_a_file_without_a_version_has_none() -> None:
    """W14"""
    assert file_version(b"MZ") == (0, 0, 0, 0)


def test_a_changed_program_is_named(tmp_path: Path) -> None:
    """W15"""
    sources = {
        "kinfile.exe": Piece(b"ours"),
        "a.dll": Piece(b"theirs", "a 1", is_copy=True),
        "b.pyd": Piece(b"theirs", "b 1", is_copy=True),
        "c.pyc": Piece(b"compiled", "c 1"),
    }
    payload.write(sources, tmp_path / "out")
    assert list(payload.changed_programs(tmp_path / "out", sources)) == []
    (tmp_path / "out" / "b.pyd").write_bytes(b"patched")
    (tmp_path / "out" / "new.dll").write_bytes(b"?")
    assert list(payload.changed_programs(tmp_path / "out", sources)) == ["b.pyd", "new.dll"]


def test_capitals_do_not_tell_files_apart(tmp_path: Path) -> None:
    """W16"""
    with pytest.raises(Refused, match="capital letters"):
        payload.write({"A.txt": Piece(b""), "a.txt": Piece(b"")}, tmp_path / "out")


def test_a_zip_is_the_same_every_time(tmp_path: Path) -> None:
    """W17"""
    (tmp_path / "pyhanko").mkdir()
    (tmp_path / "pyhanko" / "keys.pyc").write_bytes(b"compiled")
    made = runtime.zipped(tmp_path)
    (tmp_path / "pyhanko" / "keys.pyc").touch()
    assert runtime.zipped(tmp_path) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["pyhanko/", "pyhanko/keys.pyc"]


def test_the_icon_is_of_this_drawing() -> None:
    """W18: else run packaging/windows/icon.py"""
    digest = hashlib.sha256(icon.DRAWING.read_bytes()).hexdigest()
    assert icon.MADE_FROM.read_text("utf-8").strip() == digest
    count = struct.unpack_from("<HHH", icon.ICON.read_bytes())
    assert count == (0, 1, len(icon.SIZES))


def test_modules_come_from_the_program_s_folder() -> None:
    """W19"""
    python = runtime.Python(version="3.14.2", files={}, is_production=True)
    assert python.library == "python314.dll"
    assert payload.search_path(python).split() == ["python314.zip", ".", "app", "libraries.zip"]


def test_launchers_say_which_version_they_are() -> None:
    """W19"""
    header = launchers.version_header(launchers.LAUNCHERS[0], "1.2.3")
    assert "#define VERSION_NUMBER 1,2,3,0\n" in header
    assert '#define PROGRAM "kinfile.exe"' in header


def test_names_that_a_library_exports_are_read() -> None:
    """W10"""
    listing = (
        "[Ordinal/Name Pointer] Table\n"
        "\t[   0] +base[   1]  0000 PyAIter_Check\n"
        "\t[   1] PyArg_Parse\n"
    )
    assert list(runtime.exported_names(listing)) == ["PyAIter_Check", "PyArg_Parse"]
