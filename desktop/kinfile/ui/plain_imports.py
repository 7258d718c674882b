# SPDX-License-Identifier: Apache-2.0
"""Takes PySide6's import hook out again.

The hook reads the source of every module imported after QtCore (measured: the window's own
modules load three times slower, the PDF libraries a fifth). It exists for a switch, `from
__feature__ import ...`, that Kinfile does not use. kinfile/ui/__init__.py imports this module
before anything else of PySide6.
"""

import builtins

_plain = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401  (it sets the hook while it loads)

builtins.__import__ = _plain
