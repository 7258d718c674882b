# SPDX-License-Identifier: Apache-2.0
"""What an exported file is called."""

from datetime import datetime, timezone
from itertools import islice

import pytest

from kinfile.export.blocks import Facts
from kinfile.export.naming import candidates, edition_of, sealed_name, transfer_name

AT = datetime(2026, 11, 22, 14, 32, 5, tzinfo=timezone.utc)  # noqa: UP017


@pytest.mark.parametrize(
    ("edition", "version", "name"),
    [
        ("full", 1, "KF-7F3K9QXA-pre_birth-v1-2026-11-22.pdf"),
        ("full", 12, "KF-7F3K9QXA-pre_birth-v12-2026-11-22.pdf"),
        ("family", 2, "KF-7F3K9QXA-pre_birth-v2-2026-11-22-family.pdf"),
        ("urgent", 1, "KF-7F3K9QXA-pre_birth-urgent-2026-11-22-143205.pdf"),
    ],
)
def test_the_name_says_record_form_and_day(edition: str, version: int, name: str) -> None:
    facts = Facts(ref="7F3K-9QXA", form="pre_birth", version=version, edition=edition, head="0")
    assert sealed_name(facts, AT) == name


def test_a_taken_name_is_numbered() -> None:
    assert list(islice(candidates("KF-1.pdf"), 3)) == ["KF-1.pdf", "KF-1-2.pdf", "KF-1-3.pdf"]


@pytest.mark.parametrize("edition", ["full", "family", "urgent"])
def test_a_transfer_copy_is_named_after_its_file(edition: str) -> None:
    facts = Facts(ref="7F3K-9QXA", form="pre_birth", version=2, edition=edition, head="0")
    sealed, copy = sealed_name(facts, AT), transfer_name(facts, AT)
    assert copy == sealed.replace(".pdf", "-transfer.pdf")
    for name in (sealed, copy, sealed.replace(".pdf", "-2.pdf")):
        assert edition_of(name) == edition


@pytest.mark.parametrize("name", ["countersigned.pdf", "", "KF-.pdf", "a/b.pdf"])
def test_a_file_with_another_name_is_the_full_edition(name: str) -> None:
    assert edition_of(name) == "full"
