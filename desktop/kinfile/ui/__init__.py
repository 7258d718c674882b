# SPDX-License-Identifier: Apache-2.0
"""The window; the only importer of PySide6."""

# Before anything else here loads PySide6.
from kinfile.ui import plain_imports as _plain_imports  # noqa: F401
