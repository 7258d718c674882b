# SPDX-License-Identifier: Apache-2.0
"""Every module has its tests, where anybody looks for them first.

H10 A module `a/b/c.py` is tested in `tests/a/b/test_c.py`. A package may be tested as one thing
    (`tests/a/test_b.py`), and so may modules that share the first words of their names
    (`tests/ui/pages/test_fill.py` for `fill_foot.py`).
H11 The few without a test file of their own are listed with the reason, and none that has one.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from helpers import tree
from helpers.tree import PACKAGE, ROOT

ELSEWHERE = {
    "cli/checking": ("cli/test_batch", "the check of one file, seen where many are checked"),
    "cli/signing_key": ("cli/test_identity", "which key signs is seen where keys are listed"),
    "cli/witnesses": ("cli/test_verify", "options mean something where files are checked"),
    "cli/report": ("cli/test_check", "its lines and JSON are what the commands answer with"),
    "export/art": ("export/test_figures", "shapes mean something as the picture of a block only"),
    "export/attached": ("export/test_fhir_files", "what is attached is seen beside what was drawn"),
    "export/compose": ("export/test_pdf", "rows and tags mean something in a drawn document only"),
    "export/drawing": ("export/test_pdf", "so do the operators of a page"),
    "export/envelope": ("export/test_verify_later", "a container is tampered with in a whole file"),
    "export/flattened": ("export/test_transfer", "pages without their form are what is sent"),
    "export/fonts": ("export/test_typesetting", "a face is chosen while a line is set"),
    "export/shaping": ("export/test_typesetting", "and so are clusters of letters"),
    "export/hushed": ("export/test_verify", "that no name is logged is seen where names are read"),
    "export/look": ("shipped/test_resources", "colours and sizes; the contrast is computed there"),
    "export/metadata": ("export/test_conform", "what it says has to agree with the rest of a file"),
    "export/permitted": ("export/test_verify_later", "what may be added is tried on whole files"),
    "export/printable": ("export/test_layout", "a value without a function of its own"),
    "vault/remains": ("vault/test_salvage", "what can be read is seen in what is made of it"),
    "vault/salvaging": ("vault/test_salvage", "its rules hold for whole vaults, not for rows"),
    "export/stages": ("export/test_pipeline", "types whose point is the order of the functions"),
    "export/verdict": ("export/test_verify", "what the check answers with"),
    "export/witnesses": ("export/test_verify", "what vouches for a signer is tried on whole files"),
}
"""Module -> the file that tests it, and why it has none of its own."""


def candidates(module: str) -> Iterator[str]:
    """Where the tests of a module may stand, nearest first."""
    place = PurePosixPath(module)
    words = place.name.strip("_").split("_")
    for count in range(len(words), 0, -1):
        yield str(place.parent / f"test_{'_'.join(words[:count])}")
    package = place.parent
    while package.name:
        yield str(package.parent / f"test_{package.name}")
        package = package.parent


def place_of(path: Path, top: Path) -> str:
    return path.relative_to(top).with_suffix("").as_posix()


TESTS = frozenset(
    place_of(path, ROOT / "tests") for path in tree.python("tests") if path.name[:5] == "test_"
)
MODULES = frozenset(
    place_of(path, PACKAGE) for path in tree.modules() if path.name != "__init__.py"
)


def found_for(module: str) -> list[str]:
    return [place for place in candidates(module) if place in TESTS]


def test_every_module_has_its_test_file() -> None:
    """H10"""
    tree.expect_none(each for each in MODULES - ELSEWHERE.keys() if not found_for(each))


def test_an_exception_is_needed_and_explained() -> None:
    """H11"""
    assert ELSEWHERE.keys() <= MODULES
    assert {place for place, _ in ELSEWHERE.values()} <= TESTS
    assert all(reason for _, reason in ELSEWHERE.values())
    tree.expect_none(module for module in ELSEWHERE if found_for(module))
