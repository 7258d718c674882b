# SPDX-License-Identifier: Apache-2.0
"""Places to type or tick.

E01 Each has a name of its own: that of its field, and for a tick what it stands for.
"""

from kinfile.export.entries import Entry, EntryKind


def test_each_place_has_its_own_name() -> None:
    """E01"""
    assert Entry(EntryKind.TEXT, "edd", "Due date").name == "edd"
    assert (
        Entry(EntryKind.ONE_OF, "edd-status", "Declined", "declined").name == "edd-status.declined"
    )
