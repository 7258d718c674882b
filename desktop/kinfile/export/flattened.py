# SPDX-License-Identifier: Apache-2.0
"""Makes the stamps of signatures part of their pages, and lets go of fields and signatures.

For a copy of the pages that is signed anew: it looks the same, and what a screen reader finds
there is the text of the stamp in its place.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name

_OF_SIGNATURES = ("/AcroForm", "/Perms", "/DSS", "/Extensions")


def flatten(pdf: pikepdf.Pdf) -> None:
    """Take the form out of a document that Kinfile drew, and leave its stamps on the pages."""
    if "/AcroForm" not in pdf.Root:
        return
    fields = {field.objgen for field in pdf.Root.AcroForm.Fields}
    parents = _Parents(pdf)
    for page in pdf.pages:
        others = Array()
        for widget in page.obj.get("/Annots", Array()):
            if widget.objgen in fields:
                _flatten_one(page, widget, parents)
            else:
                others.append(widget)
        page.obj.Annots = others
    parents.write()
    for name in _OF_SIGNATURES:
        if name in pdf.Root:
            del pdf.Root[name]


def _flatten_one(page: pikepdf.Page, widget: pikepdf.Object, parents: "_Parents") -> None:
    if "/StructParent" not in widget:
        return  # a time stamp's, which is never seen
    if "/V" in widget:
        parents.moved(widget, page.obj, _paint(page, widget, parents.next_mark(page.obj)))
    else:
        parents.dropped(widget)


def _paint(page: pikepdf.Page, widget: pikepdf.Object, mark: int) -> int:
    """Draw the appearance of `widget` on its page as marked content; returns its number."""
    stamp = widget.AP.N
    left, bottom, right, top = _edges(widget.Rect)
    x, y, end, high = _edges(stamp.BBox)
    across, up = (right - left) / (end - x), (top - bottom) / (high - y)
    name = page.add_resource(stamp, Name.XObject)
    placed = f"{across:.5f} 0 0 {up:.5f} {left - x * across:.3f} {bottom - y * up:.3f} cm"
    page.contents_add(b"q\n", prepend=True)
    lines = ("", "Q", f"/P <</MCID {mark}>> BDC", f"q {placed}", f"{name} Do", "Q", "EMC", "")
    page.contents_add("\n".join(lines).encode("ascii"))
    return mark


def _edges(rectangle: pikepdf.Object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top, whichever corners a rectangle names first."""
    one, two, three, four = (float(edge) for edge in rectangle)
    return min(one, three), min(two, four), max(one, three), max(two, four)


class _Parents:
    """The way from pages and widgets to the elements of the structure tree, being changed."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root.StructTreeRoot
        flat = list(self._root.ParentTree.Nums)
        self._found = {int(flat[place]): flat[place + 1] for place in range(0, len(flat), 2)}

    def next_mark(self, page: pikepdf.Object) -> int:
        """The number that the next marked content of `page` gets."""
        return len(self._found[int(page.StructParents)])

    def moved(self, widget: pikepdf.Object, page: pikepdf.Object, mark: int) -> None:
        """The element of `widget` now holds marked content of its page."""
        element = self._found.pop(int(widget.StructParent))
        element.S = Name.P
        element.K = mark
        element.Pg = page
        self._found[int(page.StructParents)].append(element)

    def dropped(self, widget: pikepdf.Object) -> None:
        """The element of `widget` holds nothing any more, and goes."""
        element = self._found.pop(int(widget.StructParent))
        above = element.P
        above.K = Array([kid for kid in _kids(above) if not _is_same(kid, element)])

    def write(self) -> None:
        flat = [part for number in sorted(self._found) for part in (number, self._found[number])]
        self._root.ParentTree.Nums = Array(flat)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.K
    yield from kids if isinstance(kids, Array) else (kids,)


def _is_same(kid: pikepdf.Object | int, element: pikepdf.Object) -> bool:
    return isinstance(kid, pikepdf.Object) and kid.is_indirect and kid.objgen == element.objgen
