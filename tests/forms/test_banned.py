# SPDX-License-Identifier: Apache-2.0
"""Words that are kept from what can be read over a shoulder."""

from pathlib import Path

from kinfile.forms.banned import banned, read_banned
from kinfile.forms.folder import Folder


def test_the_list_that_came_with_kinfile() -> None:
    found = banned()
    assert found.titles.search("Is there a Risk of harm?")
    assert not found.titles.search("asterisk")
    assert found.everywhere.search("the toxic trio")
    assert not found.everywhere.search("risk")


def test_nothing_is_banned_where_there_is_no_list(tmp_path: Path) -> None:
    found = read_banned(Folder(tmp_path))
    assert not found.titles.search("risk")
    assert not found.everywhere.search("toxic trio")
