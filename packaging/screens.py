# SPDX-License-Identifier: Apache-2.0
"""Draw every screen and state of the window to PNG files, without a display.

    python packaging/screens.py --out DIR [--only NAME ...] [--look light-100 ...]

Each screen is reached as a user reaches it, in the real program on a real encrypted vault with
a cheap key and a fixed clock. SCREENS is the table, in parts: to add one, write a function that
takes a Stage and leaves the window showing it in the screen_plays_*.py that it belongs to, and
give it a line in the SCREENS there. The tests of every screen (tests/ui/test_every_screen.py) go
through the same table.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import screen_plays_door as door
import screen_plays_fill as filling
import screen_plays_records as records
import screen_plays_rescue as rescue
import screen_plays_signing as signing
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from screen import Screen
from stage import LOOKS, NOW, PASSPHRASE, SIZE, WORKER, Homes, Stage

from kinfile.ui.application import make_app
from kinfile.ui.theme import Theme

__all__ = ["LOOKS", "NOW", "PASSPHRASE", "SCREENS", "SIZE", "WORKER", "Homes", "Stage"]

SCREENS: tuple[Screen, ...] = (
    *door.SCREENS,
    *rescue.SCREENS,
    *records.SCREENS,
    *filling.SCREENS,
    *signing.SCREENS,
)


def draw(screen: Screen, look: str, app: QApplication, homes: Homes) -> QImage:
    """The window showing `screen` in that look, as an image."""
    with homes.lend(screen.vault) as home:
        stage = Stage(app, home, LOOKS[look])
        stage.begin()
        try:
            screen.play(stage)
            stage.settle()
            return stage.program.window.grab().toImage()
        finally:
            stage.end()


def contact_sheet(images: Sequence[tuple[str, QImage]], *, across: int = 4) -> QImage:
    """All images small on one, with their names."""
    wide, high, line = SIZE[0] // 3, SIZE[1] // 3, 22
    rows = -(-len(images) // across)
    sheet = QImage(across * (wide + 8), rows * (high + line + 8), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(Theme().font(14))
    painter.setPen(Qt.GlobalColor.white)
    for place, (name, image) in enumerate(images):
        corner = QPoint(place % across * (wide + 8), place // across * (high + line + 8))
        painter.drawText(corner + QPoint(4, 16), name)
        small = image.scaled(
            wide,
            high,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRect(corner + QPoint(0, line), small.size()), small)
    painter.end()
    return sheet


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="*", choices=[screen.name for screen in SCREENS])
    parser.add_argument("--look", nargs="*", choices=list(LOOKS), default=list(LOOKS))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    app = make_app()
    images = []
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(Path(folder))
        for screen in SCREENS:
            if given.only and screen.name not in given.only:
                continue
            for look in given.look:
                image = draw(screen, look, app, homes)
                image.save(str(given.out / f"{screen.name}-{look}.png"))
                images.append((f"{screen.name} {look}", image))
                print(f"{screen.name} {look}")
    contact_sheet(images, across=len(given.look) if len(given.look) > 2 else 4).save(
        str(given.out / "contact-sheet.png")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
