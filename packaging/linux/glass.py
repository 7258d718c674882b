# SPDX-License-Identifier: Apache-2.0
"""A screen that nobody looks at, and pictures of it.

Xvfb keeps what it shows in a file, in the format of xwd; no other program is needed to read it.
"""

from __future__ import annotations

import struct
import subprocess
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dev

WIDTH, HEIGHT = 1366, 768
COLOURS = 700
"""A page with its icons has more, one that is still waiting has 256, an empty window three."""
FIELDS = struct.Struct(">25I")
ATTEMPTS_A_SECOND = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """What was on the screen: rows of red, green and blue, a byte each."""

    width: int
    height: int
    pixels: bytes

    def colours(self) -> int:
        """How many different colours there are in it."""
        return len(Counter(zip(*[iter(self.pixels)] * 3, strict=True)))

    def png(self) -> bytes:
        rows = range(0, len(self.pixels), self.width * 3)
        raw = b"".join(b"\0" + self.pixels[at : at + self.width * 3] for at in rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def read(dump: bytes) -> Picture:
    """The picture in a dump of xwd with 32 bits a pixel, least first, as Xvfb writes it."""
    fields = FIELDS.unpack_from(dump)
    size, width, height, line, colours = (fields[at] for at in (0, 4, 5, 12, 19))
    start = size + colours * 12
    pixels = bytearray(width * height * 3)
    body = b"".join(
        dump[start + row * line : start + row * line + width * 4] for row in range(height)
    )
    pixels[0::3], pixels[1::3], pixels[2::3] = body[2::4], body[1::4], body[0::4]
    return Picture(width, height, bytes(pixels))


@dataclass(frozen=True, slots=True)
class Screen:
    """A running Xvfb: the name programs know it by, and the file that it shows."""

    display: str
    frame: Path

    def picture(self) -> Picture:
        return read(self.frame.read_bytes())

    def wait_for_window(self, is_running: Callable[[], bool], *, seconds: int = 120) -> Picture:
        """The first picture of a window that is not being drawn any more, for a second.

        Raises dev.Stop when none comes.
        """
        before, same = b"", 0
        for _ in range(seconds * ATTEMPTS_A_SECOND):
            if not is_running():
                raise dev.Stop("The program ended before it had shown a window.")
            picture = self.picture()
            same = same + 1 if picture.pixels == before else 0
            if same >= ATTEMPTS_A_SECOND and picture.colours() >= COLOURS:
                return picture
            before = picture.pixels
            time.sleep(1 / ATTEMPTS_A_SECOND)
        colours = self.picture().colours()
        raise dev.Stop(f"No window within {seconds} seconds: {colours} colours on the screen.")


@contextmanager
def screen() -> Iterator[Screen]:
    """A new screen, for as long as it is used."""
    with tempfile.TemporaryDirectory() as folder:
        size = f"{WIDTH}x{HEIGHT}x24"
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", folder]
        more = ["-nolisten", "tcp", "-noreset"]
        with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True) as server:
            number = server.stdout.readline().strip() if server.stdout else ""
            try:
                yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
            finally:
                server.terminate()
