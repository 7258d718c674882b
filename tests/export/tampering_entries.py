# SPDX-License-Identifier: Apache-2.0
"""Still more ways to tamper: single entries that say or hide something, and bytes between objects.

ENTRIES are tried as a revision of their own and inside the revision of a time stamp; HIDDEN inside
such a revision only, where a program may write a few entries of its own; BYTES on the whole file.
"""

# mypy: disable-error-code="no-untyped-call"
import re
from collections.abc import Callable
from typing import Any

from asn1crypto import pem
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from export.stamping import Change, authority, stamped
from export.tampering import Forgery, added, hole_of

_MUCH = "hidden " * 60


def _dictionary(**entries: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def _integers(*values: int) -> generic.ArrayObject:
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


def _stream(data: bytes, **entries: object) -> generic.StreamObject:
    return generic.StreamObject(_dictionary(**entries), stream_data=data)


def _picture() -> generic.StreamObject:
    code = b"0 0 1 rg 0 0 300 300 re f"
    kind = {"Type": pdf_name("/XObject"), "Subtype": pdf_name("/Form")}
    return _stream(code, BBox=_integers(0, 0, 300, 300), **kind)


def _in(path: str, key: str, value: Callable[[IncrementalPdfFileWriter], object]) -> Change:
    """Another value at `key` of the object that `path` leads to from the catalogue."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        found: Any = writer.root
        owner: Any = found.container_ref
        for step in filter(None, path.split("/")):
            at: Any = int(step) if step.isdigit() else f"/{step}"
            raw = found.raw_get(at)
            owner = raw.reference if isinstance(raw, generic.IndirectObject) else owner
            found = found[at]
        found[pdf_name(key)] = value(writer)
        writer.mark_update(owner)

    return change


def _of(value: object) -> Callable[[IncrementalPdfFileWriter], object]:
    return lambda _writer: value


def _redrawn(writer: IncrementalPdfFileWriter) -> None:
    """The practitioner's stamp drawn anew where it stands."""
    reference = writer.root["/AcroForm"]["/Fields"][0]["/AP"].raw_get("/N")
    reference.get_object()._data = b"0 0 1 rg 0 0 300 300 re f"
    reference.get_object()._encoded_data = None
    writer.mark_update(reference)


def _swapped(writer: IncrementalPdfFileWriter) -> None:
    fields = writer.root["/AcroForm"]["/Fields"]
    pictures = [fields[n]["/AP"].raw_get("/N") for n in (0, 1)]
    for n in (0, 1):
        fields[n][pdf_name("/AP")] = _dictionary(N=pictures[1 - n])
        writer.mark_update(fields.raw_get(n))


def _same_signature(writer: IncrementalPdfFileWriter) -> object:
    return writer.root["/AcroForm"]["/Fields"][0].raw_get("/V")


def _copied_signature(writer: IncrementalPdfFileWriter) -> object:
    value = writer.root["/AcroForm"]["/Fields"][0]["/V"]
    return writer.add_object(generic.DictionaryObject(dict(value.items())))


def _turned(writer: IncrementalPdfFileWriter) -> object:
    fields = writer.root["/AcroForm"]["/Fields"]
    return generic.ArrayObject([fields.raw_get(n) for n in reversed(range(len(fields)))])


_FIELD, _EMPTY, _PAGE = "AcroForm/Fields/0", "AcroForm/Fields/1", "Pages/Kids/0"


def _other_font(writer: IncrementalPdfFileWriter) -> None:
    fonts = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    reference = fonts[next(iter(fonts))]["/FontDescriptor"].raw_get("/FontFile2")
    program = reference.get_object()
    program._data = program.data[:-9] + b"123456789"
    program._encoded_data = None
    writer.mark_update(reference)


ENTRIES: dict[str, Change] = {
    "a stamp redrawn in place": _redrawn,
    "stamps swapped": _swapped,
    "a stamp with a second picture": _in(f"{_FIELD}/AP", "/D", lambda w: w.add_object(_picture())),
    "a picture in an empty field": _in(
        _EMPTY, "/AP", lambda w: _dictionary(N=w.add_object(_picture()))
    ),
    "the same signature twice": _in(_EMPTY, "/V", _same_signature),
    "a signature copied": _in(_FIELD, "/V", _copied_signature),
    "words for a signature": _in(_EMPTY, "/V", _of(pdf_string("Approved"))),
    "a caption in a field": _in(_EMPTY, "/MK", _of(_dictionary(CA=pdf_string("Approved")))),
    "a field hidden": _in(_EMPTY, "/F", _of(generic.NumberObject(2))),
    "a field of another kind": _in(_EMPTY, "/FT", _of(pdf_name("/Tx"))),
    "another name of the signer": _in(f"{_FIELD}/V", "/Name", _of(pdf_string("Somebody"))),
    "a reason for signing": _in(f"{_FIELD}/V", "/Reason", _of(pdf_string("Not checked"))),
    "another time of signing": _in(f"{_FIELD}/V", "/M", _of(pdf_string("D:20200101000000Z"))),
    "more permitted": _in(
        f"{_FIELD}/V/Reference/0/TransformParams", "/P", _of(generic.NumberObject(3))
    ),
    "another permission": _in("", "/Perms", _of(_dictionary(DocMDP=_dictionary()))),
    "attached files forgotten": _in("", "/AF", _of(generic.ArrayObject())),
    "a place by name": _in("Names", "/Dests", _of(_dictionary(Names=generic.ArrayObject()))),
    "another bookmark": _in("Outlines/First", "/Title", _of(pdf_string("Nothing of note"))),
    "a bookmark that starts a program": _in(
        "Outlines/First", "/A", _of(_dictionary(S=pdf_name("/Launch"), F=pdf_string("cmd.exe")))
    ),
    "a program started": _in(
        "", "/OpenAction", _of(_dictionary(S=pdf_name("/Launch"), F=pdf_string("cmd.exe")))
    ),
    "another first view": _in("", "/ViewerPreferences", _of(_dictionary())),
    "labels of pages": _in("", "/PageLabels", _of(_dictionary(Nums=generic.ArrayObject()))),
    "a base for links": _in("", "/URI", _of(_dictionary(Base=pdf_string("https://example.org")))),
    "a portfolio": _in("", "/Collection", _of(_dictionary(View=pdf_name("/T")))),
    "other colours": _in("OutputIntents/0", "/Info", _of(pdf_string("Other"))),
    "another font": _other_font,
    "a page turned": _in(_PAGE, "/Rotate", _of(generic.NumberObject(180))),
    "something private on a page": _in(_PAGE, "/PieceInfo", _of(_dictionary(X=_dictionary()))),
    "fewer pages": _in("Pages", "/Count", _of(generic.NumberObject(1))),
    "no way back to the structure": _in("StructTreeRoot", "/ParentTree", _of(_dictionary())),
    "content called artifact": _in(
        "StructTreeRoot", "/RoleMap", _of(_dictionary(P=pdf_name("/Artifact")))
    ),
    "a word of ours": _in("", "/Kinfile", _of(pdf_string("Approved"))),
}


def _store(of_one: Callable[[IncrementalPdfFileWriter], object], key: str) -> Change:
    """A store with the authority's certificate, and `key` for one signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        certificate = writer.add_object(_stream(pem.unarmor(authority())[2]))
        single = generic.DictionaryObject({pdf_name(key): of_one(writer)})
        store = _dictionary(
            Certs=generic.ArrayObject([certificate]),
            VRI=generic.DictionaryObject({pdf_name("/" + "A" * 40): single}),
        )
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return change


def _wordy_certificate(writer: IncrementalPdfFileWriter) -> object:
    stream = _stream(pem.unarmor(authority())[2], Hidden=pdf_string(_MUCH))
    return _dictionary(Certs=generic.ArrayObject([writer.add_object(stream)]))


def _junk(writer: IncrementalPdfFileWriter) -> generic.IndirectObject:
    return writer.add_object(_stream(_MUCH.encode()))


def _in_metadata(old: bytes, new: bytes, **entries: object) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        data = writer.root["/Metadata"].data
        assert old in data
        stream = _stream(
            data.replace(old, new, 1),
            Type=pdf_name("/Metadata"),
            Subtype=pdf_name("/XML"),
            **entries,
        )
        writer.root[pdf_name("/Metadata")] = writer.add_object(stream)
        writer.update_root()

    return change


def _of_the_writer(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer["/Info"]
    info[pdf_name("/Producer")] = pdf_string(_MUCH)
    writer.mark_update(info.container_ref)


def _in_the_trailer(writer: IncrementalPdfFileWriter) -> None:
    writer.set_custom_trailer_entry(pdf_name("/Hidden"), pdf_string(_MUCH))


def _in_the_field(key: str, value: object) -> Change:
    """An entry of the time stamp's own field, which is made only when it is put."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        append = fields.append

        def more(reference: generic.IndirectObject) -> None:
            reference.get_object()[pdf_name(key)] = value
            append(reference)

        fields.append = more

    return change


_END = b"</rdf:RDF>"

HIDDEN: dict[str, Change] = {
    "a field that may not be filled": _in(_EMPTY, "/Ff", _of(generic.NumberObject(1))),
    "fields in another order": _in("AcroForm", "/Fields", _turned),
    "an extension of nobody": _in(
        "", "/Extensions", _of(_dictionary(NONE=_dictionary(BaseVersion=pdf_name("/1.7"))))
    ),
    "a wordy extension": _in(
        "", "/Extensions", _of(_dictionary(ESIC=_dictionary(URL=pdf_string(_MUCH))))
    ),
    "more in an extension": _in(
        "", "/Extensions", _of(_dictionary(ESIC=_dictionary(Hidden=pdf_string("x"))))
    ),
    "a version of no standard": _in("", "/Version", _of(pdf_name("/9.9"))),
    "a wordy certificate": _in("", "/DSS", _wordy_certificate),
    "another kind of store": _in("", "/DSS", _of(_dictionary(Type=pdf_name("/Hidden")))),
    "no certificate for one signature": _store(lambda w: generic.ArrayObject([_junk(w)]), "/Cert"),
    "no stamp for one signature": _store(_junk, "/TS"),
    "a wordy time for one signature": _store(_of(pdf_string(_MUCH)), "/TU"),
    "a comment in the metadata": _in_metadata(_END, b"<!-- hidden -->" + _END),
    "an entry of the metadata's stream": _in_metadata(_END, _END, Hidden=pdf_string(_MUCH)),
    "words in a schema": _in_metadata(b"Part of ISO 14289", _MUCH.encode()),
    "a wordy producer in the metadata": _in_metadata(
        b"<pdf:Producer>", b"<pdf:Producer>" + _MUCH.encode()
    ),
    "a wordy producer": _of_the_writer,
    "words in the trailer": _in_the_trailer,
    "words for flags of a stamp": _in_the_field("/Ff", pdf_string(_MUCH)),
    "words for the page of a stamp": _in_the_field("/P", _dictionary(Hidden=pdf_string(_MUCH))),
    "words for the place of a stamp": _in_the_field(
        "/Rect", generic.ArrayObject([pdf_string(_MUCH)])
    ),
}


def _alone(change: Change) -> Forgery:
    return lambda data: added(data, change)


def _inside(change: Change) -> Forgery:
    return lambda data: stamped(data, with_store=False, first=change)


def _ranges(change: Callable[[list[int]], list[int]]) -> Forgery:
    """Another ByteRange of the last signature, in the same room."""

    def forge(data: bytes) -> bytes:
        found = list(re.finditer(rb"/ByteRange \[([\d ]*)\] *", data))[-1]
        values = change([int(value) for value in found[1].split()])
        written = b"/ByteRange [%s]" % b" ".join(b"%d" % value for value in values)
        return data[: found.start()] + written.ljust(len(found[0])) + data[found.end() :]

    return forge


def _in_the_hole(words: bytes) -> Forgery:
    def forge(data: bytes) -> bytes:
        end = hole_of(data)[1] - 1
        return data[: end - len(words)] + words + data[end:]

    return forge


def other_identifier(data: bytes) -> bytes:
    """Behind the stamp stands its store, which no signature covers."""
    whole = stamped(data)
    place = list(re.finditer(rb"/ID *\[ *[<(]", whole))[-1].end()
    other = b"1" if whole[place : place + 1] != b"1" else b"2"
    return whole[:place] + other + whole[place + 1 :]


def written_twice(data: bytes) -> bytes:
    """An object, and another of its number that the table does not know."""
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    hidden = b"%d 0 obj\n(hidden)\nendobj\n" % size
    return stamped(data + hidden, with_store=False)


BYTES: dict[str, Forgery] = {
    "a line before the file": lambda data: b"hello\n" + data,
    "another beginning": lambda data: b"%PDF-1.4\n% other\n" + data,
    "another version": lambda data: data.replace(b"%PDF-1.7", b"%PDF-1.4", 1),
    "a line behind": lambda data: data + b"\n",
    "nothing behind": lambda data: data + b"\0",
    "another end": lambda data: data + b"%%EOF\n",
    "the end again": lambda data: data + data[data.rindex(b"startxref") :],
    "the first table again": lambda data: (
        data + b"startxref\n%s\n%%%%EOF\n" % re.findall(rb"startxref\s+(\d+)", data)[0]
    ),
    "a space before a stamp": lambda data: stamped(data + b" ", with_store=False),
    "an object twice": written_twice,
    "another identifier": other_identifier,
    "ranges that overlap": _ranges(lambda v: [v[0], v[1] + 50, v[2] - 50, v[3] + 50]),
    "a range from the second byte": _ranges(lambda v: [1, v[1] - 1, v[2], v[3]]),
    "a range that ends early": _ranges(lambda v: [*v[:3], v[3] - 20]),
    "three ranges": _ranges(lambda v: [v[0], v[1], v[2], 9, v[2] + 9, v[3] - 9]),
    "one range": _ranges(lambda v: v[:2]),
    "empty ranges": _ranges(lambda _v: [0, 0, 0, 0]),
    "a range beyond the end": _ranges(lambda v: [*v[:3], 10**12]),
    "ranges turned round": _ranges(lambda v: [v[2], v[3], v[0], v[1]]),
    "spaces in the hole": _in_the_hole(b"        "),
    "an entry in the hole": _in_the_hole(b"> /Hidden <41"),
}

APART: dict[str, Forgery] = {
    **{name: _alone(change) for name, change in ENTRIES.items()},
    **{f"{name}, with a stamp": _inside(change) for name, change in (ENTRIES | HIDDEN).items()},
    **BYTES,
}
