# SPDX-License-Identifier: Apache-2.0
"""The hunspell library of a Linux computer, with the dictionaries that are installed for it."""

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kinfile.app.spelling.speller import MOST_SUGGESTED

LIBRARIES = tuple(f"libhunspell-1.{minor}.so.0" for minor in (8, 7, 6))
FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/usr/share/myspell"),
    Path("/usr/local/share/hunspell"),
)
DICTIONARIES = {"en": ("en_GB", "en_GB-large", "en_GB-ise"), "cy": ("cy_GB", "cy")}
"""By language, the names under which distributions ship them."""


def open_hunspell(
    code: str, *, libraries: Sequence[str] = LIBRARIES, folders: Sequence[Path] = FOLDERS
) -> "HunspellSpeller | None":
    """None without the library, or without a dictionary for `code`."""
    base = _dictionary(code, folders)
    library = _library(libraries) if base is not None else None
    return HunspellSpeller(library, base) if library is not None and base is not None else None


def _dictionary(code: str, folders: Sequence[Path]) -> Path | None:
    for folder in folders:
        for name in DICTIONARIES.get(code, ()):
            if all((folder / f"{name}.{end}").is_file() for end in ("aff", "dic")):
                return folder / name
    return None


def _library(names: Sequence[str]) -> ctypes.CDLL | None:
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        texts = ctypes.POINTER(ctypes.c_void_p)
        _declare(library.Hunspell_create, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
        _declare(library.Hunspell_get_dic_encoding, ctypes.c_char_p, ctypes.c_void_p)
        _declare(library.Hunspell_spell, ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p)
        _declare(
            library.Hunspell_suggest,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.POINTER(texts),
            ctypes.c_char_p,
        )
        _declare(
            library.Hunspell_free_list, None, ctypes.c_void_p, ctypes.POINTER(texts), ctypes.c_int
        )
        return library
    return None


def _declare(function: Any, answers: Any, *takes: Any) -> None:  # noqa: ANN401
    function.restype, function.argtypes = answers, takes


class HunspellSpeller:
    """`base` is the dictionary's path without its ending. Lives as long as the program."""

    def __init__(self, library: ctypes.CDLL, base: Path) -> None:
        self._library = library
        self._handle = library.Hunspell_create(f"{base}.aff".encode(), f"{base}.dic".encode())
        self._encoding = library.Hunspell_get_dic_encoding(self._handle).decode("ascii")

    def is_right(self, word: str) -> bool:
        written = self._encoded(word)
        # A letter that the dictionary's alphabet lacks: nothing can be said of the word.
        return written is None or bool(self._library.Hunspell_spell(self._handle, written))

    def suggest(self, word: str) -> tuple[str, ...]:
        written = self._encoded(word)
        if written is None:
            return ()
        found = ctypes.POINTER(ctypes.c_void_p)()
        count = self._library.Hunspell_suggest(self._handle, ctypes.byref(found), written)
        try:
            texts = [ctypes.cast(found[n], ctypes.c_char_p).value or b"" for n in range(count)]
        finally:
            self._library.Hunspell_free_list(self._handle, ctypes.byref(found), count)
        return tuple(text.decode(self._encoding) for text in texts[:MOST_SUGGESTED])

    def _encoded(self, word: str) -> bytes | None:
        try:
            return word.encode(self._encoding)
        except UnicodeEncodeError:
            return None
