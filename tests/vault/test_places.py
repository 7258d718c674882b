# SPDX-License-Identifier: Apache-2.0
"""Where a vault may not be.

U01  A folder of a synchroniser is refused, wherever in the path its name stands.
U02  A network drive is refused.
U03  A removable drive is refused.
U04  Everything else is fine, also where a name merely resembles.
"""

from pathlib import Path

import pytest

from kinfile.errors import UnsafePlace
from kinfile.vault.places import by_mount, require_safe

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /home/shared nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
anna@server:/ /mnt/far fuse.sshfs rw 0 0
/dev/sdb1 /media/anna/USB\040STICK vfat rw 0 0
/dev/sdc1 /run/media/anna/disk exfat rw 0 0
/dev/sda3 /mnt/windows fuseblk rw 0 0
/dev/sda4 /home/shared/local ext4 rw 0 0
/dev/sda5 /mnt/far ext4 rw 0 0
"""


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive/vaults",
        "OneDrive - Example NHS Trust",
        "Dropbox",
        "dropbox (personal)/x",
        "Google Drive/Meine Ablage",
        "GoogleDrive-anna@example.org/My Drive",
        "My Drive",
        "iCloudDrive",
        "iCloud Drive",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "Nextcloud",
    ],
)
def test_synchronised_folders_are_refused(tmp_path: Path, folder: str) -> None:
    """U01."""
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / folder / "anna.kinvault")


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    """U01."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / "innocent" / "anna.kinvault")


@pytest.mark.parametrize("folder", [r"\\server\share\anna.kinvault", "//server/share/x.kinvault"])
def test_network_paths_are_refused(folder: str) -> None:
    """U02."""
    with pytest.raises(UnsafePlace, match="network"):
        require_safe(Path(folder))


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/home/shared/anna.kinvault", "network"),
        ("/mnt/share/deep/down/anna.kinvault", "network"),
        ("/media/anna/USB STICK/anna.kinvault", "removable"),
        ("/run/media/anna/disk/anna.kinvault", "removable"),
        ("/home/anna/anna.kinvault", None),
        ("/home/sharedish/anna.kinvault", None),
        ("/tmp/anna.kinvault", None),  # noqa: S108  (nothing is made there)
        ("/mnt/windows/anna.kinvault", None),
        ("/home/shared/local/anna.kinvault", None),
        ("/mnt/far/anna.kinvault", None),
    ],
)
def test_the_deepest_and_last_mount_decides(path: str, problem: str | None) -> None:
    """U02, U03, U04."""
    assert by_mount(Path(path), MOUNTS) == problem


@pytest.mark.parametrize("folder", ["vaults", "Dropboxes", "my drives", "OneDriver", "box"])
def test_other_folders_are_fine(tmp_path: Path, folder: str) -> None:
    """U04."""
    require_safe(tmp_path / folder / "anna.kinvault")
