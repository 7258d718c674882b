# SPDX-License-Identifier: Apache-2.0
"""The tags of a document: a tree in logical order, made before anything is drawn.

What is drawn is marked with a number (MCID) on its page; the tree remembers page and number, so
that reading order never depends on where things stand. Everything without a node is an artifact:
backgrounds, rules, headers, footers, and what a page break makes the page repeat.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of content: page from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Widget:
    """A signature field's place in the order of reading."""

    field: str


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure tree. `heard` is its alternate text.

    `box` is where a figure stands on its page: left, foot, right, top in points.
    """

    tag: str
    language: str = ""
    heard: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    kids: "list[Node | Mark | Widget]" = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None

    def add(
        self,
        tag: str,
        *,
        language: str = "",
        heard: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> "Node":
        """A new last child."""
        child = Node(tag, language, heard, attributes or {})
        self.kids.append(child)
        return child

    def walk(self) -> "Iterator[Node]":
        """The node and everything below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Tags:
    """The tree of one document, and for each page the nodes of its marked content by number."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.pages: list[list[Node]] = []

    def open_page(self) -> int:
        self.pages.append([])
        return len(self.pages) - 1

    def mark(self, node: Node) -> int:
        """The number under which `node`'s next piece of content stands on the last page."""
        marked = self.pages[-1]
        node.kids.append(Mark(len(self.pages) - 1, len(marked)))
        marked.append(node)
        return len(marked) - 1
