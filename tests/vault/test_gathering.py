# SPDX-License-Identifier: Apache-2.0
"""Reading the rows of some groups in all records at once.

G01 Rows come with their answers to the questions asked for, and the day of each; those struck
    out do not, and neither does anything of an erased record.
G02 Marks come with the row that they are about.
"""

from pathlib import Path

import pytest

from kinfile.vault.keys import Cost
from kinfile.vault.rows import Entry
from kinfile.vault.session import LockedVault, OpenVault


def answer(field: str, row: str, value: str) -> Entry:
    return Entry(kind="answer", field=field, row=row, value=value)


@pytest.fixture
def vault(tmp_path: Path) -> OpenVault:
    opened, _ = LockedVault.create(
        tmp_path / "one.kinvault",
        name="Jo",
        role="midwife",
        passphrase=bytearray(b"harbour violin teapot ladder"),
        cost=Cost.least(),
    )
    return opened


def begin(vault: OpenVault, ref: str) -> None:
    entries = (
        Entry(kind="row-added", field="parents", row="r1"),
        Entry(kind="row-added", field="parents", row="r2"),
        Entry(kind="row-struck", field="parents", row="r2"),
        answer("parents.given_name", "r1", '"Anna"'),
        answer("parents.other", "r1", '"unasked"'),
        answer("parents.given_name", "r2", '"Bo"'),
        Entry(kind="mark", field="copied", row="|parents.given_name|r1", value="{}"),
        Entry(kind="mark", field="opened", row="about", value="{}"),
    )
    vault.create_record(ref, "small", 1, b"{}", "generic-england", "{}", entries)


def test_rows_of_all_records(vault: OpenVault) -> None:
    """G01, G02"""
    with vault:
        for ref in ("AAAAAAA1", "AAAAAAA2", "AAAAAAA3"):
            begin(vault, ref)
        vault.erase("AAAAAAA2")
        found = vault.rows_of(("parents",), ("parents.given_name",), marks=("copied",))
        assert [row.ref for row in found] == ["AAAAAAA3", "AAAAAAA1"]
        assert [(name, value) for name, value, _ in found[0].answers] == [
            ("parents.given_name", '"Anna"')
        ]
        assert found[0].answers[0][2].tzinfo is not None
        assert found[0].marked == (("copied", "|parents.given_name|r1", "{}"),)
        assert vault.rows_of(("children",), (), marks=()) == ()
