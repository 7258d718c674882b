# SPDX-License-Identifier: Apache-2.0
"""Build the Windows installer under another version, for trying an upgrade.

    python3 packaging/windows/build_version.py 99.0.0 --out later

What it installs is the same program: only the installer and the two launchers carry the version.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dev
from linux import environment
from windows import msi


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the Windows installer as another version.")
    parser.add_argument("version", help="three numbers")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="the folder for it")
    given = parser.parse_args()
    try:
        print(msi.build(given.out.resolve(), version=given.version, epoch=environment.epoch()))
    except dev.Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
