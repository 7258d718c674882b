# SPDX-License-Identifier: Apache-2.0
"""The catalogues of a language: brought up to date, filled from pieces, compiled, checked.

    python packaging/catalogues.py update            bring every catalogue up to its template
    python packaging/catalogues.py start cy          begin a language
    python packaging/catalogues.py fill cy FILE...   put in translations that came as JSON
    python packaging/catalogues.py check             what is missing or wrong; exit code 1 if any
    python packaging/catalogues.py sheets cy DIR     review sheets for a translator

A piece is a JSON list of {"id": English, "context": where the template has one, "text": what it
is in the other language, or a list with one text for each plural form}. Texts of both domains may
stand in one piece; each goes to wherever its English is.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
DOMAINS = ("kinfile", "forms")
WIDTH = 100
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)

PLURALS = {"cy": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)")}
"""Babel has five forms for Welsh where CLDR has six: zero, one, two, three, six, any other."""

WHOLE = frozenset({"cy"})
"""Languages that may lack nothing (tests/shipped/test_locales.py)."""

_MARKUP = re.compile(r"%\d|</?[a-z]+[^>]*>|&(?=\w)|\n|https?://\S+")


def languages() -> tuple[str, ...]:
    """Those with a catalogue."""
    return tuple(sorted({path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/*.po")}))


def source(code: str, domain: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / f"{domain}.po"


def read(file: Path, code: str | None = None) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=code, abort_invalid=True)


def write(file: Path, whole: Catalog) -> None:
    """Without dates: the same translations are always the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    whole.fuzzy = False
    with file.open("wb") as opened:
        write_po(opened, whole, width=WIDTH, ignore_obsolete=True)
    lines = file.read_bytes().splitlines(keepends=True)
    dates = (b'"POT-Creation-Date', b'"PO-Revision-Date')
    file.write_bytes(b"".join(line for line in lines if not line.startswith(dates)))


def renewed(code: str, domain: str) -> Catalog:
    """The catalogue with exactly the messages of the template, in its order. Guesses nothing."""
    known = read(source(code, domain), code) if source(code, domain).is_file() else Catalog()
    new = Catalog(
        locale=code,
        domain=domain,
        project="Kinfile",
        header_comment=f"# Kinfile: {domain} ({code}), awaiting a qualified translator's review.",
        last_translator="The Kinfile authors",
        language_team="none",
        fuzzy=False,
    )
    if code in PLURALS:
        plurals, rule = PLURALS[code]
        # Babel has no public way to say it.
        vars(new).update(_num_plurals=plurals, _plural_expr=rule)
    for message in read(LOCALE / f"{domain}.pot"):
        if message.id:
            before = known.get(message.id, message.context)
            new.add(
                message.id,
                before.string if before else None,
                locations=message.locations,
                flags=message.flags - {"fuzzy"},
                auto_comments=message.auto_comments,
                context=message.context,
            )
    return new


def update(code: str) -> None:
    for domain in DOMAINS:
        write(source(code, domain), renewed(code, domain))
    compile_all(code)


def compile_all(code: str) -> None:
    for domain in DOMAINS:
        file = source(code, domain)
        if file.is_file():
            file.with_suffix(".mo").write_bytes(compiled(file, code))


def compiled(file: Path, code: str) -> bytes:
    """What a catalogue is at run time. The same translations are always the same bytes."""
    whole = read(file, code)
    whole.creation_date = NO_DATE
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def fill(code: str, pieces: list[Path]) -> list[str]:
    """Put translations in; gives the English of those that no template has."""
    wholes = {domain: renewed(code, domain) for domain in DOMAINS}
    lost = []
    for piece in pieces:
        for told in json.loads(piece.read_text("utf-8")):
            found = [
                message
                for whole in wholes.values()
                for message in [whole.get(told["id"], told.get("context") or None)]
                if message
            ]
            for message in found:
                message.string = tuple(told["text"]) if message.pluralizable else told["text"]
            if not found:
                lost.append(told["id"])
    for domain, whole in wholes.items():
        write(source(code, domain), whole)
    compile_all(code)
    return lost


# ---------------------------------------------------------------- what may be wrong


def both(texts: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def places(text: str) -> frozenset[str]:
    """The {named} places of a text; one that cannot be filled is a place of its own."""
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        return frozenset({text})
    return frozenset(
        f"{name}{'!' + how if how else ''}{':' + kind if kind else ''}"
        for _, name, kind, how in parsed
        if name is not None
    )


def blanks(text: str) -> tuple[str, str]:
    """What a text begins and ends with that cannot be seen."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def mistakes_of(message: Message, plurals: int, *, has_places: bool = True) -> Iterator[str]:
    """What is wrong with one translation, in short words. Without one: `missing`."""
    told, asked = both(message.string), both(message.id)
    if not told or not all(told):
        yield "missing"
        return
    if message.fuzzy:
        yield "fuzzy"
    if len(told) != (plurals if message.pluralizable else 1):
        yield f"{len(told)} forms in place of {plurals}"
    wanted = frozenset[str]().union(*map(places, asked)) if has_places else frozenset()
    for text in told:
        if has_places and places(text) - {"n"} != wanted - {"n"}:
            yield "other places"
        if blanks(text) != blanks(asked[-1]):
            yield "other blanks at its ends"
        if sorted(_MARKUP.findall(text)) != sorted(_MARKUP.findall(asked[-1])):
            yield "other marks"


def mistakes(code: str) -> Iterator[tuple[str, str, str]]:
    """(domain, English, what is wrong) over the whole language."""
    count = PLURALS.get(code, (Catalog(locale=code).num_plurals, ""))[0]
    for domain in DOMAINS:
        whole = read(source(code, domain), code)
        if whole.num_plurals != count:
            yield domain, "", f"{whole.num_plurals} plural forms in place of {count}"
        known = {(message.id, message.context) for message in whole if message.id}
        for message in read(LOCALE / f"{domain}.pot"):
            if message.id and (message.id, message.context) not in known:
                yield domain, both(message.id)[0], "not in the catalogue"
        for message in whole:
            if message.id:
                # A form's text is shown as it is: its braces are no places.
                for wrong in mistakes_of(message, count, has_places=domain == "kinfile"):
                    yield domain, both(message.id)[0], wrong


def main() -> int:
    whole = argparse.ArgumentParser(description="The catalogues of a language.")
    whole.add_argument("command", choices=("update", "start", "fill", "compile", "check", "sheets"))
    whole.add_argument("rest", nargs="*")
    options = whole.parse_args()
    if options.command == "fill":
        lost = fill(options.rest[0], [Path(name) for name in options.rest[1:]])
        print("\n".join(f"not in any template: {text}" for text in lost))
        return 1 if lost else 0
    if options.command == "check":
        found = [(code, *each) for code in languages() for each in mistakes(code)]
        print("\n".join(": ".join(each) for each in found))
        return 1 if found else 0
    if options.command == "sheets":
        from review_sheets import write_sheets

        write_sheets(options.rest[0], Path(options.rest[1]))
        return 0
    act = compile_all if options.command == "compile" else update
    for code in options.rest or languages():
        act(code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
