# SPDX-License-Identifier: Apache-2.0
"""Preferences: what the file may hold, and what a bad file costs.

P01 What was written is read again.
P02 A missing, unreadable or foreign file gives the defaults and raises nothing.
P03 Only known keys are kept; a value of the wrong kind or out of bounds is passed over alone.
P04 Writing leaves the whole new file or the whole old one, and no other file.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.policy import preferences
from kinfile.policy.preferences import COLOURS, Preferences

SIZES = st.just(0.0) | st.floats(1.0, 2.0)


@given(
    SIZES,
    st.sampled_from(COLOURS),
    st.text(max_size=20),
    st.text(max_size=40),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    size: float,
    colours: str,
    code: str,
    vault: str,
    is_captured: bool,
    is_quiet: bool,
    checks_spelling: bool,
) -> None:  # P01
    file = tmp_path_factory.mktemp("p") / "deep" / "preferences.json"
    chosen = Preferences(
        text_size=size,
        colours=colours,
        language=code,
        form_language=code,
        document_language=code,
        vault=vault,
        may_be_captured=is_captured,
        is_quiet=is_quiet,
        checks_spelling=checks_spelling,
    )
    assert preferences.write(file, chosen)
    assert preferences.read(file) == chosen


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"dark"', b"\xff\xfe", b"null"])
def test_a_spoilt_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:  # P02
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    assert preferences.read(file) == Preferences()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:  # P02
    assert preferences.read(tmp_path / "none.json") == Preferences()
    assert preferences.read(tmp_path) == Preferences()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_size": 9},
        {"text_size": True},
        {"text_size": "2"},
        {"colours": "pink"},
        {"colours": 1},
        {"language": ["en"]},
        {"vault": "x" * 5_000},
        {"may_be_captured": 1},
        {"is_quiet": "yes"},
        {"checks_spelling": "no"},
        {"name": "A person"},
    ],
)
def test_a_wrong_value_is_passed_over_alone(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = tmp_path / "preferences.json"  # P03
    file.write_text(json.dumps({"text_size": 1.5, "colours": "dark"} | wrong))
    read = preferences.read(file)
    assert read in (Preferences(1.5, "dark"), Preferences(0.0, "dark"), Preferences(1.5))
    assert preferences.write(file, read)
    assert "A person" not in file.read_text()


def test_writing_leaves_no_other_file(tmp_path: Path) -> None:  # P04
    file = tmp_path / "preferences.json"
    preferences.write(file, Preferences(1.3))
    preferences.write(file, Preferences(1.5))
    assert [path.name for path in tmp_path.iterdir()] == ["preferences.json"]


def test_what_cannot_be_written_is_said_and_leaves_the_old(tmp_path: Path) -> None:  # P04
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert not preferences.write(in_the_way / "preferences.json", Preferences())
    taken = tmp_path / "preferences.json"
    taken.mkdir()
    (taken / "x").touch()
    assert not preferences.write(taken, Preferences())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "preferences.json"]
