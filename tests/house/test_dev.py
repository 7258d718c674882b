# SPDX-License-Identifier: Apache-2.0
"""The development commands, the locks and the vendored files (packaging/).

H90 Every command is listed, and the options of benchmarks reach them.
H91 Without root, what the system lacks is told in one line to copy; exit code 3, nothing is made.
H92 An environment made from the same locks by the same Python is used as it is.
H93 A demo without a display goes into a new folder, and its PDF is named.
H94 Each lock names one version of everything, with hashes and without an address.
H95 Every vendored file is as packaging/assets.py made it.
H98 What a run of all faults found is kept on its page, between the two marks and nowhere else.
"""

import importlib.util
import os
import re
import stat
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from helpers.tree import ROOT

LOCKS = tuple(sorted((ROOT / "packaging" / "constraints").glob("*.txt")))
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ]+) \\$", re.MULTILINE)

DEMO = """#!/bin/sh
echo '{"vault": "v.kinvault", "sealed": "KF-7K2M.pdf", "verified": true}'
echo "$@" >> asked
mkdir "$3"
"""

posix = pytest.mark.skipif(os.name == "nt", reason="about Debian")


def script(name: str) -> ModuleType:
    """A script of packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    # A dataclass looks for its own module there.
    sys.modules[name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def dev() -> ModuleType:
    return script("dev")


def test_benchmarks_are_handed_their_own_options(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H90"""
    told: list[list[str]] = []
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "run", lambda words, **_given: told.append([str(w) for w in words]))
    options = ["--small", "--json", "--only", "save", "rules"]
    assert dev.main(["bench", *options]) == dev.main(["bench", "--help"]) == 0
    script = [str(dev.python()), str(ROOT / "packaging" / "bench" / "run.py")]
    assert told == [[*script, *options], [*script, "--help"]]
    assert " bench " in dev.parser().format_help()


@posix
def test_what_the_system_lacks_is_told_in_one_line(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """H91"""
    monkeypatch.setattr(dev, "LIBRARIES", {"libnone1": ("libnone.so.1",), "libc6": ("libc.so.6",)})
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "run", pytest.fail)
    assert dev.main(["test"]) == 3
    lines = [line for line in capsys.readouterr().err.splitlines() if "apt-get install" in line]
    assert len(lines) == 1
    assert lines[0].endswith("--no-install-recommends libnone1")


def test_an_environment_is_made_once(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H92"""
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "PROGRAMS", Path(sys.executable).parent)
    assert not dev.is_fresh()
    dev.STAMP.write_text(dev.stamp(), "utf-8")
    assert dev.is_fresh()
    monkeypatch.setattr(dev, "LOCK", ROOT / "README.md")
    assert not dev.is_fresh()


@posix
def test_a_demo_takes_a_new_folder_and_names_its_pdf(
    dev: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """H93"""
    program = tmp_path / "kinfile-cli"
    program.write_text(DEMO, "utf-8")
    program.chmod(stat.S_IRWXU)
    monkeypatch.setattr(dev, "PROGRAMS", tmp_path)
    monkeypatch.chdir(tmp_path)
    dev.do_the_demo_job()
    dev.do_the_demo_job()
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked == [
        f"demo --out {tmp_path}/kinfile-demo --json",
        f"demo --out {tmp_path}/kinfile-demo-2 --json",
    ]
    assert "The signed PDF:  KF-7K2M.pdf" in capfd.readouterr().out


def required() -> set[str]:
    """The names of what Kinfile itself asks for, on any system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        re.split(r"[^A-Za-z0-9-]", line)[0].lower()
        for line in project["dependencies"]
        if "sys_platform" not in line
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_is_whole(lock: Path) -> None:
    """H94"""
    text = lock.read_text("utf-8")
    pins = dict(PIN.findall(text))
    assert required() <= pins.keys()
    # 6.12.0 aborts the process on Python 3.11: decision 001.
    assert pins["pyside6-essentials"] == pins["shiboken6"] == "6.11.3"
    assert "://" not in text
    for entry in PIN.split(text)[3::3]:
        assert "--hash=sha256:" in entry


def test_there_is_a_lock_for_each_system() -> None:
    """H94"""
    assert [lock.stem for lock in LOCKS] == ["linux", "windows"]
    assert "tzdata" in dict(PIN.findall(LOCKS[1].read_text("utf-8")))


def test_every_vendored_file_is_as_it_was_made(dev: ModuleType) -> None:
    """H95"""
    assert dev.resources_are_whole()


def test_what_the_faults_found_is_kept_between_the_marks(tmp_path: Path) -> None:
    """H98"""
    faults = script("fault_runs")
    assert faults.PAGE.read_text("utf-8").count(faults.BEGIN) == 1
    page = tmp_path / "page.md"
    page.write_text(f"before\n{faults.BEGIN}\nold\n{faults.END}\nafter\n", "utf-8")
    rows = (faults.Row("kill -9", 1200, "0 lost", 61.4),)
    run = faults.Run(code=0, rows=rows, tests=3, seconds=119.0)
    faults.keep(page, faults.section(run, 7, date(2026, 11, 2)))
    before, kept, after = re.split("<!--.*-->", page.read_text("utf-8"))
    assert (before, after) == ("before\n", "\nafter\n")
    assert kept.startswith("\n2 November 2026, ")
    assert "seed 7: 3 tests held in 2 minutes." in kept
    assert kept.endswith("| kill -9 | 1,200 | 0 lost | 61 |\n")
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        faults.keep(page, "new")


def test_faults_are_broken_by_their_own_script(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H98: at full size, unless it is said."""
    told: list[list[str]] = []
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "run", lambda words, **_given: told.append([str(w) for w in words]))
    assert dev.main(["faults"]) == dev.main(["faults", "--scale", "ci", "--seed", "7"]) == 0
    assert [words[1] for words in told] == [str(ROOT / "packaging" / "fault_runs.py")] * 2
    assert [words[2:] for words in told] == [
        ["--scale", "full"],
        ["--scale", "ci", "--seed", "7"],
    ]
