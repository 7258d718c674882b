# SPDX-License-Identifier: Apache-2.0
"""The log.

L01 One event is one line of JSON with its time in UTC, its code and its facts.
L02 Free text is refused by its form, even when the log writes nowhere.
L03 A refusal names the fact and never its value.
L04 A log that cannot be written stops nothing.
L05 The file is readable by its owner only, and never grows past its bound.
"""

import json
import stat
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile import log
from kinfile.log import Log


def at_five_past_two() -> datetime:
    return datetime(2026, 11, 22, 15, 5, 9, tzinfo=timezone(timedelta(hours=1)))


def test_one_event_is_one_line(tmp_path: Path) -> None:
    """L01."""
    file = tmp_path / "state" / "events.jsonl"
    told = Log(file, at_five_past_two)
    told.event("vault-opened", records=3, again=True)
    told.event("record-signed", ref="7K2M-Q9XD")
    first, second = file.read_text("ascii").splitlines()
    assert json.loads(first) == {
        "at": "2026-11-22T14:05:09Z",
        "event": "vault-opened",
        "records": 3,
        "again": True,
    }
    assert json.loads(second)["ref"] == "7K2M-Q9XD"


@pytest.mark.parametrize(
    "value",
    ["Marigold Rowe", "Zoë", "", "a" * 65, "line\nbreak", "ends\n", 1.5, None, b"bytes", ["a"]],
)
def test_free_text_is_refused(value: object) -> None:
    """L02, L03."""
    with pytest.raises(ValueError, match="given_name") as refusal:
        Log().event("vault-opened", given_name=value)  # type: ignore[arg-type]
    assert str(value) not in str(refusal.value) or value == ""


@pytest.mark.parametrize("code", ["Vault opened", "vault_opened", "", "vault-", "vault-opened\n"])
def test_an_event_is_a_code(code: str) -> None:
    """L02."""
    with pytest.raises(ValueError, match="code in lower case"):
        Log().event(code)


def test_facts_cannot_replace_time_or_code() -> None:
    """L02."""
    with pytest.raises(ValueError, match="'at'"):
        Log().event("vault-opened", at="1999")


@given(st.text())
def test_whatever_passes_is_a_code_like_word(value: str) -> None:
    """L02."""
    try:
        Log().event("tried", value=value)
    except ValueError:
        return
    assert value.isascii()
    assert 1 <= len(value) <= 64
    assert not any(character.isspace() for character in value)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """L04."""
    in_the_way = tmp_path / "state"
    in_the_way.write_text("a file, not a folder")
    Log(in_the_way / "events.jsonl").event("vault-opened")
    assert in_the_way.read_text() == "a file, not a folder"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner bits")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    """L05."""
    file = tmp_path / "state" / "events.jsonl"
    Log(file).event("vault-opened")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_never_grows_past_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L05."""
    monkeypatch.setattr(log, "_LARGEST", 200)
    file = tmp_path / "events.jsonl"
    told = Log(file, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    for n in range(50):
        told.event("counted", n=n)
    files = sorted(tmp_path.iterdir())
    assert [each.name for each in files] == ["events.jsonl", "events.jsonl.1"]
    assert all(each.stat().st_size <= 200 for each in files)
    assert json.loads(file.read_text().splitlines()[-1])["n"] == 49
