# SPDX-License-Identifier: Apache-2.0
"""The list of everything that a package installs, as CycloneDX 1.6 in JSON.

Each component has its version, its licence and, below it, each of its files with the SHA-256.
There is no file without a component: what nobody answers for stops the build.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import components
import sums
from components import Component, Unknown

FORMAT = "CycloneDX"
VERSION = "1.6"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
SPACE = uuid.UUID("5f1c7b0e-93a5-4f0c-8a53-0b7d2f6f3d11")
WHOLE = "kinfile"

Json = dict[str, object]


def write(
    target: Path,
    payload: Path,
    *,
    known: Mapping[str, Component],
    files: Mapping[str, str],
    modules: Mapping[str, str],
    epoch: int,
) -> Path:
    """Write the list for one payload.

    `files` says which component each file (its path in the payload) belongs to, `modules` the
    same of the modules packed into the program. `epoch`: seconds, the time the list carries.
    Raises Unknown for a file that nobody answers for, or a component that is not described.
    """
    expect_all(payload, files)
    whole = known[WHOLE]
    listed = [
        listed_component(known[name], payload, held(name, files), count)
        for name, count in counted(known, modules)
    ]
    told: Json = {
        "$schema": SCHEMA,
        "bomFormat": FORMAT,
        "specVersion": VERSION,
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(epoch, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": f"application:{whole.name}",
                "name": "Kinfile",
                "version": whole.version,
                "licenses": [{"expression": whole.licence}],
            },
        },
        "components": listed,
    }
    content = json.dumps(told, sort_keys=True)
    told["serialNumber"] = f"urn:uuid:{uuid.uuid5(SPACE, content)}"
    target.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    return target


def expect_all(payload: Path, files: Mapping[str, str]) -> None:
    """Raises Unknown when a file of the payload has no component."""
    there = {
        path.relative_to(payload).as_posix()
        for path in payload.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    uncovered = sorted(there - files.keys())
    if uncovered:
        raise Unknown("Nobody answers for " + ", ".join(uncovered))


def held(name: str, files: Mapping[str, str]) -> list[str]:
    """The files of one component."""
    return sorted(file for file, owner in files.items() if owner == name)


def counted(
    known: Mapping[str, Component], modules: Mapping[str, str]
) -> Iterable[tuple[str, int]]:
    """Each component with the number of its modules that are packed into the program."""
    packed = Counter(modules.values())
    strangers = packed.keys() - known.keys()
    if strangers:
        raise Unknown("Not described: " + ", ".join(sorted(strangers)))
    return [(name, packed[name]) for name in sorted(known)]


def listed_component(
    component: Component, payload: Path, files: Iterable[str], packed: int
) -> Json:
    """One component with its parts and its files. `packed`: how many of its modules are packed."""
    listed = describe(component)
    own: list[Json] = []
    below: defaultdict[str, list[Json]] = defaultdict(list)
    inside = {
        part.component.name: describe(part.component)
        for part in components.parts()
        if part.component.within == component.name
    }
    for file in files:
        part = components.part_of(file)
        entry = described_file(file, payload / file)
        if part is None:
            own.append(entry)
        else:
            below[part.component.name].append(entry)
    for name, entries in below.items():
        inside[name]["components"] = entries
    if own or inside:
        listed["components"] = [*inside.values(), *own]
    if packed:
        listed["properties"] = [{"name": "kinfile:modules in the program", "value": str(packed)}]
    return listed


def describe(component: Component) -> Json:
    """What is known of a component itself."""
    told: Json = {
        "type": "library",
        "bom-ref": component.purl or f"part:{component.within}/{component.name}",
        "name": component.name,
        "licenses": licences(component.licence),
    }
    if component.version:
        told["version"] = component.version
    if component.purl:
        told["purl"] = component.purl
    return told


def licences(expression: str) -> list[Json]:
    """An SPDX expression as CycloneDX has it."""
    return [{"expression": expression}]


def described_file(name: str, path: Path) -> Json:
    """One file of a component."""
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": sums.digest(path)}],
    }
