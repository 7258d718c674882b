# SPDX-License-Identifier: Apache-2.0
"""Golden files: what a program of somebody else's reads, as it was when it was last looked at.

`KINFILE_GOLDEN=write` writes them anew; look at the difference before keeping it.
"""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "golden"
IS_WRITING = os.environ.get("KINFILE_GOLDEN") == "write"


def expect_golden(name: str, document: Any) -> None:
    """`document` is the JSON of tests/data/golden/NAME.json."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    file = FOLDER / f"{name}.json"
    if IS_WRITING:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def expect_digest(name: str, document: Any) -> None:
    """The canonical JSON of `document` has the SHA-256 that digests.json gives for NAME."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    found = sha256(text.encode()).hexdigest()
    file = FOLDER / "digests.json"
    digests: dict[str, str] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    if IS_WRITING:
        digests = dict(sorted({**digests, name: found}.items()))
        file.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
    assert found == digests.get(name), f"{name} has changed; see helpers/golden.py"
