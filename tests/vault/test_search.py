# SPDX-License-Identifier: Apache-2.0
"""The index of an open vault.

X01 Every word's beginning finds the record; all words must be there; a name counts for more.
X02 A save marks its record and writes no index; indexing takes the mark away.
X03 What somebody types is never a command of the query language.
X04 The words of an erased record are gone from the index, not only hidden.
X05 A vault of the first version gets an index with everything still to do.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.vault.connection import Connection
from kinfile.vault.migrations import migrate
from kinfile.vault.rows import Entry
from kinfile.vault.schema import VERSION_1
from kinfile.vault.session import LockedVault, OpenVault


@pytest.fixture
def vault(folder: Path, secret: Callable[[], bytearray]) -> Iterator[OpenVault]:
    with LockedVault(folder).unlock(secret()) as opened:
        for ref in ("AAAA0001", "BBBB0002", "CCCC0003"):
            opened.create_record(ref, "f", 1, b"{}", "p", "{}")
        yield opened


def test_words_find_records(vault: OpenVault) -> None:
    """X01, X02"""
    assert set(vault.unindexed(10)) == {"AAAA0001", "BBBB0002", "CCCC0003"}
    assert len(vault.unindexed(2)) == 2
    vault.index("AAAA0001", names=["marigold"], body=["harbour", "kettle"])
    vault.index("BBBB0002", names=["osian"], body=["marigold", "lane", "kettle"])
    assert vault.unindexed(10) == ("CCCC0003",)
    assert vault.find(["marigold"]) == ("AAAA0001", "BBBB0002")
    assert vault.find(["mari", "ket"]) == ("AAAA0001", "BBBB0002")
    assert vault.find(["kettle", "lane"]) == ("BBBB0002",)
    assert vault.find(["nobody"]) == vault.find([]) == ()
    vault.append("AAAA0001", [Entry(kind="answer", field="q", value="1")], summary="{}")
    assert "AAAA0001" in vault.unindexed(10)
    vault.index("AAAA0001", names=["anna"], body=[])
    assert vault.find(["marigold"]) == ("BBBB0002",)
    assert vault.check() == ()


def test_what_is_typed_is_no_command(vault: OpenVault) -> None:
    """X03"""
    vault.index("AAAA0001", names=["marigold"], body=[])

    @given(st.lists(st.text(st.characters()), max_size=4))
    @settings(deadline=None)
    def never_fails(words: list[str]) -> None:
        vault.find(words)

    never_fails()
    for word in ('"', 'marigold" OR "x', "names:marigold", "NEAR(a b)", "*", "a-b", "^mar"):
        vault.find([word])


def test_erased_words_are_gone(vault: OpenVault) -> None:
    """X04"""
    vault.index("AAAA0001", names=["quixotic"], body=["zephyr"])
    vault.index("BBBB0002", names=["osian"], body=["harbour"])
    vault.erase("AAAA0001")
    assert vault.find(["quixotic"]) == vault.find(["zephyr"]) == ()
    assert "AAAA0001" not in vault.unindexed(10)
    blocks = b"".join(bytes(block) for (block,) in vault._db.execute("SELECT block FROM fts_data"))
    assert b"harbour" in blocks
    assert b"uixotic" not in blocks
    assert b"ephyr" not in blocks
    assert vault.check() == ()


def test_an_older_vault_gets_an_index(
    connect: Callable[[Path], Connection], folder: Path, secret: Callable[[], bytearray]
) -> None:
    """X05"""
    with LockedVault(folder).unlock(secret()) as opened:
        opened.create_record("AAAA0001", "f", 1, b"{}", "p", "{}")
        opened.erase("AAAA0001")
        opened.create_record("BBBB0002", "f", 1, b"{}", "p", "{}")
        opened.index("BBBB0002", names=["osian"], body=[])
    db = connect(folder)
    db.execute("DROP TABLE fts")
    db.execute("DROP TABLE fts_dirty")
    db.mark_version(len((VERSION_1,)))
    migrate(db)
    db.close()
    with LockedVault(folder).unlock(secret()) as opened:
        assert opened.unindexed(10) == ("BBBB0002",)
