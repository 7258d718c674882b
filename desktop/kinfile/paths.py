# SPDX-License-Identifier: Apache-2.0
"""Where Kinfile keeps things for the person at this computer.

Records stay on the machine: Local AppData on Windows, never Roaming; the XDG data folder on
Linux. Nothing here makes a folder; whoever writes into one does, so that asking where things
would be leaves no trace.
"""

from pathlib import Path

from platformdirs import PlatformDirs

VAULT_SUFFIX = ".kinvault"
"""What the name of every vault folder ends in."""


def _folders() -> PlatformDirs:
    # Made at each call: the environment decides, and a test may set it.
    return PlatformDirs("kinfile", appauthor=False, roaming=False)


def data() -> Path:
    """The folder of everything that must survive: vaults and their backups."""
    return _folders().user_data_path


def default_vaults() -> Path:
    """The folder in which vaults are made and looked for when no other was chosen."""
    return data() / "vaults"


def preferences() -> Path:
    """The file of what the user chose (text size, theme, language); never anything personal."""
    return _folders().user_config_path / "preferences.json"


def event_log() -> Path:
    """The file of events (kinfile.log): codes, references and counts."""
    return _folders().user_state_path / "events.jsonl"
