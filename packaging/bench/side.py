# SPDX-License-Identifier: Apache-2.0
"""One side of a benchmark in a process of its own: bench/measuring.py starts this and reads it.

side.py MODULE:FUNCTION {"keyword": ...}        prints what the function answers, as JSON
"""

from __future__ import annotations

import importlib
import json
import sys


def main(side: str, given: str) -> None:
    module, _, name = side.partition(":")
    function = getattr(importlib.import_module(f"bench.{module}"), name)
    print(json.dumps(function(**json.loads(given)), default=lambda found: found.to_json()))


if __name__ == "__main__":
    main(*sys.argv[1:])
