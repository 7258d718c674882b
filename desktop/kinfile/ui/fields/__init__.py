# SPDX-License-Identifier: Apache-2.0
"""One way in for each kind of question. `FIELDS` is total: a test holds it against `Kind`."""

from collections.abc import Mapping
from types import MappingProxyType

from kinfile.forms.model import Kind
from kinfile.ui.fields.choices import ChoiceField, MultiField, YesNoField
from kinfile.ui.fields.dates import DateField
from kinfile.ui.fields.field import Field
from kinfile.ui.fields.fixed import CalculatedField, WhenSigningField
from kinfile.ui.fields.numbers import IntField, NhsNumberField
from kinfile.ui.fields.people import PersonField
from kinfile.ui.fields.risk import RiskField
from kinfile.ui.fields.text import AddressField, LineField, LongTextField, VerbatimField

FIELDS: Mapping[Kind, type[Field]] = MappingProxyType(
    {
        Kind.TEXT: LineField,
        Kind.LONG_TEXT: LongTextField,
        Kind.VERBATIM: VerbatimField,
        Kind.DATE: DateField,
        Kind.INT: IntField,
        Kind.CHOICE: ChoiceField,
        Kind.MULTI: MultiField,
        Kind.YES_NO_UNKNOWN: YesNoField,
        Kind.RISK: RiskField,
        Kind.PERSON: PersonField,
        Kind.NHS_NUMBER: NhsNumberField,
        Kind.POSTCODE: LineField,
        Kind.PHONE: LineField,
        Kind.EMAIL: LineField,
        Kind.ADDRESS: AddressField,
        Kind.CALCULATED: CalculatedField,
        Kind.SIGNATURE: WhenSigningField,
        Kind.DECLARATION: WhenSigningField,
    }
)
