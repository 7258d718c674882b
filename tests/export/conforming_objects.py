# SPDX-License-Identifier: Apache-2.0
"""What both standards ask of single objects: numbers, names, colours, boxes, files, permissions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

_OPERATORS = (
    " b B b* B* BDC BMC BT c cm Do EMC ET f f* G g gs h j J l m n q Q re rg RG S s "
    "Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz T* w W W* d v y i M ' \" "
)
"""What a content stream may hold, without what our documents have no use for."""
_MEDIA = re.compile(r"/[-\w+.]+/[-\w+.]+")
_RELATIONS = ("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified")
_BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


def is_operator(name: str) -> bool:
    return f" {name} " in _OPERATORS


def object_wrongs(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        yield from _value(each)
    yield from _colours(pdf)
    yield from _permissions(pdf)
    for page in pdf.pages:
        yield from _boxes(page.obj)


def _value(each: Any) -> Iterator[str]:
    """Limits of a value and of what stands in it directly."""
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in each.items():
            yield from _name(key)
            yield from _direct(value)
    elif isinstance(each, pikepdf.Array):
        for value in each:
            yield from _direct(value)
    elif isinstance(each, pikepdf.Name):
        yield from _name(str(each))
    elif isinstance(each, pikepdf.String) and len(bytes(each)) > 32767:
        yield "a string of more than 32767 bytes"
    elif isinstance(each, int) and not -(2**31) <= each < 2**31:
        yield "a whole number out of range"
    elif isinstance(each, Decimal) and each and not 1.175e-38 <= abs(each) <= 3.403e38:
        yield "a number out of range"


def _direct(value: Any) -> Iterator[str]:
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from _value(value)


def _name(name: str) -> Iterator[str]:
    if len(name.encode("utf-8", "surrogateescape")) > 128:
        yield "a name of more than 127 bytes"
    if any("\ud800" <= char <= "\udfff" for char in name):
        yield "a name that is no UTF-8"


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.DestOutputProfile.read_bytes()
        if profile[12:20] != b"mntrRGB " or profile[8] >= 5:
            yield "a profile of colours that is not one of an RGB screen"
        if int.from_bytes(profile[:4], "big") != len(profile):
            yield "a profile of colours of another length"


def _permissions(pdf: pikepdf.Pdf) -> Iterator[str]:
    permissions: Any = pdf.Root.get("/Perms", {})
    if not set(permissions.keys()) <= {"/DocMDP"}:
        yield "permissions beside those of the certification"
    if permissions:
        for reference in permissions.DocMDP.get("/Reference", []):
            if any(
                key in reference for key in ("/DigestLocation", "/DigestMethod", "/DigestValue")
            ):
                yield "a digest in the certification's reference"


def _boxes(page: Any) -> Iterator[str]:
    for key in _BOXES:
        if key in page:
            left, low, right, high = (float(edge) for edge in page[key])
            if not all(3 <= abs(size) <= 14400 for size in (right - left, high - low)):
                yield f"{key} is out of range"


def file_wrongs(spec: Any) -> Iterator[str]:
    """An attached file as both standards want it described."""
    for key in ("/F", "/UF", "/Desc", "/EF"):
        if not str(spec.get(key, "")):
            yield f"an attached file without {key}"
    if spec.get("/AFRelationship") not in _RELATIONS:
        yield "an attached file that does not say what it is to the document"
    for stream in spec.EF.values():
        if not _MEDIA.fullmatch(str(stream.get("/Subtype", ""))):
            yield "an attached file without its media type"
        facts = stream.get("/Params", {})
        if "/ModDate" not in facts or int(facts.get("/Size", -1)) != len(stream.read_bytes()):
            yield "an attached file without date or size"


def widget_wrongs(annotation: Any) -> Iterator[str]:
    """The appearance, by the kind that the annotation itself names: validators look no further."""
    appearance = annotation.get("/AP")
    if appearance is None:
        return
    if set(appearance.keys()) != {"/N"}:
        yield "an appearance for other moments"
    has_states = not isinstance(appearance.get("/N"), pikepdf.Stream)
    if has_states != (annotation.get("/FT") == "/Btn"):
        yield "an appearance that does not fit the kind of field"


def form_wrongs(element: Any) -> Iterator[str]:
    """A Form is one field and nothing else."""
    kid = element.get("/K")
    kids = list(kid) if isinstance(kid, pikepdf.Array) else [kid]
    if len(kids) != 1 or kids[0].get("/Type") != "/OBJR":
        yield "a Form that is not exactly one field"
