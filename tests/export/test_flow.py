# SPDX-License-Identifier: Apache-2.0
"""From rows to pages.

F01 Every line is placed once, in order, whatever the rows.
F02 A short row is never parted; a long one is, and repeats its question.
F03 A heading is never the last thing on a page.
F04 A table's header is repeated as an artifact.
F05 Nothing is placed below the foot of the page, unless a single line is higher than a page.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.export.flow import Cell, Para, Placed, Row, paginate
from kinfile.export.fonts import Weight
from kinfile.export.look import BOTTOM, LEFT, TextLook
from kinfile.export.tagging import Node
from kinfile.export.typesetting import Line

LOOK = TextLook(Weight.REGULAR, 10, 12)


def lines(count: int) -> tuple[Line, ...]:
    """Lines that can be told apart by their width."""
    return tuple(Line((), float(number)) for number in range(count))


def row(count: int, *, asked: int = 1) -> Row:
    question = Cell(LEFT, (Para(lines(asked), LOOK, Node("TH")),))
    answer = Cell(200, (Para(lines(count), LOOK, Node("TD")),))
    return Row(cells=(question, answer), above=4, below=4, again=Para(lines(1), LOOK, None))


def heading() -> Row:
    words = Cell(LEFT, (Para(lines(1), LOOK, Node("H3")),))
    return Row(cells=(words,), before=12, below=2, is_whole=True, stays_with_next=True)


def placed_lines(pages: list[list[Placed]]) -> list[tuple[int, float]]:
    """The lines of all answers as (node, width), in the order in which they stand."""
    return [
        (id(para.node), line.width)
        for page in pages
        for placed in page
        if not placed.is_repeated
        for cell in placed.row.cells
        for para in cell.paras
        if para.node
        for line in para.lines
    ]


rows = st.lists(
    st.one_of(
        st.builds(heading),
        st.builds(lambda n, m: row(n, asked=m), st.integers(0, 150), st.integers(1, 20)),
    ),
    max_size=30,
)


@settings(max_examples=80, deadline=None)
@given(rows)
def test_every_line_is_placed_once(content: list[Row]) -> None:  # F01
    wanted = sorted(
        (id(para.node), line.width)
        for each in content
        for cell in each.cells
        for para in cell.paras
        for line in para.lines
    )
    pages = paginate(content)
    assert sorted(placed_lines(pages)) == wanted
    nodes = [id(each.cells[-1].paras[0].node) for each in content]
    seen = [node for node, _ in placed_lines(pages) if node in set(nodes)]
    assert list(dict.fromkeys(seen)) == [n for n in nodes if n in set(seen)]


@settings(max_examples=80, deadline=None)
@given(rows)
def test_nothing_stands_below_the_foot(content: list[Row]) -> None:  # F05
    for page in paginate(content):
        for placed in page:
            assert placed.top - placed.row.height >= BOTTOM - 0.1


def test_a_short_row_is_not_parted() -> None:  # F02
    pages = paginate([row(5) for _ in range(60)])
    heights = {placed.row.height for page in pages for placed in page}
    assert heights == {5 * 12 + 8}


def test_a_long_row_is_parted_and_repeats_its_question() -> None:  # F02
    first, second, *_ = paginate([row(90)])
    assert first[0].row.cells[0].paras[0].node is not None
    assert second[0].row.cells[0].paras[0].node is None
    assert second[0].row.cells[1].paras[0].lines[0].width > 0


def test_a_long_row_begins_at_the_foot_of_a_page() -> None:  # F02
    first = paginate([row(40), row(40)])[0]
    assert len(first) == 2


def test_a_heading_stays_with_what_follows() -> None:  # F03
    content = [each for _ in range(80) for each in (heading(), row(3))]
    for page in paginate(content):
        assert not page[-1].row.stays_with_next


def test_a_header_is_repeated() -> None:  # F04
    head = replace(row(1), stays_with_next=True)
    table = [head, *(replace(row(2), head=head) for _ in range(60))]
    pages = paginate(table)
    assert len(pages) > 1
    assert [page[0].is_repeated for page in pages] == [False] + [True] * (len(pages) - 1)


def test_a_break_begins_a_page() -> None:
    pages = paginate([row(1), replace(row(1), starts_page=True)])
    assert [len(page) for page in pages] == [1, 1]
