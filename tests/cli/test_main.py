# SPDX-License-Identifier: Apache-2.0
"""What holds for every command.

C01 Every command and group has --help with an example, and exits 0.
C02 A command used wrongly is one line on standard error and 2; nothing on standard output.
C03 The commands are those that are listed here.
C04 No input ends in a traceback; a mistake of our own is one line with a code, and 3.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.commands import ENVIRONMENT, PROGRAM, Run
from kinfile.cli import build_parser


def commands(
    parser: argparse.ArgumentParser, said: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Every command and group of commands, as words."""
    yield said
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*said, name))


EVERY = sorted(commands(build_parser()))
THIS_VERSION = {
    *("demo", "check", "verify", "countersign", "selftest", "support"),
    *("forms list", "forms lint", "forms cases", "forms explain", "forms diff", "forms export"),
    *("forms sheet", "forms blank", "forms leaflet", "policy show", "policy explain"),
    *("pack key", "pack build", "pack verify", "pack install", "pack rollback", "pack list"),
    *("vault create", "vault status", "vault check", "vault backup", "vault restore"),
    *("vault passphrase", "vault recover", "vault escrow", "vault salvage"),
    *("record new", "record import", "record list", "record show", "record history"),
    *("record set", "record check", "record acknowledge", "record sign", "record export"),
    *("record countersigned", "record correct", "record move", "record sent"),
    *("record acknowledged", "record ledger", "record erase"),
    *("record withhold", "record paper"),
    *("identity list", "identity create", "identity csr", "identity import-cert"),
    *("identity import-p12", "identity token", "identity retire"),
}


def test_the_commands_are_those_of_this_version() -> None:
    """C03"""
    groups = {"vault", "record", "forms", "pack", "identity", "policy", ""}
    assert {" ".join(words) for words in EVERY} - groups == THIS_VERSION


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_has_an_example(run: Run, words: tuple[str, ...]) -> None:
    """C01"""
    said = run(*words, "--help")
    assert said.code == 0
    assert said.err == ""
    assert f"example:\n  kinfile-cli {words[0] if words else ''}" in said.out


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "vault",
        "vault nonsense",
        "record set",
        "record set x.kinvault",
        "record set x.kinvault 7F3K2M9Q --passphrase-file p",
        "record set x.kinvault 7F3K2M9Q edd --passphrase-file p",
        "record set x.kinvault 7F3K2M9Q edd 1 --status declined --passphrase-file p",
        "record set x.kinvault 7F3K2M9Q edd 1 --reason no_time --passphrase-file p",
        "record set x.kinvault 7F3K2M9Q edd --stream --passphrase-file p",
        "check pre_birth",
        "check pre_birth a.json --today yesterday",
        "check pre_birth a.json --today 2026-02-30",
        "check pre_birth a.json --today 2026",
        "check pre_birth a.json --tod 2026-01-01",
        "record export x.kinvault 7F3K2M9Q --out o --edition nonsense",
        "demo --form nonsense",
        "verify",
        "verify x.pdf --fingerprint nonsense",
        "vault create x.kinvault",
        "vault create x.kinvault --name Jo --escrow-cert none.pem --passphrase-file p",
        "vault escrow x.kinvault",
        "vault escrow x.kinvault --out o",
        "vault passphrase x.kinvault",
        "vault recover x.kinvault",
        "countersign x.pdf --vault x.kinvault",
        "countersign x.pdf --vault x.kinvault --out o.pdf --passphrase-file p",
        "identity import-cert x.kinvault none.pem --passphrase-file p",
        "identity retire x.kinvault one --passphrase-file p",
        "identity token x.kinvault --passphrase-file p",
        "verify none.pdf --passphrase-file none",
    ],
)
def test_a_wrong_command_line_is_one_line(run: Run, line: str) -> None:
    """C02"""
    said = run(*line.split())
    assert (said.code, said.out) == (2, "")
    assert said.message.startswith("kinfile-cli")
    assert "invalid" not in said.message


def test_a_message_stays_on_one_line_whatever_the_file_is_called(run: Run) -> None:
    """C02"""
    said = run("check", "pre_birth", "no\nsuch\x1b[31m\nfile.json")
    assert said.code == 2
    assert said.message.startswith("kinfile-cli: There is no file no such [31m file.json.")


def test_version_is_answered(run: Run) -> None:
    """C01"""
    said = run("--version")
    assert said.code == 0
    assert said.out.startswith("kinfile ")


def test_a_mistake_of_our_own_is_one_line_without_what_was_typed(run: Run, tmp_path: Path) -> None:
    """C04"""

    def broken() -> object:
        raise ZeroDivisionError("Marigold Testcase")

    file = tmp_path / "answers.json"
    file.write_text('{"form": "pre_birth", "answers": {}}', encoding="utf-8")
    said = run("check", "pre_birth", file, "--json", clock=broken)
    assert (said.code, said.out) == (3, "")
    assert "ZeroDivisionError at test_main.py:" in said.message
    assert "Marigold" not in said.message


def test_stopping_it_by_hand_is_one_line(run: Run, tmp_path: Path) -> None:
    """C04"""

    def stopped() -> object:
        raise KeyboardInterrupt

    file = tmp_path / "answers.json"
    file.write_text('{"form": "pre_birth", "answers": {}}', encoding="utf-8")
    said = run("check", "pre_birth", file, clock=stopped)
    assert said.code == 3
    assert said.message.startswith("kinfile-cli: Stopped")


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    """C04"""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "forms", "list"],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 3


def test_no_command_loads_qt() -> None:
    """C01: the command line works where there is no window system at all."""
    code = (
        "import sys, kinfile.cli as c; c.main(['forms', 'list']);"
        "from kinfile.app import demo, workspace; from kinfile.export import verify;"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=ENVIRONMENT
    )
    assert done.returncode == 0
