# SPDX-License-Identifier: Apache-2.0
"""Words for backups: when, how much, and how far one has come."""

import pytest

from helpers.window_fakes import backup_line
from kinfile.i18n import Language
from kinfile.ui.pages import backup_words

ENGLISH = Language.load()


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 kB"), (1_400, "1 kB"), (999_400, "999 kB"), (2_100_000, "2 MB"), (10**9, "1,000 MB")],
)
def test_a_size_is_a_number_to_be_read(count: int, words: str) -> None:
    assert backup_words.size(count, ENGLISH) == words


@pytest.mark.parametrize(
    ("done", "of", "words"),
    [
        (0, 0, "Getting ready"),
        (500, 3600, "Copying your records: 500 of 1,200 pages"),
        (1200, 3600, "Checking the copy"),
        (2400, 3600, "Writing the backup"),
        (3600, 3600, "Writing the backup"),
        (1, 2, "Copying your records: 0 of 0 pages"),
    ],
)
def test_a_step_says_what_is_happening(done: int, of: int, words: str) -> None:
    assert backup_words.step(done, of, ENGLISH) == words


def test_a_backup_in_one_line() -> None:
    told = backup_words.line(backup_line(), ENGLISH)
    assert told == "17 March 2026 at 10:42 · 3 records · 2 MB"
