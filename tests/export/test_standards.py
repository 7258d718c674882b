# SPDX-License-Identifier: Apache-2.0
"""Every kind of file that Kinfile makes, held against the rules of PDF/A-3a and PDF/UA-1.

S01 The example records of all shipped forms, in the usual print and in large print, unsigned;
    pikepdf's own validation finds nothing in them either.
S02 The same signed, countersigned, and with a receiver's own time stamp behind both.
S03 A corrected record, an urgent copy and a preview; a name in a script that runs backwards.
S04 Empty forms, with fields and without.
S05 Every other edition of each form.
S06 The rules find a file that breaks them: each thing broken is named.
S07 The same records in every other language that is shipped, signed, countersigned and stamped.
S08 What forms explain writes of each form.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path as Folder

import pikepdf
import pytest

from export import example
from export.conforming import wrongs
from export.conforming_base import base_findings
from export.conforming_bytes import byte_wrongs
from export.stamping import stamped
from kinfile import bundle
from kinfile.app.example import example_answers
from kinfile.export.blank.drawing import draw_blank
from kinfile.export.definition import lay_out_definition
from kinfile.export.editions import Edition, editions_of
from kinfile.export.identity import Identity
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Printable, Standing
from kinfile.export.signing import countersign, sign
from kinfile.export.stages import SignedPdf, UnsignedPdf
from kinfile.forms import catalogue
from kinfile.forms.model import QuestionId
from kinfile.i18n import Language
from kinfile.records.correction import Changed, Correction
from kinfile.records.document import read_document
from kinfile.records.model import Answer, Path, Place

ENGLISH = Language("en")
FORMS = catalogue.installed()


def shipped() -> list[str]:
    """The languages beside English of which there is a catalogue."""
    return sorted(each.name for each in (bundle.resources() / "locale").iterdir() if each.is_dir())


@cache
def record(name: str) -> Printable:
    form = catalogue.load(name)
    whole = json.loads(example_answers(example.TODAY, ENGLISH, form=name))
    marks = read_document(whole, form).marks
    return example.printable(whole["answers"], using=form, marks=marks, manager_field=True)


@pytest.mark.parametrize("large_print", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("name", FORMS)
def test_a_record_keeps_every_rule(
    name: str, large_print: bool, practitioner: Identity, manager: Identity, tmp_path: Folder
) -> None:
    """S01, S02"""
    unsigned = draw(lay_out(record(name), ENGLISH), large_print=large_print)
    assert wrongs(unsigned.data) == []
    assert base_findings(unsigned.data, tmp_path) == []
    signed = sign(unsigned, practitioner, at=example.MADE_AT, language=ENGLISH)
    assert wrongs(signed.data) == []
    both = countersign(signed, manager, at=example.at(15, 0), language=ENGLISH)
    assert wrongs(both.data) == []


def test_a_time_stamp_added_later_breaks_no_rule(countersigned: SignedPdf) -> None:
    """S02. The receiver's tool says in the metadata that it wrote, which the standards allow."""
    found = [each for each in wrongs(stamped(countersigned.data)) if "differs" not in each]
    assert found == []


def corrected() -> Printable:
    changes = tuple(
        Changed(
            place=Place(QuestionId(name)),
            path=Path(name),
            before=None,
            after=Answer(value=value),
            by="Jo Rowe",
            at=example.MADE_AT,
        )
        for name, value in (("maternity_unit", "Fictional North"), ("worries", "Long. " * 400))
    )
    told = Correction(replaces=1, signed_on=date(2026, 11, 20), reason="Unit", changes=changes)
    return example.printable(correction=told)


@pytest.mark.parametrize(
    "made",
    [
        corrected,
        lambda: example.printable(standing=Standing.URGENT, answers=example.ANSWERS),
        lambda: example.printable(standing=Standing.PREVIEW),
    ],
    ids=["corrected", "urgent", "preview"],
)
def test_other_copies_keep_every_rule(made: Callable[[], Printable]) -> None:
    """S03"""
    assert wrongs(draw(lay_out(made(), ENGLISH)).data) == []


@pytest.mark.parametrize("fillable", [False, True], ids=["paper", "fillable"])
@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_keeps_every_rule(name: str, fillable: bool, tmp_path: Folder) -> None:
    """S04"""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    form = catalogue.load(name)
    data = draw_blank(form, ENGLISH, made_at=at, program="0.1.0", fillable=fillable)
    assert wrongs(data) == []
    assert base_findings(data, tmp_path) == []


COPIES = [(name, each) for name in FORMS for each in editions_of(catalogue.load(name))]


@pytest.mark.parametrize(("name", "edition"), COPIES)
def test_every_edition_keeps_every_rule(name: str, edition: Edition) -> None:
    """S05"""
    of = replace(record(name), edition=edition.value)
    assert wrongs(draw(lay_out(of, ENGLISH)).data) == []


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("code", shipped())
def test_another_language_keeps_every_rule(
    code: str, name: str, practitioner: Identity, manager: Identity
) -> None:
    """S07"""
    language = Language.load(code)
    drawn = draw(lay_out(record(name), language))
    assert wrongs(drawn.data) == []
    signed = sign(drawn, practitioner, at=example.MADE_AT, language=language)
    both = countersign(signed, manager, at=example.at(15, 0), language=language)
    assert wrongs(both.data) == []
    assert [each for each in wrongs(stamped(both.data)) if "differs" not in each] == []


@pytest.mark.parametrize("name", FORMS)
def test_an_explained_form_keeps_every_rule(name: str) -> None:
    """S08"""
    told = lay_out_definition(
        catalogue.load(name), ENGLISH, made_at=example.MADE_AT, program="0.1.0"
    )
    assert wrongs(draw(told).data) == []


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def untabbed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.Tabs


def painted(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"0 0 9 9 re f")


def doubled(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"/P <</MCID 0>> BDC EMC")


def unscoped(pdf: pikepdf.Pdf) -> None:
    del next(e for e in pdf.objects if is_element(e) and e.S == "/TH").A


def short_row(pdf: pikepdf.Pdf) -> None:
    row = next(e for e in pdf.objects if is_element(e) and e.S == "/TR")
    row.K = pikepdf.Array([row.K[0]])


def fontless(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].obj.Resources.Font.values())).FontDescriptor.FontFile2


def mismeasured(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    font.Widths = pikepdf.Array([333] * len(font.Widths))


def unnamed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0].TU


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


def unclaimed(pdf: pikepdf.Pdf) -> None:
    whole = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1", b"<pdfuaid:part>2")
    pdf.Root.Metadata = pdf.make_stream(whole)


def misplaced(pdf: pikepdf.Pdf) -> None:
    heading = next(e for e in pdf.objects if is_element(e) and e.S == "/H2")
    heading.S = pikepdf.Name.H4


def widget_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm.Fields[0]


def hovered(pdf: pikepdf.Pdf) -> None:
    widget_of(pdf).AP.D = widget_of(pdf).AP.N


def stated(pdf: pikepdf.Pdf) -> None:
    widget = widget_of(pdf)
    widget.AP.N = pikepdf.Dictionary(Off=widget.AP.N)
    widget.AS = pikepdf.Name.Off


def crowded(pdf: pikepdf.Pdf) -> None:
    form = next(e for e in pdf.objects if is_element(e) and e.S == "/Form")
    form.K = pikepdf.Array([form.K, form.K])


def untyped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0].EF.F.Subtype


def unrelated(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].AFRelationship = pikepdf.Name.Friend


def vast(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Much = 2**31


def wordy(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Much = pikepdf.String("x" * 32768)


def suspect(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def unknown(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"/Artifact BMC sh0w EMC")


def private(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    font.ToUnicode = pdf.make_stream(b"1 beginbfrange <00> <ff> <e000> endbfrange")


def pale(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"mntrRGB ", b"scnrRGB ", 1))


def small(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = pikepdf.Array([0, 0, 2, 800])


def is_element(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"


BROKEN: Mapping[Callable[[pikepdf.Pdf], None], str] = {
    untitled: "the title is not displayed",
    untabbed: "page 2: tab order does not follow the structure",
    painted: "page 2: f outside content and artifacts",
    doubled: "page 2: marks out of order or twice",
    unscoped: "a heading cell without scope",
    short_row: "rows of one table with [1, 2] cells",
    fontless: "not in the file",
    mismeasured: "is measured wrongly",
    unnamed: "a field without a name to be read aloud",
    scripted: "/OpenAction in the catalogue",
    unclaimed: "does not claim PDF/A-3a and PDF/UA-1",
    misplaced: "a level of heading is skipped",
    hovered: "an appearance for other moments",
    stated: "an appearance that does not fit the kind of field",
    crowded: "a Form that is not exactly one field",
    untyped: "an attached file without its media type",
    unrelated: "an attached file that does not say what it is to the document",
    vast: "a whole number out of range",
    wordy: "a string of more than 32767 bytes",
    suspect: "not marked as tagged, or not surely",
    unknown: "page 2: the operator sh0w",
    private: "stands for what only we would know",
    pale: "a profile of colours that is not one of an RGB screen",
    small: "/CropBox is out of range",
}


@pytest.mark.parametrize("damage", BROKEN, ids=lambda each: each.__name__)
def test_what_is_broken_is_found(
    damage: Callable[[pikepdf.Pdf], None], unsigned: UnsignedPdf
) -> None:
    """S06"""
    whole = BytesIO()
    with pikepdf.open(BytesIO(unsigned.data)) as pdf:
        damage(pdf)
        pdf.save(whole, fix_metadata_version=False)
    assert any(BROKEN[damage] in found for found in wrongs(whole.getvalue()))


WRITTEN: Mapping[str, Callable[[bytes], bytes]] = {
    "a head that is not": lambda data: b" " + data,
    "something that is no object": lambda data: data + b"x",
    "a page's end": lambda data: data.replace(b"\nendobj", b" endobj", 1),
    "a stream's length": lambda data: data.replace(b"\nendstream", b"\n\nendstream", 1),
}


@pytest.mark.parametrize("damage", WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_otherwise_is_found(
    damage: Callable[[bytes], bytes], unsigned: UnsignedPdf
) -> None:
    """S06"""
    assert list(byte_wrongs(damage(unsigned.data)))
    assert not list(byte_wrongs(unsigned.data))
