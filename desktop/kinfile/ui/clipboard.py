# SPDX-License-Identifier: Apache-2.0
"""What is copied out of Kinfile does not stay on the clipboard.

It goes after a minute, and at once when the screen is hidden, when Kinfile locks and when it
ends; but only while it is still what was copied here. Beside the text stand the wishes of
Windows and KDE that it be kept in no history and sent to no other device.
"""

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

MINUTE = 60_000
_MARK = "application/x-kinfile-copied"
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = bytes(4)

WISHES: Mapping[str, Mapping[str, bytes]] = {
    "win32": {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
        _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    },
    "linux": {"x-kde-passwordManagerHint": b"secret"},
}
"""System -> the formats that ask for it, with their contents."""


def is_from_here(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    """Whether this program put there what is there."""
    if mode is QClipboard.Mode.Selection:
        return clipboard.ownsSelection()
    return clipboard.ownsClipboard()


class Copied(QObject):
    """Watches `clipboard`. `is_ours` is a seam: a clipboard without a system has no owner."""

    def __init__(
        self,
        clipboard: QClipboard,
        *,
        milliseconds: int = MINUTE,
        is_ours: Callable[[QClipboard, QClipboard.Mode], bool] = is_from_here,
        system: str = sys.platform,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_ours = is_ours
        self._wishes = WISHES.get(system, {})
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.clear)
        clipboard.changed.connect(self._on_changed)

    def clear(self) -> None:
        """Take away what was copied here: what was asked for by a key, and what is selected."""
        self._timer.stop()
        modes = [QClipboard.Mode.Clipboard]
        if self._clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        for mode in modes:
            if self._is_ours(self._clipboard, mode):
                self._clipboard.clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if mode is not QClipboard.Mode.Clipboard:
            return
        # Nothing at all after clearing, whatever the signature says.
        told: QMimeData | None = self._clipboard.mimeData()
        if told is None or not told.hasText() or not self._is_ours(self._clipboard, mode):
            self._timer.stop()
        elif told.hasFormat(_MARK):
            self._timer.start()
        else:
            self._clipboard.setMimeData(self._with_wishes(told.text()))

    def _with_wishes(self, text: str) -> QMimeData:
        """The plain text: nothing here needs its looks, and they would be one more copy."""
        made = QMimeData()
        made.setText(text)
        made.setData(_MARK, b"1")
        for kind, content in self._wishes.items():
            made.setData(kind, content)
        return made
