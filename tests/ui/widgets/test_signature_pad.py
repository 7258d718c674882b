# SPDX-License-Identifier: Apache-2.0
"""A place to sign by hand.

W01 A stroke of the mouse is kept where it was drawn, at any size of the pad; Clear takes all away.
W02 A pen draws as the mouse does.
W03 It is a picture to a screen reader, says whether it is empty, and takes no focus.
"""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfile.i18n import Language
from kinfile.records.hand import WIDTH
from kinfile.ui.theme import Theme
from kinfile.ui.widgets.signature_pad import SignaturePad

LEFT = Qt.MouseButton.LeftButton


def pad(qtbot: QtBot, theme: Theme, wide: int = 360) -> SignaturePad:
    made = SignaturePad(theme, Language.load(), name="sign.pad")
    qtbot.addWidget(made)
    made.resize(wide, made.height())
    made.show()
    return made


def draw(made: SignaturePad) -> None:
    QTest.mousePress(made, LEFT, pos=QPoint(made.width() // 2, 20))
    QTest.mouseMove(made, QPoint(made.width() // 2 + 40, 40))
    QTest.mouseRelease(made, LEFT, pos=QPoint(made.width() // 2 + 40, 40))


def test_a_stroke_is_kept(qtbot: QtBot, theme: Theme) -> None:
    """W01"""
    for wide in (200, 360, 900):
        made = pad(qtbot, theme, wide)
        with qtbot.waitSignal(made.changed):
            draw(made)
        ((first, *_),) = made.strokes
        assert abs(first[0] - WIDTH / 2) < 10
        with qtbot.waitSignal(made.changed):
            made.clear()
        assert made.strokes == ()


def test_a_pen_draws(qtbot: QtBot, theme: Theme) -> None:
    """W02"""
    made = pad(qtbot, theme)
    pen = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position, 1, 1,
    )  # fmt: skip
    kinds = QTabletEvent.Type
    steps = ((kinds.TabletPress, 100), (kinds.TabletMove, 140), (kinds.TabletRelease, 140))
    for kind, x in steps:
        at = QPointF(x, 30)
        event = QTabletEvent(
            kind, pen, at, at, 0.5, 0, 0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, LEFT, LEFT,
        )  # fmt: skip
        made.tabletEvent(event)
        assert event.isAccepted()
    assert len(made.strokes[0]) == 2


def test_what_a_screen_reader_hears(qtbot: QtBot, theme: Theme) -> None:
    """W03"""
    made = pad(qtbot, theme)
    assert made.accessibleName() == "Drawn signature: empty"
    draw(made)
    assert made.accessibleName() == "Drawn signature: drawn"
    assert made.focusPolicy() is Qt.FocusPolicy.NoFocus
    face = QAccessible.queryAccessibleInterface(made)
    assert face.role() is QAccessible.Role.Graphic
