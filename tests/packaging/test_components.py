# SPDX-License-Identifier: Apache-2.0
"""What a package is made of, and under which licence.

C01 Each distribution that is installed with Kinfile has a licence as SPDX spells it.
C02 One whose licence nobody has looked at is refused, with where to write it down.
C03 A part that is somebody else's is known by its files; what is ours stays ours.
C04 The versions written in components.toml are those that the libraries tell.
C05 What is installed has the versions that the tests run with, each file with its hash.
"""

import re
from importlib import import_module
from importlib.metadata import Distribution, distribution
from pathlib import Path

import components
import pytest

from helpers.tree import ROOT

CONSTRAINTS = ROOT / "packaging" / "constraints"
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ;]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((CONSTRAINTS / f"{name}.txt").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(pins("payload/linux")))
def test_a_distribution_has_a_licence(name: str) -> None:
    """C01"""
    found = components.of_distribution(distribution(name))
    assert components.NAMED.match(found.licence)
    assert found.purl == f"pkg:pypi/{name}@{found.version}"
    assert found.texts
    assert all(text.is_file() for _, text in found.texts)


def described(folder: Path, *lines: str) -> Distribution:
    """A distribution with this metadata."""
    place = folder / "odd_one-1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("\n".join(("Name: Odd_One", "Version: 1.0", *lines)), "utf-8")
    return components.installed(folder)["odd-one"]


def test_a_licence_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """C02"""
    with pytest.raises(components.Unknown, match=r"odd-one .* components\.toml"):
        components.of_distribution(described(tmp_path, "License: see the file"))


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("License: MIT License", "MIT"),
        ("License: GPL-2.0-only WITH GCC-exception-2.0", "GPL-2.0-only WITH GCC-exception-2.0"),
    ],
)
def test_a_licence_is_read_from_its_metadata(tmp_path: Path, line: str, licence: str) -> None:
    """C01"""
    assert components.of_distribution(described(tmp_path, line)).licence == licence


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("lib/pikepdf.libs/libqpdf-7.so.30", "qpdf"),
        (
            "lib/kinfile/_data/resources/fonts/noto/NotoSans-Bold.ttf",
            "Noto Sans and Noto Naskh Arabic",
        ),
        ("app/kinfile/_data/resources/icons/lock.svg", "Lucide icons"),
        ("app/kinfile/_data/resources/icons/key-round.svg", "Lucide icons"),
        ("app/kinfile/_data/resources/icons/kinfile.svg", None),
        ("lib/kinfile/_data/forms/lists.yaml", None),
        ("lib/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so", None),
    ],
)
def test_a_part_is_known_by_its_files(file: str, part: str | None) -> None:
    """C03"""
    found = components.part_of(file)
    assert (found.component.name if found else None) == part


def test_versions_are_those_that_the_libraries_tell() -> None:
    """C04"""
    import pikepdf
    import pypdfium2
    import sqlcipher3.dbapi2
    import uharfbuzz
    from cryptography.hazmat.backends.openssl.backend import backend
    from PIL import features

    etree = import_module("lxml.etree")
    base = sqlcipher3.dbapi2.connect(":memory:")
    told = {
        "SQLCipher": base.execute("PRAGMA cipher_version").fetchone()[0].split()[0],
        "SQLite": sqlcipher3.dbapi2.sqlite_version,
        "OpenSSL (in cryptography)": backend.openssl_version_text().split()[1],
        "PDFium": str(pypdfium2.PDFIUM_INFO).split("@")[0],
        "HarfBuzz": uharfbuzz.version_string(),
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "libxslt": ".".join(map(str, etree.LIBXSLT_VERSION)),
        "qpdf": pikepdf.__libqpdf_version__,
        "LibTIFF": features.version("libtiff"),
        "OpenJPEG": features.version("jpg_2000"),
    }
    base.close()
    written = {part.component.name: part.component.version for part in components.parts()}
    assert {name: written[name] for name in told} == told


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_what_is_installed_was_tested(system: str) -> None:
    """C05"""
    assert pins(f"payload/{system}").items() <= pins(system).items()


def test_each_lock_has_hashes_and_no_address() -> None:
    """C05"""
    for lock in (*CONSTRAINTS.glob("payload/*.txt"), *CONSTRAINTS.glob("tools/*.txt")):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert all("--hash=sha256:" in entry for entry in PIN.split(text)[3::3])
