# SPDX-License-Identifier: Apache-2.0
"""A later version of a shipped form, as a pack would bring it."""

import shutil
from pathlib import Path

from kinfile import bundle
from kinfile.forms import catalogue
from kinfile.forms.model import Form

SECTION = "pre_birth/sections/antenatal.yaml"
EDITS = (
    ("pre_birth/form.yaml", "version: 1", "version: 2"),
    (SECTION, "  - id: missed_followup", "  - id: missed_contacted"),
    (SECTION, "      vaping: Vaping\n", ""),
)


def newer_pre_birth(folder: Path) -> Form:
    """Version 2: one question under another id, one option of a list taken out."""
    shutil.copytree(bundle.forms(), folder / "forms")
    for name, old, new in EDITS:
        file = folder / "forms" / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return catalogue.load("pre_birth", folder / "forms")
