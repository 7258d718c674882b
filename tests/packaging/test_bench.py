# SPDX-License-Identifier: Apache-2.0
"""The benchmarks (packaging/bench/): what they say, what fails them, and that each still runs.

B01 What was found is one JSON document: the machine, and for each row medians and figures.
B02 A row that there is not, and an installed program that nobody named, are bad use: exit code 2.
B03 A count that misses its limit fails; a time never does.
B04 A row that cannot be measured is told and fails; the others are measured.
B05 Sides take turns, and their first round is not counted.
B06 Every row of the table runs, and its counts hold.
B07 What was found is kept between the marks of its page, row by row; of a small run nothing is.
"""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from bench import measuring, page, run
from bench.results import Figure, Result, ratio

from helpers.tree import ROOT

SCRIPT = ROOT / "packaging" / "bench" / "run.py"
SMALL = [name for name in run.ROWS if name != "installed"]


def figure(value: float, reach: float | None, *, is_count: bool = False) -> Figure:
    return Figure(what="something", value=value, reach=reach, unit="", is_count=is_count)


def test_what_was_found_is_one_document() -> None:
    """B01"""
    done = subprocess.run(
        [sys.executable, SCRIPT, "--small", "--json", "--only", "rules", "size"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["small"] is True
    assert told["machine"].keys() == {"system", "python", "processors", "load"}
    assert [(row["number"], row["name"]) for row in told["rows"]] == [(6, "rules"), (14, "size")]
    for row in told["rows"]:
        assert row["failed"] is False
        assert row["what"]
        assert row["beside"]
        assert row["figures"]
        for each in row["figures"]:
            assert each.keys() == {
                *("what", "value", "unit", "reach", "at_least", "count", "reached"),
            }
    assert set(told["rows"][0]["medians_ms"]) == {"300 questions", "1200 questions"}


@pytest.mark.parametrize(
    "wrong", [["--only", "nothing"], ["--only", "installed"], ["--loud"], ["--small", "--keep"]]
)
def test_bad_use_is_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """B02"""
    with pytest.raises(SystemExit) as end:
        run.main(wrong)
    assert end.value.code == 2
    assert "usage: dev.py bench" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (figure(2, 1), 0),
        (figure(2, 1, is_count=True), 1),
        (figure(1, 1, is_count=True), 0),
        (Figure(what="f", value=1, reach=2, at_least=True, is_count=True), 1),
        (figure(7, None, is_count=True), 0),
    ],
)
def test_only_a_count_fails(
    found: Figure, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """B03"""
    monkeypatch.setattr(run, "measure", lambda *_given, **_more: Result(figures=[found]))
    assert run.main(["--only", "save"]) == code
    assert ("MISSED" in capsys.readouterr().out) is not found.is_reached


def test_what_cannot_be_measured_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """B04"""

    def measure(name: str, **_more: object) -> Result:
        if name == "save":
            raise RuntimeError("no disk")
        return Result(medians={"ours": 3.0, "beside": 2.0}, figures=[ratio({"a": 3, "b": 2}, 2)])

    monkeypatch.setattr(run, "measure", measure)
    assert run.main(["--only", "save", "sign"]) == 1
    told = capsys.readouterr()
    assert "not measured: no disk" in told.err
    assert "ours: 3 ms" in told.out
    assert "ratio: 1.5x   (at most 2x)" in told.out
    assert run.main(["--json", "--only", "save", "sign"]) == 1
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["failed"] for row in rows] == [True, False]
    assert Result.from_json(rows[1]).told() == measure("sign").told()


def test_sides_take_turns() -> None:
    """B05"""
    turns: list[str] = []

    def side(name: str, seconds: float) -> float:
        turns.append(name)
        return seconds

    found = measuring.in_turn({"a": lambda: side("a", 2.0), "b": lambda: side("b", 1.0)}, 3)
    assert turns == ["a", "b"] * 4
    assert found == {"a": [2.0] * 3, "b": [1.0] * 3}
    assert measuring.medians(found) == {"a": 2000.0, "b": 1000.0}
    assert measuring.percentile([n / 1000 for n in range(100)], 0.95) == 95


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_every_row_runs_and_its_counts_hold(name: str) -> None:
    """B06"""
    result = run.measure(name, small=True)
    assert [found.told() for found in result.figures if found.fails] == []
    assert result.figures


def test_every_row_has_its_file() -> None:
    """B06"""
    files = {file.stem.removeprefix("row_") for file in SCRIPT.parent.glob("row_*.py")}
    assert files == set(run.ROWS)
    assert [row.number for row in run.ROWS.values()] == list(range(1, 15))


def test_what_is_measured_sees_nothing_of_this_user(tmp_path: Path) -> None:
    """B01"""
    given = measuring.own_home(tmp_path)
    assert given["HOME"] == str(tmp_path)
    assert all(given[name].startswith(str(tmp_path)) for name in given if name.startswith("XDG_"))


def test_what_was_found_is_kept_row_by_row(tmp_path: Path) -> None:
    """B07"""
    file = tmp_path / "page.md"
    file.write_text(f"before\n{page.BEGIN}\n{page.END}\nafter\n", "utf-8")

    def row(number: int, value: float) -> dict[str, object]:
        told = {"number": number, "what": "a", "beside": "b", "load": 2.5}
        found = Result(runs=3, medians={"ours": value}, figures=[figure(value, 5)])
        return {**told, **found.to_json()}

    page.keep(file, [row(10, 4.0), row(2, 7.0)], date(2026, 11, 2))
    page.keep(file, [row(10, 3.0), {"number": 3, "problem": "no"}], date(2026, 11, 3))
    before, kept, after = re.split("<!--.*-->", file.read_text("utf-8"))
    assert (before, after) == ("before\n", "\nafter\n")
    lines = kept.removeprefix("\n" + page.HEAD).splitlines()
    assert [line.split(" | ")[0] for line in lines] == ["| 2", "| 10"]
    assert "**something: 7 (at most 5) MISSED**" in lines[0]
    assert "| ours: 3 ms | something: 3 (at most 5) | 3 November 2026, 2.5 |" in lines[1]
    file.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        page.keep(file, [], date(2026, 11, 3))


def test_the_page_has_a_line_for_every_row() -> None:
    """B07"""
    lines = re.findall(r"^\| (\d+) \|", page.PAGE.read_text("utf-8"), re.MULTILINE)
    assert lines == [str(row.number) for row in run.ROWS.values()]
