# SPDX-License-Identifier: Apache-2.0
"""What may be added to a file after it was signed, and nothing else.

Three things: the signature in a place that waits for it, a document time stamp in an invisible
field of its own, and what time stamps are checked with (the document security store). pyHanko's
rules for long-term archives allow some more, which here are narrowed or left out: anybody can put
a time stamp behind a file, so whatever could come in with one must be harmless.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.metadata.model import XmpArray, XmpStructure, XmpValue
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver
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

STAMP = "/DocTimeStamp"
"""The type of a document time stamp, as PDF names it."""
SHORT = 200
"""Letters of what a program may write of itself."""

_CATALOGUE = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
_MAY_CHANGE_IN_INFO = frozenset({"/Producer", "/ModDate"})
_MAY_CHANGE_IN_XMP = frozenset({"Producer", "ModifyDate", "MetadataDate"})
"""Who last wrote the file, and when. All else in the metadata says what the document is."""
_OF_THE_SCHEMAS = "schemas"
"""The extension schemas describe properties, and every writer has an order of its own for that."""
_STAMP_FIELD = frozenset(
    {"/FT", "/T", "/TU", "/V", "/Type", "/Subtype", "/F", "/Ff", "/Rect", "/P"}
)
_SEALED = frozenset({"/Contents", "/ByteRange"})
_ROOM_OF_A_BUILD = 1000
"""Letters in which a program says of which build it is."""
_STAMP_VALUE = frozenset(
    {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/V", "/Prop_Build"}
)


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
    """What the metadata says: namespace, name and words of each property, in any order.

    Of what may change there is told whether it is as short as such things are.
    """
    stream: Any = resolver.root["/Metadata"]
    return frozenset(
        (name.ns, name.local_name, _compared(name.local_name, list(_words(value))))
        for structure in parse_xmp(BytesIO(stream.data))
        for name, value in structure
    )


def _compared(name: str, words: Sequence[str]) -> str:
    whole = " ".join(sorted(words) if name == _OF_THE_SCHEMAS else words)
    return "" if name in _MAY_CHANGE_IN_XMP and len(whole) <= SHORT else whole


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
        and all(_is_short(key, field.raw_get(key)) for key in field)
        and all(_is_short(key, value.raw_get(key)) for key in value.keys() - _SEALED)
    )


def _is_short(key: str, entry: object) -> bool:
    """Whether an entry has no room for more than belongs there, direct or behind a reference."""
    return len(repr(entry)) <= (_ROOM_OF_A_BUILD if key == "/Prop_Build" else SHORT)


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
