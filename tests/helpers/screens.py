# SPDX-License-Identifier: Apache-2.0
"""packaging/screens.py as a module: packaging/ must never be a package, so it is read by path."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_screens() -> ModuleType:
    """The module, the same one at every call."""
    name = "packaging_screens"
    if name not in sys.modules:
        path = Path(__file__).resolve().parents[2] / "packaging" / "screens.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        # It finds the stage beside itself.
        sys.path.append(str(path.parent))
        spec.loader.exec_module(module)
    return sys.modules[name]
