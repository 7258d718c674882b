# SPDX-License-Identifier: Apache-2.0
"""An empty form as a PDF."""

from datetime import datetime

from kinfile.export.blank.compose import BlankComposer
from kinfile.export.blank.layout import lay_out_blank
from kinfile.export.pdf import draw
from kinfile.forms.model import Form
from kinfile.i18n import Language
from kinfile.watch import UNWATCHED, Watch


def draw_blank(
    form: Form,
    language: Language,
    *,
    made_at: datetime,
    program: str,
    fillable: bool = False,
    large_print: bool = False,
    watch: Watch = UNWATCHED,
) -> bytes:
    """The form with nothing in it; `fillable` makes a field of every place to write or tick.

    Raises MissingGlyph for characters that no shipped font has, Cancelled.
    """
    document = lay_out_blank(form, language, made_at=made_at, program=program, fillable=fillable)
    return draw(document, large_print=large_print, composer=BlankComposer, watch=watch).data
