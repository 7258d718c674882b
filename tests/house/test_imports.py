# SPDX-License-Identifier: Apache-2.0
"""Who imports whom, and what is loaded when.

H30 The contracts of pyproject.toml hold: layers, who may use which library, nothing connects.
H31 Everything but the window works without Qt: none of it is loaded by the other layers.
H32 The window paints before anything heavy is loaded: libraries for PDF, pictures and
    certificates wait until they are used.
H33 The commands start light: the libraries of vaults and documents wait for a command.
"""

import os
import subprocess
import sys

import pytest

from helpers import tree
from helpers.tree import ROOT

HEAVY = ("reportlab", "pyhanko", "aiohttp", "PIL", "lxml", "pikepdf", "pypdfium2", "uharfbuzz")
CERTIFICATES = "cryptography.x509"

CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

LOADED = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sys.modules)
"""


def modules_after(script: str, *arguments: str) -> frozenset[str]:
    """Names of the modules that a fresh process has loaded at the end of `script`."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    return frozenset(done.stdout.split())


def of(libraries: tuple[str, ...], loaded: frozenset[str]) -> set[str]:
    return {name for name in loaded if name.partition(".")[0] in libraries}


def test_the_import_contracts_hold() -> None:
    """H30"""
    done = subprocess.run(
        [sys.executable, "-c", CONTRACTS, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert " 0 broken." in done.stdout, done.stdout[-4000:] + done.stderr[-1000:]


@pytest.mark.parametrize(
    "layer", ["app", "export", "vault", "policy", "records", "forms", "wording", "cli"]
)
def test_nothing_but_the_window_loads_qt(layer: str) -> None:
    """H31: every module of a layer, in one process."""
    names = [
        "kinfile." + path.relative_to(tree.PACKAGE).with_suffix("").as_posix().replace("/", ".")
        for path in tree.modules(layer)
        if path.name not in ("__init__.py", "__main__.py")
    ]
    loaded = modules_after(LOADED, *names)
    assert names
    assert loaded >= set(names)
    assert of(("PySide6", "shiboken6"), loaded) == set()


def test_the_window_paints_before_anything_heavy_is_loaded() -> None:
    """H32"""
    loaded = modules_after(LOADED, "kinfile.ui.application")
    assert "PySide6.QtWidgets" in loaded
    assert of(HEAVY, loaded) == set()
    assert CERTIFICATES not in loaded


@pytest.mark.parametrize("module", ["kinfile.cli", "kinfile.app.workspace"])
def test_what_draws_and_signs_is_loaded_when_it_is_used(module: str) -> None:
    """H33"""
    assert of(HEAVY, modules_after(LOADED, module)) == set()
