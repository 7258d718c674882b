# SPDX-License-Identifier: Apache-2.0
"""What the pages say is there, is there.

H90 README.md begins with the two commands, and dev.py knows them.
H91 Every link between pages leads somewhere.
H92 Every file and every test that a page names is there.
H93 Each decision has its number and its four parts, and is named for what it decides.
H94 The changelog is about this version, and its headings are those of Keep a Changelog.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from helpers import tree
from helpers.tree import PACKAGE, ROOT, Found
from kinfile import __version__

PAGES = tuple(path for path in tree.files() if path.suffix == ".md")
DOCS = tuple(
    path for path in PAGES if path.parent in (ROOT, ROOT / "docs", ROOT / "docs/decisions")
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
NAMED_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?(?:::\w+)?")
PARTS = ("Context", "Decision", "Consequences", "Alternatives")
HEADINGS = frozenset({"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"})
TOPS = {*tree.FOLDERS, "kinfile", *(path.name for path in PACKAGE.iterdir())}


def lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(tree.text(path).splitlines(), 1)


def test_the_readme_begins_with_the_two_commands() -> None:
    """H90"""
    first, blank, second = tree.text(ROOT / "README.md").splitlines()[:3]
    assert first.startswith("`python3 packaging/dev.py run` ")
    assert blank == ""
    assert second.startswith("`python3 packaging/dev.py test` ")


def test_every_command_of_dev_is_there() -> None:
    """H90"""
    known = tree.text(ROOT / "packaging" / "dev.py")
    tree.expect_none(
        Found(path, number, found[0])
        for path in DOCS
        for number, line in lines(path)
        for found in re.finditer(r"packaging/dev\.py ([a-z]+)", line)
        if f'"{found[1]}"' not in known
    )


def test_every_link_leads_somewhere() -> None:
    """H91"""
    tree.expect_none(
        Found(path, number, target)
        for path in PAGES
        for number, line in lines(path)
        for target in LINK.findall(line)
        if "://" not in target and not (path.parent / target).exists()
    )


def is_there(name: str) -> bool:
    """Whether a file, a folder or a test in a file exists, from the top or from the package."""
    file, _, test = name.partition("::")
    places = [top / file for top in (ROOT, ROOT / "desktop", PACKAGE) if (top / file).exists()]
    return bool(places) and (not test or f"def {test}(" in tree.text(places[0]))


def named_files(line: str) -> Iterator[str]:
    for code in CODE.findall(line):
        for name in NAMED_FILE.findall(code):
            if name.split("/")[0] in TOPS and not re.search(r"[<>*]", code):
                yield name


def test_what_a_page_names_is_there() -> None:
    """H92"""
    tree.expect_none(
        Found(path, number, name)
        for path in DOCS
        for number, line in lines(path)
        for name in named_files(line)
        if not is_there(name)
    )


def test_a_decision_has_its_four_parts() -> None:
    """H93"""
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:3] for path in decisions] == [
        f"{number:03}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        text = tree.text(path)
        assert re.fullmatch(r"\d{3}(-[a-z0-9]+)+\.md", path.name)
        assert text.startswith(f"# {path.name[:3]}: ")
        assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == PARTS, path.name


def test_the_changelog_is_about_this_version() -> None:
    """H94"""
    text = tree.text(ROOT / "CHANGELOG.md")
    assert __version__ in text
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= HEADINGS
    assert re.search(r"^## (Unreleased|\[?\d)", text, re.MULTILINE)
