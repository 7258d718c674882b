# SPDX-License-Identifier: Apache-2.0
"""Who uses the window in a soak (packaging/soak.py): somebody with dice in place of a mind.

Everything goes in as the system would hand it over: mouse, wheel and keys to the native window
that is in front, composed text to whatever has the focus. Only what dice would never find is done
on purpose: giving the right passphrase, and signing.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from soak_words import MAP, PLAIN, SIZES, TEXTS
from stage import PASSPHRASE, Stage

from kinfile.ui.dialogs import Dialogs
from kinfile.ui.door import EXAMPLE_PASSPHRASE

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SELDOM = frozenset({"bar.lock", "hidden.lock", "bar.hide", "bar.home", "head.check"})
"""What is pressed one time in eight that dice choose it: else nothing but these would happen."""
INPUTS = QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView


class Answering(Dialogs):
    """Answers by dice where the program would ask in a window of the system."""

    def __init__(self, dice: Random, home: Path) -> None:
        super().__init__()
        self._dice, self._home = dice, home

    def confirm(self, *_given: object, **_named: object) -> bool:
        return self._dice.random() < 0.5

    def tell(self, *_given: object, **_named: object) -> None:
        """Read."""

    def choose_folder(self, *_given: object, **_named: object) -> Path | None:
        return self._dice.choice((None, self._home, self._home / "vaults"))

    def choose_file(self, *_given: object, **_named: object) -> Path | None:
        files = sorted(path for path in self._home.rglob("*") if path.is_file())
        return self._dice.choice((None, *files[:60]))

    def choose_printer(self, parent: QWidget, title: str, *, pages: int) -> QPrinter | None:
        self.answer_next.append(self._dice.choice((None, self._home / "printed.pdf")))
        return super().choose_printer(parent, title, pages=pages)


class Monkey:
    """Uses the window of a stage. `told` are the last things it did, in words."""

    def __init__(self, stage: Stage, dice: Random, tell: Callable[[str], None]) -> None:
        self.stage, self.dice, self._tell = stage, dice, tell
        self.told: deque[str] = deque(maxlen=40)
        self.actions = 0
        self._held: QWidget | None = None
        self._habits: tuple[tuple[int, Callable[[], None]], ...] = (
            (24, self._click_something), (14, self._type), (12, self._press_map),
            (14, self._press_plain), (6, self._click_anywhere), (5, self._scroll), (4, self._edit),
            (3, self._open_menu), (1, self._resize), (2, self._paste), (2, self._right_click),
            (1, self._drag), (1, self._tap_shift),
        )  # fmt: skip

    def note(self, words: str) -> None:
        page = self.stage.program.window.page
        told = f"{page.objectName() if page is not None else '-'}: {words}"
        self.told.append(told)
        self._tell(told)

    # One thing

    def act(self) -> None:
        """Do one thing, and let the window answer for a moment."""
        self.actions += 1
        weights = [weight for weight, _ in self._habits]
        (_, habit), *_ = self.dice.choices(self._habits, weights)
        habit()
        self.breathe(self.dice.choice((0, 0, 0, 0, 0, 5, 5, 20, 60)))

    @staticmethod
    def breathe(milliseconds: int) -> None:
        """Let events come for so long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @property
    def front(self) -> QWidget:
        """What would get a click: a menu, or the window."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return found or self.stage.program.window

    def _handle(self, widget: QWidget) -> QWindow | None:
        # Held, because what Python knows of a window goes with what it knows of its widget.
        self._held = widget.window()
        window = self._held.windowHandle()
        if window is None or not isValid(window):  # type: ignore[redundant-expr]
            return None
        return window if window.isVisible() else None

    def _things(self) -> list[QWidget]:
        front = self.front
        return [
            each
            for kind in INPUTS
            for each in front.findChildren(kind)
            if isValid(each)
            and each.isVisible()
            and each.isEnabled()
            and not each.visibleRegion().isEmpty()
        ]

    def click(self, widget: QWidget, button: Qt.MouseButton = LEFT) -> None:
        """Click somewhere on what is to be seen of `widget`, where it is still there."""
        if not isValid(widget):
            return
        box, window = widget.visibleRegion().boundingRect(), self._handle(widget)
        if box.isEmpty() or window is None:
            return
        at = QPoint(
            self.dice.randint(box.left(), box.right()), self.dice.randint(box.top(), box.bottom())
        )
        if self.dice.random() < 0.7:
            at = box.center()
        self.note(f"click {button.name} {type(widget).__name__} {widget.objectName()!r}")
        self._click(window, self._inside(widget, at), button)

    @staticmethod
    def _inside(widget: QWidget, at: QPoint) -> QPoint:
        return widget.mapTo(widget.window(), at)

    def key(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        window = self._handle(self.front)
        if window is None:
            return
        self.note(f"key {name}")
        if self._held is not self.stage.program.window:
            # QTest would press the modifiers first, and fall over a menu that is gone by then.
            QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key.value, modifiers))
            return
        QTest.keyPress(window, key, modifiers)
        if isValid(window):
            QTest.keyRelease(window, key, modifiers)

    def _click(self, window: QWindow, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """Press and let go. What was pressed may be gone by then."""
        none = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(window, button, none, at)
        if isValid(window):
            QTest.mouseRelease(window, button, none, at)

    # Habits

    def _click_something(self) -> None:
        front = self.front
        if isinstance(front, QMenu):
            self._choose_in(front)
            return
        things = self._things()
        if not things:
            return
        widget = self.dice.choice(things)
        if widget.objectName() in SELDOM and self.dice.random() < 0.875:
            return
        self.click(widget)

    def _choose_in(self, menu: QMenu) -> None:
        actions = [
            each
            for each in menu.actions()
            if each.isEnabled()
            and not each.isSeparator()
            and menu.rect().contains(menu.actionGeometry(each).center())
        ]
        window = self._handle(menu)
        if not actions or window is None or self.dice.random() < 0.15:
            self.key("Escape", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            return
        action = self.dice.choice(actions)
        if action.objectName() == "menu.close" and self.dice.random() < 0.9:
            return
        self.note(f"menu {menu.objectName()!r} {action.objectName()!r}")
        at = menu.actionGeometry(action).center()
        self._click(window, at)

    def _click_anywhere(self) -> None:
        front = self.front
        at = QPoint(self.dice.randrange(front.width()), self.dice.randrange(front.height()))
        window = self._handle(front)
        if window is None:
            return
        on = front.childAt(at)
        if on is not None and on.objectName() in SELDOM:
            return
        self.note(f"click at {at.x()},{at.y()} {on.objectName() if on else ''!r}")
        self._click(window, at)

    def _type(self) -> None:
        box = QApplication.focusWidget()
        if not isinstance(box, QLineEdit | QPlainTextEdit | QTextEdit) or self.dice.random() < 0.4:
            boxes = [
                each
                for each in self._things()
                if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit)
            ]
            if not boxes:
                return
            box = self.dice.choice(boxes)
            self.click(box)
        if not isValid(box):
            return
        is_secret = isinstance(box, QLineEdit) and box.echoMode() is not QLineEdit.EchoMode.Normal
        text = self.dice.choice(TEXTS)
        if is_secret and self.dice.random() < 0.7:
            text = self.dice.choice((PASSPHRASE, PASSPHRASE, "2580", EXAMPLE_PASSPHRASE))
        self._put(text)

    def _put(self, text: str) -> None:
        """Give `text` to whatever has the focus: by keys where keys have it, else composed."""
        to = QApplication.focusWidget()
        if to is None:
            return
        self.note(f"type {len(text)} {text[:12]!r} into {to.objectName()!r}")
        if text.isascii() and text.isprintable() and len(text) < 80:
            window = self._handle(to)
            for letter in text:
                if window is not None and isValid(window):
                    QTest.keyPress(window, ord(letter))
                if window is not None and isValid(window):
                    QTest.keyRelease(window, ord(letter))
            return
        composed = QInputMethodEvent(text[:1], [])
        QApplication.sendEvent(to, composed)
        if isValid(to):
            committed = QInputMethodEvent()
            committed.setCommitString(text)
            QApplication.sendEvent(to, committed)

    def _paste(self) -> None:
        text = self.dice.choice(TEXTS)
        self.note(f"paste {len(text)} {text[:12]!r}")
        QApplication.clipboard().setText(text)
        self.key("Ctrl+V", Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _press_map(self) -> None:
        self.key(*self.dice.choice(MAP))

    def _press_plain(self) -> None:
        for _ in range(self.dice.choice((1, 1, 2, 5))):
            self.key(*self.dice.choice(PLAIN))

    def _edit(self) -> None:
        """Undo and redo, several in a row."""
        for _ in range(self.dice.randint(1, 6)):
            key = self.dice.choice((Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y))
            self.key(f"Ctrl+{chr(key.value)}", key, Qt.KeyboardModifier.ControlModifier)

    def _scroll(self) -> None:
        front, window = self.front, self._handle(self.front)
        if window is None:
            return
        at = QPointF(self.dice.randrange(front.width()), self.dice.randrange(front.height()))
        turn = QPoint(0, self.dice.choice((-960, -240, -120, 120, 240, 960)))
        self.note(f"scroll {turn.y()}")
        event = QWheelEvent(
            at, front.mapToGlobal(at), QPoint(), turn, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
        )  # fmt: skip
        QApplication.sendEvent(window, event)

    def _open_menu(self) -> None:
        bar = self.stage.program.window.bar
        if bar is not None and bar.menu_button.isVisible():
            self.click(bar.menu_button)

    def _resize(self) -> None:
        size = self.dice.choice(SIZES)
        self.note(f"resize {size}")
        self.stage.program.window.resize(*size)

    def _right_click(self) -> None:
        things = self._things()
        if things:
            self.click(self.dice.choice(things), RIGHT)

    def _drag(self) -> None:
        """Draw across something: a signature, a selection, a splitter."""
        front, window = self.front, self._handle(self.front)
        if window is None or isinstance(front, QMenu):
            return
        self.note("drag")
        none = Qt.KeyboardModifier.NoModifier
        way = [
            QPoint(self.dice.randrange(front.width()), self.dice.randrange(front.height()))
            for _ in range(4)
        ]
        pads = front.findChildren(QWidget, "sign.pad")
        if pads and pads[0].isVisible() and not pads[0].visibleRegion().isEmpty():
            box = pads[0].visibleRegion().boundingRect()
            way = [
                self._inside(
                    pads[0], box.topLeft() + QPoint(step * box.width() // 9, step % 3 * 9 + 1)
                )
                for step in range(8)
            ]
        QTest.mousePress(window, LEFT, none, way[0])
        for at in way[1:]:
            if isValid(window):
                QTest.mouseMove(window, at)
        if isValid(window):
            QTest.mouseRelease(window, LEFT, none, way[-1])

    def _tap_shift(self) -> None:
        for _ in range(3):
            self.key("Shift", Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)

    # On purpose

    def press(self, name: str) -> bool:
        """Click what is called `name`, where it can be clicked."""
        found = self.stage.program.window.findChild(QAbstractButton, name)
        if found is None or not found.isVisible() or not found.isEnabled():
            return False
        self.note(f"press {name}")
        found.click()
        self.stage.settle()
        return True

    def fill(self, name: str, text: str) -> None:
        found = self.stage.program.window.findChild(QLineEdit, name)
        if found is not None:
            self.note(f"fill {name}")
            found.setText(text)
