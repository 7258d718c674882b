# SPDX-License-Identifier: Apache-2.0
"""One vault is made for the whole run; each test that breaks something gets a copy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kinfile
from kinfile.vault import connection, header
from kinfile.vault.connection import Connection
from kinfile.vault.keys import Cost, derive
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.session import LockedVault, OpenVault
from kinfile.vault.slots import Slot

PASSPHRASE = "harbour violin teapot ladder"


@pytest.fixture(scope="session")
def secret() -> Callable[[], bytearray]:
    """The passphrase, anew at each call: whoever takes it wipes it."""
    return lambda: bytearray(PASSPHRASE, "utf-8")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A locked vault that nobody changes, and its recovery code."""
    path = tmp_path_factory.mktemp("pristine") / "anna.kinvault"
    opened, code = LockedVault.create(
        path,
        name="Anna Example",
        role="Community midwife",
        passphrase=bytearray(PASSPHRASE, "utf-8"),
        cost=Cost.least(),
    )
    opened.lock()
    return path, code.text


@pytest.fixture
def folder(pristine: tuple[Path, str], tmp_path: Path) -> Path:
    """A locked vault of this test's own."""
    return Path(shutil.copytree(pristine[0], tmp_path / "anna.kinvault"))


@pytest.fixture(scope="module")
def vault(
    pristine: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenVault]:
    """An open vault that the tests of one module share; each uses its own record."""
    path = tmp_path_factory.mktemp("shared") / "anna.kinvault"
    shutil.copytree(pristine[0], path)
    with LockedVault(path).unlock(bytearray(PASSPHRASE, "utf-8")) as opened:
        yield opened


@pytest.fixture(scope="session")
def vault_key(pristine: tuple[Path, str]) -> bytes:
    """The key of the vault, so that a test can reach under it without deriving it each time."""
    keys = header.read(pristine[0])[0]
    found = keys.slots[0].open(bytearray(PASSPHRASE, "utf-8"), vault_id=keys.vault_id)
    assert found is not None
    return bytes(found)


@pytest.fixture(scope="session")
def database_key(pristine: tuple[Path, str], vault_key: bytes) -> bytes:
    vault_id = header.read(pristine[0])[0].vault_id
    return bytes(derive(bytearray(vault_key), salt=vault_id, label="database"))


@pytest.fixture(scope="session")
def derived() -> dict[tuple[Slot, bytes], bytes | None]:
    """What slots have opened to in this run."""
    return {}


@pytest.fixture
def quick_slots(
    derived: dict[tuple[Slot, bytes], bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slot and a passphrase give the same key each time: it is derived once for all tests."""
    derive = Slot.open

    def opened(self: Slot, secret: bytearray, *, vault_id: bytes) -> bytearray | None:
        tried = (self, bytes(secret))
        if tried not in derived:
            key = derive(self, secret, vault_id=vault_id)
            derived[tried] = None if key is None else bytes(key)
        found = derived[tried]
        return None if found is None else bytearray(found)

    monkeypatch.setattr(Slot, "open", opened)


@pytest.fixture
def connect(database_key: bytes) -> Callable[[Path], Connection]:
    """Opens the database of a vault folder past everything that guards it."""

    def opened(folder: Path) -> Connection:
        return connection.connect(folder / "vault.db", bytearray(database_key), supported=SUPPORTED)

    return opened


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[str]]:
    """Runs a script in a process of its own, which may be killed; its output can be read."""
    source = str(Path(kinfile.__file__).parents[1])

    def started(script: str, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source},
        )

    return started
