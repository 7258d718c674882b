# SPDX-License-Identifier: Apache-2.0
"""Draws the program's mark in the sizes that desktops ask for.

    python packaging/linux/icons.py MARK.svg FOLDER

Writes FOLDER/48.png and so on. Runs in the environment that packages are built in.
"""

from __future__ import annotations

import sys
from pathlib import Path

SIZES = (48, 64, 128, 256)


def draw(mark: Path, folder: Path) -> None:
    """Write one PNG for each size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(mark))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            raise OSError(f"{folder} cannot be written into.")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
