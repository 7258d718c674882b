# SPDX-License-Identifier: Apache-2.0
"""Make kinfile.ico again from resources/icons/kinfile.svg.

    .venv/bin/python packaging/windows/icon.py

Run it after a change of the drawing. The icon is committed, so that a build needs no Qt; a test
compares the digest of the drawing, which the icon's neighbour kinfile.ico.from holds.
"""

import hashlib
import os
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRAWING = HERE.parents[1] / "resources" / "icons" / "kinfile.svg"
ICON = HERE / "kinfile.ico"
MADE_FROM = HERE / "kinfile.ico.from"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: what Windows asks for at 100 to 250 per cent."""


def pictures() -> list[bytes]:
    """The drawing as PNG, once for each of SIZES."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(DRAWING))
    made = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, b"PNG")
        made.append(bytes(held.data()))
    del app
    return made


def icon(pngs: list[bytes]) -> bytes:
    """An .ico file of the pictures, in the order of SIZES."""
    head = struct.pack("<HHH", 0, 1, len(pngs))
    offset = len(head) + 16 * len(pngs)
    entries = b""
    for size, png in zip(SIZES, pngs, strict=True):
        # 256 is written as 0: there is one byte for it.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset)
        offset += len(png)
    return head + entries + b"".join(pngs)


def main() -> int:
    ICON.write_bytes(icon(pictures()))
    MADE_FROM.write_text(hashlib.sha256(DRAWING.read_bytes()).hexdigest() + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
