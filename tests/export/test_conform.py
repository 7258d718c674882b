# SPDX-License-Identifier: Apache-2.0
"""The file as PDF/A-3a and PDF/UA-1 want it.

C01 The structure tree is whole: one H1, no heading level skipped, tables of rows of cells with
    scopes, lists of items; every marked content belongs to exactly one element.
C02 The catalogue says language, title shown, tagged, output intent, tab order.
C03 Metadata in both places agree, claim both standards, and name nobody.
C04 ANSWERS.json is attached as the source of the document.
C05 Signature fields are empty widgets in Form elements that a screen reader can name.
C06 The base of the file (without attachment and fields) passes pikepdf's own PDF/A validation.
C07 Bookmarks follow the headings.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from export.conforming_base import base_findings
from export.reading_pdf import Element, elements_of
from kinfile.export.blocks import Document, Heading
from kinfile.export.stages import SignedPdf, UnsignedPdf


@pytest.fixture
def pdf(unsigned: UnsignedPdf) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(unsigned.data)) as opened:
        yield opened


@pytest.fixture(scope="module")
def elements(unsigned: UnsignedPdf) -> list[Element]:
    return elements_of(unsigned.data)


def test_headings_start_at_one_and_skip_no_level(elements: list[Element]) -> None:  # C01
    levels = [int(e.tag[1]) for e in elements if re.fullmatch("H[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_are_rows_of_cells(elements: list[Element]) -> None:  # C01
    parents: list[Element] = []
    allowed = {"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI"}
    for element in elements:
        del parents[element.depth :]
        if element.tag in allowed:
            assert parents[-1].tag == allowed[element.tag]
        parents.append(element)
    assert {e.attributes.get("/Scope") for e in elements if e.tag == "TH"} == {"/Row", "/Column"}
    assert {e.attributes.get("/ListNumbering") for e in elements if e.tag == "L"} == {"/Disc"}


def test_rows_of_one_table_are_equally_wide(unsigned: UnsignedPdf) -> None:  # C01
    with pikepdf.open(BytesIO(unsigned.data)) as pdf:
        for table in _tables(pdf.Root.StructTreeRoot.K[0]):
            assert len({len(row.K) for row in table}) == 1


def _tables(element: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if kid.S == "/Table":
                yield list(kid.K) if isinstance(kid.K, pikepdf.Array) else [kid.K]
            yield from _tables(kid)


def test_every_mark_belongs_to_one_element(pdf: pikepdf.Pdf) -> None:  # C01
    tree = pdf.Root.StructTreeRoot
    numbers = list(tree.ParentTree.Nums)
    owners = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
    for place, page in enumerate(pdf.pages):
        code = page.obj.Contents.read_bytes().decode("latin-1")
        marks = [int(found) for found in re.findall(r"/MCID (\d+)", code)]
        assert marks == list(range(len(marks)))
        assert int(page.obj.StructParents) == place
        assert len(owners[place]) == len(marks)
        assert code.count("BDC") == code.count("EMC")


def test_all_text_is_content_or_artifact(pdf: pikepdf.Pdf) -> None:  # C01
    for page in pdf.pages:
        depth = 0
        for line in page.obj.Contents.read_bytes().decode("latin-1").split("\n"):
            depth += line.endswith("BDC")
            depth -= line == "EMC"
            if line.endswith("Tj"):
                assert depth > 0
        assert depth == 0


def test_the_catalogue(pdf: pikepdf.Pdf) -> None:  # C02
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    assert "/Trans" not in pdf.pages[0].obj


def test_metadata_agree_and_name_nobody(pdf: pikepdf.Pdf) -> None:  # C03
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<xmp:CreateDate>2026-11-22T14:32:00+00:00</xmp:CreateDate>" in xmp
    info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261122143200+00'00'"
    assert info["/Title"] == "Pre-birth assessment, record 7F3K-9QXA"
    assert f">{info['/Title']}<" in xmp
    for name in ("Sample", "Marigold", "Ŷnyr", "Rowe", "Țăranu"):
        assert name not in xmp
        assert name not in " ".join(info.values())


def test_the_answers_are_attached_as_source(pdf: pikepdf.Pdf) -> None:  # C04
    spec = pdf.Root.AF[0]
    assert str(spec.UF) == "ANSWERS.json"
    assert spec.AFRelationship == "/Source"
    assert spec.EF.F.Subtype == "/application/json"
    document = json.loads(spec.EF.F.read_bytes())
    assert document["answers"]["children"][0]["given_name"] == "Ŷnyr"
    assert str(pdf.Root.Names.EmbeddedFiles.Names[0]) == "ANSWERS.json"


def test_signature_fields_are_empty_and_named(pdf: pikepdf.Pdf) -> None:  # C05
    fields = list(pdf.Root.AcroForm.Fields)
    assert [str(field.T) for field in fields] == ["Practitioner", "Manager"]
    for field in fields:
        assert "/V" not in field
        assert int(field.F) == 132
        assert field.AP.N.read_bytes() == b""
        assert str(field.TU).startswith("Signature of the")
    assert "Jo Rowe" in str(fields[0].TU)


def test_form_elements_hold_their_fields(pdf: pikepdf.Pdf) -> None:  # C05
    numbers: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for field in pdf.Root.AcroForm.Fields:
        element = numbers[numbers.index(int(field.StructParent)) + 1]
        assert element.S == "/Form"
        assert element.K.Type == "/OBJR"
        assert element.K.Obj.objgen == field.objgen


def test_the_base_passes_validation(unsigned: UnsignedPdf, tmp_path: Path) -> None:  # C06
    assert base_findings(unsigned.data, tmp_path) == []


def test_bookmarks_follow_the_headings(pdf: pikepdf.Pdf, document: Document) -> None:  # C07
    wanted = [b.text.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "Pre-birth assessment"
    assert [title.lstrip("0123456789 ") for title in titles[1:]] == wanted


def test_a_signed_file_keeps_its_structure(signed: SignedPdf, elements: list[Element]) -> None:
    assert elements_of(signed.data) == elements
