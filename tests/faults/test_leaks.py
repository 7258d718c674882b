# SPDX-License-Identifier: Apache-2.0
"""What is typed stands readable nowhere but in the file that was asked for.

A marker goes through everything that the commands do, in a home of its own; after each step every
file there is searched for it, in utf-8 and utf-16, whole and by its beginning, and inflated.

Z90  Nothing but the file that was asked for holds it: after importing, editing, autosave, a kill, a
     crash, search, a preview, checking, an export, a backup, a restore, a recovery, and lock.
Z91  Nothing is written outside the vault and the folder that was named, but a log of codes.
Z92  No message on standard error tells it, whatever is refused.
Z93  (counter-proof) What the hunt looks for, it finds: in each spelling, and in a signed document.
"""

import json
import random
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from faults.conftest import Tell
from faults.jobs import NEW_PASSPHRASE
from faults.marker import hunt, spellings
from faults.outside import PASSPHRASE, PATH, Ended, Prepared, environment, line
from faults.shim import Shim, events
from faults.test_kills import killed_after

MARKER = "Marigold-XQZV-7731"
SIDEWAYS = "Wisteria-QJKW-4402"
"""Stands in the answers that the form puts elsewhere: a person's name, an address."""

LOOKING = """
import os, sys
from pathlib import Path
from kinfile.app.workspace import Workspace
from kinfile.hardening import keep_memory_private
from kinfile.i18n import Language
keep_memory_private()
with Workspace.unlock(Path(sys.argv[1]), bytearray(sys.argv[2], "utf-8")) as workspace:
    found = workspace.find(sys.argv[3], Language.load())
    shown = workspace.preview(found[0], language=Language.load())
    assert shown.startswith(b"%PDF")
    if sys.argv[4] == "crash":
        os.abort()
print(len(found))
"""

Step = Callable[[Prepared], Ended | None]


def answers() -> str:
    return json.dumps(
        {
            "form": "pre_birth",
            "answers": {
                PATH: f"At {MARKER}",
                "reason_for_assessment": f"{SIDEWAYS} and {MARKER} " * 40,
                "parents": [
                    {"role": "mother", "given_name": MARKER, "family_name": SIDEWAYS},
                ],
                "edd": f"no date but {MARKER}",
            },
        }
    )


def bring_in(mine: Prepared) -> Ended:
    source = mine.home.parent / "given.json"
    source.write_text(answers(), "utf-8")
    ended = mine.run("record", "import", mine.vault, source)
    assert ended.code == 1, "one answer of them is refused"
    return ended


def edit(mine: Prepared) -> Ended:
    return mine.stream([f"{MARKER} once", f"{MARKER} again", "x" * 5000])


def refuse(mine: Prepared) -> Ended:
    wrong = line(f"{MARKER} is no date", "edd") + line(MARKER, f"no.such.{MARKER}") + MARKER + "\n"
    ended = mine.run("record", "set", mine.vault, mine.ref, "--stream", typed=wrong)
    assert ended.code == 1
    return ended


def kill(mine: Prepared) -> None:
    assert killed_after(mine.streaming(), [f"{MARKER} {n}" for n in range(30)], 12)


def look_and(how: str) -> Step:
    def step(mine: Prepared) -> Ended:
        done = subprocess.run(
            [sys.executable, "-c", LOOKING, mine.vault, PASSPHRASE, SIDEWAYS, how],
            capture_output=True, text=True, check=False, cwd=mine.home, env=environment(mine.home),
        )  # fmt: skip
        assert done.returncode == (-signal.SIGABRT if how == "crash" else 0), done.stderr
        return Ended(0, done.stdout, done.stderr)

    return step


def export(mine: Prepared) -> Ended:
    return mine.run(
        "record", "export", mine.vault, mine.ref, "--out", mine.home / "asked", "--urgent"
    )


def check(mine: Prepared) -> Ended:
    ended = mine.run("record", "check", mine.vault, mine.ref)
    assert ended.code in (0, 1)
    return ended


def change_passphrase(mine: Prepared) -> Ended:
    (mine.home / "new.txt").write_text(NEW_PASSPHRASE, "utf-8")
    (mine.home / "code.txt").write_text(mine.code, "utf-8")
    done = mine.run(
        "vault", "recover", mine.vault, "--code-file", mine.home / "code.txt",
        "--new-passphrase-file", mine.home / "new.txt", "--recovery-out", mine.home / "next.txt",
        is_asked=False,
    )  # fmt: skip
    mine.passphrase_file.write_text(NEW_PASSPHRASE, "utf-8")
    return done


STEPS: Mapping[str, Step] = {
    "importing": bring_in,
    "editing": edit,
    "refusing": refuse,
    "a kill": kill,
    "search and a preview": look_and("lock"),
    "a crash in between": look_and("crash"),
    "checking": check,
    "an export": export,
    "a backup": lambda mine: mine.run(
        "vault", "backup", mine.vault, "--to", mine.home / "copy.kinbak"
    ),
    "a restore": lambda mine: mine.run(
        "vault", "restore", mine.home / "copy.kinbak", "--to", mine.home / "again.kinvault"
    ),
    "a check of all": lambda mine: mine.run("vault", "check", mine.vault),
    "a recovery": change_passphrase,
}
ASKED = "asked"
SAYS_NO = frozenset({"importing", "refusing", "checking"})


def test_nothing_readable_is_left_anywhere(mine: Prepared, tell: Tell) -> None:
    """Z90, Z92"""
    searched, asked = 0, []
    for name, step in STEPS.items():
        ended = step(mine)
        if ended is not None:
            assert ended.code == 0 or name in SAYS_NO, (name, ended.err)
            assert not any(marker in ended.err for marker in (MARKER, SIDEWAYS)), name
            assert "Traceback" not in ended.err
        found = [hit for marker in (MARKER, SIDEWAYS) for hit in hunt(mine.home, marker)]
        asked = [hit for hit in found if hit.file.parent.name == ASKED]
        assert [hit for hit in found if hit not in asked] == [], name
        searched += sum(path.is_file() for path in mine.home.rglob("*"))
    # The document that was asked for has it: the hunt can find it.
    assert {hit.file.suffix for hit in asked} == {".pdf"}
    tell(
        "a marker after " + ", ".join(STEPS),
        len(STEPS),
        f"{searched} files searched, 0 hits but in the document that was asked for",
    )


@pytest.mark.external
@pytest.mark.skipif(sys.platform != "linux", reason="preload")
def test_nothing_is_written_elsewhere(
    mine: Prepared, tmp_path: Path, shim: Shim, tell: Tell
) -> None:
    """Z91: all files that are made anywhere on this computer."""
    log = tmp_path / "log"
    env = shim.recording(Path("/"), log)
    jobs = (
        ("record", "export", mine.vault, mine.ref, "--out", mine.home / ASKED, "--urgent"),
        ("vault", "backup", mine.vault, "--to", mine.home / "copy.kinbak"),
        ("vault", "check", mine.vault),
        ("record", "check", mine.vault, mine.ref),
    )
    for words in jobs:
        assert mine.run(*words, env=env).code in (0, 1)
    assert mine.stream([MARKER], env=env).code == 0
    made = {Path(event.path) for event in events(log) if event.what in ("create", "mkdir")}
    for event in events(log):
        if event.what == "rename":
            made.add(Path(event.paths[1]))
    home = mine.home.resolve()
    allowed = (mine.vault.resolve(), home / ASKED, home / "STATE")
    packed = {path for path in made if path.parent == home and path.name.startswith(".kinbak-")}
    elsewhere = {
        path
        for path in made - packed - {home / "copy.kinbak"}
        if not any(path == place or place in path.parents for place in allowed)
    }
    assert elsewhere == set()
    told = [path for path in (home / "STATE").rglob("*") if path.is_file()]
    assert {path.name for path in told} <= {"events.jsonl"}
    tell("every file that commands make", len(made), "0 outside the vault and what was named")


@pytest.mark.parametrize("spelling", spellings(MARKER))
@pytest.mark.parametrize("is_deflated", [False, True], ids=["plain", "deflated"])
def test_the_hunt_finds_what_is_there(spelling: str, tmp_path: Path, is_deflated: bool) -> None:
    """Z93"""
    text = spellings(MARKER)[spelling]
    dice = random.Random(1)  # noqa: S311  (any bytes)
    content = b"before " + text + b" after"
    packed = zlib.compress(content) if is_deflated else content
    (tmp_path / "left.tmp").write_bytes(dice.randbytes(5000) + packed + dice.randbytes(5000))
    assert hunt(tmp_path, MARKER)


def test_the_hunt_finds_a_name(tmp_path: Path) -> None:
    """Z93"""
    (tmp_path / f"{MARKER}.txt").write_text("", "utf-8")
    assert hunt(tmp_path, MARKER)


def test_a_signed_document_is_found_by_what_is_in_it(mine: Prepared, tell: Tell) -> None:
    """Z90, Z93: the whole job, with the name of the demo's own made-up mother for a marker."""
    out = mine.home / "demo"
    done = mine.run("demo", "--out", out, is_asked=False)
    assert done.code == 0, done.err
    made = done.document
    told = mine.run(
        "record", "show", made["vault"], made["record"], "--passphrase-file", out / "passphrase.txt"
    ).document
    name = told["answers"]["reason_for_assessment"]
    assert len(name) > 30
    found = {hit.file for hit in hunt(out, name[:40])}
    assert found == {Path(made["sealed"])}
    tell("a made-up family, signed and exported", 1, "only the sealed document holds its words")
