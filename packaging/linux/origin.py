# SPDX-License-Identifier: Apache-2.0
"""Which component each file and each module of the Linux payload belongs to."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import components
from components import Component, Unknown

DOCS = Path("/usr/share/doc")


@dataclass(frozen=True, slots=True)
class Traced:
    """The components of a payload, and what each file of it and each packed module is part of."""

    components: Mapping[str, Component]
    files: Mapping[str, str]
    modules: Mapping[str, str]


class Tracer:
    """Says where things came from, for one environment that was gathered from.

    `site` is its folder of distributions, `built` the folder that the gathering wrote into.
    """

    def __init__(self, site: Path, built: Path) -> None:
        self._owned = components.owned(site)
        self._built = built.resolve()
        self._installed = components.installed(site)

    def component(self, name: str) -> Component:
        """What is known of an owner. Raises Unknown when nobody knows its licence."""
        return _python() if name == "python" else components.of_distribution(self._installed[name])

    def owner(self, source: str) -> str:
        """The component of the file that something was made of. Raises Unknown."""
        path = Path(source).absolute()
        found = self._owned.get(path) or self._owned.get(path.resolve())
        if found:
            return found
        if self._built in path.resolve().parents or path.is_relative_to(sys.base_prefix):
            return "python"
        if source in {"-", ""} or path.name == "start.py":
            return "kinfile"
        raise Unknown(f"{source} belongs to nothing that is known.")


def trace(payload: Path, origins: Mapping[str, Mapping[str, str]], tracer: Tracer) -> Traced:
    """Everything in `payload`. Raises Unknown for a file of which nothing is known."""
    files = {name: _file(name, origins["files"], tracer) for name in names(payload)}
    modules = {name: _module(source, tracer) for name, source in origins["modules"].items()}
    used = {*files.values(), *modules.values(), "pyinstaller"}
    return Traced({name: tracer.component(name) for name in used}, files, modules)


def names(payload: Path) -> list[str]:
    """Every file of a payload by its path in it. A link is as good as what it leads to."""
    return sorted(
        path.relative_to(payload).as_posix()
        for path in payload.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def _file(name: str, sources: Mapping[str, str], tracer: Tracer) -> str:
    if name == "kinfile" or name.startswith("licences/"):
        return "kinfile"
    if name not in sources:
        raise Unknown(f"{name} is in the payload, and nothing says where it came from.")
    return tracer.owner(sources[name])


def _module(source: str, tracer: Tracer) -> str:
    # A folder of modules without a file of its own has no source.
    return tracer.owner(source)


def _python() -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if not text.is_file():
        text = DOCS / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "copyright"
    return Component(
        name="python",
        version=version,
        licence="PSF-2.0",
        purl=f"pkg:generic/python@{version}",
        texts=(("LICENSE.txt", text),),
    )
