# SPDX-License-Identifier: Apache-2.0
"""The files of a folder of definitions.

J01 Each file is read once, and what it holds is a mapping or a list as it should be.
J02 A mistake is raised, unless there is another way to complain: then reading goes on with what
    makes sense, and every mistake of a file is told.
J03 Of an unreadable file the names are known that it seems to give.
"""

from pathlib import Path

import pytest

from helpers.small import section, write_forms
from kinfile.errors import FormError
from kinfile.forms.folder import Folder

ITEM = "- {id: q, kind: text, ask: Q, disclose: all}"


def folder(
    path: Path, complaints: list[FormError] | None = None, lists: str = "{}", more: str = ""
) -> Folder:
    """A small folder; `more` is the text of one more section."""
    files = {"small/sections/one.yaml": section("one", ITEM), "lists.yaml": lists}
    write_forms(path, {**files, "shared/more.yaml": more} if more else files)
    return Folder(path) if complaints is None else Folder(path, complaints.append)


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """J01"""
    files = folder(tmp_path)
    assert files.tree("lists.yaml") is files.tree("lists.yaml")
    assert files.table("lists.yaml").file == "lists.yaml"
    assert files.listing("definitions.yaml", "definitions") == []
    assert list(files.sections()) == ["small/sections/one.yaml"]
    assert list(files.wordlists()) == ["child_protective"]


def test_words_to_avoid_are_no_wording_check(tmp_path: Path) -> None:
    """J01: no form keeps them, so they may change without a new version."""
    files = folder(tmp_path)
    (tmp_path / "wordlists" / "banned.yaml").write_text("titles: [danger]", encoding="utf-8")
    assert list(files.wordlists()) == ["child_protective"]


@pytest.mark.parametrize(
    ("lists", "problem"),
    [("[]", "not-a-mapping"), ("a: 1\na: 2", "yaml-duplicate"), ("a: [1", "yaml-syntax")],
)
def test_a_mistake_is_raised(tmp_path: Path, lists: str, problem: str) -> None:
    """J02"""
    with pytest.raises(FormError) as caught:
        folder(tmp_path, lists=lists).table("lists.yaml")
    assert caught.value.facts["problem"] == problem


def test_every_mistake_of_a_file_is_told_and_the_rest_read(tmp_path: Path) -> None:
    """J02"""
    found: list[FormError] = []
    text = "a: 1\nb:\t2\na: 3\nc: &x 4\nd: *x\ne: !!int 5\n? [f]\n: 6\ng: 7\n---\nh: 8\n"
    table = folder(tmp_path, found, lists=text).table("lists.yaml")
    assert table == {"a": "1", "b": "2", "c": "4", "d": "", "e": "5", "g": "7"}
    assert [(each.facts["problem"], each.facts["line"]) for each in found] == [
        *(("yaml-tab", 2), ("yaml-duplicate", 3), ("yaml-anchor", 4), ("yaml-anchor", 5)),
        *(("yaml-tag", 6), ("yaml-key", 7), ("yaml-two-documents", 10)),
    ]


def test_a_tab_before_a_key_is_taken_for_its_indentation(tmp_path: Path) -> None:
    """J02"""
    found: list[FormError] = []
    table = folder(tmp_path, found, lists="values:\n  a: [x]\n\tb: [y]\n").table("lists.yaml")
    assert table == {"values": {"a": ["x"], "b": ["y"]}}
    assert [each.facts["problem"] for each in found] == ["yaml-tab"]


def test_a_line_that_spoils_a_file_is_left_out(tmp_path: Path) -> None:
    """J02, J03"""
    found: list[FormError] = []
    files = folder(tmp_path, found, more="items:\n  - id: there\n  - {id: lost, a: [}\n")
    assert files.sections()["shared/more.yaml"] == {"items": [{"id": "there"}]}
    assert (files.left_out, files.unread) == ({"shared/more.yaml": frozenset({2, 3, 4})}, {"lost"})
    assert [each.facts["problem"] for each in found] == ["yaml-syntax"]


def test_lines_that_spoil_a_file_in_several_places_are_left_out(tmp_path: Path) -> None:
    """J02, J03: each is told of, and what is doubtful is no more than the items around them."""
    found: list[FormError] = []
    text = "".join(f"  - id: q{n}\n    ask: A\n    why: B\n" for n in range(9))
    rows = f"items:\n{text}".split("\n")
    rows[5], rows[20] = "    ask: @A", "    ask: A: b"
    files = folder(tmp_path, found, more="\n".join(rows))
    items = files.table("shared/more.yaml")["items"]
    assert [list(item) for item in items] == [
        ["id", "why"] if n in (1, 6) else ["id", "ask", "why"] for n in range(9)
    ]
    assert [(each.facts["problem"], each.facts["line"]) for each in found] == [
        *(("yaml-sign", 6), ("yaml-colon", 21)),
    ]
    assert files.left_out["shared/more.yaml"] == {5, 6, 7, 20, 21, 22}


def test_an_unreadable_file_is_empty_and_its_names_are_known(tmp_path: Path) -> None:
    """J03"""
    found: list[FormError] = []
    spoilt = "items:\n  - id: a\n  - id: lost\n  - id: \x07\n  - {id: gone}\n"
    files = folder(tmp_path, found, more=spoilt)
    assert list(files.sections()) == ["small/sections/one.yaml"]
    assert {"a", "lost", "gone"} <= files.unread
    assert files.table("nothing.yaml") == {}
    assert [each.facts["problem"] for each in found] == ["yaml-syntax", "file-unreadable"]
