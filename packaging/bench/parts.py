# SPDX-License-Identifier: Apache-2.0
"""What is measured with: real records and forms, and databases with a key and without one.

The database without a key is the program's own code on the same tables with the same settings, so
what differs is the encryption and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2 as engine

from kinfile import bundle
from kinfile.app import stored
from kinfile.app.example import example_answers
from kinfile.app.references import new_reference
from kinfile.app.summary import summary_of
from kinfile.export.identity import Identity, new_identity
from kinfile.export.printable import Head, Printable, Signer, Standing
from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.forms.profile import NATIONAL
from kinfile.i18n import Language
from kinfile.records.document import Document, parse, read_document
from kinfile.records.evaluate import evaluate
from kinfile.vault import connection
from kinfile.vault.connection import Connection
from kinfile.vault.journal import begin
from kinfile.vault.migrations import migrate
from kinfile.vault.rows import Entry
from kinfile.vault.search import Search
from kinfile.vault.store import Store

NOW = datetime(2026, 3, 17, 10, 42, tzinfo=UTC)
FORM = "pre_birth"
SETTINGS = (
    "synchronous", "foreign_keys", "secure_delete", "temp_store", "trusted_schema",
    "cell_size_check", "busy_timeout", "wal_autocheckpoint", "journal_size_limit", "mmap_size",
    "cache_size",
)  # fmt: skip
"""What a vault's database is set to, and the one beside it too."""
NAMES = ("Rowan", "Marigold", "Ashby", "Tarn", "Linnet", "Sorrel", "Heath", "Bryony", "Corin")


class Database(Store, Search):
    """The records of one database and their index."""

    @property
    def connection(self) -> Connection:
        return self._db


def clock() -> datetime:
    return NOW


def with_key(file: Path) -> Database:
    """A new encrypted database, set as in a vault."""
    key = bytearray(os.urandom(32))
    made = connection.create(file, key)
    return _begun(made)


def without_key(file: Path, like: Database) -> Database:
    """A new database of the same tables in clear, with the settings of `like`."""
    made = Connection(file, engine.connect(str(file), isolation_level=None))
    made.pragma("journal_mode=WAL")
    for name in SETTINGS:
        made.pragma(f"{name}={like.connection.pragma(name)}")
    return _begun(made)


def _begun(made: Connection) -> Database:
    migrate(made)
    begin(made, vault_id="00" * 16, user="11" * 16, name="Jo Rowe", role="midwife", clock=clock)
    return Database(made, clock)


@contextmanager
def pair(folder: Path) -> Iterator[tuple[Database, Database]]:
    """A new database with a key and its twin without one, closed afterwards."""
    ours = with_key(folder / "with.db")
    beside = without_key(folder / "without.db", ours)
    try:
        yield ours, beside
    finally:
        ours.connection.close()
        beside.connection.close()


@contextmanager
def unhurried(database: Database) -> Iterator[None]:
    """While a database is filled for a benchmark nobody waits for its disk."""
    before = database.connection.pragma("synchronous")
    database.connection.pragma("synchronous=OFF")
    try:
        yield
    finally:
        database.connection.pragma(f"synchronous={before}")
        database.connection.empty_journal()


def fill(database: Database, records: int, *, seed: int = 7) -> None:
    """Many records with a line in the list each, some answers, and their words in the index."""
    form = catalogue.load(FORM)
    random = Random(seed)  # noqa: S311  (plays, guards nothing)
    words = _words()
    with unhurried(database):
        for number in range(records):
            ref = new_reference()
            database.create_record(
                ref, form.id, form.version, form.body, NATIONAL, _line(random, number),
                [_answer(random, words, n) for n in range(4)],
            )  # fmt: skip
            # A few words are in most records and most words in few, as in a language.
            body = [words[int(random.paretovariate(0.7)) % len(words)] for _ in range(120)]
            database.index(ref, names=(ref, *random.sample(NAMES, 2)), body=body)


def _line(random: Random, number: int) -> str:
    given, family = random.sample(NAMES, 2)
    due = (NOW + timedelta(days=number % 300 - 20)).date()
    return (
        f'{{"initials": "{given[0]}. {family[0]}.", "name": "{given} {family}", '
        f'"key": ["due", "{due}"], "done": {number % 21}, "of": 21, '
        f'"status": "in_progress", "to_do": ""}}'
    )


def _answer(random: Random, words: list[str], number: int) -> Entry:
    text = " ".join(random.choice(words) for _ in range(30))
    return Entry(kind="answer", field=f"bench_{number}", value=f'{{"value": "{text}"}}')


def _words() -> list[str]:
    """Some thousand words of the list that passphrases are made of."""
    return (bundle.resources() / "wordlists" / "eff_large.txt").read_text("utf-8").split()


def example() -> tuple[Form, Document]:
    """A shipped form, filled in with the made-up family's answers."""
    whole = parse(example_answers(NOW.date(), Language()))
    form = catalogue.load(FORM)
    return form, read_document(whole, form)


def example_entries() -> tuple[Form, str, list[Entry]]:
    """The same as it is kept: the form, the line of the list, one entry for each answer."""
    form, found = example()
    report = evaluate(form, found.answers, catalogue.profile(NATIONAL), NOW.date(), found.marks)
    entries = list(stored.whole(form, found.answers, found.marks))
    return form, summary_of(form, found.answers, report), entries


def printable() -> Printable:
    """The made-up family's record, ready to be laid out."""
    form, found = example()
    profile = catalogue.profile(NATIONAL)
    report = evaluate(form, found.answers, profile, NOW.date(), found.marks, reference="7F3K-9QXA")
    return Printable(
        form=form, profile=profile, answers=found.answers, report=report, ref="7F3K9QXA",
        version=1, standing=Standing.SIGNED, signer=Signer(name="Jo Rowe", role="Midwife"),
        head=Head(412, "3f9ab2c4d5e6" + "0" * 52), made_at=NOW, program="0.1.0",
        marks=found.marks, key_words="abacus lantern marble otter pencil river",
    )  # fmt: skip


def identity() -> Identity:
    """A key that signs, with its certificate."""
    return new_identity("Jo Rowe", "Midwife", "Example Trust", now=NOW)
