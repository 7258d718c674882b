# SPDX-License-Identifier: Apache-2.0
"""The pictures of a document: the family and the dates.

P01 The family stands in who is who, the dates in the chronology, each followed by its table.
P02 A picture is a figure with a box on its page and alternate text that says everything in it.
P03 Its words are real text in embedded fonts, and no name is only in the picture.
P04 A family too large for a page is a table alone, with a sentence; every person is in the table.
P05 Whatever the dates, every picture fits on a page and every entry has its mark and its row.
P06 The same record gives the same pictures; they lie on no other text.
P07 What is hidden or withheld is in no picture and no alternate text.
P08 However much is written of an event, its alternate text fits a file, and the table has all.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export import example
from export.reading_pdf import elements_of, pages_of
from helpers import families
from helpers.families import PARTED, THREE_FATHERS, TWINS, child, parent
from kinfile.export.art import Art, Artist, operators
from kinfile.export.blocks import Document, Heading, Paragraph, RowsTable
from kinfile.export.figures import FamilyFigure, TimelineFigure, said_aloud
from kinfile.export.fonts import Fonts
from kinfile.export.layout import lay_out
from kinfile.export.layout.family import family_in
from kinfile.export.layout.reading import Reading
from kinfile.export.layout.timeline import lay_out_timeline
from kinfile.export.look import BOTTOM, LARGE_PRINT, TOP, WIDTH, Look
from kinfile.export.masking import mask
from kinfile.export.pdf import draw
from kinfile.export.printable import Standing
from kinfile.export.tagging import Node
from kinfile.export.typesetting import Typesetter
from kinfile.i18n import Language

ENGLISH = Language("en")
CROWD = {
    "unborn": [{}, {}, {}, {}],
    "parents": [parent("mother", "Ada"), *(parent("other_carer", f"P{n}") for n in range(7))],
    "children": [child(f"Kid{n}", of="Ada", dob=f"{2010 + n}") for n in range(12)],
    "adults": [{"name": f"Grown {n}", "relationship": "neighbour"} for n in range(10)],
}
CASES = {"twins": TWINS, "parted": PARTED, "fathers": THREE_FATHERS}


def document_of(answers: families.Row) -> Document:
    return lay_out(example.printable(answers, standing=Standing.URGENT), ENGLISH)


def figure_in(document: Document) -> FamilyFigure:
    return next(each for each in document.blocks if isinstance(each, FamilyFigure))


def after(document: Document, heading: str) -> list[object]:
    names = [each.text.text if isinstance(each, Heading) else "" for each in document.blocks]
    return list(document.blocks[names.index(heading) + 1 :])


def artist(scale: float = 1.0) -> Artist:
    return Artist(Typesetter(Fonts()), Look(scale))


def test_each_picture_is_followed_by_its_table(document: Document) -> None:
    """P01"""
    figure, table = after(document, "The family")[:2]
    assert isinstance(figure, FamilyFigure)
    assert isinstance(table, RowsTable)
    assert len(table.rows) == len(figure.family.members)
    told, *rest = after(document, "Key events")
    assert isinstance(told, Paragraph)
    pictures = [each for each in rest if isinstance(each, TimelineFigure)]
    assert pictures
    dates = rest[len(pictures)]
    assert isinstance(dates, RowsTable)
    marks = [mark.number for each in pictures for lane in each.lanes for mark in lane.marks]
    assert sorted(marks, key=int) == [row[0].text.text for row in dates.rows]


def test_a_record_without_events_still_has_its_dates() -> None:
    """P01"""
    assert isinstance(after(document_of({"edd": "2027-01-18"}), "Dates")[1], TimelineFigure)
    empty = document_of({"worries": "None yet"})
    assert not any(isinstance(b, FamilyFigure | TimelineFigure) for b in empty.blocks)


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_a_figure_with_words(name: str) -> None:
    """P02, P03"""
    document = document_of(CASES[name])
    data = draw(document).data
    assert draw(document).data == data
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [e for e in _walk(pdf.Root.StructTreeRoot.K[0]) if e.S == "/Figure"]
        figures = [b for b in document.blocks if isinstance(b, FamilyFigure | TimelineFigure)]
        assert [str(e.Alt) for e in found] == [each.heard for each in figures]
        for each in found:
            left, foot, right, top = (float(edge) for edge in each.A.BBox)
            assert each.A.O == "/Layout"
            assert 0 < left < right < 595.28
            assert BOTTOM - 0.01 <= foot < top <= TOP + 0.01


def _walk(element: Any) -> Iterator[Any]:
    yield element
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _walk(kid)


def test_the_alternate_text_says_everything() -> None:
    """P02"""
    figure = figure_in(document_of(PARTED))
    for member in figure.family.members:
        assert any(line in figure.heard for line in figure.labels[member.row][:1])
    assert "they live apart" in figure.heard
    assert "due 18 January 2027" in figure.heard


def test_names_are_text_on_the_page_of_the_picture() -> None:
    """P03"""
    pages = pages_of(draw(document_of(PARTED)).data)
    page = next(each for each in pages if "Other adults in the home or often there" in each)
    for words in ("Kim Test", "Gran Test", "Unborn baby", "36"):
        assert words in page


def test_a_crowd_is_a_table_alone() -> None:
    """P04"""
    document = document_of(CROWD)
    text = " ".join(pages_of(draw(document, large_print=True).data))
    assert "The family is too large for a diagram on one page" in " ".join(text.split())
    elements = [each.tag for each in elements_of(draw(document, large_print=True).data)]
    assert elements.count("Figure") == sum(isinstance(b, TimelineFigure) for b in document.blocks)
    table = next(b for b in after(document, "The family") if isinstance(b, RowsTable))
    assert len(table.rows) == 34


@settings(max_examples=30, deadline=None)
@given(families.answers(), st.sampled_from([1.0, LARGE_PRINT]))
def test_a_family_fits_or_is_no_picture(answers: families.Row, scale: float) -> None:
    """P04, P06"""
    record = example.printable(answers or {"worries": "x"}, standing=Standing.URGENT)
    document = lay_out(record, ENGLISH)
    figures = [b for b in document.blocks if isinstance(b, FamilyFigure)]
    assert len(figures) == bool(family_in(Reading.open(mask(record), ENGLISH)))
    for figure in figures:
        art = artist(scale).family(figure, Node("Figure"), 600)
        if art is None:
            continue
        assert art.height <= 600
        assert_inside(art)
        assert_apart(art)


def assert_inside(art: Art) -> None:
    for each in art.captions:
        assert each.x >= -0.5
        assert each.x + each.line.width <= WIDTH + 0.5
        assert each.y - each.look.size * 0.5 >= 0
        assert each.y <= art.height + 0.5
    for path in art.paths:
        for x, y in path.points:
            assert -6 <= x <= WIDTH + 6
            assert -3 <= y <= art.height + 3


def assert_apart(art: Art) -> None:
    """No two set lines lie on each other."""
    boxes = [
        (c.x, c.y - c.look.size * 0.6, c.x + c.line.width, c.y)
        for c in art.captions
        if c.line.width
    ]
    for one, two in combinations(boxes, 2):
        across = min(one[2], two[2]) - max(one[0], two[0])
        down = min(one[3], two[3]) - max(one[1], two[1])
        assert across < 0.5 or down < 0.5


DAYS = st.one_of(
    st.dates(min_value=example.TODAY.replace(year=1950), max_value=example.TODAY).map(str),
    st.integers(2024, 2026).map(str),
    st.sampled_from(["2026-11", "2026-11-22", "2026-01-01", "2026-12-31", "2024-02-29"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=60), st.sampled_from([1.0, LARGE_PRINT]))
def test_dates_fit_whatever_they_are(days: list[str], scale: float) -> None:
    """P05"""
    assert_dates_fit(days, scale)


@pytest.mark.parametrize("scale", [1.0, LARGE_PRINT])
@pytest.mark.parametrize("day", ["2026-11-22", "2026", "2026-12-31"])
def test_sixty_events_of_one_day_fit(day: str, scale: float) -> None:
    """P05"""
    assert_dates_fit([day] * 60, scale)


def assert_dates_fit(days: list[str], scale: float) -> None:
    rows = [{"date": day, "what": f"Event {n}"} for n, day in enumerate(days)]
    record = example.printable({"events": rows}, standing=Standing.URGENT)
    blocks = list(lay_out_timeline(Reading.open(mask(record), ENGLISH)))
    figures = [each for each in blocks if isinstance(each, TimelineFigure)]
    marks = [mark.number for each in figures for lane in each.lanes for mark in lane.marks]
    numbers = [str(n) for n in range(1, len(days) + 1)]
    assert sorted(marks, key=int) == numbers
    table = blocks[-1]
    assert isinstance(table, RowsTable)
    assert [row[0].text.text for row in table.rows] == numbers
    for figure in figures:
        art = artist(scale).timeline(figure, Node("Figure"))
        assert art.height <= TOP - BOTTOM - 10
        assert_inside(art)
        assert len(art.captions) >= len(marks) / len(figures) / 2


def test_no_line_of_a_timeline_is_lost() -> None:
    """P05"""
    days = [{"what": "No date"}, {"date": "1999", "what": "Long ago"}]
    record = example.printable({"events": days}, standing=Standing.URGENT)
    blocks = list(lay_out_timeline(Reading.open(mask(record), ENGLISH)))
    lanes = [lane for b in blocks if isinstance(b, TimelineFigure) for lane in b.lanes]
    assert [(lane.label, lane.gap, lane.today is None) for lane in lanes] == [
        ("1999", "", True),
        ("2026", "26 years without an entry", False),
    ]
    table = blocks[-1]
    assert isinstance(table, RowsTable)
    assert table.rows[-1][1].text.text == "No date recorded"


def test_a_full_year_is_drawn_month_by_month() -> None:
    """P05"""
    days = [f"2026-{month:02d}-05" for month in range(2, 11)] + ["2026", "2024-02-29"]
    rows = [{"date": day, "what": "x"} for day in days]
    record = example.printable({"events": rows}, standing=Standing.URGENT)
    blocks = list(lay_out_timeline(Reading.open(mask(record), ENGLISH)))
    figures = [each for each in blocks if isinstance(each, TimelineFigure)]
    labels = [lane.label for each in figures for lane in each.lanes]
    months = ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert labels == ["2024", "2026", *(f"{name} 2026" for name in months)]
    lanes = [lane for each in figures for lane in each.lanes]
    assert [lane.label for lane in lanes if lane.today] == ["Nov 2026"]
    assert all(0 < lane.place(m.entry.when.latest) < 1 for lane in lanes for m in lane.marks
               if m.entry.when)  # fmt: skip


def test_what_is_hidden_is_in_no_picture() -> None:
    """P07"""
    row = {**parent("father"), "given_name": "Hiddenname", "dob": "1990-01-01"}
    record = example.printable({"parents": [row]}, standing=Standing.URGENT)
    figure = figure_in(lay_out(record, ENGLISH))
    assert "Hiddenname" not in figure.heard
    assert not any("Hiddenname" in line for lines in figure.labels.values() for line in lines)


def test_long_events_are_heard_from_their_beginnings() -> None:
    """P08"""
    long = "Gŵyl " * 4000
    events = [{"date": f"2026-0{month}-02", "what": f"{month} {long}end"} for month in range(1, 9)]
    document = document_of({"edd": "2027-01-18", "unborn": [{}], "events": events})
    heard = [block.heard for block in document.blocks if isinstance(block, TimelineFigure)]
    assert all(len(each.encode("utf-16")) < 32768 for each in heard)
    assert all(any(f"{month} Gŵyl" in each for each in heard) for month in range(1, 9))
    assert sum(words.endswith("end") for words in document.words()) == len(events)


def test_what_is_said_of_little_stays_whole() -> None:
    """P08"""
    assert said_aloud(["One.", "Two."]) == "One. Two."
    assert said_aloud(["One.", "a" * 20_000]) == f"One. {'a' * 5998}…"


def test_operators_come_in_pairs() -> None:
    """P06"""
    figure = figure_in(document_of(THREE_FATHERS))
    art = artist().family(figure, Node("Figure"), 700)
    assert art is not None
    code = list(operators(art, 56.7, 700))
    assert code.count("q") == code.count("Q") == len(art.paths)
    moved = replace(art, captions=())
    assert list(operators(moved, 56.7, 700)) == code
