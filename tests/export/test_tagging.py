# SPDX-License-Identifier: Apache-2.0
"""Tags remember where their content stands, and keep the order in which they were made."""

from kinfile.export.tagging import Mark, Tags


def test_content_on_two_pages_belongs_to_one_element() -> None:
    tags = Tags()
    para = tags.root.add("P")
    other = tags.root.add("P")
    tags.open_page()
    assert tags.mark(para) == 0
    assert tags.mark(other) == 1
    tags.open_page()
    assert tags.mark(para) == 0
    assert para.kids == [Mark(0, 0), Mark(1, 0)]
    assert tags.pages == [[para, other], [para]]


def test_the_tree_is_walked_in_reading_order() -> None:
    tags = Tags()
    first = tags.root.add("Sect")
    second = tags.root.add("Sect")
    inner = first.add("P", language="cy", heard="said", attributes={"Scope": "Row"})
    assert list(tags.root.walk()) == [tags.root, first, inner, second]
    assert (inner.language, inner.heard, inner.attributes) == ("cy", "said", {"Scope": "Row"})
