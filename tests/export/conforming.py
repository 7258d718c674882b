# SPDX-License-Identifier: Apache-2.0
"""Rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) held against a whole file.

`wrongs` answers with what is broken, in words; empty for a file that keeps them all. Written from
the standards, not from what Kinfile happens to do; reading order and fitness of alternative texts
are for people to judge.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pikepdf

from export.conforming_bytes import byte_wrongs
from export.conforming_fonts import Used, font_wrongs
from export.conforming_objects import (
    file_wrongs,
    form_wrongs,
    is_operator,
    object_wrongs,
    widget_wrongs,
)

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI", "Note", "Figure", "Form"},
    "LBody": {"LI"},
}
PAINTS = frozenset(
    [
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "S",
        "s",
        "Tj",
        "TJ",
        "'",
        '"',
        "Do",
        "sh",
        "BI",
        "INLINE",
        "IMAGE",
    ]
) | {"INLINE IMAGE"}
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")
_XMP = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "part": "{http://www.aiim.org/pdfa/ns/id/}part",
    "level": "{http://www.aiim.org/pdfa/ns/id/}conformance",
    "ua": "{http://www.aiim.org/pdfua/ns/id/}part",
    "created": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "modified": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "tool": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
}


def wrongs(data: bytes) -> list[str]:
    """What of both standards the file breaks."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(dict.fromkeys([*byte_wrongs(data), *_File(pdf).wrongs()]))


class _File:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root
        self.used = Used()
        self.marks: dict[int, list[int]] = {}
        """Numbers of marked content, by the page's place."""
        self.owners: dict[int, Any] = {}
        """What the parent tree holds."""

    def wrongs(self) -> Iterator[str]:
        yield from self._catalogue()
        yield from self._metadata()
        yield from self._objects()
        yield from object_wrongs(self.pdf)
        for place, page in enumerate(self.pdf.pages):
            yield from (f"page {place + 1}: {found}" for found in self._page(place, page))
        yield from font_wrongs(self.used)
        yield from self._parent_tree()
        yield from self._structure()
        yield from self._annotations()
        yield from self._attached()

    def _catalogue(self) -> Iterator[str]:
        root = self.root
        marks = root.get("/MarkInfo", {})
        if not bool(marks.get("/Marked", False)) or bool(marks.get("/Suspects", False)):
            yield "not marked as tagged, or not surely"
        if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
            yield "no language"
        if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
            yield "the title is not displayed"
        for name in ("/OpenAction", "/AA", "/OCProperties", "/Requirements", "/NeedsRendering"):
            if name in root:
                yield f"{name} in the catalogue"
        for each in self.pdf.objects:
            title = each.get("/Title") if isinstance(each, pikepdf.Dictionary) else None
            if title is not None and not isinstance(title, pikepdf.String):
                yield "a title that is no text"
        for name in ("/JavaScript", "/AlternatePresentations"):
            if name in root.get("/Names", {}):
                yield f"{name} among the names"
        intents = list(root.get("/OutputIntents", []))
        profiles = {intent.DestOutputProfile.objgen for intent in intents}
        if len(profiles) != 1 or int(intents[0].DestOutputProfile.N) != 3:
            yield "not exactly one RGB output intent"
        form = root.get("/AcroForm", {})
        if "/XFA" in form or bool(form.get("/NeedAppearances", False)):
            yield "a form whose appearances are not there"
        if "/Encrypt" in self.pdf.trailer:
            yield "encrypted"
        if "/ID" not in self.pdf.trailer:
            yield "no file identifier"

    def _metadata(self) -> Iterator[str]:
        tree = ElementTree.fromstring(self.root.Metadata.read_bytes())  # noqa: S314  (our own file)
        said = {
            name: next(
                filter(None, (_said(each, tag) for each in tree.iter())), ""
            ) for name, tag in _XMP.items()
        }  # fmt: skip
        if (said["part"], said["level"], said["ua"]) != ("3", "A", "1"):
            yield "does not claim PDF/A-3a and PDF/UA-1"
        if not said["title"]:
            yield "no title in the metadata"
        info = {str(key): str(value) for key, value in self.pdf.docinfo.items()}
        same = {"/Title": "title", "/Creator": "tool", "/Producer": "producer"}
        for key, name in same.items():
            if info.get(key, said[name]) != said[name]:
                yield f"{key} differs from the metadata"
        for key, name in {"/CreationDate": "created", "/ModDate": "modified"}.items():
            digits = re.sub(r"\D", "", said[name])[:14]
            if key in info and re.sub(r"\D", "", info[key])[:14] != digits:
                yield f"{key} differs from the metadata"

    def _objects(self) -> Iterator[str]:
        """Filters, transparency and actions, in every object of the file."""
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Stream):
                filters = str(each.get("/Filter", ""))
                if "LZW" in filters or "Crypt" in filters or each.get("/F") is not None:
                    yield "a stream with LZW, Crypt or an outside file"
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                opaque = all(float(each.get(name, 1)) == 1 for name in ("/ca", "/CA"))
                blends = each.get("/BM", "/Normal") != "/Normal"
                if not opaque or blends or each.get("/SMask") is not None:
                    yield "transparency"
                if each.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm"):
                    yield f"an action {each.S}"

    def _page(self, place: int, page: pikepdf.Page) -> Iterator[str]:
        obj: Any = page.obj
        if obj.get("/Tabs") != "/S":
            yield "tab order does not follow the structure"
        if "/StructParents" not in obj:
            yield "no way back to the structure"
        if "/AA" in obj or "/Trans" in obj or "/Group" in obj:
            yield "actions, transitions or a transparency group"
        numbers: list[int] = []
        yield from self._content(obj, obj.Resources, numbers, marked=False)
        if numbers != sorted(set(numbers)):
            yield "marks out of order or twice"
        self.marks[place] = numbers

    def _content(
        self, stream: Any, resources: Any, numbers: list[int], *, marked: bool
    ) -> Iterator[str]:
        """Everything that is painted is content or artifact; nothing is both."""
        stack: list[str] = []
        deep = 0
        font: Any = None
        instructions: Any = pikepdf.parse_content_stream(stream)
        for operands, operator in instructions:
            name = str(operator)
            if not is_operator(name):
                yield f"the operator {name}"
            if name in ("BDC", "BMC"):
                kind = _mark(operands)
                if kind != "span" and any(outer != "span" for outer in stack):
                    yield "content and artifact inside each other"
                if kind == "content":
                    numbers.append(int(operands[1].MCID))
                stack.append(kind)
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                font = resources.Font[str(operands[0])]
            elif name in ("k", "K", "cs", "CS", "ri", "d0", "d1"):
                yield f"colour or state by {name}"
            elif name in ("q", "Q"):
                deep += 1 if name == "q" else -1
                if deep > 28:
                    yield "states nested too deeply"
            if name in PAINTS and not (marked or any(kind != "span" for kind in stack)):
                yield f"{name} outside content and artifacts"
            if name in ("Tj", "TJ", "'", '"'):
                self.used.add(font, operands)
            if name == "Do":
                inner = resources.XObject[str(operands[0])]
                own = inner.get("/Resources", resources)
                yield from self._content(inner, own, numbers, marked=True)
        if stack or deep:
            yield "marks or states left open"

    def _parent_tree(self) -> Iterator[str]:
        tree: Any = self.root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        self.owners = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        if int(tree.get("/ParentTreeNextKey", 0)) <= max(self.owners):
            yield "the next key of the parent tree is taken"
        for place, page in enumerate(self.pdf.pages):
            owners = list(self.owners[int(page.obj.StructParents)])
            if len(owners) != len(self.marks[place]):
                yield f"page {place + 1}: not every mark has one element"
            for number, owner in enumerate(owners):
                if not _holds(owner, number, page.obj):
                    yield f"page {place + 1}: an element does not know its content"

    def _structure(self) -> Iterator[str]:
        tree: Any = self.root.StructTreeRoot
        if "/RoleMap" in tree:
            yield "a role map is not needed"
        tops = _kids(tree)
        if [str(top.S) for top in tops] != ["/Document"]:
            yield "the structure does not begin with one Document"
        levels: list[int] = []
        for top in tops:
            yield from self._element(top, "", levels)
        if not levels or levels[0] != 1 or levels.count(1) != 1:
            yield "not exactly one first heading"
        if any(later > earlier + 1 for earlier, later in pairwise(levels)):
            yield "a level of heading is skipped"

    def _element(self, element: Any, parent: str, levels: list[int]) -> Iterator[str]:
        tag = str(element.S)[1:]
        inner = [kid for kid in _kids(element) if _is_element(kid)]
        if tag not in STANDARD:
            yield f"{tag} is no standard type"
        if tag in PARENTS and parent not in PARENTS[tag]:
            yield f"{tag} stands in {parent}"
        if "/Lang" in element and not LANGUAGE.fullmatch(str(element.Lang)):
            yield f"{tag} is in a language of no name"
        if re.fullmatch("H[1-6]", tag):
            levels.append(int(tag[1]))
        if not _kids(element) and tag not in ("TD", "TH"):
            yield f"{tag} holds nothing"
        if tag in ("Figure", "Form", "Formula") and not str(element.get("/Alt", "")).strip():
            yield f"{tag} without an alternative text"
        if tag == "Figure" and "/BBox" not in element.get("/A", {}):
            yield "a figure without its box"
        if tag == "Form":
            yield from form_wrongs(element)
        if tag == "TH" and element.get("/A", {}).get("/Scope") not in ("/Row", "/Column"):
            yield "a heading cell without scope"
        if tag == "Table":
            yield from _table(inner)
        if tag == "L":
            yield from _list(element, inner)
        for kid in inner:
            if not _is_same(kid.P, element):
                yield f"{kid.S} does not know its parent"
            yield from self._element(kid, tag, levels)

    def _annotations(self) -> Iterator[str]:
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                yield from self._annotation(annotation)

    def _annotation(self, annotation: Any) -> Iterator[str]:
        left, low, right, high = (float(edge) for edge in annotation.Rect)
        is_unseen = left == right and low == high
        flags = int(annotation.get("/F", 0))
        if not flags & 4 or flags & (1 | 2 | 32 | 256):
            yield "an annotation that does not print, or is hidden"
        if "/AA" in annotation or "/A" in annotation:
            yield "an annotation with an action"
        if not is_unseen and "/N" not in annotation.get("/AP", {}):
            yield "an annotation without an appearance"
        if is_unseen or flags & 2:
            return
        yield from widget_wrongs(annotation)
        yield from self._appearance(annotation)
        field = annotation.get("/Parent", annotation)
        if annotation.Subtype == "/Widget" and not str(field.get("/TU", "")).strip():
            yield "a field without a name to be read aloud"
        element = self.owners.get(int(annotation.get("/StructParent", -1)))
        if (
            element is None
            or ("/Form" if annotation.Subtype == "/Widget" else "/Annot") != element.S
        ):
            yield "an annotation without its element"
        elif not any(_is_object(kid, annotation) for kid in _kids(element)):
            yield "an element that does not know its annotation"

    def _appearance(self, annotation: Any) -> Iterator[str]:
        normal = annotation.get("/AP", {}).get("/N")
        states = [normal] if isinstance(normal, pikepdf.Stream) else list((normal or {}).values())
        if isinstance(normal, pikepdf.Stream) == ("/AS" in annotation):
            yield "an appearance that does not fit its states"
        for state in states:
            resources = state.get("/Resources", pikepdf.Dictionary())
            yield from self._content(state, resources, [], marked=True)

    def _attached(self) -> Iterator[str]:
        listed = list(self.root.get("/AF", []))
        names = self.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
        if len(names) != 2 * len(listed):
            yield "attached files are not all associated"
        for spec in listed:
            yield from file_wrongs(spec)


def _said(element: ElementTree.Element, tag: str) -> str:
    """A property of the metadata, spelled as an element or as an attribute."""
    if element.tag == tag:
        return "".join(element.itertext()).strip()
    return element.get(tag, "")


def _mark(operands: Any) -> str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    has_number = len(operands) > 1 and "/MCID" in operands[1]
    return "content" if has_number else "span"


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"


def _is_same(one: Any, other: Any) -> bool:
    return bool(one.objgen == other.objgen)


def _is_object(kid: Any, annotation: Any) -> bool:
    is_reference = isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    return is_reference and _is_same(kid.Obj, annotation)


def _holds(element: Any, number: int, page: Any) -> bool:
    for kid in _kids(element):
        if isinstance(kid, int):
            if kid == number and _is_same(element.Pg, page):
                return True
        elif kid.get("/Type") == "/MCR" and int(kid.MCID) == number and _is_same(kid.Pg, page):
            return True
    return False


def _table(rows: list[Any]) -> Iterator[str]:
    widths = set()
    for row in rows:
        if row.S != "/TR":
            yield f"a table holds {row.S}"
            continue
        cells = [kid for kid in _kids(row) if _is_element(kid)]
        widths.add(sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in cells))
    if len(widths) != 1:
        yield f"rows of one table with {sorted(widths)} cells"


def _list(element: Any, items: list[Any]) -> Iterator[str]:
    bodies = [[str(kid.S) for kid in _kids(item) if _is_element(kid)] for item in items]
    if any(body not in (["/LBody"], ["/Lbl", "/LBody"]) for body in bodies):
        yield "an item of a list without its body"
    has_labels = any("/Lbl" in body for body in bodies)
    if has_labels and "/ListNumbering" not in element.get("/A", {}):
        yield "a list with labels does not say of which kind"
