# SPDX-License-Identifier: Apache-2.0
"""`python -m kinfile.cli` is `kinfile-cli`, where the package is not installed."""

import sys

from kinfile.cli import main

if __name__ == "__main__":
    sys.exit(main())
