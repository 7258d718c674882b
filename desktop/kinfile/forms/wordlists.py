# SPDX-License-Identifier: Apache-2.0
"""Wording checks: phrases looked for in free text, with negation handled.

A word list of forms/wordlists/ has groups of words and phrases made of them. In a phrase a plain
word stands for itself, `{group}` for any of a group, `word|other` for either, a word ending in
`?` may be left out, `...` stands for up to six words and `$` for the end of the sentence. Text is
looked at sentence by sentence. What `passes` is taken out first. A phrase that a denying word
stands in or just before does not count, unless it is a `firm` one, whose denial is its point
("would never, because of the baby").

Phrases are turned into one regular expression each from escaped words with bounded gaps, so no
text can make the search slow.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

Matcher = Callable[[str], bool]

_SENTENCE = re.compile(r"[.;!?\n]+(?:\s|$)|[\n;]+")
_GAP = r"(?:\s+[\w'-]+){0,6}?"


def matcher(wordlist: Mapping[str, Any]) -> Matcher:
    """The test "does this text hold one of the phrases?" for one word list."""
    groups = {str(name): _alternatives(words) for name, words in wordlist["groups"].items()}
    phrases = [re.compile(_pattern(str(phrase), groups)) for phrase in wordlist["phrases"]]
    firm = [re.compile(_pattern(str(phrase), groups)) for phrase in wordlist.get("firm", ())]
    passing = [re.compile(_pattern(str(phrase), groups)) for phrase in wordlist.get("passes", ())]
    denying = re.compile(rf"\b(?:{groups[str(wordlist['denying'])]})\b")
    return partial(_hits, phrases, firm, passing, denying)


def _hits(
    phrases: list[re.Pattern[str]],
    firm: list[re.Pattern[str]],
    passing: list[re.Pattern[str]],
    denying: re.Pattern[str],
    text: str,
) -> bool:
    plain = text.casefold().replace("’", "'")
    return any(
        _sentence_hits(phrases, firm, passing, denying, sentence)
        for sentence in _SENTENCE.split(plain)
        if sentence
    )


def _sentence_hits(
    phrases: list[re.Pattern[str]],
    firm: list[re.Pattern[str]],
    passing: list[re.Pattern[str]],
    denying: re.Pattern[str],
    sentence: str,
) -> bool:
    words = re.sub(r"[^\w']+", " ", sentence).strip()
    for phrase in passing:
        words = phrase.sub(" ", words)
    if any(phrase.search(words) for phrase in firm):
        return True
    for phrase in phrases:
        for found in phrase.finditer(words):
            before = " ".join(words[: found.start()].split()[-5:])
            if not denying.search(before) and not denying.search(found.group()):
                return True
    return False


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(_literal(str(word)) for word in sorted(words, key=len, reverse=True))


def _literal(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.casefold().replace("’", "'").split())


def _pattern(phrase: str, groups: Mapping[str, str]) -> str:
    pieces: list[str] = []
    begun = False
    for word in phrase.split():
        if word == "...":
            pieces.append(_GAP)
            continue
        if word == "$":
            pieces.append(r"\s*$")
            continue
        optional = word.endswith("?")
        piece = _one_word(word.removesuffix("?"), groups)
        if optional and not begun:
            pieces.append(rf"(?:{piece}\s+)?")
            continue
        space = r"\s+" if begun else ""
        pieces.append(f"(?:{space}{piece})?" if optional else f"{space}{piece}")
        begun = True
    end = "" if phrase.endswith("$") else r"\b"
    return rf"\b{''.join(pieces)}{end}"


def _one_word(word: str, groups: Mapping[str, str]) -> str:
    options = [
        groups[part[1:-1]] if part.startswith("{") else _literal(part) for part in word.split("|")
    ]
    return f"(?:{'|'.join(options)})"
