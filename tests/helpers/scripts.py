# SPDX-License-Identifier: Apache-2.0
"""Scripts of packaging/ as modules: packaging/ is no package, so they are read by path."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def script(name: str) -> ModuleType:
    """The module, the same one at every call. It finds those beside itself."""
    key = f"packaging_{name}"
    if key not in sys.modules:
        spec = importlib.util.spec_from_file_location(key, PACKAGING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # A dataclass looks for its own module there.
        sys.modules[key] = module
        if str(PACKAGING) not in sys.path:
            sys.path.append(str(PACKAGING))
        spec.loader.exec_module(module)
    return sys.modules[key]
