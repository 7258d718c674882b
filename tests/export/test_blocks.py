# SPDX-License-Identifier: Apache-2.0
"""A document's words, which "Read as text" shows, and what it says of its signature fields."""

from kinfile.export.blocks import (
    AlertBox,
    AlertKind,
    AlertPoint,
    BulletList,
    Document,
    PageBreak,
    Quotation,
    SignaturePanel,
    Text,
)


def test_words_come_in_reading_order() -> None:
    point = AlertPoint(Text("Act"), (Text("because"),), Text("source"), Text("done"))
    box = AlertBox(AlertKind.ACT_NOW, Text("About"), (point,))
    assert list(box.words()) == ["About", "Act", "because", "source", "done"]
    assert list(Quotation(Text("Own words")).words()) == ["Own words"]
    assert list(BulletList((Text("a"), Text("b"))).words()) == ["a", "b"]
    assert list(PageBreak().words()) == []


def test_panels_without_a_field_are_no_fields(document: Document) -> None:
    bare = SignaturePanel("", Text("Nobody"), (), Text("heard"))
    assert bare not in document.panels
    assert [panel.field for panel in document.panels] == list(document.fields)


def test_nothing_shows_its_words_for_debugging(document: Document) -> None:
    assert "Marigold" not in repr(document)
    assert "Marigold" not in repr(document.blocks[3])
