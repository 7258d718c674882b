# SPDX-License-Identifier: Apache-2.0
"""An empty form to print and write on. It needs no vault; what draws it loads when it is used."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinfile import __version__
from kinfile.forms import catalogue
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BlankForm:
    """An empty form as a PDF, and the file name to offer for it."""

    name: str
    pdf: bytes


def blank_form(
    form_id: str,
    language: Language,
    *,
    at: datetime,
    fillable: bool = False,
    large_print: bool = False,
    watch: Watch = UNWATCHED,
) -> BlankForm:
    """The installed form `form_id` with nothing in it, made at the aware moment `at`.

    `fillable` makes a field of every place to write or tick. Takes a second or two. Raises
    UnknownForm, MissingGlyph for characters that no shipped font has, Cancelled.
    """
    watch.step(0, 100)
    from kinfile.export.blank.drawing import draw_blank

    form = catalogue.load(form_id)
    parts = (
        f"KF-{form.id}-empty-v{form.version}",
        "" if language.code == "en" else language.code,
        "large-print" if large_print else "",
        "fillable" if fillable else "",
    )
    return BlankForm(
        name=f"{'-'.join(filter(None, parts))}.pdf",
        pdf=draw_blank(
            form,
            language,
            made_at=at,
            program=__version__,
            fillable=fillable,
            large_print=large_print,
            watch=watch,
        ),
    )


def save_blank(blank: BlankForm, folder: Path) -> Path:
    """Write it into `folder` under its own name, or with -2, -3 and so on. Raises NotWritten."""
    from kinfile.export.writing import write_alone

    return write_alone(blank.pdf, folder, blank.name)
