# SPDX-License-Identifier: Apache-2.0
"""Where a vault may not be: a synchronised folder, a network drive, a removable drive.

The database needs memory shared between its readers, which a network drive has not. A
synchroniser copies the database apart from its journal and brings old pages back. A removable
drive gets lost, and is pulled out while saving.
"""

import re
import sys
from pathlib import Path

from kinfile.errors import UnsafePlace

_CLOUD = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud ?drive|nextcloud|owncloud)( *[-(].*)?"
    r"|my drive|mobile documents|com~apple~clouddocs|box sync"
)
_NETWORK = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|davfs|ceph|glusterfs|fuse\..+")
_REMOVABLE = re.compile(r"/(run/)?media/.")


def require_safe(folder: Path) -> None:
    """Raise UnsafePlace (cloud, network, removable) where a vault at `folder` could lose saves."""
    whole = folder.resolve()
    problem = _by_name(str(folder)) or _by_name(str(whole)) or _by_drive(whole)
    if problem is not None:
        raise UnsafePlace(path=str(folder), problem=problem)


def _by_name(path: str) -> str | None:
    if path.startswith(("\\\\", "//")) and not path.startswith("\\\\?\\"):
        return "network"
    parts = re.split(r"[/\\]", path.casefold())
    return "cloud" if any(_CLOUD.fullmatch(part) for part in parts) else None


def by_mount(path: Path, mounts: str) -> str | None:
    """What is wrong with `path` ("network", "removable" or None), `mounts` being /proc/mounts."""
    deepest, kind = Path("/"), ""
    for line in mounts.splitlines():
        _device, point, filesystem = (line.split() + [""] * 3)[:3]
        where = Path(_unescaped(point))
        # A later line hides an earlier one of the same place.
        if where in (path, *path.parents) and len(where.parts) >= len(deepest.parts):
            deepest, kind = where, filesystem
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
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        return by_mount(path, mounts)
