# SPDX-License-Identifier: Apache-2.0
"""From a record to a file.

N01 The chain draws, seals, countersigns and saves; what is saved holds when it is checked.
N02 Importing the chain loads none of the heavy libraries.
N03 The sealed file is named after record, form and day, and its name names nobody.
"""

import json
import subprocess
import sys
from pathlib import Path

from export import example
from kinfile.export import pipeline
from kinfile.export.identity import Identity
from kinfile.export.verify import verify
from kinfile.i18n import Language

ENGLISH = Language("en")
HEAVY = ("reportlab", "pyhanko", "pikepdf", "uharfbuzz", "bidi", "cryptography", "PIL")


def test_the_whole_chain(tmp_path: Path, practitioner: Identity, manager: Identity) -> None:  # N01
    unsigned = pipeline.draw(example.printable(), ENGLISH)
    signed = pipeline.seal(unsigned, practitioner, language=ENGLISH)
    both = pipeline.countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)
    written = pipeline.save(both, tmp_path)
    receipt = json.loads(written.receipt.read_text())
    verdict = verify(written.sealed.read_bytes(), receipt=receipt)
    assert verdict.ok
    assert signed.signed_at == example.MADE_AT


def test_the_name_names_nobody(tmp_path: Path, practitioner: Identity) -> None:  # N03
    sealed = pipeline.seal(
        pipeline.draw(example.printable(), ENGLISH), practitioner, language=ENGLISH
    )
    written = pipeline.save(sealed, tmp_path)
    assert written.sealed.name == "KF-7F3K9QXA-pre_birth-v1-2026-11-22.pdf"


def test_importing_it_is_light() -> None:  # N02
    asked = f"import sys, kinfile.export.pipeline; print({HEAVY!r} & sys.modules.keys())"
    asked = asked.replace(repr(HEAVY), repr(set(HEAVY)))
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=_path()
    )
    assert found.stdout.strip() == "set()"


def _path() -> dict[str, str]:
    package = Path(pipeline.__file__).parents[2]
    return {"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
