# SPDX-License-Identifier: Apache-2.0
"""The enchant library of a Linux computer: it knows aspell too, which has the Welsh dictionary."""

import ctypes
from typing import Any

from kinfile.app.spelling.speller import MOST_SUGGESTED

LIBRARY = "libenchant-2.so.2"
DICTIONARIES = {"en": b"en_GB", "cy": b"cy"}


def open_enchant(code: str, *, library: str = LIBRARY) -> "EnchantSpeller | None":
    """None without the library, or without a dictionary for `code`."""
    wanted = DICTIONARIES.get(code)
    if wanted is None:
        return None
    try:
        loaded = ctypes.CDLL(library)
    except OSError:
        return None
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    _declare(loaded.enchant_broker_init, pointer)
    _declare(loaded.enchant_broker_dict_exists, ctypes.c_int, pointer, text)
    _declare(loaded.enchant_broker_request_dict, pointer, pointer, text)
    _declare(loaded.enchant_dict_check, ctypes.c_int, pointer, text, ctypes.c_ssize_t)
    found = ctypes.POINTER(pointer)
    size = ctypes.POINTER(ctypes.c_size_t)
    _declare(loaded.enchant_dict_suggest, found, pointer, text, ctypes.c_ssize_t, size)
    _declare(loaded.enchant_dict_free_string_list, None, pointer, found)
    broker = loaded.enchant_broker_init()
    if not loaded.enchant_broker_dict_exists(broker, wanted):
        return None
    handle = loaded.enchant_broker_request_dict(broker, wanted)
    return EnchantSpeller(loaded, handle) if handle else None


def _declare(function: Any, answers: Any, *takes: Any) -> None:  # noqa: ANN401
    function.restype, function.argtypes = answers, takes


class EnchantSpeller:
    """One dictionary of enchant's, by its handle. Lives as long as the program."""

    def __init__(self, library: ctypes.CDLL, handle: int) -> None:
        self._library, self._handle = library, handle

    def is_right(self, word: str) -> bool:
        written = word.encode("utf-8")
        # Above 0 is a wrong word, below it one that cannot be judged.
        return int(self._library.enchant_dict_check(self._handle, written, len(written))) <= 0

    def suggest(self, word: str) -> tuple[str, ...]:
        written, count = word.encode("utf-8"), ctypes.c_size_t()
        found = self._library.enchant_dict_suggest(
            self._handle, written, len(written), ctypes.byref(count)
        )
        if not found:
            return ()
        texts = [ctypes.cast(found[n], ctypes.c_char_p).value or b"" for n in range(count.value)]
        self._library.enchant_dict_free_string_list(self._handle, found)
        return tuple(text.decode("utf-8") for text in texts[:MOST_SUGGESTED])
