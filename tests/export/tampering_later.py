# SPDX-License-Identifier: Apache-2.0
"""More ways to tamper: changes that could hide behind a time stamp, which anybody can add.

Each change is tried on its own, with a time stamp behind it, and inside the stamp's own revision.
"""

# mypy: disable-error-code="no-untyped-call"
import re
from collections.abc import Callable

from asn1crypto import cms, core, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from export import example
from export.stamping import Change, stamped
from export.tampering import Forgery, added, hole_of
from kinfile.export.identity import new_identity


def _dictionary(**entries: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def _script() -> generic.DictionaryObject:
    return _dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert('hello')"))


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject([generic.FloatObject(value) for value in values])


def change_relationship(writer: IncrementalPdfFileWriter) -> None:
    spec = writer.root["/AF"][0]
    spec[pdf_name("/AFRelationship")] = pdf_name("/Unspecified")
    writer.mark_update(spec.container_ref)


def change_description(writer: IncrementalPdfFileWriter) -> None:
    spec = writer.root["/AF"][0]
    spec[pdf_name("/Desc")] = pdf_string("Checked and closed")
    writer.mark_update(spec.container_ref)


def _metadata(old: bytes, new: bytes) -> Change:
    """Other words in the metadata, under a new number, as an honest writer puts them."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        data = writer.root["/Metadata"].data
        assert old in data
        stream = generic.StreamObject(
            _dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")),
            stream_data=data.replace(old, new, 1),
        )
        writer.root[pdf_name("/Metadata")] = writer.add_object(stream)
        writer.update_root()

    return change


def change_info(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer["/Info"]
    info[pdf_name("/Title")] = pdf_string("Pre-birth assessment, record XXXX-XXXX")
    writer.mark_update(info.container_ref)


def add_optional_content(writer: IncrementalPdfFileWriter) -> None:
    layer = writer.add_object(_dictionary(Type=pdf_name("/OCG"), Name=pdf_string("Layer")))
    writer.root[pdf_name("/OCProperties")] = _dictionary(
        OCGs=generic.ArrayObject([layer]), D=_dictionary(OFF=generic.ArrayObject([layer]))
    )
    writer.update_root()


def add_page_action(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.find_page_for_modification(0)[0]
    reference.get_object()[pdf_name("/AA")] = _dictionary(O=_script())
    writer.mark_update(reference)


def add_named_script(writer: IncrementalPdfFileWriter) -> None:
    names = generic.ArrayObject([pdf_string("a"), writer.add_object(_script())])
    writer.root["/Names"][pdf_name("/JavaScript")] = _dictionary(Names=names)
    writer.update_root()


def add_link(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.find_page_for_modification(0)[0]
    link = _dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/Link"),
        Rect=_numbers(0, 0, 500, 500),
        A=_dictionary(S=pdf_name("/URI"), URI=pdf_string("https://example.org")),
    )
    page = reference.get_object()
    page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(link)])
    writer.mark_update(reference)


def _in_form(key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/AcroForm"][pdf_name(key)] = value
        writer.update_root()

    return change


def _in_field(number: int, key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        reference = writer.root["/AcroForm"]["/Fields"].raw_get(number)
        reference.get_object()[pdf_name(key)] = value
        writer.mark_update(reference)

    return change


def _new_field(**more: object) -> Change:
    """A field for a signature that nobody sees."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = _dictionary(
            FT=pdf_name("/Sig"),
            T=pdf_string("Approved"),
            Type=pdf_name("/Annot"),
            Subtype=pdf_name("/Widget"),
            Rect=_numbers(0, 0, 0, 0),
            F=generic.NumberObject(132),
            **more,
        )
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(field))
        writer.update_root()

    return change


def drop_permissions(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def _in_root(key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name(key)] = value
        writer.update_root()

    return change


def change_what_is_heard(writer: IncrementalPdfFileWriter) -> None:
    element = writer.root["/StructTreeRoot"]["/K"][0]
    element[pdf_name("/Alt")] = pdf_string("All is well")
    writer.mark_update(element.container_ref)


def add_orphan(writer: IncrementalPdfFileWriter) -> None:
    """An object that nothing leads to: a place to hide something."""
    writer.add_object(generic.StreamObject(stream_data=b"hidden" * 100))
    writer.root[pdf_name("/Version")] = pdf_name("/2.0")
    writer.update_root()


def add_false_store(writer: IncrementalPdfFileWriter) -> None:
    """A store of what is no certificate."""
    stream = writer.add_object(generic.StreamObject(stream_data=b"hidden" * 100))
    store = _dictionary(Type=pdf_name("/DSS"), Certs=generic.ArrayObject([stream]))
    writer.root[pdf_name("/DSS")] = writer.add_object(store)
    writer.update_root()


def change_font(writer: IncrementalPdfFileWriter) -> None:
    """Another mapping of glyphs to letters: what is copied differs from what is seen."""
    fonts = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    font = fonts[next(iter(fonts))]
    stream = generic.StreamObject(stream_data=font["/ToUnicode"].data.replace(b"<00", b"<01"))
    font[pdf_name("/ToUnicode")] = writer.add_object(stream)
    writer.mark_update(font.container_ref)


def crop_page(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.find_page_for_modification(0)[0]
    reference.get_object()[pdf_name("/CropBox")] = _numbers(0, 400, 595, 842)
    writer.mark_update(reference)


def swap_root(writer: IncrementalPdfFileWriter) -> None:
    """Another catalogue, with other pages, under a number of its own."""
    root = generic.DictionaryObject(dict(writer.root.items()))
    page = writer.add_object(_dictionary(Type=pdf_name("/Page"), MediaBox=_numbers(0, 0, 595, 842)))
    pages = _dictionary(
        Type=pdf_name("/Pages"),
        Kids=generic.ArrayObject([page]),
        Count=generic.NumberObject(1),
    )
    root[pdf_name("/Pages")] = parent = writer.add_object(pages)
    page.get_object()[pdf_name("/Parent")] = parent
    writer._root = writer.add_object(root)


TITLE = b"Pre-birth assessment"

CHANGES: dict[str, Change] = {
    "another relationship of an attachment": change_relationship,
    "another description of an attachment": change_description,
    "another title in the metadata": _metadata(TITLE, b"Early help assessment"),
    "one more word in the metadata": _metadata(
        b"<dc:format>", b"<dc:rights>mine</dc:rights><dc:format>"
    ),
    "no conformance in the metadata": _metadata(b"<pdfaid:part>3", b"<pdfaid:part>2"),
    "another title in the information": change_info,
    "a hidden layer": add_optional_content,
    "a script when a page opens": add_page_action,
    "a script by name": add_named_script,
    "a link": add_link,
    "another kind of form": _in_form("/XFA", generic.ArrayObject()),
    "appearances to be made anew": _in_form("/NeedAppearances", generic.BooleanObject(True)),
    "a field renamed": _in_field(1, "/T", pdf_string("Deputy")),
    "a field moved": _in_field(0, "/Rect", _numbers(0, 0, 100, 100)),
    "a field that is heard otherwise": _in_field(1, "/TU", pdf_string("Not needed")),
    "a script in a field": _in_field(1, "/AA", _dictionary(E=_script())),
    "a signed field emptied": _in_field(0, "/V", generic.NullObject()),
    "an empty field more": _new_field(),
    "a field with a script": _new_field(AA=_dictionary(PO=_script())),
    "permissions dropped": drop_permissions,
    "no longer tagged": _in_root("/MarkInfo", _dictionary(Marked=generic.BooleanObject(False))),
    "another language": _in_root("/Lang", pdf_string("cy")),
    "something else heard": change_what_is_heard,
    "an object that nothing leads to": add_orphan,
    "a store of what is no certificate": add_false_store,
    "letters that mean others": change_font,
    "a page cropped": crop_page,
    "another catalogue": swap_root,
}


_TAKEN_BACK = "appearances to be made anew"
"""What pyHanko takes back when it puts its stamp."""


def _then_stamped(change: Change) -> Forgery:
    return lambda data: stamped(added(data, change), with_store=False)


def _alone(change: Change) -> Forgery:
    return lambda data: added(data, change)


def _inside(change: Change) -> Forgery:
    return lambda data: stamped(data, with_store=False, first=change)


def _with_tail(tail: Callable[[bytes, int], bytes]) -> Forgery:
    """A revision written by hand: `tail` gets the file and where its last table stands."""

    def forge(data: bytes) -> bytes:
        start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
        return tail(data, start)

    return forge


def _table(data: bytes, body: bytes, rows: bytes, trailer: bytes, previous: int) -> bytes:
    """`data` with `body`, a table of `rows` and a trailer, which leads to the one before."""
    place = len(data) + len(body)
    return (
        data + body + b"xref\n" + rows + b"trailer\n<< " + trailer
        + b" /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (previous, place)
    )  # fmt: skip


def _root_of(data: bytes) -> bytes:
    return bytes(re.findall(rb"/Root (\d+ \d+ R)", data)[-1])


def _size_of(data: bytes) -> bytes:
    return bytes(re.findall(rb"/Size (\d+)", data)[-1])


def point_elsewhere(data: bytes, previous: int) -> bytes:
    """A table that gives page 1 the place of another object."""
    other = re.search(rb"\n(\d+) 0 obj", data)
    assert other is not None
    rows = b"3 1\n%010d 00000 n \n" % (other.start() + 1)
    trailer = b"/Size %s /Root %s" % (_size_of(data), _root_of(data))
    return _table(data, b"", rows, trailer, previous)


def free_an_object(data: bytes, previous: int) -> bytes:
    trailer = b"/Size %s /Root %s" % (_size_of(data), _root_of(data))
    return _table(data, b"", b"3 1\n0000000000 00001 f \n", trailer, previous)


def lock_it(data: bytes, previous: int) -> bytes:
    trailer = b"/Size %s /Root %s /Encrypt << /Filter /Standard /V 5 /R 6 >>" % (
        *(_size_of(data), _root_of(data)),
    )
    return _table(data, b"", b"0 0\n", trailer, previous)


def hide_in_a_second_table(data: bytes, previous: int) -> bytes:
    """A hybrid file: old programs read one table and new ones another."""
    trailer = b"/Size %s /Root %s /XRefStm %d" % (_size_of(data), _root_of(data), previous)
    return _table(data, b"", b"0 0\n", trailer, previous)


def begin_anew(data: bytes, _previous: int) -> bytes:
    """Another document behind this one, that knows nothing of it."""
    body = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    pages = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    first, second = len(data), len(data) + len(body)
    rows = b"0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % (first, second)
    whole = _table(data, body + pages, rows, b"/Size 3 /Root 1 0 R", 0)
    return whole.replace(b" /Prev 0 >>", b" >>")


def override_in_object_stream(data: bytes) -> bytes:
    """Page 1 again, this time inside a compressed stream of objects."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference = writer.find_page_for_modification(0)[0]
        page = generic.DictionaryObject(dict(reference.get_object().items()))
        page[pdf_name("/Rotate")] = generic.NumberObject(180)
        streams = writer.prepare_object_stream()
        streams.add_object(reference.idnum, page)
        writer.update_root()

    return added(data, change)


def _in_container(change: Callable[[cms.SignedData], None]) -> Forgery:
    """Something added to a signature's container, which the signature does not cover."""

    def forge(data: bytes) -> bytes:
        start, end = hole_of(data)
        content = bytes.fromhex(data[start + 1 : end - 1].decode())
        container = cms.ContentInfo.load(content)
        change(container["content"])
        written: bytes = container.dump(force=True).hex().encode()
        assert len(written) <= end - start - 2
        return data[: start + 1] + written.ljust(end - start - 2, b"0") + data[end - 1 :]

    return forge


def _add_attribute(signed: cms.SignedData) -> None:
    attribute = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [core.OctetString(b"hidden")]})
    signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])


def _add_content(signed: cms.SignedData) -> None:
    content = {"content_type": "data", "content": core.OctetString(b"hidden")}
    signed["encap_content_info"] = cms.ContentInfo(content)


def _add_certificate(signed: cms.SignedData) -> None:
    """One with the signer's own name, so that it looks like an issuer's."""
    own = signed["certificates"][0].chosen
    name = own.subject.native
    other = new_identity(name["common_name"], name.get("title", ""), "", now=example.MADE_AT)
    added_one = x509.Certificate.load(other.certificate)
    choice = cms.CertificateChoices(name="certificate", value=added_one)
    signed["certificates"] = cms.CertificateSet([*signed["certificates"], choice])


def stamp_of_another(data: bytes) -> bytes:
    """The time stamp of another file put into this one's."""
    other = stamped(added(data, _in_root("/Lang", pdf_string("en-IE"))), with_store=False)
    forged = stamped(data, with_store=False)
    (start, end), (low, high) = hole_of(forged), hole_of(other)
    taken = other[low + 1 : high - 1].rstrip(b"0")
    return forged[: start + 1] + taken.ljust(end - start - 2, b"0") + forged[end - 1 :]


def flip_stamp(data: bytes) -> bytes:
    forged = stamped(data, with_store=False)
    place = hole_of(forged)[0] + 901
    other = b"1" if forged[place : place + 1] != b"1" else b"2"
    return forged[:place] + other + forged[place + 1 :]


def more_behind_a_stamp(data: bytes) -> bytes:
    return added(stamped(data), _in_root("/Lang", pdf_string("cy")))


def bytes_behind_a_store(data: bytes) -> bytes:
    return stamped(data) + b"% more\n"


def a_seen_stamp(data: bytes) -> bytes:
    """A time stamp with a picture of its own on the page."""

    def show(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        original = fields.append

        def seen(reference: generic.IndirectObject) -> None:
            field = reference.get_object()
            field[pdf_name("/Rect")] = _numbers(100, 100, 300, 300)
            original(reference)

        fields.append = seen

    return stamped(data, with_store=False, first=show)


LATER: dict[str, Forgery] = {
    **{name: _alone(change) for name, change in CHANGES.items()},
    **{f"{name}, then a stamp": _then_stamped(change) for name, change in CHANGES.items()},
    **{
        f"{name}, with a stamp": _inside(change)
        for name, change in CHANGES.items()
        if name != _TAKEN_BACK
    },
    "a table that points elsewhere": _with_tail(point_elsewhere),
    "an object freed": _with_tail(free_an_object),
    "locked afterwards": _with_tail(lock_it),
    "two tables": _with_tail(hide_in_a_second_table),
    "another document behind": _with_tail(begin_anew),
    "a page again in a stream of objects": override_in_object_stream,
    "an attribute added to a signature": _in_container(_add_attribute),
    "a content added to a signature": _in_container(_add_content),
    "a certificate added to a signature": _in_container(_add_certificate),
    "the stamp of another file": stamp_of_another,
    "a flip in a stamp": flip_stamp,
    "more behind a stamp": more_behind_a_stamp,
    "bytes behind a store": bytes_behind_a_store,
    "a stamp that is seen": a_seen_stamp,
}
