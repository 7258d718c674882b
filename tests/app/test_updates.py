# SPDX-License-Identifier: Apache-2.0
"""Updates that IT can install.

U01 What a trusted key signed and is newer is told; nothing else is.
U02 Nothing that stands in the folder stops anything.
"""

from base64 import b64encode
from pathlib import Path

import pytest

from helpers.packs import LEAD, STRANGER
from helpers.policies import decided
from kinfile.app.updates import FILE, SIGNATURE, newer_version
from kinfile.forms.packs.keys import SigningKey
from kinfile.policy.policies import NO_POLICIES, Policies


def announce(folder: Path, content: bytes, *, key: SigningKey = LEAD) -> None:
    (folder / FILE).write_bytes(content)
    (folder / SIGNATURE).write_bytes(b64encode(key.sign(content)) + b"\n")


def looking_in(folder: Path) -> Policies:
    key = b64encode(LEAD.public).decode()
    return decided(UpdateDirectory=str(folder), UpdateTrustKeys=["no key", key])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"version": "1.4.0"}', "1.4.0"),
        (b'{"version": "1.3.1", "more": []}', "1.3.1"),
        (b'{"version": "1.3"}', ""),
        (b'{"version": "1.2.9"}', ""),
        (b'{"version": "1.4.0 <b>"}', ""),
        (b'{"version": 2}', ""),
        (b"[]", ""),
        (b"\xff", ""),
        (b"[" * 60_000, ""),
    ],
)
def test_a_newer_version_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    """U01, U02"""
    announce(tmp_path, content)
    assert newer_version(looking_in(tmp_path), current="1.3.0.dev2") == told


def test_a_strangers_word_is_nothing(tmp_path: Path) -> None:
    """U01"""
    announce(tmp_path, b'{"version": "9.0"}', key=STRANGER)
    assert newer_version(looking_in(tmp_path)) == ""
    announce(tmp_path, b'{"version": "9.0"}')
    assert newer_version(looking_in(tmp_path)) == "9.0"
    (tmp_path / FILE).write_bytes(b'{"version": "9.1"}')
    assert newer_version(looking_in(tmp_path)) == ""
    (tmp_path / SIGNATURE).write_bytes(b"\xff")
    assert newer_version(looking_in(tmp_path)) == ""


def test_nothing_there_is_nothing_told(tmp_path: Path) -> None:
    """U02"""
    assert newer_version(NO_POLICIES) == ""
    assert newer_version(looking_in(tmp_path / "none")) == ""
