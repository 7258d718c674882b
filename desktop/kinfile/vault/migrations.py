# SPDX-License-Identifier: Apache-2.0
"""The steps from an empty database to today's schema.

Each step is a tuple of statements and runs in one transaction together with its number, so a
database is always at exactly one version. Never `executescript`: it commits by itself and
leaves half a step behind. A released step is never edited.
"""

from kinfile.vault.connection import Connection
from kinfile.vault.schema import VERSION_1, VERSION_2

Steps = tuple[tuple[str, ...], ...]

MIGRATIONS: Steps = (VERSION_1, VERSION_2)
"""Step n leads to version n + 1."""

SUPPORTED = len(MIGRATIONS)
"""The newest schema version that this program reads and writes."""


def migrate(connection: Connection, steps: Steps = MIGRATIONS) -> None:
    """Bring the database from its version to the last of `steps`. Raises NotKept."""
    for number in range(connection.version, len(steps)):
        with connection.transaction():
            for statement in steps[number]:
                connection.execute(statement)
            connection.mark_version(number + 1)
