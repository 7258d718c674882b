# SPDX-License-Identifier: Apache-2.0
"""The list of components, on a payload of a few files.

B01 Each file stands below its component, with its SHA-256.
B02 A file that nobody answers for, or a module of a component that is not described, is refused.
B03 The same payload gives the same list.
B04 A part with files of its own has them below it, and it stands below what it is inside of.
B05 How many modules are packed into the program is told of each component.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import sbom
from components import Component, Unknown

KNOWN = {
    name: Component(name=name, version="1.0", licence="MIT", purl=f"pkg:pypi/{name}@1.0")
    for name in ("kinfile", "pikepdf", "toy")
}
FONT = "lib/pikepdf.libs/libqpdf-7.so"
FILES = {"kinfile": "kinfile", "lib/toy.so": "toy", FONT: "pikepdf"}


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / "payload" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"content of {name}", "utf-8")
    (tmp_path / "payload" / "lib" / "link.so").symlink_to("toy.so")
    return tmp_path / "payload"


def write(payload: Path, *, modules: dict[str, str] | None = None) -> Path:
    target = payload.parent / "list.json"
    return sbom.write(target, payload, known=KNOWN, files=FILES, modules=modules or {}, epoch=0)


def component(listed: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in listed["components"] if each["name"] == name)
    return found


def test_a_file_stands_below_its_component(payload: Path) -> None:
    """B01"""
    listed = json.loads(write(payload).read_text("utf-8"))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"
    toy = component(listed, "toy")
    assert (toy["version"], toy["licenses"]) == ("1.0", [{"expression": "MIT"}])
    digest = hashlib.sha256(b"content of lib/toy.so").hexdigest()
    assert [(file["name"], file["hashes"]) for file in toy["components"]] == [
        ("lib/toy.so", [{"alg": "SHA-256", "content": digest}])
    ]


def test_a_file_of_nobody_is_refused(payload: Path) -> None:
    """B02"""
    (payload / "lib" / "stray.so").write_text("?", "utf-8")
    with pytest.raises(Unknown, match=r"lib/stray\.so"):
        write(payload)


def test_a_module_of_a_stranger_is_refused(payload: Path) -> None:
    """B02"""
    with pytest.raises(Unknown, match="stranger"):
        write(payload, modules={"odd": "stranger"})


def test_the_same_payload_gives_the_same_list(payload: Path) -> None:
    """B03"""
    assert write(payload).read_bytes() == write(payload).read_bytes()
    before = json.loads(write(payload).read_text("utf-8"))["serialNumber"]
    (payload / "kinfile").write_text("changed", "utf-8")
    assert json.loads(write(payload).read_text("utf-8"))["serialNumber"] != before


def test_a_part_has_its_own_files(payload: Path) -> None:
    """B04"""
    inside = component(json.loads(write(payload).read_text("utf-8")), "pikepdf")["components"]
    qpdf = next(each for each in inside if each["name"] == "qpdf")
    assert [file["name"] for file in qpdf["components"]] == [FONT]
    assert [each for each in inside if each["type"] == "file"] == []


def test_packed_modules_are_counted(payload: Path) -> None:
    """B05"""
    listed = json.loads(write(payload, modules={"a": "toy", "b": "toy"}).read_text("utf-8"))
    told = component(listed, "toy")["properties"]
    assert told == [{"name": "kinfile:modules in the program", "value": "2"}]
    assert "properties" not in component(listed, "kinfile")
