# SPDX-License-Identifier: Apache-2.0
"""The tables and the events tell the same story.

J01  Whatever happened in whatever order, the tables hold what the events amount to.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfile.vault import connection
from kinfile.vault.connection import Connection
from kinfile.vault.journal import begin, now
from kinfile.vault.migrations import migrate
from kinfile.vault.projection import fold, stored
from kinfile.vault.rows import Entry
from kinfile.vault.store import Store

names = st.sampled_from(["a", "b"])
entries = st.one_of(
    st.builds(
        Entry, kind=st.just("answer"), field=names, row=names, value=st.none() | st.just("1")
    ),
    st.builds(
        Entry,
        kind=st.sampled_from(["row-added", "row-struck", "row-restored"]),
        field=names,
        row=names,
    ),
    st.builds(Entry, kind=st.just("mark"), field=names, row=names, value=st.just("true")),
    st.builds(Entry, kind=st.just("unmark"), field=names, row=names),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    made = connection.create(tmp_path_factory.mktemp("db") / "vault.db", bytearray(32))
    migrate(made)
    begin(made, vault_id="00", user="u", name="Anna", role="", clock=now)
    yield made
    made.close()


@settings(max_examples=60)
@given(happened=st.lists(entries, max_size=25))
def test_tables_hold_what_the_events_amount_to(db: Connection, happened: list[Entry]) -> None:
    """J01: entries that are refused leave no event either."""
    store = Store(db, now)
    ref = f"R{store.head().seq}"
    store.create_record(ref, "f", 1, b"{}", "p", "{}")
    for entry in happened:
        try:
            store.append(ref, [entry], summary="{}")
        except ValueError:
            continue
    ((number,),) = db.execute("SELECT id FROM record WHERE ref = ?", (ref,))
    events = db.execute(
        "SELECT seq, kind, field, row, value FROM event WHERE record_id = ? ORDER BY seq",
        (number,),
    )
    told, held = fold(events), stored(db, number)
    assert told == held
    for group in "ab":
        assert [place for place in told.rows if place[0] == group] == [
            place for place in held.rows if place[0] == group
        ]
