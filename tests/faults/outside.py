# SPDX-License-Identifier: Apache-2.0
"""Kinfile as anybody else starts it: commands in processes of their own, on a vault of ours."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.tree import ROOT
from kinfile.app.draft import Worker
from kinfile.app.workspace import Workspace
from kinfile.vault.connection import Connection, connect
from kinfile.vault.header import read
from kinfile.vault.keys import Cost, derive
from kinfile.vault.migrations import SUPPORTED
from kinfile.vault.session import LockedVault

PASSPHRASE = "harbour violin teapot ladder"
PATH = "maternity_unit"
"""A text question of the form that nothing else depends on."""
PROGRAM = (sys.executable, "-m", "kinfile.cli")


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing of whoever runs the tests, and folders of its own."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_RUNTIME_DIR": str(home),
        **{f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")},
        "PYTHONPATH": str(ROOT / "desktop"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        **(more or {}),
    }


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (negative: a signal), what it answered and said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def is_plain(self) -> bool:
        """At most one line for a person, and no trace of the program's insides."""
        return "Traceback" not in self.err and len(self.err.splitlines()) <= 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A vault in a folder of its own, the passphrase beside it, and the reference of its draft."""

    home: Path
    ref: str
    code: str

    @property
    def vault(self) -> Path:
        return self.home / "anna.kinvault"

    @property
    def passphrase_file(self) -> Path:
        return self.home / "pass.txt"

    def copied(self, home: Path) -> "Prepared":
        shutil.copytree(self.home, home)
        return replace(self, home=home)

    def run(
        self,
        *words: object,
        env: Mapping[str, str] | None = None,
        typed: str = "",
        is_asked: bool = True,
    ) -> Ended:
        """A command with --json; where a passphrase `is_asked` for, it comes from its file."""
        given = [str(word) for word in words]
        if is_asked and "--passphrase-file" not in given:
            given += ["--passphrase-file", str(self.passphrase_file)]
        done = subprocess.run(
            [*PROGRAM, *given, "--json"],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            env=environment(self.home, env),
            cwd=self.home,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def stream(self, values: Sequence[str], *, env: Mapping[str, str] | None = None) -> Ended:
        """`record set --stream` with one answer after another for the same question."""
        typed = "".join(line(value) for value in values)
        return self.run("record", "set", self.vault, self.ref, "--stream", env=env, typed=typed)

    def streaming(self, env: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
        """`record set --stream`, running and waiting for lines."""
        words = ["record", "set", self.vault, self.ref, "--stream"]
        return subprocess.Popen(
            [*PROGRAM, *map(str, words), "--passphrase-file", str(self.passphrase_file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(self.home, env),
            cwd=self.home,
        )

    def secret(self) -> bytearray:
        return bytearray(PASSPHRASE, "utf-8")

    def key(self) -> bytearray:
        """The vault key, as a slot gives it."""
        keys = read(self.vault)[0]
        found = keys.slots[0].open(self.secret(), vault_id=keys.vault_id)
        assert found is not None
        return found

    def connect(self) -> Connection:
        """The database, past everything that guards it."""
        key = derive(self.key(), salt=read(self.vault)[0].vault_id, label="database")
        return connect(self.vault / "vault.db", key, supported=SUPPORTED)


def line(value: str, path: str = PATH) -> str:
    return json.dumps({"path": path, "value": value}) + "\n"


def kept(replies: Iterator[str] | Sequence[str]) -> list[int]:
    """The event numbers that whole lines of answers acknowledge; no line may say anything else."""
    return [json.loads(reply)["kept"] for reply in replies if reply.endswith("\n")]


def prepare(home: Path) -> Prepared:
    """Make the vault and start a record in it."""
    made = Prepared(home, "", "")
    made.passphrase_file.write_text(PASSPHRASE + "\n", "utf-8")
    created = Workspace.create(
        made.vault,
        Worker(name="Anna Example", role="Community midwife"),
        made.secret(),
        cost=Cost.least(),
    )
    with created.workspace as workspace:
        draft = workspace.start("pre_birth")
        return replace(made, ref=draft.ref, code=created.recovery_code)


@dataclass(frozen=True, slots=True)
class Found:
    """What a vault holds after something happened to it.

    values: what was answered for PATH, by event number, in order.
    """

    problems: tuple[str, ...]
    head: int
    values: dict[int, str]

    def lacks(self, promised: Mapping[int, str]) -> list[int]:
        """The numbers of promised answers that are not there as they were given."""
        return [seq for seq, value in promised.items() if self.values.get(seq) != value]


def look(vault: Path, ref: str, passphrase: str = PASSPHRASE) -> Found:
    """Unlock, read what is in it, compare everything with its history, lock."""
    plain = ref.replace("-", "")
    with LockedVault(vault).unlock(bytearray(passphrase, "utf-8")) as opened:
        changes = opened.history(plain, PATH)
        values = {each.seq: json.loads(each.new) for each in changes if each.new}
        return Found(opened.check(), opened.head().seq, values)
