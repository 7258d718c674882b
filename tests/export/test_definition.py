# SPDX-License-Identifier: Apache-2.0
"""A form as a document to sign off.

N01 Everything that is told of the form stands in it, and at the end a page to sign.
N02 It names no record and nobody, and the same form at the same moment gives the same document.
"""

from datetime import UTC, datetime

import pytest

from kinfile.export import pdf
from kinfile.export.blocks import Document, PageBreak, SignaturePanel
from kinfile.export.definition import lay_out_definition
from kinfile.forms import catalogue
from kinfile.i18n import Language

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def laid_out(name: str) -> Document:
    form = catalogue.load(name)
    return lay_out_definition(form, Language("en"), made_at=NOW, program="0")


@pytest.mark.parametrize("name", catalogue.installed())
def test_everything_stands_in_it(name: str) -> None:
    """N01"""
    form = catalogue.load(name)
    words = " ".join(laid_out(name).words())
    for question in form.questions():
        assert question.ask in words
        assert all(option.label in words for option in question.options)
    for alert in form.alerts:
        assert f"{alert.id}: " in words
        assert alert.say in words
        assert ", ".join(alert.source) in words


def test_it_ends_with_a_page_to_sign() -> None:
    """N01"""
    blocks = laid_out("pre_birth").blocks
    last = max(n for n, block in enumerate(blocks) if isinstance(block, PageBreak))
    assert sum(isinstance(block, SignaturePanel) for block in blocks[last:]) == 2
    assert laid_out("pre_birth").fields == ()


def test_it_is_drawn_and_names_nobody() -> None:
    """N02"""
    document = laid_out("hospital_visit")
    assert (document.facts.ref, document.attachments) == ("", ())
    drawn = pdf.draw(document)
    assert drawn.pages > 20
    assert drawn.data == pdf.draw(laid_out("hospital_visit")).data
