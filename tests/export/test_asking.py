# SPDX-License-Identifier: Apache-2.0
"""Questions with room for their answers, as blocks.

A01 Their words come out in the order in which they are read.
"""

from kinfile.export.asking import Ask, AskTable, Space, Tick, Ticks


def test_words_stand_in_reading_order() -> None:
    """A01"""
    room = (Ticks((Tick("Yes"), Tick("No"))), Space(20, label="On which date"), Space(20))
    table = AskTable((Ask("1.2", "Seen alone?", ("Ask first.",), room), Ask("", "By", (), ())))
    assert list(table.words()) == [
        *("1.2 Seen alone?", "Ask first.", "Yes", "No", "On which date", "By"),
    ]
