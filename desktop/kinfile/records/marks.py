# SPDX-License-Identifier: Apache-2.0
"""What a worker says about a record beside its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfile.forms.model import SectionId
from kinfile.records.model import Place
from kinfile.records.report import Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Sections opened by hand, alerts answered, texts and oddities confirmed.

    Confirmed texts are keyed by the alert that held them back, confirmed problems by their
    code, each with the place it is about (for a group, its id with no row).
    """

    opened: frozenset[SectionId] = frozenset()
    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)
    confirmed_texts: Mapping[tuple[str, Place], Acknowledgement] = field(default_factory=dict)
    confirmed_problems: frozenset[tuple[str, Place]] = frozenset()


NO_MARKS = Marks()
