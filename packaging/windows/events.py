# SPDX-License-Identifier: Apache-2.0
"""The texts of Kinfile's entries in Windows' event log, compiled into kinfile.exe.

Without them the event viewer would say that the description cannot be found. They are marked as
United States English because Windows falls back to that from every language. An entry holds
codes and counts only, which Windows puts in the place of %1.
"""

SOURCE = "Kinfile"
KEY = rf"SYSTEM\CurrentControlSet\Services\EventLog\Application\{SOURCE}"
TYPES = 7
"""Errors, warnings and information."""

FIRST, LAST = 1000, 1399
"""Every number that the program may use; one that it does not use yet costs a few bytes."""


def message_source() -> str:
    """The message table as the source that the message compiler reads."""
    head = (
        "MessageIdTypedef=DWORD\n"
        "SeverityNames=(Success=0x0)\n"
        "FacilityNames=(Application=0x0)\n"
        "LanguageNames=(English=0x0409:messages_en)\n\n"
    )
    return head + "".join(
        f"MessageId={number}\nSeverity=Success\nFacility=Application\n"
        f"SymbolicName=EVENT_{number}\nLanguage=English\n%1\n.\n\n"
        for number in range(FIRST, LAST + 1)
    )
