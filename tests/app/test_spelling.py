# SPDX-License-Identifier: Apache-2.0
"""Spelling: which words are looked at, and the spellers of each system.

K01 Places are in UTF-16 units, as Qt counts, whatever stands before the word.
K02 What no dictionary can judge is left alone: capitals, single letters, codes, addresses.
K03 hunspell and enchant know what is right and suggest; with no library or no dictionary there is
    no speller, and a letter that the dictionary lacks is no mistake.
K04 Windows' speller is called by its table of functions and gives everything back.
K05 Beside Welsh, English is right too; without a Welsh dictionary there is no speller for Welsh.
K06 The words of the work are right in any language, one on a line, in lower case.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile import bundle
from kinfile.app.spelling import com, windows
from kinfile.app.spelling.enchant import open_enchant
from kinfile.app.spelling.hunspell import open_hunspell
from kinfile.app.spelling.speller import Bilingual, Speller, WithWords
from kinfile.app.spelling.speller import words_of_the_work as of_the_work
from kinfile.app.spelling.system import open_for
from kinfile.app.spelling.words import words_in

OK, NO_MORE, FAILED = 0, 1, -1


def words(text: str) -> list[str]:
    return [span.word for span in words_in(text)]


@dataclass
class Listed:
    """A speller that knows a few words."""

    right: tuple[str, ...]
    suggested: tuple[str, ...] = ()

    def is_right(self, word: str) -> bool:
        return word.lower() in self.right

    def suggest(self, word: str) -> tuple[str, ...]:
        return self.suggested


@given(st.text(max_size=60))
def test_a_word_stands_where_it_is_said_to(text: str) -> None:
    """K01"""
    units = text.encode("utf-16-le", "surrogatepass")
    for span in words_in(text):
        found = units[span.start * 2 : span.end * 2].decode("utf-16-le", "surrogatepass")
        assert found.replace("’", "'") == span.word


def test_places_count_as_qt_does() -> None:
    """K01"""
    assert [(span.start, span.word) for span in words_in("😀 she isn’t")] == [
        (3, "she"),
        (7, "isn't"),
    ]


def test_what_cannot_be_judged_is_left_alone() -> None:
    """K02"""
    assert words("The NHS A x1 KF-12 a@b.uk https://x.uk www.nhs.uk McDonald") == ["The"]
    assert words("mother-to-be (calm), ok.") == ["mother", "to", "be", "calm", "ok"]
    assert words("l" * 70) == []


@pytest.mark.external
@pytest.mark.parametrize("opened", [open_hunspell, open_enchant])
def test_the_spellers_of_linux(opened: Callable[[str], Speller | None]) -> None:
    """K03"""
    speller = opened("en")
    assert speller is not None
    assert speller.is_right("colour")
    assert speller.is_right("isn't")
    assert not speller.is_right("recieve")
    assert "receive" in speller.suggest("recieve")
    assert opened("xx") is None


@pytest.mark.external
def test_welsh_by_way_of_enchant() -> None:
    """K03, K05"""
    speller = open_for("cy")
    assert speller is not None
    assert all(speller.is_right(word) for word in ("plentyn", "ŵyr", "child", "wellbeing"))
    assert not speller.is_right("plantyn")
    assert "plentyn" in speller.suggest("plantyn")


def test_no_library_is_no_speller(tmp_path: Path) -> None:
    """K03"""
    assert open_enchant("en", library="libno-such-library.so.9") is None
    assert open_hunspell("en", folders=[tmp_path]) is None
    for end in ("aff", "dic"):
        (tmp_path / f"en_GB.{end}").touch()
    assert open_hunspell("en", libraries=["libno-such.so.9"], folders=[tmp_path]) is None


@pytest.mark.external
def test_a_letter_that_the_dictionary_lacks_is_no_mistake(tmp_path: Path) -> None:
    """K03"""
    (tmp_path / "en_GB.aff").write_text("SET ISO8859-1\n", encoding="ascii")
    (tmp_path / "en_GB.dic").write_text("1\nchild\n", encoding="ascii")
    speller = open_hunspell("en", folders=[tmp_path])
    assert speller is not None
    assert speller.is_right("ŵyr")
    assert speller.suggest("ŵyr") == ()
    assert not speller.is_right("chlid")


@dataclass
class FakeObject:
    """An object of Windows: a table of functions of C, made here."""

    functions: dict[int, Any]
    released: int = 0
    table: Any = field(init=False)
    cell: Any = field(init=False)

    def __post_init__(self) -> None:
        self.functions[com.RELEASE] = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)(
            self._release
        )
        self.table = (ctypes.c_void_p * 8)()
        for place, function in self.functions.items():
            self.table[place] = ctypes.cast(function, ctypes.c_void_p).value
        self.cell = ctypes.c_void_p(ctypes.addressof(self.table))

    @property
    def address(self) -> int:
        return ctypes.addressof(self.cell)

    def _release(self, _this: int) -> int:
        self.released += 1
        return 0


TEXT, OUT = ctypes.c_wchar_p, ctypes.POINTER(ctypes.c_void_p)
ASKED = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, TEXT, OUT)
ONE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, OUT)
SOME = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_uint32, OUT, ctypes.c_void_p)
FLAG = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, TEXT, ctypes.POINTER(ctypes.c_int32))


class FakeWindows:
    """Knows British English; takes "teh" for "the" or "ten"."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.freed: list[int] = []
        self.texts = [ctypes.create_unicode_buffer(word) for word in ("the", "ten")]
        self.left: list[int] = []
        self.is_wrong = False
        self.mistake = FakeObject({})
        self.mistakes = FakeObject({windows.NEXT: ONE(self.next_mistake)})
        self.listed = FakeObject({windows.NEXT: SOME(self.next_text)})
        self.speller = FakeObject(
            {windows.CHECK: ASKED(self.check), windows.SUGGEST: ASKED(self.suggest)}
        )
        self.factory = FakeObject(
            {windows.IS_SUPPORTED: FLAG(self.knows), windows.CREATE: ASKED(self.create)}
        )

    def knows(self, _this: int, tag: str, answer: Any) -> int:
        answer[0] = int(tag == "en-GB")
        return OK

    def create(self, _this: int, _tag: str, made: Any) -> int:
        made[0] = self.speller.address
        return OK

    def check(self, _this: int, word: str, made: Any) -> int:
        if self.fails:
            return FAILED
        self.is_wrong = word == "teh"
        made[0] = self.mistakes.address
        return OK

    def next_mistake(self, _this: int, made: Any) -> int:
        if not self.is_wrong:
            return NO_MORE
        made[0] = self.mistake.address
        return OK

    def suggest(self, _this: int, _word: str, made: Any) -> int:
        if self.fails:
            return FAILED
        self.left = [ctypes.addressof(text) for text in self.texts]
        made[0] = self.listed.address
        return OK

    def next_text(self, _this: int, _count: int, made: Any, _fetched: Any) -> int:
        if not self.left:
            return NO_MORE
        made[0] = self.left.pop(0)
        return OK

    def opened(self, tag: str = "en-GB") -> windows.WindowsSpeller | None:
        return windows.speller_of(com.Interface(self.factory.address), tag, free=self.freed.append)


def test_the_speller_of_windows() -> None:
    """K04"""
    fake = FakeWindows()
    speller = fake.opened()
    assert speller is not None
    assert speller.is_right("the")
    assert not speller.is_right("teh")
    assert (fake.mistakes.released, fake.mistake.released) == (2, 1)
    assert speller.suggest("teh") == ("the", "ten")
    assert fake.listed.released == 1
    assert fake.freed == [ctypes.addressof(text) for text in fake.texts]


def test_windows_without_the_language_or_in_trouble() -> None:
    """K04"""
    assert FakeWindows().opened("cy-GB") is None
    speller = FakeWindows(fails=True).opened()
    assert speller is not None
    assert speller.is_right("teh")
    assert speller.suggest("teh") == ()
    assert windows.open_windows("xx") is None


def test_english_is_right_beside_welsh() -> None:
    """K05"""
    both = {"cy": Listed(("plentyn",), ("plant",)), "en": Listed(("child",), ("chill", "plant"))}
    speller = open_for("cy", one=both.get)
    assert speller is not None
    assert speller.is_right("plentyn")
    assert speller.is_right("child")
    assert not speller.is_right("enfant")
    assert speller.suggest("plint") == ("plant", "chill")
    english = open_for("en", one=both.get)
    assert english is not None
    assert not english.is_right("plentyndd")
    alone = open_for("cy", one={"cy": both["cy"]}.get)
    assert alone is not None
    assert not alone.is_right("child")
    assert open_for("cy", one={"en": both["en"]}.get) is None
    assert Bilingual((both["en"],)).is_right("child")


def test_the_words_of_the_work_are_right() -> None:
    """K06"""
    listed = of_the_work(("en", "cy"))
    assert {"perinatal", "wellbeing", "safeguarding", "ŵyr", "mamgu"} <= listed
    assert of_the_work(("xx",)) == frozenset()
    assert WithWords(Listed(()), listed).is_right("Perinatal")
    for file in (bundle.resources() / "wordlists").glob("work_*.txt"):
        lines = file.read_text(encoding="utf-8").splitlines()
        plain = [line for line in lines if not line.startswith("#")]
        assert plain == sorted(set(plain)), file.name
        assert all(line.isalpha() and line.islower() for line in plain), file.name
