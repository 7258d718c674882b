# SPDX-License-Identifier: Apache-2.0
"""Starts a window as its user does and tells when it was painted: what bench/row_start.py runs.

    first_paint.py floor              an empty QMainWindow
    first_paint.py kinfile ARGUMENT   what `kinfile ARGUMENT ...` does, from its `main` on

Nothing of the program is touched: Qt's event loop is entered through here, and ends with the first
paint. Prints one JSON document: moment (of the clock that all processes share), modules, megabytes.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import os
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

WIDGETS = "PySide6.QtWidgets"


class _Loader(importlib.abc.Loader):
    """Loads Qt's widgets as ever, and puts our event loop in the place of theirs."""

    def __init__(self, loader: importlib.abc.Loader) -> None:
        self._loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        module.QApplication.exec = _until_painted


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != WIDGETS:
            return None
        sys.meta_path.remove(self)
        found = find_spec(name)
        if found is not None and found.loader is not None:
            found.loader = _Loader(found.loader)
        return found


def _until_painted(app: Any) -> int:  # noqa: ANN401  (Qt is not loaded here)
    """Run events until a window was painted, say so, and end the process."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    class Watch(QObject):
        is_painting = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is not QEvent.Type.UpdateRequest or self.is_painting:
                return False
            self.is_painting = True
            QCoreApplication.sendEvent(watched, event)
            _tell()
            return True

    watch = Watch()
    for window in app.topLevelWidgets():
        if window.isVisible():
            window.installEventFilter(watch)
    # Where it was painted before the loop began, nothing more is asked for.
    QTimer.singleShot(2000, _tell)
    while True:
        QCoreApplication.processEvents()


def _tell() -> None:
    told = {"at": time.perf_counter(), "modules": sorted(sys.modules), "resident": _resident()}
    print(json.dumps(told), flush=True)
    os._exit(0)


def _resident() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(each for each in status.read_text("utf-8").splitlines() if "VmRSS" in each)
    return int(line.split()[1]) / 1024


def main(which: str, *arguments: str) -> None:
    sys.meta_path.insert(0, _Finder())
    if which == "floor":
        from PySide6.QtWidgets import QApplication, QMainWindow

        app = QApplication(["floor"])
        window = QMainWindow()
        window.resize(1366, 768)
        window.show()
        app.exec()
    else:
        from kinfile.__main__ import main as begin

        begin(arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
