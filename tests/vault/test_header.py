# SPDX-License-Identifier: Apache-2.0
"""What the key file promises.

H01  What is written reads back, from either copy.
H02  The copy with the highest generation comes first; equal copies come once.
H03  A copy that cannot be read is passed over; with none left the folder is no vault.
H04  A file of a later version is refused as such.
H05  Costs out of bounds are refused while reading, so no key is derived for them.
H06  Anything else than a key file, however it is made, gives a typed error and nothing else.
H07  The MAC covers everything in the file.
H08  A write is whole or not at all; what a killed write left is swept away.
H09  Nothing but the limits below is accepted: size, number of slots, length of texts.
H10  A file without escrow is byte for byte what it always was; one with escrow says by its version
     that an older Kinfile cannot read it.
H11  Mutated key files, thousands of them, are read or refused, quickly and in little memory.
"""

import json
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.errors import NotAVault, VaultTooNew
from kinfile.vault import escrow, header
from kinfile.vault.escrow import Escrowed
from kinfile.vault.header import Header, Malformed, parse
from kinfile.vault.keys import Cost, Sealed, new_vault_key
from kinfile.vault.slots import ByPassphrase, ByRecoveryCode, Slot

SLOTS = (
    Slot(ByPassphrase(user="ab" * 16, cost=Cost.least()), Sealed(b"n" * 12, b"c" * 48)),
    Slot(ByRecoveryCode(), Sealed(b"m" * 12, b"d" * 48)),
)
KEY = new_vault_key()
VALID = Header(vault_id=b"i" * 16, generation=7, slots=SLOTS).with_mac(KEY)
CONTENT = VALID.to_bytes()


ESCROW = tuple(Escrowed(bytes([48, n]) * 500, f"CN=IT {n}", bytes([n]) * 700) for n in (1, 2))
WITH_ESCROW = VALID.with_slots(
    (SLOTS[0], Slot(ByRecoveryCode(escrow=ESCROW), SLOTS[1].sealed)), KEY
)

FIRST = Header(
    vault_id=b"i" * 16,
    generation=7,
    slots=(
        Slot(
            ByPassphrase(user="ab" * 16, cost=Cost.least(), id="a1b2c3d4", salt=b"s" * 16),
            SLOTS[0].sealed,
        ),
        Slot(ByRecoveryCode(id="9f00aa11", salt=b"t" * 16), SLOTS[1].sealed),
    ),
).with_mac(bytearray(b"k" * 32))
AS_WRITTEN_BY_0_1 = (
    b'{"cipher":{"compat":4,"engine":"sqlcipher","page":4096},"format":"kinfile-vault",'
    b'"generation":7,"mac":"XmXe/VOxKYsYX3Z0j0+KbfROa5Nkrc/msO7hiNFTg2w=","min_reader":1,'
    b'"slots":[{"id":"a1b2c3d4","kdf":{"alg":"argon2id","m":65536,"p":1,'
    b'"salt":"c3Nzc3Nzc3Nzc3Nzc3Nzcw==","t":3},"kind":"passphrase",'
    b'"user":"abababababababababababababababab","wrap":{"alg":"A256GCM",'
    b'"c":"Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj",'
    b'"n":"bm5ubm5ubm5ubm5u"}},{"id":"9f00aa11","kind":"recovery",'
    b'"salt":"dHR0dHR0dHR0dHR0dHR0dA==","wrap":{"alg":"A256GCM",'
    b'"c":"ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRk",'
    b'"n":"bW1tbW1tbW1tbW1t"}}],"vault_id":"aWlpaWlpaWlpaWlpaWlpaQ==","version":1}'
)


def changed(change: Callable[[Any], object], content: bytes = CONTENT) -> bytes:
    value = json.loads(content)
    change(value)
    return json.dumps(value).encode()


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    """H01, H02."""
    header.write(tmp_path, VALID)
    assert header.read(tmp_path) == (VALID,)
    assert (tmp_path / "vault.json").read_bytes() == (tmp_path / "vault.json.bak").read_bytes()


@pytest.mark.parametrize("lost", ["vault.json", "vault.json.bak"])
@pytest.mark.parametrize("damage", [None, b"", CONTENT[:100], b"\0" * 900, b"\xff" * 10])
def test_one_readable_copy_is_enough(tmp_path: Path, lost: str, damage: bytes | None) -> None:
    """H01, H03: missing, emptied, truncated, zeroed."""
    header.write(tmp_path, VALID)
    (tmp_path / lost).unlink()
    if damage is not None:
        (tmp_path / lost).write_bytes(damage)
    assert header.read(tmp_path) == (VALID,)


def test_the_highest_generation_comes_first(tmp_path: Path) -> None:
    """H02: a kill between the two writes leaves the spare copy ahead."""
    newer = VALID.with_slots(SLOTS, KEY)
    (tmp_path / "vault.json").write_bytes(CONTENT)
    (tmp_path / "vault.json.bak").write_bytes(newer.to_bytes())
    assert [copy.generation for copy in header.read(tmp_path)] == [8, 7]


def test_a_folder_without_a_key_file_is_no_vault(tmp_path: Path) -> None:
    """H03."""
    with pytest.raises(NotAVault, match="no-key-file"):
        header.read(tmp_path)


def test_a_folder_with_unreadable_key_files_is_no_vault(tmp_path: Path) -> None:
    """H03."""
    (tmp_path / "vault.json").write_bytes(b"%PDF-1.7")
    with pytest.raises(NotAVault, match="problem=key-file"):
        header.read(tmp_path)


@pytest.mark.parametrize("field", ["version", "min_reader"])
def test_a_later_version_is_refused_as_such(tmp_path: Path, field: str) -> None:
    """H04: whatever else stands in it."""

    def later(value: Any) -> None:
        value[field] = 3
        value["slots"] = "something new"

    (tmp_path / "vault.json").write_bytes(changed(later))
    with pytest.raises(VaultTooNew):
        header.read(tmp_path)


@pytest.mark.parametrize(
    ("field", "value"),
    [("m", 1024), ("m", 2**26), ("m", 10**400), ("t", 1), ("t", 10**6), ("p", 0), ("p", 255)],
)
def test_costs_out_of_bounds_are_refused_while_reading(field: str, value: int) -> None:
    """H05: a crafted file can neither weaken the derivation nor exhaust the machine."""
    with pytest.raises(Malformed):
        parse(changed(lambda top: top["slots"][0]["kdf"].update({field: value})))


@pytest.mark.parametrize(
    "change",
    [
        lambda top: top.pop("mac"),
        lambda top: top.update(extra=1),
        lambda top: top.update(format="keepass"),
        lambda top: top.update(generation=-1),
        lambda top: top.update(generation=True),
        lambda top: top.update(generation=1.0),
        lambda top: top.update(vault_id="aWlp"),
        lambda top: top.update(vault_id=top["vault_id"].replace("=", "")),
        lambda top: top.update(vault_id="\ud800"),
        lambda top: top.update(slots=[]),
        lambda top: top.update(slots={}),
        lambda top: top["cipher"].update(compat=3),
        lambda top: top["slots"][0].update(kind="fingerprint"),
        lambda top: top["slots"][0].update(extra=1),
        lambda top: top["slots"][0].pop("user"),
        lambda top: top.update(version=0),
        lambda top: top.update(version=2),
        lambda top: top.update(min_reader=2),
        lambda top: top["slots"][0].update(id=""),
        lambda top: top["slots"][0].update(escrow=[]),
        lambda top: top["slots"][1].update(id="../../ab"),
        lambda top: top["slots"][1].update(id="9F00AA11"),
        lambda top: top["slots"][1].update(escrow=[]),
        lambda top: top["slots"][1].update(escrow=None),
        lambda top: top["slots"][0]["kdf"].update(alg="pbkdf2"),
        lambda top: top["slots"][0]["kdf"].update(t="3"),
        lambda top: top["slots"][0]["wrap"].update(alg="none"),
        lambda top: top["slots"][0]["wrap"].update(c="AAAA"),
    ],
)
def test_any_other_form_is_refused(change: Callable[[Any], object]) -> None:
    """H06, H09."""
    with pytest.raises(Malformed):
        parse(changed(change))


def first_entry(top: Any) -> Any:
    return top["slots"][1]["escrow"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda top: top.update(version=1),
        lambda top: top["slots"][1].pop("escrow"),
        lambda top: top["slots"][1].update(escrow={}),
        lambda top: top["slots"][1].update(escrow=[1]),
        lambda top: top["slots"][1].update(escrow=top["slots"][1]["escrow"] * 5),
        lambda top: first_entry(top).pop("subject"),
        lambda top: first_entry(top).update(extra=1),
        lambda top: first_entry(top).update(subject=1),
        lambda top: first_entry(top).update(subject="x" * 201),
        lambda top: first_entry(top).update(cert_sha256="ab" * 32),
        lambda top: first_entry(top).update(cert_sha256=first_entry(top)["cert_sha256"].upper()),
        lambda top: first_entry(top).update(cms=""),
        lambda top: first_entry(top).update(cms="AAAA" * 4000),
        lambda top: first_entry(top).update(cms="AB=="),
        lambda top: first_entry(top).update(cms=["AAAA"]),
        lambda top: first_entry(top).update(cert="!"),
    ],
)
def test_any_other_form_of_escrow_is_refused(change: Callable[[Any], object]) -> None:
    """H06, H09."""
    with pytest.raises(Malformed):
        parse(changed(change, WITH_ESCROW.to_bytes()))


def test_escrow_reads_back_and_the_mac_covers_it() -> None:
    """H01, H07: and the slot is sealed as if it were not there."""
    read = parse(WITH_ESCROW.to_bytes())
    assert read == WITH_ESCROW
    assert read.is_authentic(KEY)
    moved = changed(lambda top: top["slots"][1]["escrow"].reverse(), WITH_ESCROW.to_bytes())
    assert not parse(moved).is_authentic(KEY)
    renamed = changed(lambda top: first_entry(top).update(subject="CN=me"), WITH_ESCROW.to_bytes())
    assert not parse(renamed).is_authentic(KEY)


def test_a_file_without_escrow_is_what_it_always_was() -> None:
    """H10: written by 0.1 before escrow was there."""
    assert FIRST.to_bytes() == AS_WRITTEN_BY_0_1
    assert parse(AS_WRITTEN_BY_0_1) == FIRST
    assert FIRST.is_authentic(bytearray(b"k" * 32))


def test_a_file_with_escrow_says_that_it_is_newer() -> None:
    """H10."""
    value = json.loads(WITH_ESCROW.to_bytes())
    assert (value["version"], value["min_reader"]) == (2, 2)
    assert (VALID.version, WITH_ESCROW.version) == (1, 2)


def test_eight_large_certificates_fit() -> None:
    """H09."""
    large = tuple(
        Escrowed(bytes([n]) * escrow.LARGEST, "x" * 200, bytes([n]) * escrow.LARGEST)
        for n in range(escrow.MOST)
    )
    slots = (SLOTS[0], Slot(ByRecoveryCode(escrow=large), SLOTS[1].sealed))
    made = VALID.with_slots(slots, KEY)
    assert len(made.to_bytes()) < header.LARGEST
    assert parse(made.to_bytes()) == made


def test_the_limits_hold() -> None:
    """H09."""
    slot = json.loads(CONTENT)["slots"][1]
    assert len(parse(changed(lambda top: top.update(slots=[slot] * 16))).slots) == 16
    with pytest.raises(Malformed):
        parse(changed(lambda top: top.update(slots=[slot] * 17)))
    with pytest.raises(Malformed):
        parse(changed(lambda top: top["slots"][0].update(user="x" * 201)))
    with pytest.raises(Malformed):
        parse(CONTENT + b" " * header.LARGEST)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 100_000,
        b'{"format":"kinfile-vault","format":"kinfile-vault"}',
        b'{"version":NaN}',
        b"null",
        b"\xef\xbb\xbf{}",
        CONTENT.replace(b'"version":1', b'"version":1,"version":1'),
    ],
)
def test_hostile_json_is_refused(content: bytes) -> None:
    """H06: nesting, long numbers, double keys, constants, a byte order mark."""
    with pytest.raises(Malformed):
        parse(content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    found = []
    for key in keys:
        found.append((*way, key))
        if isinstance(value[key], dict | list):
            found += places(value[key], (*way, key))
    return found


@settings(max_examples=300)
@given(st.sampled_from(places(json.loads(WITH_ESCROW.to_bytes()))), json_values)
def test_any_value_anywhere_gives_a_typed_error_or_a_header(
    way: tuple[Any, ...], new: object
) -> None:
    """H06."""
    value = json.loads(WITH_ESCROW.to_bytes())
    where = value
    for key in way[:-1]:
        where = where[key]
    where[way[-1]] = new
    read_or_refused(json.dumps(value).encode())


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(CONTENT) - 1), st.binary(max_size=3)), max_size=6))
def test_any_bytes_anywhere_give_a_typed_error_or_a_header(
    splices: list[tuple[int, bytes]],
) -> None:
    """H06."""
    content = CONTENT
    for place, new in splices:
        content = content[:place] + new + content[place + 1 :]
    read_or_refused(content)


def read_or_refused(content: bytes) -> None:
    try:
        read = parse(content)
    except (Malformed, VaultTooNew):
        return
    # What is accepted has exactly one reading, and the MAC knows whether it is ours.
    assert parse(read.to_bytes()) == read
    assert read.is_authentic(KEY) == (read in (VALID, WITH_ESCROW))


def test_the_mac_covers_everything() -> None:
    """H07."""
    assert VALID.is_authentic(KEY)
    assert not VALID.is_authentic(new_vault_key())
    for other in (
        replace(VALID, generation=8),
        replace(VALID, vault_id=b"j" * 16),
        replace(VALID, slots=SLOTS[:1]),
        replace(VALID, slots=(*SLOTS, SLOTS[1])),
        replace(VALID, slots=SLOTS[::-1]),
        replace(VALID, mac=bytes(32)),
    ):
        assert not other.is_authentic(KEY)


def test_a_failed_write_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    """H08: the spare copy cannot be replaced because a folder stands there."""
    (tmp_path / "vault.json").write_bytes(CONTENT)
    (tmp_path / "vault.json.bak" / "inside").mkdir(parents=True)
    with pytest.raises(Exception, match="not-kept"):
        header.write(tmp_path, VALID.with_slots(SLOTS, KEY))
    assert (tmp_path / "vault.json").read_bytes() == CONTENT
    assert sorted(file.name for file in tmp_path.iterdir()) == ["vault.json", "vault.json.bak"]


def test_what_a_killed_write_left_is_swept_away(tmp_path: Path) -> None:
    """H08."""
    header.write(tmp_path, VALID)
    (tmp_path / ".slots-left").write_bytes(b"half")
    header.sweep(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["vault.json", "vault.json.bak"]


def test_mending_makes_both_copies_equal(tmp_path: Path) -> None:
    """H01."""
    (tmp_path / "vault.json").write_bytes(b"damaged")
    header.mend(tmp_path, VALID)
    for name in ("vault.json", "vault.json.bak"):
        assert (tmp_path / name).read_bytes() == CONTENT


SAVING = """
import sys
from pathlib import Path
from kinfile.vault import header
folder = Path(sys.argv[1])
(keys,) = header.read(folder)[:1]
while True:
    keys = keys.with_slots(keys.slots, bytearray(32))
    header.write(folder, keys)
    print(keys.generation, flush=True)
"""


def test_a_kill_while_writing_loses_no_acknowledged_generation(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """H08: ten kills."""
    header.write(tmp_path, VALID)
    for kill in range(10):
        with start(SAVING, tmp_path) as child:
            assert child.stdout is not None
            acknowledged = [int(child.stdout.readline()) for _ in range(3 + kill)]
            child.kill()
            acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
        assert header.read(tmp_path)[0].generation >= acknowledged[-1]
    header.sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_texts_are_what_base64_says() -> None:
    """H06: one spelling only, so a file cannot be changed without changing its meaning."""
    assert b64encode(b"i" * 16).decode() in CONTENT.decode()
    last = json.loads(CONTENT)["vault_id"]
    twin = last[:-3] + chr(ord(last[-3]) + 1) + "=="
    with pytest.raises(Malformed):
        parse(changed(lambda top: top.update(vault_id=twin)))
