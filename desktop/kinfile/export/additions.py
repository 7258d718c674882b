# SPDX-License-Identifier: Apache-2.0
"""Whether something is hidden in what was added to a file after it was signed.

pyHanko compares objects, by the rules of permitted.py. Here is looked at what these leave free:
revisions that neither sign nor stamp, stores that hold something else, bytes that belong to no
object, and the few entries that a program may write of itself, which must be as short as such
entries are.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from asn1crypto import cms, core, crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature

from kinfile.export.permitted import SHORT, STAMP

_STORED = {"/Certs": x509.Certificate, "/CRLs": crl.CertificateList, "/OCSPs": ocsp.OCSPResponse}
_STORED_FOR_ONE = {
    "/Cert": x509.Certificate,
    "/CRL": crl.CertificateList,
    "/OCSP": ocsp.OCSPResponse,
}
_OF_A_STREAM = frozenset({"/Length", "/Filter", "/DecodeParms"})
_OF_METADATA = _OF_A_STREAM | {"/Type", "/Subtype"}
_TRAILER = frozenset({"/Size", "/Prev", "/Root", "/Info", "/ID"})
_VERSIONS = ("/1.7", "/2.0")
_EXTENSIONS = frozenset({"/ADBE", "/ESIC", "/ISO_"})
_OF_AN_EXTENSION = frozenset(
    {"/Type", "/BaseVersion", "/ExtensionLevel", "/ExtensionRevision", "/URL"}
)
_Dictionary = generic.DictionaryObject
_BREAK = re.compile(rb"(\r\n|\r|\n){0,2}")


def has_other_additions(
    reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], data: bytes
) -> bool:
    """Whether a revision after the first signature does more than sign, stamp or serve stamps.

    Raises ValueError or LookupError for a file in which that cannot be seen.
    """
    signed = {each.signed_revision for each in embedded}
    return any(
        not _has_plain_store(reader, revision)
        or _has_stray_bytes(reader, revision, data)
        or _has_other_words(reader, revision)
        or not (revision in signed or _serves_stamps(reader, revision))
        for revision in range(min(signed) + 1, reader.total_revisions)
    )


def ends_with_store(reader: PdfFileReader, last: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether nothing but what time stamps are checked with stands behind the stamp `last`.

    What that revision holds is for POLICY to say; here only that the file ends where it does.
    """
    final = reader.total_revisions - 1
    return (
        last.sig_object_type == STAMP
        and final == last.signed_revision + 1
        and _serves_stamps(reader, final)
        and _end_of(reader, final, data) == len(data)
    )


def _serves_stamps(reader: PdfFileReader, revision: int) -> bool:
    """Whether a revision changes the document security store."""
    resolver = reader.get_historical_resolver(revision)
    if "/DSS" not in resolver.root:
        return False
    parts = resolver.collect_dependencies(resolver.root.raw_get("/DSS"))
    return bool(parts & resolver.explicit_refs_in_revision())  # type: ignore[no-untyped-call]


def _has_plain_store(reader: PdfFileReader, revision: int) -> bool:
    """Whether the store, if any, holds certificates and what is known of their withdrawal only.

    Raises ValueError for one that cannot be read.
    """
    store = _inner(reader.get_historical_root(revision), "/DSS")
    for_one = _inner(store, "/VRI")
    single = [_inner(for_one, key) for key in for_one.keys() - {"/Type"}]
    return (
        _said(store, "/Type", "/DSS") == "/DSS"
        and _holds_only(store, _STORED)
        and all(_holds_only(each, _STORED_FOR_ONE) and _is_plain(each) for each in single)
    )


def _inner(owner: _Dictionary, key: str) -> _Dictionary:
    """The dictionary there, found through its reference; an empty one where there is none."""
    if key not in owner:
        return generic.DictionaryObject()  # type: ignore[no-untyped-call]
    found: _Dictionary = owner[key]
    return found


def _said(owner: _Dictionary, key: str, default: str) -> str:
    if key not in owner:
        return default
    return str(owner[key])


def _holds_only(store: _Dictionary, kinds: Mapping[str, type[core.Asn1Value]]) -> bool:
    return all(
        _is_a(kind, stream.get_object())
        for key, kind in kinds.items()
        if key in store
        for stream in store[key]
    )


def _is_plain(single: _Dictionary) -> bool:
    """Of what is stored for one signature: nothing but a time, and a time stamp."""
    return (
        _said(single, "/Type", "/VRI") == "/VRI"
        and len(_said(single, "/TU", "")) <= SHORT
        and ("/TS" not in single or _is_a(cms.ContentInfo, single["/TS"]))
    )


def _is_a(kind: type[core.Asn1Value], stream: generic.StreamObject) -> bool:
    is_readable = kind.load(stream.data, strict=True).native is not None
    return is_readable and stream.keys() <= _OF_A_STREAM


def _has_stray_bytes(reader: PdfFileReader, revision: int, data: bytes) -> bool:
    """Whether something other than objects, the table and line breaks stands in a revision."""
    table = reader.xrefs.get_startxref_for_revision(revision)
    places = [
        reader.xrefs.get_historical_ref(reference, revision)
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
    ]
    starts = sorted({table, *(place for place in places if isinstance(place, int))})
    before = data[_end_of(reader, revision - 1, data) : starts[0]]
    behind = (data[start:end].rpartition(b"endobj") for start, end in pairwise(starts))
    return not (
        _BREAK.fullmatch(before)
        and all(found and _BREAK.fullmatch(rest) for _, found, rest in behind)
    )


def _end_of(reader: PdfFileReader, revision: int, data: bytes) -> int:
    """Where a revision ends: behind the mark that follows the place of its table."""
    table = reader.xrefs.get_startxref_for_revision(revision)
    found = re.compile(rb"startxref\s+%d\s+%%%%EOF(?:\r\n|\r|\n)?" % table).search(data, table)
    return found.end() if found else -1


def _has_other_words(reader: PdfFileReader, revision: int) -> bool:
    """Whether a revision says more than programs say of themselves, or changes a field's flags."""
    resolver: Any = reader.get_historical_resolver(revision)
    old, new = reader.get_historical_root(revision - 1), resolver.root
    return not (
        _is_plain_trailer(reader, revision)
        and _is_plain_version(old, new)
        and _has_plain_extensions(new)
        and _has_plain_metadata(resolver(new.raw_get("/Metadata").reference))
        and _keeps_fields(old, new)
    )


def _is_plain_trailer(reader: PdfFileReader, revision: int) -> bool:
    before: Any = reader.trailer.flatten(revision - 1)
    after: Any = reader.trailer.flatten(revision)
    named = [bytes(each["/ID"][0].original_bytes) for each in (before, after)]
    info: Any = reader.get_historical_resolver(revision)(after.raw_get("/Info").reference)
    written = [str(info[key]) for key in ("/Producer", "/ModDate") if key in info]
    return (
        after.keys() - before.keys() <= _TRAILER
        and named[0] == named[1]
        and all(len(words) <= SHORT for words in written)
    )


def _is_plain_version(old: _Dictionary, new: _Dictionary) -> bool:
    before, after = (_said(root, "/Version", "") for root in (old, new))
    return before == after or (after in _VERSIONS and before < after)


def _has_plain_extensions(root: _Dictionary) -> bool:
    extensions = _inner(root, "/Extensions")
    for name in extensions.keys() - {"/Type"}:
        found = extensions[name]
        listed = found if isinstance(found, generic.ArrayObject) else [found]
        if name not in _EXTENSIONS or not all(_is_extension(each) for each in listed):
            return False
    return _said(extensions, "/Type", "/Extensions") == "/Extensions"


def _is_extension(found: _Dictionary) -> bool:
    is_short = all(len(str(found[key])) <= SHORT for key in found)
    return is_short and found.keys() <= _OF_AN_EXTENSION


def _has_plain_metadata(stream: generic.StreamObject) -> bool:
    """Without a comment, in which there is room for everything."""
    return stream.keys() <= _OF_METADATA and b"<!" not in stream.data


def _keeps_fields(old: _Dictionary, new: _Dictionary) -> bool:
    """Whether the fields stand in their order, and those there were may be filled as before."""
    before, after = (root["/AcroForm"]["/Fields"] for root in (old, new))
    return len(before) <= len(after) and all(
        before.raw_get(n).reference == after.raw_get(n).reference
        and _said(before[n], "/Ff", "0") == _said(after[n], "/Ff", "0")
        for n in range(len(before))
    )
