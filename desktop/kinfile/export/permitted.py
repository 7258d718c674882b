# SPDX-License-Identifier: Apache-2.0
"""What may be added to a file after it was signed, and nothing else.

Three things: the signature in a place that waits for it, a document time stamp in an invisible
field of its own, and what time stamps are checked with (the document security store). pyHanko's
rules for long-term archives allow some more, which here are narrowed or left out: anybody can put
a time stamp behind a file, so whatever could come in with one must be harmless.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.metadata.model import XmpArray, XmpStructure, XmpValue
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy, SuspiciousModification
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldMDPRule,
    FormUpdate,
    FormUpdatingRule,
)
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    is_field_visible,
)
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate
from pyhanko.sign.validation import EmbeddedPdfSignature

STAMP = "/DocTimeStamp"
"""The type of a document time stamp, as PDF names it."""

_CATALOGUE = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
_MAY_CHANGE_IN_INFO = frozenset({"/Producer", "/ModDate"})
_MAY_CHANGE_IN_XMP = frozenset({"Producer", "ModifyDate", "MetadataDate"})
"""Who last wrote the file, and when. All else in the metadata says what the document is."""
_OF_THE_SCHEMAS = "schemas"
"""The extension schemas only describe properties, and every writer spells them differently."""
_STAMP_FIELD = frozenset(
    {"/FT", "/T", "/TU", "/V", "/Type", "/Subtype", "/F", "/Ff", "/Rect", "/P"}
)
_STAMP_VALUE = frozenset(
    {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/V", "/Prop_Build"}
)

_STORED = {"/Certs": x509.Certificate, "/CRLs": crl.CertificateList, "/OCSPs": ocsp.OCSPResponse}


class _SameInfo(DocInfoRule):
    """The document's information may change in who wrote it last, and when."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        before, after = _info(old), _info(new)
        if before != after:
            raise SuspiciousModification("document information")
        return super().apply(old, new)


def _info(resolver: HistoricalResolver) -> Mapping[str, object]:
    reference: Any = resolver.trailer_view.get_value_as_reference("/Info", optional=True)
    if reference is None:
        return {}
    # Through the resolver: the trailer by itself leads to what stands there today.
    found: Any = resolver(reference)
    return {str(key): str(found[key]) for key in found if str(key) not in _MAY_CHANGE_IN_INFO}


class _SameMetadata(MetadataUpdateRule):
    """The metadata may be spelled anew, and change in who wrote the file last, and when."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        updates = list(super().apply(old, new))
        if updates and _told(old) != _told(new):
            raise SuspiciousModification("metadata")
        return updates


def _told(resolver: HistoricalResolver) -> frozenset[tuple[str, str, str]]:
    """What the metadata says: namespace, name and words of each property, in any order."""
    stream: Any = resolver.root["/Metadata"]
    return frozenset(
        (name.ns, name.local_name, " ".join(_words(value)))
        for structure in parse_xmp(BytesIO(stream.data))
        for name, value in structure
        if name.local_name not in _MAY_CHANGE_IN_XMP and name.local_name != _OF_THE_SCHEMAS
    )


def _words(value: XmpValue) -> Iterator[str]:
    inside = value.value
    if isinstance(inside, XmpArray):
        for entry in inside.entries:
            yield from _words(entry)
    elif isinstance(inside, XmpStructure):
        for name, part in sorted(inside, key=lambda pair: str(pair[0])):
            yield str(name)
            yield from _words(part)
    else:
        yield str(inside)


class _NewFieldsAreStamps(FieldMDPRule):
    """A field that was not there before holds a document time stamp, and is never seen."""

    def apply(
        self, context: FieldComparisonContext
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        for spec in context.field_specs.values():
            field = spec.new_field
            if spec.old_field_ref is None and field is not None and not _is_stamp_field(field):
                raise SuspiciousModification("field")
        return ()


def _is_stamp_field(field: generic.DictionaryObject) -> bool:
    if not field.keys() <= _STAMP_FIELD or "/V" not in field or is_field_visible(field):  # type: ignore[no-untyped-call]
        return False
    value = field["/V"]
    return (
        isinstance(value, generic.DictionaryObject)
        and value.keys() <= _STAMP_VALUE
        and "/Type" in value
        and value["/Type"] == STAMP
    )


POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ignored_keys=_CATALOGUE),  # type: ignore[no-untyped-call]
        _SameInfo().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        _SameMetadata().as_qualified(ModificationLevel.LTA_UPDATES),  # type: ignore[no-untyped-call]
    ],
    form_rule=FormUpdatingRule(
        field_rules=[_NewFieldsAreStamps(), SigFieldCreationRule(), SigFieldModificationRule()],  # type: ignore[no-untyped-call]
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
    ignore_orphaned_objects=False,
)
"""For pyHanko's comparison of each revision with the one before."""


def has_other_additions(
    reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], data: bytes
) -> bool:
    """Whether a revision after the first signature does more than sign, stamp or serve stamps.

    Beside what POLICY compares: revisions that do none of it, stores that hold something else, and
    bytes that belong to no object.
    """
    signed = {each.signed_revision for each in embedded}
    return any(
        not _has_plain_store(reader, revision)
        or _has_stray_bytes(reader, revision, data)
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
    root = reader.get_historical_root(revision)
    store = root["/DSS"] if "/DSS" in root else generic.DictionaryObject()  # type: ignore[no-untyped-call]
    return all(
        kind.load(stream.get_object().data, strict=True).native is not None
        for key, kind in _STORED.items()
        if key in store
        for stream in store[key]
    )


def _has_stray_bytes(reader: PdfFileReader, revision: int, data: bytes) -> bool:
    """Whether something other than objects, the table and white space stands in a revision."""
    table = reader.xrefs.get_startxref_for_revision(revision)
    places = [
        reader.xrefs.get_historical_ref(reference, revision)
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
    ]
    starts = sorted({table, *(place for place in places if isinstance(place, int))})
    before = data[_end_of(reader, revision - 1, data) : starts[0]]
    inside = (data[start:end].rstrip() for start, end in pairwise(starts))
    return bool(before.strip()) or not all(each.endswith(b"endobj") for each in inside)


def _end_of(reader: PdfFileReader, revision: int, data: bytes) -> int:
    """Where a revision ends: behind the mark that follows the place of its table."""
    table = reader.xrefs.get_startxref_for_revision(revision)
    found = re.compile(rb"startxref\s+%d\s+%%%%EOF(?:\r\n|\r|\n)?" % table).search(data, table)
    return found.end() if found else -1
