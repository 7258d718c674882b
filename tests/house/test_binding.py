# SPDX-License-Identifier: Apache-2.0
"""The binding to Qt counts its references.

H40 Signals can be emitted for as long as anybody works: PySide6 6.12.0 on Python 3.11 gives one
    reference too many back at each, and ends the process after about 565 (decision 001).
"""

import subprocess
import sys

EMIT = """
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Source(QObject):
    changed = Signal(bool)

app = QCoreApplication([])
heard = []
source = Source()
source.changed.connect(lambda value: heard.append(value))
for number in range(20_000):
    source.changed.emit(number % 2 == 0)
    app.processEvents()
assert len(heard) == 20_000
"""


def test_twenty_thousand_signals_end_well() -> None:
    """H40"""
    done = subprocess.run(
        [sys.executable, "-c", EMIT], capture_output=True, text=True, check=False, timeout=50
    )
    assert done.returncode == 0, done.stderr
