# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no display, no network, no trace outside its own folders.

--onscreen   draw real windows, to look at a test while it runs
"""

import gc
import os
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from helpers.offline import OfflineGuard

# Time is no law: a slow moment of the machine must not fail a property.
settings.register_profile("here", deadline=None, suppress_health_check=(HealthCheck.too_slow,))
# The same examples on every run of the same code.
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)

_GUARD = pytest.StashKey[OfflineGuard]()
_TESTS = count(1)


ALL_OF_IT_EVERY = 50
"""Tests between two searches of everything for unused objects; it takes a tenth of a second."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="draw real windows on the display")


def pytest_configure(config: pytest.Config) -> None:
    # Qt reads it when the application is made, which is after this.
    if config.getoption("--onscreen"):
        os.environ.pop("QT_QPA_PLATFORM", None)
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    settings.load_profile("ci" if os.environ.get("CI") else "here")
    config.stash[_GUARD] = OfflineGuard()
    gc.disable()  # see `unused_objects`


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever is written to the user's own folders goes to folders of this run."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def unused_objects() -> Iterator[None]:
    """Look for unused objects between tests only, on the thread that owns the widgets.

    Python would do it wherever something is allocated: in the middle of a walk of Qt's over all
    widgets, or on the task queue's thread, and a widget deleted there ends the process. The
    program itself has kinfile.ui.collector for that.
    """
    yield
    whole = next(_TESTS) % ALL_OF_IT_EVERY == 0
    gc.collect(2 if whole else 1)


@pytest.fixture(scope="session")
def guard(pytestconfig: pytest.Config) -> OfflineGuard:
    """The guard that lets nothing reach a network."""
    return pytestconfig.stash[_GUARD]


@pytest.fixture(autouse=True)
def offline(guard: OfflineGuard) -> Iterator[None]:
    """No test may try to reach a network, not even where the refusal is lost in a thread."""
    before = len(guard.refused)
    yield
    assert guard.refused[before:] == []
