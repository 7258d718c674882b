# SPDX-License-Identifier: Apache-2.0
"""Pictures of a screen that nobody looks at.

G01 A dump of xwd is read as the rows and colours that it holds, whatever pads its lines.
G02 A picture is written as a PNG that other programs read.
G03 A window that is still being drawn, or a program that has ended, is no picture.
"""

import io
import time
from dataclasses import dataclass
from pathlib import Path

import dev
import pytest
from linux import glass
from PIL import Image

RED, BLUE = (255, 0, 0), (0, 0, 255)
FIELDS = 25


def dump(width: int, height: int, pixels: list[tuple[int, int, int]], *, pad: int = 8) -> bytes:
    """What Xvfb writes: a header, a colour map of two, lines with something after them."""
    line = width * 4 + pad
    fields = [0] * FIELDS
    fields[0], fields[4], fields[5], fields[12], fields[19] = FIELDS * 4 + 4, width, height, line, 2
    rows = (pixels[at : at + width] for at in range(0, width * height, width))
    body = b"".join(
        b"".join(bytes((b, g, r, 0)) for r, g, b in row) + b"\xee" * pad for row in rows
    )
    return glass.FIELDS.pack(*fields) + b"win\0" + bytes(24) + body


def test_a_dump_is_read() -> None:
    """G01"""
    picture = glass.read(dump(2, 2, [RED, BLUE, BLUE, RED]))
    assert (picture.width, picture.height) == (2, 2)
    assert picture.pixels == bytes((*RED, *BLUE, *BLUE, *RED))
    assert picture.colours() == 2


def test_a_picture_is_a_png() -> None:
    """G02"""
    shown = Image.open(io.BytesIO(glass.read(dump(2, 1, [RED, BLUE])).png()))
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [RED, BLUE]


@dataclass
class Frames:
    """A file that shows another picture each time, and then the last one for ever."""

    frames: list[bytes]

    def read_bytes(self) -> bytes:
        return self.frames.pop(0) if len(self.frames) > 1 else self.frames[0]


def drawn(seed: int) -> bytes:
    colours = [(at % 256, at // 256, seed) for at in range(glass.COLOURS)]
    return dump(glass.COLOURS, 1, colours)


def screen(*frames: bytes) -> glass.Screen:
    shown = Frames(list(frames))
    return glass.Screen(":0", shown)  # type: ignore[arg-type]


def test_what_is_still_being_drawn_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """G03"""
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    blank = dump(2, 1, [RED, RED])
    seen = screen(blank, drawn(1), drawn(2)).wait_for_window(lambda: True)
    assert seen == glass.read(drawn(2))
    with pytest.raises(dev.Stop, match="No window within 3 seconds: 1 colours"):
        screen(blank).wait_for_window(lambda: True, seconds=3)
    with pytest.raises(dev.Stop, match="ended before"):
        screen(drawn(1)).wait_for_window(lambda: False)


@pytest.mark.external
def test_a_screen_is_there_while_it_is_used() -> None:
    """G01"""
    with glass.screen() as shown:
        frame = Path(shown.frame)
        picture = shown.picture()
    assert (picture.width, picture.height) == (glass.WIDTH, glass.HEIGHT)
    assert not frame.exists()
