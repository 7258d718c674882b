# SPDX-License-Identifier: Apache-2.0
"""Reading packs that the user names, and seeing that this Kinfile makes of them what was meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kinfile.app.given_files import read_bounded
from kinfile.errors import PackRefused, Unusable

if TYPE_CHECKING:
    from kinfile.forms.model import Form
    from kinfile.forms.packs.pack import Pack
    from kinfile.records.values import Json


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Whatever is refused inside gets the file's name."""
    try:
        yield
    except PackRefused as refused:
        raise PackRefused(**{"path": str(path), **refused.facts}) from refused


def read_pack(path: Path) -> "Pack":
    """The pack in a file. Raises UsageError where there is none, PackRefused (see pack.read)."""
    from kinfile.forms.packs.pack import LARGEST, read

    return read(read_bounded(path, LARGEST))


def require_sound(pack: "Pack") -> None:
    """Compile the pack's form and run its worked cases; of a profile, read it.

    Raises PackRefused (definition, mismatch, cases).
    """
    from kinfile.forms.packs.content import form_of, require_content, using
    from kinfile.forms.packs.pack import Kind
    from kinfile.records.program import program_of

    manifest = pack.manifest
    if manifest.kind is Kind.PROFILE:
        require_content(pack)
        return
    form = form_of(pack)
    using(manifest, lambda: program_of(form))
    cases = manifest.cases.items()
    differing = using(manifest, lambda: [name for name, case in cases if not _holds(case, form)])
    if differing:
        manifest.refuse("cases", cases=", ".join(differing))


def _holds(case: "Json", form: "Form") -> bool:
    from kinfile.forms import catalogue
    from kinfile.records.cases import run_case

    try:
        return not run_case(case, form, catalogue.profile)
    except Unusable:
        return False
