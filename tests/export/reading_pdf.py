# SPDX-License-Identifier: Apache-2.0
"""How tests look into a PDF: its text by pdfium, its structure tree by pikepdf."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2


def text_of(data: bytes) -> str:
    """The text of all pages without any white space."""
    return "".join("".join(page.split()) for page in pages_of(data))


def pages_of(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [_page_text(pdf[number]) for number in range(len(pdf))]
    finally:
        pdf.close()


def _page_text(page: Any) -> str:
    found = page.get_textpage()
    text = str(found.get_text_bounded())
    found.close()
    page.close()
    return text


def bare(text: str) -> str:
    return "".join(text.split())


@dataclass(frozen=True)
class Element:
    """A structure element: its tag, how deep it is, and how many pieces of content it holds."""

    tag: str
    depth: int
    marks: int
    attributes: dict[str, str]


def elements_of(data: bytes) -> list[Element]:
    """The structure tree in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K[0], 0))


def _walk(element: Any, depth: int) -> Iterator[Element]:
    kids = _kids(element)
    marks = sum(isinstance(kid, int) or "/MCID" in kid for kid in kids)
    attributes = {}
    if "/A" in element:
        attributes = {str(k): str(v) for k, v in element.A.items() if k != "/O"}
    yield Element(str(element.S)[1:], depth, marks, attributes)
    for kid in kids:
        if not isinstance(kid, int) and kid.get("/Type") == "/StructElem":
            yield from _walk(kid, depth + 1)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if isinstance(kid, int) else kid for kid in found]


def fonts_of(data: bytes) -> dict[str, bool]:
    """Every font of the pages, and whether its program is in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                descriptor: Any = font.get("/FontDescriptor", {})
                found[str(font.BaseFont)] = "/FontFile2" in descriptor
    return found
