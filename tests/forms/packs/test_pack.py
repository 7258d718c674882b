# SPDX-License-Identifier: Apache-2.0
"""The pack file.

P01 What was built is read again the same: form or profile, signed or not, with its worked cases.
P02 No bit of a signed pack can be another: whatever is changed, the pack is refused.
P03 No part of a pack is a pack, and neither is a pack with something behind it.
P04 What is larger than 8 MB is refused before anything is done with it, and quickly.
P05 Each part has one spelling; keys that are double, missing or unknown are refused.
P06 A pack that names another key than the one that signed it is refused.
P07 A pack of a later format is said to be one.
P08 The definition of an unsigned pack is the one that its manifest tells, too.
P09 Nesting beyond any pack, and brackets beyond counting, are refused.
"""

import hashlib
import json
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.packs import LEAD, LOCAL, SMALL, STRANGER, body_of, pack_of, profile_pack
from kinfile.errors import PackRefused
from kinfile.forms.packs.keys import SigningKey, fingerprint
from kinfile.forms.packs.pack import LARGEST, Kind, Subject, read

CASE = {"form": "small", "today": "2026-11-22", "answers": {"a": "Ärger \u2028 \U0001f476"}}
SIGNED = pack_of(2, cases={"one": CASE}).data
UNSIGNED = pack_of(2, key=None).data
HEAD = b"kinfile-pack 1\n"


def problem_of(data: bytes) -> str:
    with pytest.raises(PackRefused) as caught:
        read(data)
    return str(caught.value.facts["problem"])


def spelt(manifest: Mapping[str, Any]) -> bytes:
    return json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()


def resigned(manifest: bytes, body: bytes | None = None, key: SigningKey | None = LEAD) -> bytes:
    """A pack of these lines with a signature that is right."""
    content = HEAD + manifest + b"\n" + (body_of(2) if body is None else body) + b"\n"
    return content + (b64encode(key.sign(content)) if key else b"") + b"\n"


def manifest(**changed: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(SIGNED.split(b"\n")[1])
    whole.update(changed)
    return {name: value for name, value in whole.items() if value is not ...}


def test_what_was_built_is_read_again() -> None:
    """P01"""
    pack = read(SIGNED)
    assert pack.manifest.subject == SMALL
    assert (pack.manifest.version, pack.manifest.made_at) == (2, "2026-11-22T10:30:00Z")
    assert pack.manifest.cases == {"one": CASE}
    assert pack.manifest.signer == fingerprint(LEAD.public)
    assert pack.body == body_of(2)
    assert pack.manifest.sha256 == hashlib.sha256(pack.body).hexdigest()
    assert (pack.data, pack.digest) == (SIGNED, hashlib.sha256(SIGNED).hexdigest())
    assert read(UNSIGNED).manifest.signer == ""


def test_a_profile_is_packed_the_same_way() -> None:
    """P01"""
    pack = read(profile_pack("2026-12-01").data)
    assert (pack.manifest.subject, pack.manifest.version) == (LOCAL, 20261201)


@given(st.integers(0, len(SIGNED) * 8 - 1))
def test_no_bit_can_be_another(bit: int) -> None:
    """P02"""
    data = bytearray(SIGNED)
    data[bit // 8] ^= 1 << bit % 8
    assert problem_of(bytes(data)) in {"signature", "not-a-pack", "too-new"}


@given(st.integers(0, len(SIGNED) - 1), st.binary(max_size=3))
def test_no_bytes_can_be_put_in(at: int, more: bytes) -> None:
    """P02"""
    data = SIGNED[:at] + more + SIGNED[at + 1 :]
    if data != SIGNED:
        assert problem_of(data) in {"signature", "not-a-pack", "too-new"}


@given(st.integers(0, len(SIGNED) - 1))
def test_no_part_is_a_pack(length: int) -> None:
    """P03"""
    assert problem_of(SIGNED[:length]) in {"signature", "not-a-pack"}


@pytest.mark.parametrize("more", [b"\n", b" ", b"x\n", SIGNED])
def test_nothing_stands_behind_a_pack(more: bytes) -> None:
    """P03"""
    assert problem_of(SIGNED + more) == "not-a-pack"


def test_a_large_file_is_refused_quickly() -> None:
    """P04"""
    began = time.perf_counter()
    assert problem_of(HEAD + bytes(LARGEST)) == "too-large"
    assert problem_of(bytes(LARGEST)) == "not-a-pack"
    assert problem_of(HEAD + b"\n" * (LARGEST - 100)) == "not-a-pack"
    assert time.perf_counter() - began < 5


SPELLINGS: Mapping[str, Callable[[], bytes]] = {
    "spaces": lambda: json.dumps(manifest(), sort_keys=True).encode(),
    "another order": lambda: json.dumps(
        dict(reversed(manifest().items())), separators=(",", ":")
    ).encode(),
    "a key twice": lambda: spelt(manifest())[:-1] + b',"version":2}',
    "a key too many": lambda: spelt(manifest(more="x")),
    "a key too few": lambda: spelt(manifest(made_at=...)),
    "letters as they are": lambda: json.dumps(
        manifest(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode(),
    "no object": lambda: b"[]",
    "no json": lambda: b"{",
    "nothing": lambda: b"",
    "no utf-8": lambda: b'{"\xff":1}',
    "not a number": lambda: spelt(manifest()).replace(b'"version":2', b'"version":NaN'),
}
VALUES: tuple[dict[str, Any], ...] = (
    {"kind": "macro"}, {"kind": 1}, {"id": "../etc"}, {"id": "Small"}, {"id": ""}, {"id": "a" * 65},
    {"id": "small\n"}, {"version": 0}, {"version": "2"}, {"version": 2.0}, {"version": True},
    {"version": 10**12}, {"version": None}, {"made_at": "2026-11-22"}, {"made_at": 5},
    {"made_at": "2026-11-31T10:30:00Z"}, {"made_at": "2026-11-22T10:30:0Z"},
    {"made_with": "a b"}, {"made_with": None}, {"sha256": "00"}, {"sha256": "A" * 64},
    {"key": None}, {"key": 5}, {"key": "AAAA"}, {"key": "%"}, {"key": []}, {"key": "é"},
    {"cases": []}, {"cases": {"one": 5}}, {"cases": {"": {}}}, {"cases": {"a/b": {}}},
)  # fmt: skip


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_manifest_has_one_spelling(name: str) -> None:
    """P05"""
    assert problem_of(resigned(SPELLINGS[name]())) == "not-a-pack"


@pytest.mark.parametrize("changed", VALUES, ids=str)
def test_a_manifest_says_what_it_may(changed: dict[str, Any]) -> None:
    """P05"""
    assert problem_of(resigned(spelt(manifest(**changed)))) == "not-a-pack"


def test_a_signature_has_one_spelling() -> None:
    """P05: the last character of base64 has bits that mean nothing."""
    content, signature = SIGNED[:-1].rsplit(b"\n", 1)
    assert signature.endswith(b"==")
    others = [signature[:-3] + bytes([signature[-3] ^ bit]) + b"==" for bit in (1, 2, 3)]
    for other in (*others, signature[:-2], signature + b"=", b"", b" " + signature):
        assert problem_of(content + b"\n" + other + b"\n") == "signature"


def test_lines_end_in_one_way() -> None:
    """P05"""
    assert problem_of(SIGNED.replace(b"\n", b"\r\n")) == "not-a-pack"


def test_a_pack_is_signed_with_the_key_that_it_names() -> None:
    """P06"""
    named = spelt(manifest(key=b64encode(STRANGER.public).decode()))
    assert problem_of(resigned(named, key=LEAD)) == "signature"
    assert read(resigned(named, key=STRANGER)).manifest.signer == fingerprint(STRANGER.public)


def test_no_key_and_a_signature_do_not_go_together() -> None:
    """P06: nor a key and no signature."""
    assert problem_of(resigned(spelt(manifest(key="")))) == "not-a-pack"
    assert problem_of(resigned(spelt(manifest()), key=None)) == "signature"


def test_a_later_format_is_said_to_be_one() -> None:
    """P07"""
    assert problem_of(SIGNED.replace(b"pack 1", b"pack 2", 1)) == "too-new"
    assert problem_of(b"kinfile-pack x\n") == "not-a-pack"


@given(st.integers(0, len(body_of(2)) - 1), st.integers(0, 7))
def test_an_unsigned_definition_is_the_one_that_was_packed(at: int, bit: int) -> None:
    """P08"""
    data = bytearray(UNSIGNED)
    data[UNSIGNED.index(body_of(2)) + at] ^= 1 << bit
    assert problem_of(bytes(data)) in {"damaged", "not-a-pack"}


@pytest.mark.parametrize("deep", [b'{"a":' * 100_000, b'{"a":[' + b"[]," * 300_000, b"[" * 10**6])
def test_deep_and_wide_manifests_are_refused(deep: bytes) -> None:
    """P09"""
    assert problem_of(resigned(deep)) == "not-a-pack"


def test_what_could_not_be_read_is_not_built() -> None:
    """P01"""
    with pytest.raises(PackRefused):
        pack_of(2, subject=Subject(Kind.FORM, "Not A Name"))
    with pytest.raises(PackRefused):
        pack_of(2, cases={"x" * 200: {}})


def test_names_are_good_for_files() -> None:
    """P05"""
    good = ("small", "pre_birth", "derby-derbyshire", "a1")
    bad = ("", "a.b", "a/b", "..", "A", "1a", "a__b", "a\n", "ä", "a" * 65)
    assert all(Subject(Kind.FORM, name).is_nameable for name in good)
    assert not any(Subject(Kind.FORM, name).is_nameable for name in bad)
