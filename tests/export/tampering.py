# SPDX-License-Identifier: Apache-2.0
"""Ways to tamper with a sealed file. Each takes its bytes and gives the bytes of a forgery."""

# mypy: disable-error-code="no-untyped-call"
import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Forgery = Callable[[bytes], bytes]


def added(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """`data` with a revision added by `change`."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _flipped(share: float) -> Forgery:
    def flip(data: bytes) -> bytes:
        place = int(len(data) * share)
        return data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :]

    return flip


def hole_of(data: bytes) -> tuple[int, int]:
    """Where the last signature's hole begins and ends."""
    ranges = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+ *\]", data)[-1]
    return int(ranges[0]), int(ranges[1])


def flip_in_signature(data: bytes) -> bytes:
    place = hole_of(data)[0] + 401
    other = b"1" if data[place : place + 1] != b"1" else b"2"
    return data[:place] + other + data[place + 1 :]


def append_page(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    [generic.NumberObject(edge) for edge in (0, 0, 595, 842)]
                ),
                pdf_name("/Resources"): generic.DictionaryObject(),
            }
        )
        writer.insert_page(page)

    return added(data, change)


def paint_over(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        white = generic.StreamObject(stream_data=b"1 1 1 rg 0 300 595 300 re f")
        writer.add_stream_to_page(0, writer.add_object(white))

    return added(data, change)


def change_attachment(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        spec = writer.root["/AF"][0]
        file = spec["/EF"].raw_get("/F").get_object()
        file._data = b'{"answers": {}}'
        file._encoded_data = None
        writer.mark_update(spec["/EF"].raw_get("/F"))

    return added(data, change)


def add_attachment(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"more"))
        spec = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Filespec"),
                pdf_name("/F"): pdf_string("more.txt"),
                pdf_name("/EF"): generic.DictionaryObject({pdf_name("/F"): stream}),
            }
        )
        writer.root["/AF"].append(writer.add_object(spec))
        writer.update_root()

    return added(data, change)


def add_note(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page_ref = writer.find_page_for_modification(0)[0]
        page = page_ref.get_object()
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Contents"): pdf_string("All is well"),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf"),
                pdf_name("/Rect"): generic.ArrayObject(
                    [generic.NumberObject(edge) for edge in (100, 500, 400, 560)]
                ),
            }
        )
        page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
        writer.mark_update(page_ref)

    return added(data, change)


def reorder_pages(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        kids = pages["/Kids"]
        pages[pdf_name("/Kids")] = generic.ArrayObject(
            [kids.raw_get(n) for n in reversed(range(len(kids)))]
        )
        writer.mark_update(writer.root.raw_get("/Pages"))

    return added(data, change)


def change_metadata(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name("/Lang")] = pdf_string("de")
        writer.update_root()

    return added(data, change)


def add_field(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): pdf_string("Extra"),
                pdf_name("/V"): pdf_string("All is well"),
            }
        )
        writer.root["/AcroForm"]["/Fields"].append(writer.add_object(field))
        writer.update_root()

    return added(data, change)


def add_javascript(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
            {
                pdf_name("/S"): pdf_name("/JavaScript"),
                pdf_name("/JS"): pdf_string("app.alert('hello')"),
            }
        )
        writer.update_root()

    return added(data, change)


def change_appearance(data: bytes) -> bytes:
    """Another text in the practitioner's stamp."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        reference = writer.root["/AcroForm"]["/Fields"].raw_get(0)
        field = reference.get_object()
        stamp = generic.StreamObject(
            dict_data={
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(
                    [generic.NumberObject(edge) for edge in (0, 0, 10, 10)]
                ),
            },
            stream_data=b"0 0 1 rg 0 0 10 10 re f",
        )
        field[pdf_name("/AP")] = generic.DictionaryObject(
            {pdf_name("/N"): writer.add_object(stamp)}
        )
        writer.mark_update(reference)

    return added(data, change)


def rewrite(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out)
    return out.getvalue()


def strip_signature(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root["/AcroForm"]
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        pdf.save(out)
    return out.getvalue()


def strip_values(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if "/V" in field:
                del field["/V"]
        pdf.save(out)
    return out.getvalue()


def truncate(data: bytes) -> bytes:
    return data[:-200]


def blank_byte_range(data: bytes) -> bytes:
    return re.sub(rb"/ByteRange \[[^\]]*\]", lambda m: b"/ByteRange null".ljust(len(m[0])), data)


def blank_contents(data: bytes) -> bytes:
    start, end = hole_of(data)
    return data[:start] + b"null".ljust(end - start) + data[end:]


def widen_hole(data: bytes) -> bytes:
    """A ByteRange that leaves more of the file unsigned."""

    def wider(found: re.Match[bytes]) -> bytes:
        first, second, third = (int(found[n]) for n in (1, 2, 3))
        written = b"/ByteRange [0 %d %d %d]" % (first, second + 10, third - 10)
        return written.ljust(len(found[0]))

    return re.sub(rb"/ByteRange \[0 (\d+) (\d+) (\d+) *\]", wider, data)


def junk_in_padding(data: bytes) -> bytes:
    end = hole_of(data)[1]
    return data[: end - 41] + b"deadbeef" + data[end - 33 :]


def other_case_in_hole(data: bytes) -> bytes:
    """The same value in other letters: a change that means nothing is still a change."""
    start, end = hole_of(data)
    hole = data[start:end]
    place = next(n for n, byte in enumerate(hole) if chr(byte) in "abcdefABCDEF")
    return data[: start + place] + hole[place : place + 1].swapcase() + data[start + place + 1 :]


def bytes_behind(data: bytes) -> bytes:
    return data + b"\n% and more\n"


FORGERIES: dict[str, Forgery] = {
    **{f"a byte flipped at {share}": _flipped(share) for share in (0.02, 0.2, 0.45, 0.7, 0.99)},
    "a flip in the signature": flip_in_signature,
    "an appended page": append_page,
    "a white box painted over": paint_over,
    "a changed attachment": change_attachment,
    "an added attachment": add_attachment,
    "a note": add_note,
    "pages in another order": reorder_pages,
    "changed metadata": change_metadata,
    "an added form field": add_field,
    "a script": add_javascript,
    "another stamp": change_appearance,
    "rewritten": rewrite,
    "signature stripped": strip_signature,
    "signature values stripped": strip_values,
    "cut short": truncate,
    "no byte range": blank_byte_range,
    "no contents": blank_contents,
    "a wider hole": widen_hole,
    "junk in the padding": junk_in_padding,
    "other letters in the hole": other_case_in_hole,
    "bytes behind the end": bytes_behind,
}
