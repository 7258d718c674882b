# SPDX-License-Identifier: Apache-2.0
"""Where the files of the Linux payload come from.

O01 A file belongs to the distribution that installed it, else to Python or to Kinfile.
O02 What nothing is known of is refused.
O03 The components of a payload are those that something of it belongs to, and what loads it.
"""

import sys
from pathlib import Path

import pytest
from components import Unknown
from linux.origin import Tracer, trace


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two distributions, of which one is what loads the program."""
    for name, files in (("toy", ["toy/part.so"]), ("pyinstaller", []), ("kinfile", ["kinfile.py"])):
        place = tmp_path / "site" / f"{name}-1.0.dist-info"
        place.mkdir(parents=True)
        told = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nLicense: MIT\n"
        (place / "METADATA").write_text(told, "utf-8")
        for file in files:
            (tmp_path / "site" / file).parent.mkdir(exist_ok=True)
            (tmp_path / "site" / file).write_text(name, "utf-8")
        record = "".join(f"{file},,\n" for file in files)
        (place / "RECORD").write_text(record, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def tracer(site: Path) -> Tracer:
    return Tracer(site, site.parent / "work")


def test_a_file_belongs_to_what_installed_it(site: Path, tracer: Tracer) -> None:
    """O01"""
    assert tracer.owner(str(site / "toy" / "part.so")) == "toy"
    assert tracer.owner(str(site.parent / "work" / "base_library.zip")) == "python"
    assert tracer.owner(f"{sys.base_prefix}/lib/python3.11/os.py") == "python"
    assert tracer.owner("/checkout/packaging/linux/start.py") == "kinfile"


def test_a_stranger_is_refused(site: Path, tracer: Tracer) -> None:
    """O02"""
    with pytest.raises(Unknown, match=r"libodd\.so"):
        tracer.owner("/opt/odd/libodd.so")


def test_a_payload_is_made_of_what_it_holds(site: Path, tracer: Tracer) -> None:
    """O02, O03"""
    payload = site.parent / "payload"
    (payload / "lib").mkdir(parents=True)
    (payload / "kinfile").write_text("program", "utf-8")
    (payload / "lib" / "part.so").write_text("toy", "utf-8")
    origins = {
        "files": {"lib/part.so": str(site / "toy" / "part.so")},
        "modules": {"kinfile": str(site / "kinfile.py"), "os": f"{sys.base_prefix}/os.py"},
    }
    found = trace(payload, origins, tracer)
    assert found.files == {"kinfile": "kinfile", "lib/part.so": "toy"}
    assert found.modules == {"kinfile": "kinfile", "os": "python"}
    assert found.components.keys() == {"kinfile", "python", "pyinstaller", "toy"}
    (payload / "lib" / "stray.so").write_text("?", "utf-8")
    with pytest.raises(Unknown, match=r"lib/stray\.so"):
        trace(payload, origins, tracer)
