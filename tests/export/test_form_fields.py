# SPDX-License-Identifier: Apache-2.0
"""Fields that anybody may fill in.

F01 Texts, ticks and ticks that exclude each other are fields of their kinds, with names to hear.
F02 They follow each other on the page as they were placed, and look empty.
F03 What is typed is shown in a face that is whole inside the file.
F04 A document without places has no form; one with signatures keeps them.
"""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from kinfile.export.entries import Entry, EntryKind
from kinfile.export.form_fields import Placed, widgets

BOX = (50.0, 700.0, 150.0, 718.0)
PLACED: list[Placed] = [
    (0, BOX, Entry(EntryKind.TEXT, "name", "Name")),
    (0, BOX, Entry(EntryKind.LINES, "worries", "What are the worries?")),
    (1, BOX, Entry(EntryKind.ONE_OF, "seen", "Seen? Yes", "yes", "Seen?")),
    (1, BOX, Entry(EntryKind.ONE_OF, "seen", "Seen? No", "no", "Seen?")),
    (1, BOX, Entry(EntryKind.TICK, "needs", "Needs: easy read", "easy_read", "Needs")),
]


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(2):
        made.add_blank_page()
    return made


def test_fields_are_of_their_kinds(pdf: pikepdf.Pdf) -> None:
    """F01"""
    made = widgets(pdf, PLACED)
    assert list(made) == ["name", "worries", "seen.yes", "seen.no", "needs.easy_read"]
    text, lines, group, tick = pdf.Root.AcroForm.Fields
    assert [str(each) for each in (text.FT, text.T, text.TU)] == ["/Tx", "name", "Name"]
    assert "/Ff" not in text
    assert int(lines.Ff) == 1 << 12
    assert [str(each) for each in (group.FT, group.TU)] == ["/Btn", "Seen?"]
    assert int(group.Ff) == 1 << 15
    assert [str(kid.TU) for kid in group.Kids] == ["Seen? Yes", "Seen? No"]
    assert [str(kid.FT) for kid in group.Kids] == ["/Btn", "/Btn"]
    assert {"/yes", "/Off"} == set(group.Kids[0].AP.N.keys())
    assert [str(each) for each in (tick.FT, tick.T, tick.V)] == ["/Btn", "needs-easy_read", "/Off"]


def test_places_look_empty_in_their_order(pdf: pikepdf.Pdf) -> None:
    """F02"""
    made = widgets(pdf, PLACED)
    assert [w.objgen for w in pdf.pages[0].obj.Annots] == [
        made["name"].objgen,
        made["worries"].objgen,
    ]
    for name in ("seen.yes", "seen.no", "needs.easy_read"):
        assert made[name].AS == "/Off"
        assert made[name].AP.N.Off.read_bytes() == b""
    assert made["name"].AP.N.read_bytes() == b"/Tx BMC\nEMC"


def test_typed_text_has_its_face(pdf: pikepdf.Pdf) -> None:
    """F03"""
    widgets(pdf, PLACED)
    form = pdf.Root.AcroForm
    font = form.DR.Font.Kinfile
    assert str(form.DA).startswith("/Kinfile ")
    assert font.FontDescriptor.FontFile2.read_bytes().startswith(b"\0\1\0\0")
    assert len(font.Widths) == 256 - 32
    assert "/NeedAppearances" not in form


def test_signatures_stay(pdf: pikepdf.Pdf) -> None:
    """F04"""
    assert widgets(pdf, []) == {}
    assert "/AcroForm" not in pdf.Root
    signature = pdf.make_indirect(Dictionary(FT=Name.Sig, T=pikepdf.String("Practitioner")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([signature]))
    widgets(pdf, PLACED)
    assert pdf.Root.AcroForm.Fields[0].objgen == signature.objgen
    assert len(pdf.Root.AcroForm.Fields) == 5
