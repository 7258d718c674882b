# SPDX-License-Identifier: Apache-2.0
"""What wixl cannot write: file versions, the order of an upgrade, and the same bytes every time.

* File.Version. Windows works out what to install before the old version is removed, and keeps a
  file on disk that has a version when the new one seems to have none: it would be missing after
  the upgrade.
* RemoveExistingProducts after InstallInitialize: if an upgrade fails, the old version comes back.
* The summary: wixl writes a random package code, the time of the build and American English.
"""

import shutil
import struct
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from windows.places import Refused, run
from windows.wxs import NAMES, identifier

LANGUAGE = "2057"
AFTER_INITIALIZE = 1501
EPOCH_OF_WINDOWS = 11_644_473_600
"""Seconds from 1601, where Windows counts from, to 1970."""

SUMMARY = b"\xe0\x85\x9f\xf2\xf9\x4f\x68\x10\xab\x91\x08\x00\x2b\x27\xb3\xd9"
"""The format's name of a property set that is a summary."""
TEMPLATE, PACKAGE_CODE, CREATED, SAVED = 7, 9, 12, 13
TEXT, TIME = 30, 64
_BATCH = 40


def fix(msi: Path, *, versions: Mapping[str, str], name: str, epoch: int) -> None:
    """Finish a file of wixl's in place. Raises Refused.

    `versions`: "1.2.3.4" by path in the payload. `name`: what the package code is derived from,
    the same for the same content and no other. `epoch`: the time to write, in seconds.
    """
    statements = list(_statements(versions))
    for start in range(0, len(statements), _BATCH):
        queries = [word for one in statements[start : start + _BATCH] for word in ("-q", one)]
        run(["msibuild", msi, *queries])
    content = bytearray(msi.read_bytes())
    code = "{" + str(uuid.uuid5(NAMES, f"package/{name}")).upper() + "}"
    rewrite_summary(content, code=code, epoch=epoch)
    part = msi.with_suffix(".part")
    part.write_bytes(content)
    shutil.move(part, msi)


def _statements(versions: Mapping[str, str]) -> Iterator[str]:
    # What goes into them is digits, dots and letters of our own making.
    change = "UPDATE `{table}` SET `{column}` = {value} WHERE `{key}` = '{row}'"
    for path, version in sorted(versions.items()):
        row = identifier("f", path)
        told = {"table": "File", "column": "Version", "key": "File", "row": row}
        yield change.format(value=f"'{version}'", **told)
    yield change.format(
        table="InstallExecuteSequence", column="Sequence", value=AFTER_INITIALIZE,
        key="Action", row="RemoveExistingProducts",
    )  # fmt: skip


def rewrite_summary(content: bytearray, *, code: str, epoch: int) -> None:
    """Write package code, times and language into the summary of an installer, in place.

    Each is as long as what was there, so nothing has to move. Raises Refused.
    """
    start = content.find(SUMMARY)
    # Offset of the one section follows the name of the format.
    head = start - 28
    if start < 0 or struct.unpack_from("<H", content, head)[0] != 0xFFFE:
        raise Refused("The installer has no summary")
    section = head + struct.unpack_from("<I", content, start + len(SUMMARY))[0]
    count = struct.unpack_from("<I", content, section + 4)[0]
    time = struct.pack("<Q", (epoch + EPOCH_OF_WINDOWS) * 10_000_000)
    for number in range(count):
        kind, offset = struct.unpack_from("<II", content, section + 8 + 8 * number)
        at = section + offset
        if kind in {CREATED, SAVED}:
            _put(content, at, TIME, time)
        elif kind == PACKAGE_CODE:
            _put(content, at, TEXT, code.encode() + b"\0")
        elif kind == TEMPLATE:
            _put(content, at, TEXT, f"x64;{LANGUAGE}".encode() + b"\0")


def _put(content: bytearray, at: int, kind: int, value: bytes) -> None:
    found = struct.unpack_from("<I", content, at)[0]
    start = at + 4
    if found == TEXT:
        if struct.unpack_from("<I", content, start)[0] != len(value):
            raise Refused("The installer's summary has an entry of another length")
        start += 4
    if found != kind:
        raise Refused("The installer's summary has an entry of another kind")
    content[start : start + len(value)] = value
