# SPDX-License-Identifier: Apache-2.0
"""Finishing and signing the Windows installer (packaging/windows: fixmsi, sign, msi, wheels).

W30 The summary holds the given code, time and language, and keeps its length.
W31 A summary of another shape is refused.
W32 A release is refused without a certificate, and without a time-stamp.
W33 Without a release's certificate a test's is made, once.
W34 What is not signed, or was changed after it was signed, is refused.
W35 Of a lock each package has its version and its hashes; a wheel without a locked hash is nothing.
W36 Each entry of the event log has a text.
W37 An installer with a file too many, or another version, is refused when it is read again.
"""

import os
import shutil
import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from windows import events, fixmsi, launchers, msi, sign, table, wheels, wxs
from windows.payload import Payload
from windows.pieces import Piece
from windows.places import HERE, Refused
from windows.runtime import Python

CODE = "{06447451-D1B0-56D7-85A8-1C33216CC5B2}"
LOCK = """\
# by uv
pyyaml==6.0.3 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via kinfile (pyproject.toml)
pikepdf[pdfa]==10.1 \\
    --hash=sha256:{a}
"""


def summary(entries: Mapping[int, bytes]) -> bytearray:
    """A file with a property set of these entries in it."""
    listed, values = b"", b""
    for kind, value in entries.items():
        listed += struct.pack("<II", kind, 8 + 8 * len(entries) + len(values))
        values += value
    section = struct.pack("<II", 0, len(entries)) + listed + values
    head = struct.pack("<HHI", 0xFFFE, 0, 2) + bytes(16) + struct.pack("<I", 1)
    return bytearray(b"before" + head + fixmsi.SUMMARY + struct.pack("<I", 48) + section + b"after")


def text(value: str) -> bytes:
    held = value.encode() + b"\0"
    return struct.pack("<II", 30, len(held)) + held + bytes(-len(held) % 4)


def time(value: int) -> bytes:
    return struct.pack("<IQ", 64, value)


def test_the_summary_is_written_in_place() -> None:
    """W30"""
    content = summary(
        {7: text("x64;1033"), 9: text("{" + "0" * 36 + "}"), 12: time(1), 13: time(2)}
    )
    size = len(content)
    fixmsi.rewrite_summary(content, code=CODE, epoch=0)
    assert len(content) == size
    assert b"x64;2057\0" in content
    assert CODE.encode() in content
    assert content.count(struct.pack("<Q", 11_644_473_600 * 10_000_000)) == 2


@pytest.mark.parametrize("entries", [{9: text("short")}, {12: text("no time")}])
def test_another_summary_is_refused(entries: dict[int, bytes]) -> None:
    """W31"""
    with pytest.raises(Refused):
        fixmsi.rewrite_summary(summary(entries), code=CODE, epoch=0)
    with pytest.raises(Refused, match="no summary"):
        fixmsi.rewrite_summary(bytearray(b"nothing"), code=CODE, epoch=0)


def test_a_release_has_to_be_signed() -> None:
    """W32"""
    with pytest.raises(Refused, match="has to be signed"):
        sign.identity({"KINFILE_RELEASE": "1"})
    named = {"KINFILE_SIGN_CERTIFICATE": "c.pem", "KINFILE_SIGN_KEY": "pkcs11:object=k"}
    with pytest.raises(Refused, match="time-stamp"):
        sign.identity(named | {"KINFILE_RELEASE": "1"})
    found = sign.identity(named | {"KINFILE_RELEASE": "1", "KINFILE_SIGN_TIMESTAMP": "http://t"})
    assert not found.is_test
    assert found.key == "pkcs11:object=k"


def test_locks_are_read(tmp_path: Path) -> None:
    """W35"""
    wheel = tmp_path / "pyyaml-6.0.3-cp311-cp311-win_amd64.whl"
    wheel.write_bytes(b"a wheel")
    a, b = wheels.digest(wheel), "b" * 64
    found = wheels.pins(LOCK.format(a=a, b=b))
    assert found["pyyaml"] == wheels.Pin("pyyaml", "6.0.3", frozenset({a, b}))
    assert found["pikepdf"].version == "10.1"
    assert found["pyyaml"].requirement.startswith(f"pyyaml==6.0.3 --hash=sha256:{min(a, b)}")
    assert wheels.found(found["pyyaml"], tmp_path) == wheel
    wheel.write_bytes(b"another wheel")
    assert wheels.found(found["pyyaml"], tmp_path) is None


def test_every_event_has_a_text() -> None:
    """W36"""
    source = events.message_source()
    assert "MessageId=1000\n" in source
    assert source.count("%1\n.\n") == events.LAST - events.FIRST + 1


@pytest.mark.external
def test_what_was_changed_after_signing_is_refused(tmp_path: Path) -> None:
    """W33, W34"""
    who = sign.test_identity(tmp_path)
    made = who.certificate.read_bytes()
    assert sign.test_identity(tmp_path).certificate.read_bytes() == made
    [program, *_] = launchers.build_launchers(tmp_path, python_dll="python311.dll", version="1.2.3")
    with pytest.raises(Refused):
        sign.expect_signed(program, who)
    sign.sign(program, who, epoch=1_700_000_000)
    sign.expect_signed(program, who)
    content = bytearray(program.read_bytes())
    content[0x1000] ^= 1
    program.write_bytes(content)
    with pytest.raises(Refused):
        sign.expect_signed(program, who)


@pytest.fixture
def built(tmp_path: Path) -> Payload:
    """A payload of three files, one of them a program with a version."""
    folder = tmp_path / "payload"
    (folder / "app").mkdir(parents=True)
    launchers.build_launchers(folder, python_dll="python311.dll", version="1.2.3")
    (folder / "app" / "a.txt").write_text("a", "utf-8")
    (tmp_path / "payload-sources.json").write_text("{}", "utf-8")
    shutil.copyfile(HERE / wxs.ICON, tmp_path / wxs.ICON)
    names = ("kinfile.exe", "kinfile-cli.exe", "app/a.txt")
    return Payload(
        folder=folder, python=Python(version="3.11.9", files={}, is_production=False),
        sources={name: Piece((folder / name).read_bytes()) for name in names},
        components={}, files={}, modules={},
    )  # fmt: skip


@pytest.mark.external
def test_an_installer_is_the_same_twice_and_read_again(built: Payload) -> None:
    """W30, W37"""
    for path in built.folder.rglob("*"):
        # Older than the build, as payload() leaves them.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    made = msi.pack(built, version="1.2.3", epoch=1_700_000_000)
    first = made.read_bytes()
    assert msi.pack(built, version="1.2.3", epoch=1_700_000_000).read_bytes() == first
    sizes = {name: len(piece.content) for name, piece in built.sources.items()}
    table.expect_table(made, version="1.2.3", files=sizes, programs=2)
    with pytest.raises(Refused, match="Property ProductVersion"):
        table.expect_table(made, version="1.2.4", files=sizes, programs=2)
    with pytest.raises(Refused, match="File"):
        table.expect_table(made, version="1.2.3", files=sizes | {"b": 1}, programs=2)
    with pytest.raises(Refused, match="File versions"):
        table.expect_table(made, version="1.2.3", files=sizes, programs=1)
