# SPDX-License-Identifier: Apache-2.0
"""Wording checks: phrases looked for in free text, with denial handled.

A word list of forms/wordlists/ has groups of words and the phrases made of them. In a phrase

- a word stands for itself, `{group}` for any entry of a group, `a|b|{group}` for either of them;
  what ends in `?` may be left out; an entry of a group is written the same way;
- `...` stands for up to six words, `...9` for up to nine, `...{group}` for up to six words none of
  which belongs to the group, `...9{group}` likewise;
- `&` stands for such a gap too (`&9{group}`), and lets the places beside it come in any order;
- `^` is the beginning of a sentence and `$` its end; no phrase reaches over either.

`passes` are taken out of the text first. A denying word reaches over the eight words after it,
as far as the clause goes (a comma, a dash, or a word of the group that `clauses` names), and what
it reaches does not count, unless the phrase is a `firm` one, whose denial is its point ("would
never, because of the baby"). A word that is one letter away from one of `slips` is read as it.

The text is numbered word by word, and a phrase walks over all of it at once: the places that it
has reached are the bits of one whole number. No text can make that slow.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise, permutations, product
from typing import Any

Matcher = Callable[[str], bool]

_GAP = 6
_REACH = 8
_LONGEST = 30  # letters: no word of a list has more, and a pasted block must not make it slow
_END = "."
_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<pause>:[ \t]*\n|\n[ \t]*[-*•–]|[,:;?()–—]|\s-\s)"
    r"|(?P<end>[.!]+(?=[\s\"'”)]|$)|\n)"
)
_WHOLE = {"m": "am", "re": "are", "s": "is", "d": "would", "ll": "will", "ve": "have"}
_SHORTENED = re.compile(r"\b(i|you|she|he|it|we|they|that|what|who|there)'(m|re|s|d|ll|ve)\b")
_ELLIPSIS = re.compile(r"(?:\.\.\.|&)(\d*)(?:\{(\w+)\})?")

_Sequence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One place of a phrase: any entry of a set, known by its number."""

    entries: int
    is_optional: bool = False
    is_begin: bool = False
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    """Up to `limit` words, none of the set `barred`."""

    limit: int
    barred: int | None = None


_Phrase = tuple[_Step | _Gap, ...]


def matcher(wordlist: Mapping[str, Any]) -> Matcher:
    """The test "does this text hold one of the phrases?" for one word list."""
    return partial(_hits, _List.read(wordlist))


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A word list, ready to be looked for."""

    phrases: Sequence[_Phrase]
    firm: Sequence[_Phrase]
    passes: Sequence[_Phrase]
    denying: int
    clauses: int | None
    lexicon: "_Lexicon"

    @classmethod
    def read(cls, wordlist: Mapping[str, Any]) -> "_List":
        lexicon = _Lexicon()
        for name, entries in wordlist["groups"].items():
            lexicon.add_group(str(name), [str(entry) for entry in entries])
        phrases, firm, passes = (
            [each for phrase in wordlist.get(kind, ()) for each in lexicon.phrases(str(phrase))]
            for kind in ("phrases", "firm", "passes")
        )
        clauses = wordlist.get("clauses")
        lexicon.add_slips([str(word) for word in wordlist.get("slips", ())])
        return cls(
            phrases=phrases,
            firm=firm,
            passes=passes,
            denying=lexicon.group(str(wordlist["denying"])),
            clauses=None if clauses is None else lexicon.group(str(clauses)),
            lexicon=lexicon,
        )


class _Lexicon:
    """Every word that a list knows, and the numbered sets that its entries belong to."""

    def __init__(self) -> None:
        self._groups: dict[str, frozenset[_Sequence]] = {}
        self._numbers: dict[frozenset[_Sequence], int] = {}
        self._words: set[str] = set()
        self._slips: dict[str, str] = {}
        self._entered: dict[_Sequence, list[int]] = {}
        self.by_first: dict[str, list[tuple[_Sequence, list[int]]]] = {}

    def add_group(self, name: str, entries: Sequence[str]) -> None:
        """Groups may use the groups before them."""
        self._groups[name] = frozenset(
            sequence for entry in entries for sequence in self._sequences(entry)
        )

    def group(self, name: str) -> int:
        return self._number(self._groups[name])

    def phrases(self, text: str) -> Iterator[_Phrase]:
        """What is written as one phrase, in each order that it allows."""
        words = [self._place(word) for word in text.split()]
        joints = [number for number, word in enumerate(text.split()) if word.startswith("&")]
        parts = [words[start + 1 : end] for start, end in pairwise([-1, *joints, len(words)])]
        for order in permutations(parts):
            phrase = list(order[0])
            for joint, part in zip(joints, order[1:], strict=True):
                phrase += [words[joint], *part]
            yield tuple(phrase)

    def add_slips(self, words: Sequence[str]) -> None:
        """Read a word that is one letter away from one of `words` as that word."""
        for word in words:
            for shorter in _one_letter_less(word):
                self._slips[shorter] = word

    def meant(self, word: str) -> str:
        """`word`, or the word that it is a typing slip of."""
        if word in self._words or not 6 <= len(word) <= _LONGEST:
            return word
        return next(
            (self._slips[each] for each in _one_letter_less(word) if each in self._slips), word
        )

    def _place(self, word: str) -> _Step | _Gap:
        if gap := _ELLIPSIS.fullmatch(word):
            limit, barred = gap.groups()
            return _Gap(int(limit or _GAP), None if barred is None else self.group(barred))
        parts = set(word.removesuffix("?").split("|"))
        return _Step(
            self._number(frozenset(self._options("|".join(parts - {"^", "$"})))),
            is_optional=word.endswith("?"),
            is_begin="^" in parts,
            is_end="$" in parts,
        )

    def _number(self, entries: frozenset[_Sequence]) -> int:
        if entries not in self._numbers:
            number = self._numbers[entries] = len(self._numbers)
            for entry in sorted(entries):
                self._enter(entry, number)
        return self._numbers[entries]

    def _enter(self, entry: _Sequence, number: int) -> None:
        self._words.update(entry)
        if entry not in self._entered:
            self._entered[entry] = []
            self.by_first.setdefault(entry[0], []).append((entry, self._entered[entry]))
        self._entered[entry].append(number)

    def _sequences(self, entry: str) -> Iterator[_Sequence]:
        """The sequences of words that an entry of a group stands for."""
        places: list[list[_Sequence]] = []
        for word in entry.split():
            options = list(self._options(word.removesuffix("?")))
            places.append([*options, ()] if word.endswith("?") else options)
        for chosen in product(*places):
            yield tuple(word for sequence in chosen for word in sequence)

    def _options(self, word: str) -> Iterator[_Sequence]:
        for part in filter(None, word.split("|")):
            if part.startswith("{"):
                yield from self._groups[part[1:-1]]
            else:
                yield tuple(piece for kind, piece in _pieces(part) if kind == "word")


@dataclass(slots=True)
class _Text:
    """A text word by word. In a mask, bit n speaks of word n or of the place before it."""

    words: list[str]
    pauses: int
    ends: int
    found: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """For each set: the length of its entries and a mask of where such entries begin."""
    covered: dict[int | None, int] = field(default_factory=dict)
    """For each set: the words that belong to its entries, taken out or not."""

    @classmethod
    def read(cls, text: str, lexicon: _Lexicon) -> "_Text":
        words, pauses = [_END], []
        for kind, piece in _pieces(text):
            if kind == "word":
                words.append(lexicon.meant(piece))
            elif kind == "pause":
                pauses.append(len(words))
            elif words[-1] != _END:
                words.append(_END)
        words.append(_END)
        ends = [place for place, word in enumerate(words) if word == _END]
        return cls(words, _mask(pauses, len(words)), _mask(ends, len(words)))

    def look_up(self, lexicon: _Lexicon) -> None:
        """Find every entry of every set."""
        places: dict[tuple[int, int], list[int]] = {}
        for place, word in enumerate(self.words):
            for entry, numbers in lexicon.by_first.get(word, ()):
                length = len(entry)
                if length > 1 and tuple(self.words[place : place + length]) != entry:
                    continue
                for number in numbers:
                    places.setdefault((number, length), []).append(place)
        for (number, length), begins in places.items():
            mask = _mask(begins, len(self.words))
            self.found.setdefault(number, []).append((length, mask))
            covered = self.covered.get(number, 0)
            for offset in range(length):
                covered |= mask << offset
            self.covered[number] = covered

    def take_out(self, covered: int) -> None:
        """Forget every entry that has a word in `covered`."""
        for masks in self.found.values():
            for number, (length, begins) in enumerate(masks):
                for offset in range(length):
                    begins &= ~(covered >> offset)
                masks[number] = (length, begins)


def _hits(wanted: _List, text: str) -> bool:
    read = _Text.read(text, wanted.lexicon)
    read.look_up(wanted.lexicon)
    everywhere = (1 << len(read.words)) - 1
    covered = 0
    for phrase in wanted.passes:
        covered |= _covered(phrase, read)
    read.take_out(covered)
    if any(_walk(phrase, read, everywhere)[-1] for phrase in wanted.firm):
        return True
    counted = everywhere & ~_denied(wanted, read)
    return any(_walk(phrase, read, counted)[-1] for phrase in wanted.phrases)


def _denied(wanted: _List, text: _Text) -> int:
    """The places that a denying word reaches."""
    stops = text.pauses | text.ends
    for _, begins in text.found.get(-1 if wanted.clauses is None else wanted.clauses, ()):
        stops |= begins
    reached = 0
    for length, begins in text.found.get(wanted.denying, ()):
        reached |= begins << length
    reached &= ~stops
    for _ in range(_REACH - 1):
        reached |= (reached << 1) & ~stops
    return reached


def _walk(phrase: _Phrase, text: _Text, counted: int, *, stops: int = 0) -> list[int]:
    """The places reached before the phrase and after each step of it.

    An entry counts only where it begins at a place of `counted`, and no step but the last may
    end at a place of `stops`.
    """
    reached = (1 << len(text.words)) - 1
    walk = [reached]
    for step in phrase:
        if len(walk) > 1:
            reached &= ~stops
        if isinstance(step, _Gap):
            reached = _over_gap(step, text, reached, stops)
        else:
            reached = _over_entries(step, text, reached, counted)
        walk.append(reached)
        if not reached:
            return [*walk, 0]
    return walk


def _over_gap(gap: _Gap, text: _Text, reached: int, stops: int) -> int:
    free = ~(text.ends | text.covered.get(gap.barred, 0))
    for _ in range(gap.limit):
        reached |= ((reached & free) << 1) & ~stops
    return reached


def _over_entries(step: _Step, text: _Text, reached: int, counted: int) -> int:
    then = reached if step.is_optional else 0
    if step.is_end:
        then |= reached & text.ends
    if step.is_begin:
        then |= reached & (text.ends << 1)
    for length, begins in text.found.get(step.entries, ()):
        then |= (reached & begins & counted) << length
    return then


def _covered(phrase: _Phrase, text: _Text) -> int:
    """The words that the entries of a passing phrase cover, without those in its gaps."""
    walk = _walk(phrase, text, -1, stops=text.pauses)
    covered, wanted = 0, walk[-1]
    for step, before in zip(reversed(phrase), reversed(walk[:-1]), strict=False):
        if not wanted:
            break
        if isinstance(step, _Gap):
            for _ in range(step.limit):
                wanted |= (wanted >> 1) & ~text.ends
            wanted &= before
            continue
        earlier = wanted & before if step.is_optional or step.is_end or step.is_begin else 0
        for length, begins in text.found.get(step.entries, ()):
            starts = (wanted >> length) & begins & before
            earlier |= starts
            for offset in range(length):
                covered |= starts << offset
        wanted = earlier
    return covered


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The words, pauses and ends of sentences of a text, as (kind, piece)."""
    plain = text.casefold().replace("’", "'").replace("n't", "nt")
    whole = _SHORTENED.sub(lambda found: f"{found[1]} {_WHOLE[found[2]]}", plain)
    for found in _PIECES.finditer(whole):
        yield str(found.lastgroup), found.group()


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
