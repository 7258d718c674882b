# SPDX-License-Identifier: Apache-2.0
"""A drawn document: whole, the same every time, readable by eye, by ear and by program.

P01 Every text of the document is in the text of the file, white space aside.
P02 The same document gives the same bytes.
P03 Long answers and long tables come out whole and in order; nothing is cut off.
P04 Names in many scripts are right; each font's program is in the file.
P05 A character that no shipped font has stops the document and is named; none is drawn as a box.
P06 What leaves no ink may be typed and is left out; everything visible stays.
P07 Every page carries reference, marking, versions, short hash, page x of y, and the stamp.
P08 Large print is larger, and as whole.
P09 Drawing can be stopped between blocks and between pages; it tells how far it is, and what is
    drawn afterwards is what would have been drawn.
"""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export import example
from export.reading_pdf import bare, elements_of, fonts_of, pages_of, text_of
from helpers.stopping import counted, stopped_at
from kinfile.errors import Cancelled, MissingGlyph
from kinfile.export.blocks import (
    AlertBox,
    AlertKind,
    AlertPoint,
    BulletList,
    Document,
    Fact,
    Facts,
    FactsTable,
    Furniture,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    RowsTable,
    Style,
    Text,
    TitleBand,
)
from kinfile.export.layout import lay_out
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.export.stages import UnsignedPdf
from kinfile.i18n import Language
from kinfile.watch import Watch

FURNITURE = Furniture(
    header_left="7F3K-9QXA   Pre-birth assessment",
    header_right="Confidential: safeguarding",
    footer_left="Form pre_birth 1, Kinfile 0.1.0",
    footer_right="Record version 1, events to 4, 3f9ab2c4d5e6",
    page_of="Page {page} of {pages}",
    continued="(continued)",
)


def document(*blocks: object, furniture: Furniture = FURNITURE) -> Document:
    title = TitleBand(Text("Pre-birth assessment"), Text("Confidential"), Text("Somebody"))
    return Document(
        title="Pre-birth assessment, record 7F3K-9QXA",
        subject="Confidential: safeguarding",
        language="en",
        program="Kinfile 0.1.0",
        made_at=example.MADE_AT,
        facts=Facts(ref="7F3K-9QXA", form="pre_birth", version=1, edition="full", head="00"),
        furniture=furniture,
        blocks=(title, *blocks),  # type: ignore[arg-type]
    )


def answered(text: str) -> Document:
    fact = Fact(Text("What happened?"), (Paragraph(Text(text)),))
    return document(FactsTable((fact,)))


def test_every_text_is_in_the_file(unsigned: UnsignedPdf, document: Document) -> None:  # P01
    found = text_of(unsigned.data)
    told = [words for words in document.words() if example.URDU not in words]
    lost = [words for words in told for line in words.split("\n") if bare(line) not in found]
    assert not lost


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:  # P02
    assert draw(document).data == draw(document).data


def test_the_same_record_gives_the_same_bytes(unsigned: UnsignedPdf) -> None:  # P02
    example.complete.cache_clear()
    again = lay_out(example.printable(marks=example.acknowledged()), Language("en"))
    assert draw(again).data == unsigned.data


def test_another_clock_gives_other_bytes(document: Document, unsigned: UnsignedPdf) -> None:  # P02
    later = replace(document, made_at=example.at(15, 0))
    assert draw(later).data != unsigned.data


def test_a_long_answer_comes_out_whole() -> None:  # P03
    sentences = [f"Sentence {n} says that the visit went as it was planned." for n in range(360)]
    text = " ".join(sentences)
    assert len(text) > 20_000
    pages = pages_of(draw(answered(text)).data)
    assert len(pages) > 4
    whole = "".join(bare(page.partition(f" of {len(pages)}")[2]) for page in pages)
    assert bare(text) in whole.replace("Whathappened?(continued)", "")


def test_a_long_answer_repeats_its_question_on_the_next_page() -> None:  # P03
    pages = pages_of(draw(answered("word " * 3000)).data)
    assert all("What happened? (continued)" in " ".join(page.split()) for page in pages[1:])


def test_a_word_longer_than_the_line_comes_out_whole() -> None:  # P03
    word = "".join(f"x{n}" for n in range(2000))
    pages = pages_of(draw(answered(word)).data)
    # Header and footer are drawn first, so they stand before what is read of a page.
    whole = "".join(bare(page.partition(f" of {len(pages)}")[2]) for page in pages)
    assert word in whole.replace("Whathappened?(continued)", "")


def test_many_lines_come_out_whole() -> None:  # P03
    text = "\n".join(f"line {n}." for n in range(900))
    found = text_of(draw(answered(text)).data)
    assert all(f"line{n}." in found for n in range(900))


def test_forty_rows_come_out_in_order_under_a_repeated_header() -> None:  # P03
    rows = tuple(
        tuple(Paragraph(Text(f"{kind} of row {n}, told at length " * 3)) for kind in ("A", "B"))
        for n in range(40)
    )
    table = RowsTable(header=(Text("Left column"), Text("Right column")), rows=rows, shares=(1, 1))
    pages = pages_of(draw(document(Heading(2, Text("Rows")), table)).data)
    assert len(pages) > 1
    assert all("Left column" in page for page in pages)
    whole = bare("".join(pages))
    places = [whole.index(f"Aofrow{n},") for n in range(40)]
    assert places == sorted(places)


def test_a_heading_stays_with_what_follows() -> None:  # P03
    blocks: list[object] = []
    for number in range(60):
        blocks += [Heading(3, Text(f"Heading {number}")), Paragraph(Text(f"Below {number}."))]
    for page in pages_of(draw(document(*blocks)).data):
        assert not page.split("Form pre_birth")[0].rstrip().endswith("Heading")
        headings = [n for n in range(60) if f"Heading {n}\r" in page]
        assert all(f"Below {n}." in page for n in headings)


def test_a_heading_over_a_long_table_leaves_no_gap() -> None:  # P03
    facts = tuple(Fact(Text(f"Question {n}?"), (Paragraph(Text("Yes")),)) for n in range(80))
    pages = pages_of(draw(document(Heading(2, Text("Long")), FactsTable(facts))).data)
    assert "Question 0?" in pages[0]
    assert "Question 20?" in pages[0]


@pytest.mark.parametrize(
    "name",
    ["Ŷnyr", "Włodarczyk", "Ștefan Țăranu", "Nguyễn Thị Hằng", "Łukasz Żółć", "Ğülşen", "Ødegård"],
)
def test_names_of_many_spellings(name: str) -> None:  # P04
    assert bare(name) in text_of(draw(answered(f"{name} was seen.")).data)


def test_a_decomposed_name_is_drawn_composed() -> None:  # P04
    assert "Ŷnyr" in text_of(draw(answered("Y\u0302nyr")).data)


def test_right_to_left_text_keeps_its_words_for_reading_aloud() -> None:  # P04
    drawn = draw(answered("اردو 24 میں"))
    with pikepdf.open(BytesIO(drawn.data)) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    spoken = "".join(
        bytes.fromhex(part.split(">")[0][4:]).decode("utf-16-be")
        for part in code.split("/ActualText <")[1:]
    )
    assert spoken == "اردومیں"


def test_every_font_is_in_the_file(unsigned: UnsignedPdf) -> None:  # P04
    fonts = fonts_of(unsigned.data)
    assert all(fonts.values())
    assert not any("Helvetica" in name for name in fonts)
    families = {name.partition("+")[2].partition("-")[0] for name in fonts}
    assert families == {"AtkinsonHyperlegibleNext", "NotoSans", "NotoNaskhArabic"}


def test_missing_characters_stop_the_document_and_are_named() -> None:  # P05
    with pytest.raises(MissingGlyph) as refused:
        draw(answered("She said 你好 and 😀, then 你"))
    assert refused.value.facts == {"characters": ("你 (U+4F60)", "好 (U+597D)", "😀 (U+1F600)")}


def test_a_missing_character_in_the_header_is_found_too() -> None:  # P05
    with pytest.raises(MissingGlyph):
        draw(document(furniture=replace(FURNITURE, header_left="你")))


def test_a_missing_character_beside_right_to_left_text_is_found() -> None:  # P05
    with pytest.raises(MissingGlyph):
        draw(answered("اردو 你"))


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("be\x00fore", "before"),
        ("be\x07fore", "before"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffzero\u200bwidth", "zerowidth"),
        ("tab\there", "tab here"),
        ("thin\u2009space", "thin space"),
        ("line\u2028end", "line end"),
        ("line\r\nend", "line end"),
        ("sure\u203c\ufe0f yes", "sure\u203c yes"),
    ],
)
def test_what_leaves_no_ink_is_left_out(typed: str, seen: str) -> None:  # P06
    found = " ".join(" ".join(pages_of(draw(answered(typed)).data)).split())
    assert seen in found


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), min_size=1, max_size=300))
def test_latin_text_is_never_lost(text: str) -> None:  # P06
    import unicodedata

    seen = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in seen if unicodedata.category(c) not in ("Cc", "Cf", "Zs"))
    assert kept in bare(text_of(draw(answered(f"{text}.")).data))


def test_every_page_carries_what_identifies_it(unsigned: UnsignedPdf) -> None:  # P07
    pages = [" ".join(page.split()) for page in pages_of(unsigned.data)]
    for number, page in enumerate(pages, start=1):
        assert "7F3K-9QXA" in page
        assert "Confidential: safeguarding" in page
        assert "Form pre_birth 1, Kinfile 0.1.0" in page
        assert "Record version 1, events to 412, 3f9ab2c4d5e6" in page
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize(
    ("standing", "stamp"),
    [(Standing.URGENT, "INCOMPLETE"), (Standing.PREVIEW, "DRAFT, not signed")],
)
def test_an_unfinished_copy_is_stamped_on_every_page(standing: Standing, stamp: str) -> None:  # P07
    record = example.printable(example.ANSWERS, standing=standing)
    pages = pages_of(draw(lay_out(record, Language("en"))).data)
    assert all(stamp in " ".join(page.split()) for page in pages)


def test_large_print_is_whole(document: Document, unsigned: UnsignedPdf) -> None:  # P08
    large = draw(document, large_print=True)
    assert large.pages > unsigned.pages
    found = text_of(large.data)
    told = [words for words in document.words() if example.URDU not in words]
    assert not [w for w in told for line in w.split("\n") if bare(line) not in found]


def test_a_table_too_wide_for_its_words_stands_row_by_row() -> None:  # P03, P08
    names = ("Responsibility", "Organisation", "Acknowledgement", "Disagreement", "Accommodation")
    rows = tuple(
        tuple(Paragraph(Text(f"{name[0]}-{n}")) for name in names) for n in ("first", "second")
    )
    table = RowsTable(tuple(map(Text, names)), rows, (1,) * len(names))
    usual, large = (draw(document(table), large_print=each) for each in (False, True))
    for name in names:
        assert text_of(usual.data).count(name) == 1
        assert text_of(large.data).count(name) == 2
        assert f"{name[0]}-second" in text_of(large.data)


def test_headings_of_a_long_table_are_heard_again() -> None:  # P03
    rows = tuple((Paragraph(Text(f"Row {n}")), Paragraph(Text("Told"))) for n in range(300))
    drawn = draw(document(RowsTable((Text("What"), Text("Who")), rows, (1, 1))))
    tags = [element for element in elements_of(drawn.data) if element.tag == "TH"]
    assert drawn.pages > 4
    assert len(tags) == 2 * 3
    assert all("What" in page for page in pages_of(drawn.data))


def test_every_kind_of_block_is_drawn() -> None:
    point = AlertPoint(Text("Act on it"), (Text("Because"),), Text("Source"), Text("Done\nTwice"))
    drawn = draw(
        document(
            Heading(2, Text("Part")),
            AlertBox(AlertKind.INFO, Text("Somebody"), (point,)),
            Quotation(Text("Own\nwords", "cy"), Text("Wren")),
            BulletList((Text("one"), Text("two"))),
            PageBreak(),
            Paragraph(Text("On a new page"), Style.QUIET),
        )
    )
    pages = pages_of(drawn.data)
    assert drawn.pages == len(pages) == 2
    assert "On a new page" in pages[1]
    assert "Act on it" in pages[0]
    assert drawn.fields == ()


def test_drawing_can_be_stopped_at_every_block_and_page() -> None:  # P09
    small = document(*(Paragraph(Text(f"Line {n} of a page.")) for n in range(90)))
    whole, told = draw(small), list[float]()
    assert whole.pages > 1
    assert counted(lambda watch: draw(small, watch=watch)) >= 90 + whole.pages
    for number in range(1, counted(lambda watch: draw(small, watch=watch)) + 1):
        with pytest.raises(Cancelled):
            draw(small, watch=stopped_at(number))
    again = draw(small, watch=Watch(progress=lambda done, of: told.append(done / of)))
    assert again.data == whole.data
    assert told == sorted(told)
    assert told[0] == 0
    assert len(set(told)) > 50
