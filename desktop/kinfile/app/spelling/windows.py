# SPDX-License-Identifier: Apache-2.0
"""Windows' own speller (ISpellChecker, since Windows 8), in the languages installed there.

It honours the words that the user added to Windows, and nothing is ever added to it from here.
"""

import ctypes
import sys
import uuid
from collections.abc import Callable, Iterator

from kinfile.app.spelling.com import Address, Interface
from kinfile.app.spelling.speller import MOST_SUGGESTED

TAGS = {"en": "en-GB", "cy": "cy-GB"}
_FACTORY = uuid.UUID("7ab36653-1796-484b-bdfa-e74f1db7c1dc").bytes_le
_FACTORY_INTERFACE = uuid.UUID("8e018a9d-2415-4677-bf08-794ea61f94bb").bytes_le
_IN_PROCESS = 1
_OK = 0

# Places in the tables of functions, after the three of every object (spellcheck.h, objidl.h).
IS_SUPPORTED, CREATE = 4, 5
CHECK, SUGGEST = 4, 5
NEXT = 3

Free = Callable[[Address], None]


def open_windows(code: str) -> "WindowsSpeller | None":
    """None on other systems, and where Windows has no speller for `code`."""
    if sys.platform == "win32" and code in TAGS:
        ole = ctypes.WinDLL("ole32")
        ole.CoTaskMemFree.argtypes = (ctypes.c_void_p,)
        ole.CoTaskMemFree.restype = None
        ole.CoInitializeEx(None, 0)
        made = ctypes.c_void_p()
        failed = ole.CoCreateInstance(
            _FACTORY, None, _IN_PROCESS, _FACTORY_INTERFACE, ctypes.byref(made)
        )
        if not failed and made.value:
            return speller_of(Interface(made.value), TAGS[code], free=ole.CoTaskMemFree)
    return None


def speller_of(factory: Interface, tag: str, *, free: Free) -> "WindowsSpeller | None":
    """The speller that `factory` makes for `tag`; `free` gives back its texts."""
    text, flag, pointer = ctypes.c_wchar_p, ctypes.c_int32, ctypes.c_void_p
    is_there = ctypes.c_int32()
    types = (text, ctypes.POINTER(flag))
    failed = factory.call(IS_SUPPORTED, tag, ctypes.byref(is_there), types=types)
    if failed or not is_there.value:
        return None
    made = ctypes.c_void_p()
    types_of_create = (text, ctypes.POINTER(pointer))
    failed = factory.call(CREATE, tag, ctypes.byref(made), types=types_of_create)
    return WindowsSpeller(Interface(made.value), free) if not failed and made.value else None


class WindowsSpeller:
    """`free` gives back the texts that Windows hands out."""

    def __init__(self, speller: Interface, free: Free) -> None:
        self._speller, self._free = speller, free

    def is_right(self, word: str) -> bool:
        mistakes = self._asked(CHECK, word)
        if mistakes is None:
            return True
        first = ctypes.c_void_p()
        types = (ctypes.POINTER(ctypes.c_void_p),)
        is_wrong = mistakes.call(NEXT, ctypes.byref(first), types=types) == _OK
        if is_wrong and first.value:
            Interface(first.value).release()
        mistakes.release()
        return not is_wrong

    def suggest(self, word: str) -> tuple[str, ...]:
        listed = self._asked(SUGGEST, word)
        if listed is None:
            return ()
        found = tuple(self._texts(listed))
        listed.release()
        return found

    def _asked(self, place: int, word: str) -> Interface | None:
        """What Windows answers with about `word`: a list, or None where it failed."""
        made = ctypes.c_void_p()
        types = (ctypes.c_wchar_p, ctypes.POINTER(ctypes.c_void_p))
        failed = self._speller.call(place, word, ctypes.byref(made), types=types)
        return Interface(made.value) if failed >= 0 and made.value else None

    def _texts(self, listed: Interface) -> Iterator[str]:
        types = (ctypes.c_uint32, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)
        for _ in range(MOST_SUGGESTED):
            text = ctypes.c_void_p()
            if listed.call(NEXT, 1, ctypes.byref(text), None, types=types) != _OK:
                return
            if text.value:
                yield ctypes.wstring_at(text.value)
                self._free(text.value)
