# SPDX-License-Identifier: Apache-2.0
"""Put x.pyc in the place of every x.py below a folder. Run by runtime.compile_tree alone.

A module that does not compile is a template or a test of the compiler and stays as it is.
"""

import py_compile
import sys
from pathlib import Path

UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH


def main() -> int:
    root = Path(sys.argv[1])
    for source in sorted(root.rglob("*.py")):
        inside = source.relative_to(root).as_posix()
        made = str(source.with_suffix(".pyc"))
        try:
            py_compile.compile(str(source), made, inside, doraise=True, invalidation_mode=UNCHECKED)
        except py_compile.PyCompileError:
            continue
        source.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
