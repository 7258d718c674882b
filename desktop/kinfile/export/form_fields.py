# SPDX-License-Identifier: Apache-2.0
"""Makes fields of the places to type or tick in a document: anybody may fill them in.

They look the same to PDF/A and PDF/UA as everything else: each has an appearance, a name that is
read aloud, and a font inside the file for what is typed.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kinfile.export.entries import Entry, EntryKind
from kinfile.export.fonts import Fonts, Weight

Rectangle = tuple[float, float, float, float]
Placed = tuple[int, Rectangle, Entry]
"""Page from 0, edges in points, and what stands there."""

_PRINTED = 4
_RADIO, _LINES = 1 << 15, 1 << 12
_FONT = "/Kinfile"
_WRITTEN = f"{_FONT} 10 Tf 0 g"


def widgets(pdf: pikepdf.Pdf, placed: Sequence[Placed]) -> dict[str, pikepdf.Object]:
    """The fields as annotations of their pages, by the entry's name; the form is `pdf`'s own."""
    if not placed:
        return {}
    form = pdf.Root.get("/AcroForm", Dictionary(Fields=Array()))
    form.DR = Dictionary(Font=Dictionary({_FONT: _font(pdf)}))
    form.DA = String(_WRITTEN)
    pdf.Root.AcroForm = form
    making = _Making(pdf, form)
    annotations: dict[int, list[pikepdf.Object]] = {}
    found: dict[str, pikepdf.Object] = {}
    for number, rectangle, entry in placed:
        widget = making.widget(entry, rectangle, pdf.pages[number].obj)
        annotations.setdefault(number, []).append(widget)
        found[entry.name] = widget
    for number, made in annotations.items():
        page = pdf.pages[number].obj
        page.Annots = Array([*page.get("/Annots", Array()), *made])
    for group, kids in making.groups.values():
        group.Kids = Array(kids)
    form.Fields = Array([*form.Fields, *making.fields])
    return found


class _Making:
    """Fields being made. Places of one size share their appearances."""

    def __init__(self, pdf: pikepdf.Pdf, form: pikepdf.Object) -> None:
        self._pdf = pdf
        self._form = form
        self._appearances: dict[tuple[str, float, float], pikepdf.Object] = {}
        self.groups: dict[str, tuple[pikepdf.Object, list[pikepdf.Object]]] = {}
        self.fields: list[pikepdf.Object] = []

    def widget(self, entry: Entry, rectangle: Rectangle, page: pikepdf.Object) -> pikepdf.Object:
        """One place as an annotation, with the field that it is or belongs to."""
        width = round(rectangle[2] - rectangle[0], 3)
        height = round(rectangle[3] - rectangle[1], 3)
        common = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            TU=String(entry.heard),
            F=_PRINTED,
            Rect=Array([round(edge, 3) for edge in rectangle]),
            P=page,
        )
        widget = self._pdf.make_indirect(common)
        if entry.kind in (EntryKind.TEXT, EntryKind.LINES):
            self._written(widget, entry, width, height)
        else:
            self._ticked(widget, entry, width, height)
        return widget

    def _written(self, widget: pikepdf.Object, entry: Entry, width: float, height: float) -> None:
        widget.FT = Name.Tx
        widget.T = String(entry.field)
        widget.DA = String(_WRITTEN)
        if entry.kind is EntryKind.LINES:
            widget.Ff = _LINES
        widget.AP = Dictionary(N=self._drawn("/Tx BMC\nEMC", width, height))
        self.fields.append(widget)

    def _ticked(self, widget: pikepdf.Object, entry: Entry, width: float, height: float) -> None:
        on = entry.code or "on"
        cross, empty = (
            self._drawn(_cross(width, height), width, height),
            self._drawn("", width, height),
        )
        widget.AP = Dictionary(N=Dictionary({f"/{on}": cross, "/Off": empty}))
        widget.AS = Name.Off
        # Of each place, also where its group says so: validators look at the annotation alone.
        widget.FT = Name.Btn
        if entry.kind is EntryKind.ONE_OF:
            group, kids = self._group(entry)
            widget.Parent = group
            kids.append(widget)
            return
        widget.T = String(entry.name.replace(".", "-"))
        widget.V = Name.Off
        self.fields.append(widget)

    def _group(self, entry: Entry) -> tuple[pikepdf.Object, list[pikepdf.Object]]:
        """The field whose ticks exclude each other."""
        if entry.field not in self.groups:
            group = self._pdf.make_indirect(
                Dictionary(
                    FT=Name.Btn,
                    Ff=_RADIO,
                    T=String(entry.field),
                    TU=String(entry.about),
                    V=Name.Off,
                )
            )
            self.groups[entry.field] = (group, [])
            self.fields.append(group)
        return self.groups[entry.field]

    def _drawn(self, code: str, width: float, height: float) -> pikepdf.Object:
        known = self._appearances.get((code, width, height))
        if known is not None:
            return known
        stream = self._pdf.make_stream(code.encode("ascii"))
        stream.stream_dict.Type = Name.XObject
        stream.stream_dict.Subtype = Name.Form
        stream.stream_dict.BBox = Array([0, 0, width, height])
        self._appearances[code, width, height] = stream
        return stream


def _cross(width: float, height: float) -> str:
    right, top = round(width - 2, 3), round(height - 2, 3)
    return f"q 1.4 w 0 0 0 RG 2 2 m {right} {top} l 2 {top} m {right} 2 l S Q"


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The face that typed text is shown in, whole: nobody knows yet what will be typed."""
    face = Fonts().main(Weight.REGULAR)
    made = cast("Any", face)._font.face  # noqa: SLF001  (reportlab's measures of the font)
    data = face.path.read_bytes()
    program = pdf.make_stream(data)
    program.stream_dict.Length1 = len(data)
    name = Name(f"/{made.name.decode() if isinstance(made.name, bytes) else made.name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array([round(edge) for edge in made.bbox]),
        ItalicAngle=0,
        Ascent=round(made.ascent),
        Descent=round(made.descent),
        CapHeight=round(made.capHeight),
        StemV=80,
        FontFile2=program,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=32,
            LastChar=255,
            Widths=Array([round(face.width(char)) for char in _win_ansi()]),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _win_ansi() -> Iterator[str]:
    """The characters of the codes 32 to 255; codes that stand for none draw a bullet."""
    for code in range(32, 256):
        yield bytes([code]).decode("cp1252", errors="replace").replace("\ufffd", "•")
