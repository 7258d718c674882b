# SPDX-License-Identifier: Apache-2.0
"""Per-user folders.

P01 Data, preferences and the log are in folders of the user's own, named by the platform.
P02 Asking where something is makes nothing.
P03 The default places for vaults and packs are inside the data folder.
"""

import sys
from pathlib import Path

import pytest

from kinfile import paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable, folder in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(variable, str(tmp_path / folder))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="XDG folders are for Linux")
def test_follows_the_xdg_folders(home: Path) -> None:
    """P01."""
    assert paths.data() == home / "data" / "kinfile"
    assert paths.preferences() == home / "config" / "kinfile" / "preferences.json"
    assert paths.event_log() == home / "state" / "kinfile" / "events.jsonl"


def test_asking_makes_nothing(home: Path) -> None:
    """P02."""
    paths.data(), paths.default_vaults(), paths.preferences(), paths.event_log()
    paths.packs(), paths.pack_keys()
    assert list(home.iterdir()) == []


def test_vaults_are_inside_the_data_folder(home: Path) -> None:
    """P03."""
    assert paths.data() in paths.default_vaults().parents
    assert paths.data() in paths.packs().parents
