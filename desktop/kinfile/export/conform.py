# SPDX-License-Identifier: Apache-2.0
"""Makes of drawn pages a file that conforms to PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

What it adds: the structure tree and its way back from the pages, the catalogue's entries, metadata,
the output intent, bookmarks, attached files, and the empty signature fields.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kinfile import bundle
from kinfile.export import form_fields
from kinfile.export.blocks import Attachment, Document
from kinfile.export.drawing import Drawn
from kinfile.export.metadata import packet
from kinfile.export.tagging import Mark, Node, Tags, Widget

_PRINTED_AND_LOCKED = 132
_OWNERS = {"Scope": "/Table", "ListNumbering": "/List"}
_LANGUAGES = {"en": "en-GB"}
_HOLD_NOTHING = frozenset({"P", "Sect", "Div"})
"""Elements that are left out where nothing stands in them."""


def finish(raw: bytes, document: Document, tags: Tags, drawn: Drawn) -> bytes:
    """The conforming file. The same input gives the same bytes."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        widgets = _widgets(pdf, document, drawn) | form_fields.widgets(pdf, drawn.entries)
        _structure(pdf, tags, widgets)
        _catalogue(pdf, document)
        _attach(pdf, document)
        _outlines(pdf, drawn)
        whole = BytesIO()
        pdf.save(
            whole,
            min_version="1.7",
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return whole.getvalue()


class _Elements:
    """Structure elements being made from nodes, and the ways back to them."""

    def __init__(self, pdf: pikepdf.Pdf, widgets: dict[str, pikepdf.Object]) -> None:
        self._pdf = pdf
        self._widgets = widgets
        self.made: dict[int, pikepdf.Object] = {}
        self.fields: list[tuple[str, pikepdf.Object]] = []

    def make(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent)
        )
        self.made[id(node)] = element
        if node.language:
            element.Lang = String(node.language)
        if node.heard:
            element.Alt = String(node.heard)
        for name, value in node.attributes.items():
            entry = Dictionary(O=Name(_OWNERS[name]))
            entry[f"/{name}"] = Name(f"/{value}")
            element.A = entry
        if node.box:
            box = Array([_points(edge) for edge in node.box])
            element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
        kids = list(self._kids(node, element))
        # pyHanko allows a field to be signed later only where its element holds it directly.
        element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _kids(self, node: Node, element: pikepdf.Object) -> Iterator[pikepdf.Object | int]:
        for kid in node.kids:
            if isinstance(kid, Mark):
                yield self._mark(kid, element)
            elif isinstance(kid, Widget):
                self.fields.append((kid.field, element))
                widget = self._widgets[kid.field]
                element.Pg = widget.P
                yield Dictionary(Type=Name.OBJR, Obj=widget, Pg=widget.P)
            elif _holds_something(kid):
                yield self.make(kid, element)

    def _mark(self, mark: Mark, element: pikepdf.Object) -> pikepdf.Object | int:
        page = self._pdf.pages[mark.page].obj
        if "/Pg" not in element:
            element.Pg = page
        if element.Pg.objgen == page.objgen:
            return mark.number
        return Dictionary(Type=Name.MCR, Pg=page, MCID=mark.number)


def _holds_something(node: Node) -> bool:
    if node.tag not in _HOLD_NOTHING:
        return True
    return any(not isinstance(kid, Node) or _holds_something(kid) for kid in node.kids)


def _structure(pdf: pikepdf.Pdf, tags: Tags, widgets: dict[str, pikepdf.Object]) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    elements = _Elements(pdf, widgets)
    root.K = Array([elements.make(tags.root, root)])
    numbers: list[pikepdf.Object | int] = []
    for place, (page, nodes) in enumerate(zip(pdf.pages, tags.pages, strict=True)):
        page.obj.StructParents = place
        page.obj.Tabs = Name.S
        marked = Array([elements.made[id(node)] for node in nodes])
        numbers += [place, pdf.make_indirect(marked)]
    for place, (name, element) in enumerate(elements.fields, start=len(tags.pages)):
        widgets[name].StructParent = place
        numbers += [place, element]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(tags.pages) + len(elements.fields)
    pdf.Root.StructTreeRoot = root


def _widgets(pdf: pikepdf.Pdf, document: Document, drawn: Drawn) -> dict[str, pikepdf.Object]:
    """The empty signature fields, each an annotation of its page with an empty appearance."""
    heard = {panel.field: panel.heard.text for panel in document.panels}
    found: dict[str, pikepdf.Object] = {}
    for name, (number, rectangle) in drawn.fields.items():
        page = pdf.pages[number].obj
        width, height = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
        empty = pdf.make_stream(b"")
        empty.stream_dict.Type = Name.XObject
        empty.stream_dict.Subtype = Name.Form
        empty.stream_dict.BBox = Array([0, 0, _points(width), _points(height)])
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(name),
                TU=String(heard[name]),
                F=_PRINTED_AND_LOCKED,
                Rect=Array([_points(edge) for edge in rectangle]),
                P=page,
                AP=Dictionary(N=empty),
            )
        )
        page.Annots = Array([*page.get("/Annots", Array()), widget])
        found[name] = widget
    if found:
        pdf.Root.AcroForm = Dictionary(Fields=Array(list(found.values())))
    return found


def _points(value: float) -> float:
    return round(value, 3)


def _catalogue(pdf: pikepdf.Pdf, document: Document) -> None:
    root = pdf.Root
    root.Lang = String(_LANGUAGES.get(document.language, document.language))
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream((bundle.resources() / "colour" / "sRGB.icc").read_bytes())
    profile.stream_dict.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    metadata = pdf.make_stream(packet(document))
    metadata.stream_dict.Type = Name.Metadata
    metadata.stream_dict.Subtype = Name.XML
    root.Metadata = metadata
    moment = String(_written(document.made_at))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(document.title),
            Subject=String(document.subject),
            Creator=String(document.program),
            Producer=String(document.program),
            CreationDate=moment,
            ModDate=moment,
        )
    )


def _attach(pdf: pikepdf.Pdf, document: Document) -> None:
    if not document.attachments:
        return
    files = sorted(document.attachments, key=lambda attachment: attachment.name)
    specs = [(file, filespec(pdf, file, document.made_at)) for file in files]
    pdf.Root.AF = Array([spec for _, spec in specs])
    named = [part for file, spec in specs for part in (String(file.name), spec)]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(named)))


def filespec(pdf: pikepdf.Pdf, file: Attachment, at: datetime) -> pikepdf.Object:
    """A file put into `pdf`, as PDF/A-3 wants it to be described."""
    stream = pdf.make_stream(file.data)
    stream.stream_dict.Type = Name.EmbeddedFile
    stream.stream_dict.Subtype = Name(f"/{file.media_type}")
    stream.stream_dict.Params = Dictionary(Size=len(file.data), ModDate=String(_written(at)))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            Desc=String(file.description),
            AFRelationship=Name(f"/{file.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def _outlines(pdf: pikepdf.Pdf, drawn: Drawn) -> None:
    """Bookmarks: the parts of the document, and under them the sections."""
    with pdf.open_outline() as outline:
        for level, words, page, top in drawn.outlines:
            # pikepdf takes every other kind of string for a list of its letters.
            item = pikepdf.OutlineItem(str(words), page, "XYZ", top=_points(top), left=0)
            inside = level > 2 and outline.root
            (outline.root[-1].children if inside else outline.root).append(item)


def _written(at: datetime) -> str:
    """A date as PDF writes it, with the offset from universal time."""
    offset = at.strftime("%z") or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
