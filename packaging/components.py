# SPDX-License-Identifier: Apache-2.0
"""What a package is made of: each component with its version and its licence.

A distribution says who it is in its own metadata. What that leaves open is in components.toml,
and what neither says stops the build: nothing is shipped whose licence nobody has looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("components.toml")
TEXTS = Path(__file__).with_name("texts")

LICENCE_FILE = re.compile(
    r"(^|/)(licen[cs]es?|copying|notice|authors|patents)[^/]*(/|$)", re.IGNORECASE
)
SPELT = {
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
}
"""What some write instead of the SPDX name."""

NAMED = re.compile(r"^\(?(LicenseRef-)?[A-Za-z0-9.+-]+\)?( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*$")


class Unknown(Exception):
    """Something that nobody has described: what it is, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One thing of which a package is made. `texts` are files to be shipped with it.

    `within` names the component that it is a part of, `purl` is its package URL (a name by which
    lists of weaknesses know it).
    """

    name: str
    version: str
    licence: str
    purl: str = ""
    within: str = ""
    texts: Sequence[tuple[str, Path]] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a distribution that is somebody else's, and the files that are it alone."""

    component: Component
    files: tuple[str, ...]


@cache
def table() -> Mapping[str, Any]:
    """components.toml."""
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def parts() -> tuple[Part, ...]:
    """The parts that components.toml describes."""
    rows: list[dict[str, Any]] = table()["parts"]
    return tuple(
        Part(
            Component(
                name=row["name"],
                version=row.get("version", ""),
                licence=row["licence"],
                within=row["within"],
            ),
            tuple(row.get("files", ())),
        )
        for row in rows
    )


def part_of(file: str) -> Part | None:
    """The part to which a file of a payload belongs, if it is not its distribution's own."""
    return next(
        (part for part in parts() for pattern in part.files if fnmatchcase(file, pattern)), None
    )


def normal(name: str) -> str:
    """The name of a distribution as package indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(site: Path) -> dict[str, Distribution]:
    """Every distribution of a folder, by its normal name."""
    return {normal(each.metadata["Name"]): each for each in distributions(path=[str(site)])}


def owned(site: Path) -> dict[Path, str]:
    """Which distribution of a folder each file in it belongs to, by its normal name."""
    return {
        (site / str(file)).resolve(): normal(each.metadata["Name"])
        for each in distributions(path=[str(site)])
        for file in each.files or ()
    }


def of_distribution(found: Distribution) -> Component:
    """A distribution as a component. Raises Unknown when no licence is known."""
    name, version = normal(found.metadata["Name"]), found.version
    own = [
        (str(file).partition(".dist-info/")[2], Path(str(found.locate_file(file))))
        for file in found.files or ()
        if ".dist-info/" in str(file) and LICENCE_FILE.search(str(file).partition(".dist-info/")[2])
    ]
    more: list[str] = table()["texts"].get(name, [])
    return Component(
        name=name,
        version=version,
        licence=licence_of(found),
        purl=f"pkg:pypi/{name}@{version}",
        texts=(*own, *((text, TEXTS / text) for text in more)),
    )


def licence_of(found: Distribution) -> str:
    """The licence of a distribution as SPDX spells it. Raises Unknown."""
    name = normal(found.metadata["Name"])
    told: str | None = table()["licences"].get(name)
    if told:
        return told
    fields = [field for field in ("License-Expression", "License") if field in found.metadata]
    written = found.metadata[fields[0]] if fields else ""
    written = SPELT.get(written, written)
    if not NAMED.match(written):
        raise Unknown(f"{name} does not say its licence. Look, and add it to {TABLE.name}.")
    return written
