# SPDX-License-Identifier: Apache-2.0
"""Where a vault may not be.

U01  A folder of a synchroniser is refused, wherever in the path its name stands.
     It is found as well under any other name: by what the synchroniser leaves in it, by what
     OneDrive tells the environment, and by what Windows says of a folder.
U02  A network drive is refused.
U03  A removable drive is refused.
U04  Everything else is fine, also where a name merely resembles.
"""

import os
from pathlib import Path

import pytest

from kinfile.errors import UnsafePlace
from kinfile.vault.places import by_attributes, by_mount, require_safe

MOUNTS = r"""
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
22 21 0:20 / /tmp rw shared:2 master:1 - tmpfs tmpfs rw
23 21 0:21 / /home/shared rw - nfs4 server:/home rw,addr=192.0.2.1
24 21 0:22 / /mnt/share rw - cifs //server/share rw
25 21 0:23 / /mnt/far rw - fuse.sshfs anna@server:/ rw
26 21 8:17 / /media/anna/USB\040STICK rw - vfat /dev/sdb1 rw
27 21 8:33 / /run/media/anna/disk rw - exfat /dev/sdc1 rw
28 21 8:3 / /mnt/windows rw - fuseblk /dev/sda3 rw
29 23 8:4 / /home/shared/local rw - ext4 /dev/sda4 rw
30 21 8:5 / /mnt/far rw - ext4 /dev/sda5 rw
31 21 0:24 / /home/anna/cloud rw - fuse.rclone remote: rw
32 21 0:25 / /home/anna/work rw - fuse.onedriver onedriver rw
33 21 0:26 / /home/anna/sealed rw - fuse.gocryptfs /home/anna/.sealed rw
34 21 0:27 / /home/anna/other rw - fuse something rw
35 21 0:28 /users/anna /home/anna/host rw - 9p host rw
36 21 0:29 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
a line of another kind
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
        "Box",
        "Proton Drive",
        "MEGA",
        "Syncthing",
    ],
)
def test_synchronised_folders_are_refused(tmp_path: Path, folder: str) -> None:
    """U01."""
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / folder / "anna.kinvault")


@pytest.mark.parametrize("left", [".dropbox.cache", ".stfolder", ".tmp.drivedownload"])
def test_what_a_synchroniser_leaves_tells(tmp_path: Path, left: str) -> None:
    """U01."""
    (tmp_path / "Work" / left).mkdir(parents=True)
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / "Work" / "deep" / "down" / "anna.kinvault")
    require_safe(tmp_path / "anna.kinvault")


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial"])
def test_what_onedrive_tells_is_heard(tmp_path: Path, name: str) -> None:
    """U01."""
    told = {name: str(tmp_path / "Work"), "OneDriveConsumer": ""}
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / "Work" / "x" / "anna.kinvault", environment=told)
    require_safe(tmp_path / "Workshop" / "anna.kinvault", environment=told)


@pytest.mark.parametrize(
    ("attributes", "tag", "problem"),
    [
        (0x10, 0, None),  # any folder
        (0x10 | 0x400, 0xA0000003, None),  # a junction
        (0x10 | 0x400, 0x9000001A, "cloud"),
        (0x10 | 0x400, 0x9000601A, "cloud"),  # OneDrive, as it is numbered today
        (0x10 | 0x400, 0x9000F01A, "cloud"),
        (0x10 | 0x00400000, 0, "cloud"),
        (0x10 | 0x00040000, 0, "cloud"),
    ],
)
def test_what_windows_says_of_a_folder(attributes: int, tag: int, problem: str | None) -> None:
    """U01."""
    assert by_attributes(attributes, tag) == problem


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    """U01."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(UnsafePlace, match="cloud"):
        require_safe(tmp_path / "innocent" / "anna.kinvault")


@pytest.mark.parametrize(
    "folder",
    [
        r"\\server\share\anna.kinvault",
        "//server/share/x.kinvault",
        r"\\?\UNC\server\share\anna.kinvault",
    ],
)
def test_network_paths_are_refused(folder: str) -> None:
    """U02."""
    with pytest.raises(UnsafePlace, match="network"):
        require_safe(Path(folder))


@pytest.mark.skipif(os.name == "nt", reason="about the mounts of Linux")
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
        ("/home/anna/cloud/anna.kinvault", "cloud"),
        ("/home/anna/work/anna.kinvault", "cloud"),
        ("/home/anna/sealed/anna.kinvault", None),
        ("/home/anna/other/anna.kinvault", "network"),
        ("/home/anna/host/anna.kinvault", "network"),
        ("/run/user/1000/gvfs/smb-share/anna.kinvault", "network"),
    ],
)
def test_the_deepest_and_last_mount_decides(path: str, problem: str | None) -> None:
    """U02, U03, U04."""
    assert by_mount(Path(path), MOUNTS) == problem


@pytest.mark.parametrize("folder", ["vaults", "Dropboxes", "my drives", "OneDriver", "boxes"])
def test_other_folders_are_fine(tmp_path: Path, folder: str) -> None:
    """U04."""
    require_safe(tmp_path / folder / "anna.kinvault")
