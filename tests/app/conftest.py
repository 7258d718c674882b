# SPDX-License-Identifier: Apache-2.0
"""One open vault for each module of tests."""

from collections.abc import Callable, Iterator

import pytest

from helpers.opened import WORKER, Clock, secret
from kinfile.app.draft import Draft
from kinfile.app.workspace import Workspace
from kinfile.vault.keys import Cost


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Workspace]:
    """One vault for this module; each test has its own records."""
    folder = tmp_path_factory.mktemp("vaults") / "jo.kinvault"
    created = Workspace.create(folder, WORKER, secret(), clock=clock, cost=Cost.least())
    with created.workspace as opened:
        yield opened


@pytest.fixture
def reopened(workspace: Workspace, clock: Clock) -> Callable[[str], Draft]:
    """The record as another window would find it: nothing held in memory is used."""

    def found(ref: str) -> Draft:
        return Workspace(workspace.folder, workspace._vault, clock).open(ref)

    return found
