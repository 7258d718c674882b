# SPDX-License-Identifier: Apache-2.0
"""Wording checks: phrases looked for in free text, with denial handled.

A word list of forms/wordlists/ has groups of words and the phrases made of them. In a phrase

- a word stands for itself, `{group}` for any entry of a group, `a|b|{group}` for either of them;
  what ends in `?` may be left out; an entry of a group is written the same way and may use the
  groups above it;
- `...` stands for up to six words, `...9` for up to nine, `...{group}` for up to six words none of
  which belongs to the group, `...9{group}` likewise;
- `&` stands for such a gap too (`&9{group}`), and lets the places beside it come in any order;
- `^` is the beginning of a sentence and `$` its end; no phrase reaches over either.

A text without an entry of the group that `needs` names is not looked at any further.
`passes` are taken out of the text first; they keep within a comma or dash. A denying word reaches
over the eight words after it, as far as the clause goes (to a comma, a dash, or an entry of the
group that `clauses` names), and what begins in its reach does not count, unless the phrase is a
`firm` one, whose denial is its point ("would never, because of the baby"). A word that is one
letter away from one of `slips` is read as it.

The places of a text are numbered word by word, and what is found where is kept as the bits of
whole numbers: a phrase walks over the whole text at once, and no text makes that slow.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, permutations
from typing import Any

Matcher = Callable[[str], bool]

_GAP = 6
_REACH = 8
_END = "."
_SHORTEST, _LONGEST = 6, 20  # of words that may be slips

_WHOLE = {"m": "am", "re": "are", "s": "is", "d": "would", "ll": "will", "ve": "have"}
_SHORTENED = re.compile(r"\b(i|you|she|he|it|we|they|that|what|who|there)'(m|re|s|d|ll|ve)\b")
_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<pause>:[ \t]*\n|\n[ \t]*[-*•–]|[,:;?()–—]|\s-\s)"
    r"|(?P<end>(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\binc)\.(?=[\s\"'”)]|$)|!(?=[\s\"'”)]|$)|\n)"
)
_ELLIPSIS = re.compile(r"(?:\.\.\.|&)(\d*)(?:\{(\w+)\})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One place of a phrase: one of some words or an entry of one of some groups."""

    number: int
    words: frozenset[str]
    groups: tuple[str, ...] = ()
    is_optional: bool = False
    is_begin: bool = False
    is_end: bool = False

    @property
    def may_be_empty(self) -> bool:
        return self.is_optional or self.is_begin or self.is_end


@dataclass(frozen=True, slots=True)
class _Gap:
    """Up to `limit` words, none of the group `barred`."""

    limit: int
    barred: str | None = None


_Entry = tuple[_Place, ...]
_Spans = dict[int, int]
"""Where something is found: for each length in words, a mask of the places where it begins."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """`needed` are the numbers of the places without which it cannot be found."""

    steps: tuple[_Place | _Gap, ...]
    needed: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A word list, read. `numbers` are those of the places that may begin with a word."""

    groups: Mapping[str, tuple[_Entry, ...]]
    phrases: tuple[_Phrase, ...]
    firm: tuple[_Phrase, ...]
    passes: tuple[_Phrase, ...]
    needs: str | None
    denying: str
    clauses: str | None
    words: frozenset[str]
    numbers: Mapping[str, Sequence[int]]
    slips: Mapping[str, str]


def matcher(wordlist: Mapping[str, Any]) -> Matcher:
    """The test "does this text hold one of the phrases?" for one word list."""
    return partial(_hits, _Reader(wordlist).read())


class _Reader:
    """Reads a word list and numbers the places of its phrases."""

    def __init__(self, wordlist: Mapping[str, Any]) -> None:
        self._list = wordlist
        self._places: dict[str, _Place] = {}
        self._groups = {
            str(name): tuple(tuple(map(self._place, str(entry).split())) for entry in entries)
            for name, entries in wordlist["groups"].items()
        }

    def read(self) -> _List:
        phrases, firm, passes = (
            tuple(each for phrase in self._list.get(kind, ()) for each in self._orders(str(phrase)))
            for kind in ("phrases", "firm", "passes")
        )
        return _List(
            groups=self._groups,
            phrases=phrases,
            firm=firm,
            passes=passes,
            needs=self._list.get("needs"),
            denying=str(self._list["denying"]),
            clauses=self._list.get("clauses"),
            words=frozenset().union(*(place.words for place in self._places.values())),
            numbers=self._numbers(),
            slips={
                shorter: str(word)
                for word in self._list.get("slips", ())
                for shorter in _one_letter_less(str(word))
            },
        )

    def _orders(self, phrase: str) -> Iterator[_Phrase]:
        """What is written as one phrase, in each order that it allows."""
        words = phrase.split()
        steps = [_gap(word) or self._place(word) for word in words]
        needed = frozenset(
            step.number for step in steps if isinstance(step, _Place) and not step.may_be_empty
        )
        joints = [number for number, word in enumerate(words) if word.startswith("&")]
        parts = [steps[start + 1 : end] for start, end in pairwise([-1, *joints, len(words)])]
        for order in permutations(parts):
            whole = list(order[0])
            for joint, part in zip(joints, order[1:], strict=True):
                whole += [steps[joint], *part]
            yield _Phrase(tuple(whole), needed)

    def _place(self, word: str) -> _Place:
        if word not in self._places:
            options = _plain(word.removesuffix("?")).split("|")
            self._places[word] = _Place(
                number=len(self._places),
                words=frozenset(each for each in options if each[0] not in "{^$"),
                groups=tuple(each[1:-1] for each in options if each.startswith("{")),
                is_optional=word.endswith("?"),
                is_begin="^" in options,
                is_end="$" in options,
            )
        return self._places[word]

    def _numbers(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        first = {
            name: frozenset().union(*(self._first(entry) for entry in entries))
            for name, entries in self._groups.items()
        }
        for place in self._places.values():
            for word in place.words.union(*(first[name] for name in place.groups)):
                numbers.setdefault(word, []).append(place.number)
        return numbers

    def _first(self, entry: _Entry) -> frozenset[str]:
        """The words that an entry may begin with."""
        words: frozenset[str] = frozenset()
        for place in entry:
            inner = (each for name in place.groups for each in self._groups[name])
            words = words.union(place.words, *map(self._first, inner))
            if not place.is_optional:
                break
        return words


def _gap(word: str) -> _Gap | None:
    found = _ELLIPSIS.fullmatch(word)
    return _Gap(int(found[1] or _GAP), found[2]) if found else None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text word by word. In a mask, bit n speaks of word n or of the place before it."""

    words: Mapping[str, int]
    """For each word: a mask of where it stands."""

    everywhere: int
    pauses: int
    ends: int

    @classmethod
    def read(cls, text: str, wanted: _List) -> "_Text":
        words, pauses = [_END], []
        for found in _PIECES.finditer(_plain(text)):
            if found.lastgroup == "word":
                words.append(_meant(found.group(), wanted))
            elif found.lastgroup == "pause":
                pauses.append(len(words))
            elif words[-1] != _END:
                words.append(_END)
        words.append(_END)
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            places.setdefault(word, []).append(place)
        masks = {word: _mask(where, len(words)) for word, where in places.items()}
        ends = masks.pop(_END)
        return cls(masks, (1 << len(words)) - 1, _mask(pauses, len(words)), ends)

    def without(self, covered: int) -> "_Text":
        words = {word: left for word, mask in self.words.items() if (left := mask & ~covered)}
        return _Text(words, self.everywhere, self.pauses, self.ends)


class _Search:
    """The entries of the groups in one text, looked for when they are first asked for."""

    def __init__(self, wanted: _List, text: _Text) -> None:
        self.text = text
        self._wanted = wanted
        self._groups: dict[str, _Spans] = {}
        self._places: dict[int, _Spans] = {}
        known = wanted.numbers.keys() & text.words.keys()
        self._possible = set().union(*(wanted.numbers[word] for word in known))

    def may_hold(self, phrase: _Phrase) -> bool:
        return phrase.needed <= self._possible

    def group(self, name: str) -> _Spans:
        if name not in self._groups:
            spans: _Spans = {}
            for entry in self._wanted.groups[name]:
                _add(spans, self._entry(entry))
            self._groups[name] = spans
        return self._groups[name]

    def place(self, place: _Place) -> _Spans:
        if place.number not in self._places:
            spans: _Spans = {}
            if place.number in self._possible:
                for word in place.words & self.text.words.keys():
                    _add(spans, {1: self.text.words[word]})
                for name in place.groups:
                    _add(spans, self.group(name))
            self._places[place.number] = spans
        return self._places[place.number]

    def covered(self, name: str | None) -> int:
        """The words that belong to an entry of the group."""
        covered = 0
        for length, begins in self.group(name).items() if name else ():
            for offset in range(length):
                covered |= begins << offset
        return covered

    def _entry(self, entry: _Entry) -> _Spans:
        found = {0: self.text.everywhere}
        for place in entry:
            longer: _Spans = dict(found) if place.is_optional else {}
            for length, begins in self.place(place).items():
                _add(longer, {sofar + length: m & (begins >> sofar) for sofar, m in found.items()})
            if not longer:
                return longer
            found = longer
        return found


def _add(spans: _Spans, more: _Spans) -> None:
    for length, begins in more.items():
        if begins:
            spans[length] = spans.get(length, 0) | begins


def _hits(wanted: _List, text: str) -> bool:
    whole = _Search(wanted, _Text.read(text, wanted))
    if wanted.needs and not whole.group(wanted.needs):
        return False
    covered = 0
    for phrase in filter(whole.may_hold, wanted.passes):
        covered |= _covered(phrase, whole)
    search = _Search(wanted, whole.text.without(covered)) if covered else whole
    walk = partial(_walk, search=search, bars=whole)
    everywhere = whole.text.everywhere
    if any(walk(phrase, counted=everywhere)[-1] for phrase in filter(search.may_hold, wanted.firm)):
        return True
    counted = everywhere & ~_denied(wanted, search)
    return any(walk(each, counted=counted)[-1] for each in filter(search.may_hold, wanted.phrases))


def _denied(wanted: _List, search: _Search) -> int:
    """The places that a denying word reaches."""
    stops = search.text.pauses | search.text.ends
    for begins in search.group(wanted.clauses).values() if wanted.clauses else ():
        stops |= begins
    reached = 0
    for length, begins in search.group(wanted.denying).items():
        reached |= begins << length
    reached &= ~stops
    for _ in range(_REACH - 1):
        reached |= (reached << 1) & ~stops
    return reached


def _walk(
    phrase: _Phrase, *, search: _Search, bars: _Search, counted: int, stops: int = 0
) -> list[int]:
    """The places reached before the phrase and after each step of it.

    An entry counts only where it begins at a place of `counted`, and no step but the last may
    end at a place of `stops`. What bars a gap is looked for with `bars`.
    """
    reached = search.text.everywhere
    walk = [reached]
    for step in phrase.steps:
        if len(walk) > 1:
            reached &= ~stops
        if isinstance(step, _Gap):
            free = ~(search.text.ends | bars.covered(step.barred))
            for _ in range(step.limit):
                reached |= ((reached & free) << 1) & ~stops
        else:
            reached = _over_place(step, search, reached, counted)
        walk.append(reached)
        if not reached:
            break
    return walk


def _over_place(place: _Place, search: _Search, reached: int, counted: int) -> int:
    then = reached if place.is_optional else 0
    if place.is_end:
        then |= reached & search.text.ends
    if place.is_begin:
        then |= reached & (search.text.ends << 1)
    for length, begins in search.place(place).items():
        then |= (reached & begins & counted) << length
    return then


def _covered(phrase: _Phrase, search: _Search) -> int:
    """The words that the entries of a passing phrase cover, without those in its gaps."""
    text = search.text
    walk = _walk(phrase, search=search, bars=search, counted=text.everywhere, stops=text.pauses)
    covered, wanted = 0, walk[-1]
    for step, before in zip(reversed(phrase.steps), reversed(walk[:-1]), strict=False):
        if not wanted:
            break
        if isinstance(step, _Gap):
            for _ in range(step.limit):
                wanted |= (wanted >> 1) & ~text.ends
            wanted &= before
            continue
        earlier = wanted & before if step.may_be_empty else 0
        for length, begins in search.place(step).items():
            starts = (wanted >> length) & begins & before
            earlier |= starts
            for offset in range(length):
                covered |= starts << offset
        wanted = earlier
    return covered


def _plain(text: str) -> str:
    """The text in small letters, with shortened words written out."""
    plain = text.casefold().replace("’", "'").replace("n't", "nt")
    return _SHORTENED.sub(lambda found: f"{found[1]} {_WHOLE[found[2]]}", plain)


def _meant(word: str, wanted: _List) -> str:
    """`word`, or the word that it is a typing slip of."""
    if word in wanted.words or not _SHORTEST <= len(word) <= _LONGEST:
        return word
    return next(
        (wanted.slips[each] for each in _one_letter_less(word) if each in wanted.slips), word
    )


def _mask(places: Sequence[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _one_letter_less(word: str) -> Iterator[str]:
    """`word`, and `word` with any one letter left out: what a slip and its word share."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
