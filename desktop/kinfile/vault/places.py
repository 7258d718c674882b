# SPDX-License-Identifier: Apache-2.0
"""Where a vault may not be: a synchronised folder, a network drive, a removable drive.

The database needs memory shared between its readers, which a network drive has not. A
synchroniser copies the database apart from its journal and brings old pages back. A removable
drive gets lost, and is pulled out while saving.

A synchroniser's folder is known by its name, by what the synchroniser leaves in it, by what it
tells the system of it (Windows), or by the file system it is mounted with (Linux).
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from kinfile.errors import UnsafePlace

_CLOUD = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud ?drive|nextcloud|owncloud|proton ?drive|mega"
    r"|pcloud ?drive|tresorit|seafile)( *[-(].*)?"
    r"|my drive|mobile documents|com~apple~clouddocs|box( sync)?|syncthing"
)
_LEFT_BEHIND = (
    ".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log",
    ".tmp.drivedownload", ".tmp.driveupload",
)  # fmt: skip
"""What a synchroniser keeps in the topmost of its folders, whatever that is called."""
_TOLD = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables of the environment in which OneDrive tells where its folders are."""

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|davfs|ceph|glusterfs|lustre|9p|virtiofs|vboxsf|drvfs"
    r"|fuse|fuse\.(?!(gocryptfs|encfs|cryfs|securefs|bindfs|mergerfs|ntfs-3g)$).+"
)
"""Not those of FUSE that only translate what is on a disk of this computer."""
_ONLINE = re.compile(r"fuse\.(rclone|onedriver|onedrive|google-drive-ocamlfuse|dbxfs|.*drive.*)")
_REMOVABLE = re.compile(r"/(run/)?media/.")

_CLOUD_TAG = 0x9000001A
"""IO_REPARSE_TAG_CLOUD; the four bits of _CLOUD_KIND number the synchroniser."""
_CLOUD_KIND = 0x0000F000
_FETCHED_WHEN_READ = 0x00040000 | 0x00400000
"""FILE_ATTRIBUTE_RECALL_ON_OPEN, FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS."""


def require_safe(folder: Path, *, environment: Mapping[str, str] = os.environ) -> None:
    """Raise UnsafePlace (cloud, network, removable) where a vault at `folder` could lose saves."""
    whole = folder.resolve()
    problem = (
        _by_name(str(folder))
        or _by_name(str(whole))
        or _by_what_is_told(whole, environment)
        or _by_what_is_there(whole)
        or _by_drive(whole)
    )
    if problem is not None:
        raise UnsafePlace(path=str(folder), problem=problem)


def _by_name(path: str) -> str | None:
    if path.startswith(("\\\\", "//")) and not path.startswith("\\\\?\\"):
        return "network"
    if path.startswith("\\\\?\\UNC\\"):
        return "network"
    parts = re.split(r"[/\\]", path.casefold())
    return "cloud" if any(_CLOUD.fullmatch(part) for part in parts) else None


def _by_what_is_told(path: Path, environment: Mapping[str, str]) -> str | None:
    told = [Path(environment[name]) for name in _TOLD if environment.get(name)]
    above = (path, *path.parents)
    return "cloud" if any(folder.resolve() in above for folder in told) else None


def _by_what_is_there(path: Path) -> str | None:
    for folder in (path, *path.parents):
        try:
            found = folder.lstat()
            is_marked = any((folder / name).exists() for name in _LEFT_BEHIND)
        except OSError:
            # Not made yet, or nothing that may be looked into.
            continue
        attributes = getattr(found, "st_file_attributes", 0)
        if is_marked or by_attributes(attributes, getattr(found, "st_reparse_tag", 0)):
            return "cloud"
    return None


def by_attributes(attributes: int, tag: int) -> str | None:
    """What is wrong with a folder of which Windows says this ("cloud" or None)."""
    is_cloud = tag & ~_CLOUD_KIND == _CLOUD_TAG or attributes & _FETCHED_WHEN_READ
    return "cloud" if is_cloud else None


def by_mount(path: Path, mounts: str) -> str | None:
    """What is wrong with `path` (cloud, network, removable or None).

    `mounts` is the text of /proc/self/mountinfo.
    """
    deepest, kind = Path("/"), ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point, filesystem = before.split()[4:5], after.split()[:1]
        if not point or not filesystem:
            continue
        where = Path(_unescaped(point[0]))
        # A later line hides an earlier one of the same place.
        if where in (path, *path.parents) and len(where.parts) >= len(deepest.parts):
            deepest, kind = where, filesystem[0]
    if _ONLINE.fullmatch(kind):
        return "cloud"
    if _NETWORK.fullmatch(kind):
        return "network"
    return "removable" if _REMOVABLE.match(str(deepest)) else None


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


if sys.platform == "win32":
    import ctypes

    def _by_drive(path: Path) -> str | None:
        kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return {2: "removable", 4: "network"}.get(kind)

else:

    def _by_drive(path: Path) -> str | None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        return by_mount(path, mounts)
