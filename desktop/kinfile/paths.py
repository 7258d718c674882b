# SPDX-License-Identifier: Apache-2.0
"""Where Kinfile keeps things for the person at this computer.

Records stay on the machine: Local AppData on Windows, never Roaming; the XDG data folder on
Linux. Nothing here makes a folder; whoever writes into one does, so that asking where things
would be leaves no trace.
"""

import sys
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


def packs() -> Path:
    """The folder of the form packs that were installed."""
    return data() / "packs"


def machine() -> Path:
    """The folder of what the installer or IT set for everybody at this computer.

    Only an administrator may write there, and no environment variable can put another folder in
    its place: what is found there is trusted. So platformdirs is not asked, which follows some.
    On Windows it is below Common Files: in ProgramData every user may make folders.
    """
    if sys.platform == "win32":
        import winreg

        folders = r"SOFTWARE\Microsoft\Windows\CurrentVersion"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folders) as key:
                return Path(str(winreg.QueryValueEx(key, "CommonFilesDir")[0])) / "Kinfile"
        except OSError:
            return Path(r"C:\Program Files\Common Files\Kinfile")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Kinfile")
    return Path("/etc/kinfile")


def pack_keys() -> Path:
    """The folder of the public keys (PEM) whose form packs are trusted here."""
    return machine() / "pack-keys"


def preferences() -> Path:
    """The file of what the user chose (text size, theme, language); never anything personal."""
    return _folders().user_config_path / "preferences.json"


def event_log() -> Path:
    """The file of events (kinfile.log): codes, references and counts."""
    return _folders().user_state_path / "events.jsonl"
