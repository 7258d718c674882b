# SPDX-License-Identifier: Apache-2.0
"""Values of arguments.

P01 A day is a whole ISO date and nothing else.
P02 A value of a later version is told from one that does not exist.
P03 A mistake is a UsageError, never an exit from inside.
"""

from argparse import ArgumentTypeError
from datetime import date

import pytest

from kinfile.cli.parser import Parser, add_later, day, only_now
from kinfile.errors import NotInThisVersion, UsageError


def test_a_day_is_a_whole_iso_date() -> None:
    """P01"""
    assert day("2026-11-22") == date(2026, 11, 22)
    for text in ("", "2026", "2026-11", "20261122", "2026-W47-7", "2026-13-01", "today"):
        with pytest.raises(ArgumentTypeError):
            day(text)


def test_what_comes_later_is_told_from_what_does_not_exist() -> None:
    """P02"""
    read = only_now("full", later=("family",), named="x")
    assert read("full") == "full"
    with pytest.raises(NotInThisVersion):
        read("family")
    with pytest.raises(ArgumentTypeError):
        read("nonsense")
    parser = Parser(prog="x")
    add_later(parser, "--transfer", takes_value=False)
    with pytest.raises(NotInThisVersion):
        parser.parse_args(["--transfer"])


def test_a_mistake_is_an_error_of_ours() -> None:
    """P03"""
    with pytest.raises(UsageError) as caught:
        Parser(prog="x").parse_args(["--nonsense"])
    assert caught.value.facts["problem"] == "arguments"
