# SPDX-License-Identifier: Apache-2.0
"""Released versions: a version that people have filled in is never edited again."""

import hashlib
from collections.abc import Mapping

from kinfile.forms.lint.findings import Findings
from kinfile.forms.lint.reading import Reading
from kinfile.forms.model import Source

Released = Mapping[str, Mapping[str, str]]
"""Forms by id, each with the SHA-256 of its canonical definition by version."""


def look_at_release(reading: Reading, released: Released, findings: Findings) -> None:
    """Complain where a released version holds something else than it held."""
    form = reading.form
    known = released.get(form.id, {}).get(str(form.version))
    if known and known != hashlib.sha256(form.body).hexdigest():
        where = Source(f"{form.id}/form.yaml", 0)
        findings.add(where, "released-changed", facts={"version": str(form.version)})
