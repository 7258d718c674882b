# SPDX-License-Identifier: Apache-2.0
"""What the deb and the rpm put where, without building either.

K01 Both commands are in /usr/bin, as links to the one program.
K02 The policy of the computer is a file that an upgrade leaves alone.
K03 What is asked of the system is named as each kind of system names it.
K04 Purging takes away what was set for the computer; no script looks at a home folder.
K05 Only form packs are opened with Kinfile, and both files that say so agree.
K06 The manual pages tell every option of the window, and version and day are filled in.
K07 Everything carries the time of the last commit.
K08 What Qt finds by the name of the window is named so.
"""

import configparser
import gzip
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import dev
import pytest
from linux import contents, environment, package

from kinfile.__main__ import _parser
from kinfile.forms.packs import pack
from kinfile.i18n import Language

FILES = package.FILES


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A program of nothing, with a library and a link to it."""
    library = tmp_path / "payload" / "lib" / "Qt" / "libtoy.so"
    library.parent.mkdir(parents=True)
    library.write_text("toy", "utf-8")
    (tmp_path / "payload" / "kinfile").write_text("program", "utf-8")
    (tmp_path / "payload" / "kinfile").chmod(0o755)
    (tmp_path / "payload" / "lib" / "libtoy.so").symlink_to("Qt/libtoy.so")
    return tmp_path / "payload"


def placed(kind: str, payload: Path) -> dict[str, package.Entry]:
    return {entry.to: entry for entry in package.entries(kind, payload)}


@pytest.mark.parametrize("kind", ["deb", "rpm"])
def test_every_place_is_filled_once(kind: str, payload: Path) -> None:
    """K01, K02"""
    entries = package.entries(kind, payload)
    there = placed(kind, payload)
    assert len(entries) == len(there)
    for command in ("kinfile", "kinfile-cli"):
        link = there[f"/usr/bin/{command}"]
        assert (link.kind, link.source) == ("symlink", "../lib/kinfile/kinfile")
    assert there["/usr/lib/kinfile/kinfile"].mode == 0o755
    assert there["/usr/lib/kinfile/lib/libtoy.so"].source == "Qt/libtoy.so"
    assert there["/usr/lib/kinfile/lib/Qt"].kind == "dir"
    assert there["/etc/kinfile/policy.json"].kind == "config|noreplace"
    assert json.loads((FILES / "policy.json").read_text("utf-8")) == {}
    assert ("/usr/share/lintian/overrides/kinfile" in there) is (kind == "deb")
    assert not [to for to in there if to.startswith(("/home", "/root", "/var", "/usr/local"))]


def test_what_nfpm_is_told(payload: Path) -> None:
    """K01"""
    link, program = (package.Entry("/a", "b", "symlink"), package.Entry("/c", "d", mode=0o755))
    assert link.written() == {"dst": "/a", "src": "b", "type": "symlink"}
    mode = {"mode": 0o755, "owner": "root", "group": "root"}
    assert program.written() == {"dst": "/c", "src": "d", "file_info": mode}


def test_a_dependency_has_the_name_of_its_system() -> None:
    """K03"""
    table = {"libssl3": ("libcrypto.so.3", "libssl.so.3"), "libc6": ("libc.so.6",)}
    found = package.wanted(table, {"libssl.so.3", "libc.so.6", "libodd.so"})
    assert package.packages(found) == ["libc6", "libssl3"]
    assert package.by_package("libssl3", "") == "libssl3 | libssl3t64"
    assert package.by_package("libc6", "2.35") == "libc6 (>= 2.35)"
    assert package.by_library("libssl.so.3") == "libssl.so.3()(64bit)"


@pytest.mark.parametrize(
    ("name", "source", "is_taken"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", "/v/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/v/libQt6Network.so.6", False),
        ("libQt6Qml.so.6", "/v/libQt6Qml.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/libqxcb.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/v/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "/v/x.so", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", False),
        ("libcairo.so.2", "/lib/x86_64-linux-gnu/libcairo.so.2", False),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", True),
        ("babel/locale-data/cy.dat", "/v/cy.dat", True),
        ("babel/locale-data/de.dat", "/v/de.dat", False),
        ("kinfile/_data/resources/locale/cy/LC_MESSAGES/kinfile.mo", "/v/kinfile.mo", True),
        ("kinfile/_data/resources/locale/kinfile.pot", "/v/kinfile.pot", False),
    ],
)
def test_what_comes_along(name: str, source: str, *, is_taken: bool) -> None:
    """K03"""
    assert contents.is_taken(name, source) is is_taken


def test_every_library_that_qt_asks_for_may_be_asked_for() -> None:
    """K03"""
    asked = contents.asked_of_the_system()
    assert {"libc.so.6", "libssl.so.3", "libEGL.so.1", "libxcb-cursor.so.0"} <= asked
    assert {name for names in dev.X11_LIBRARIES.values() for name in names} <= asked


def test_purging_looks_at_nobody_s_home() -> None:
    """K04"""
    lines = (FILES / "postrm").read_text("utf-8").splitlines()
    does = [line.strip() for line in lines if line and not line.startswith("#")]
    expected = ["set -e", 'if [ "$1" = purge ]; then', "rm -rf /etc/kinfile", "fi", "exit 0"]
    assert does == expected


def test_only_form_packs_are_opened_with_it() -> None:
    """K05"""
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(FILES / "kinfile.desktop", "utf-8")
    kinds = ET.parse(FILES / "kinfile.xml").getroot()  # noqa: S314  (our own file)
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    globs = [each.get("pattern") for each in kinds.findall(".//m:glob", space)]
    kind = kinds.find("m:mime-type", space)
    magic = kinds.find(".//m:match", space)
    assert kind is not None
    assert magic is not None
    assert globs == [f"*{pack.SUFFIX}"]
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert (magic.get("value") or "").startswith("kinfile-pack ")


def test_a_manual_page_tells_every_option() -> None:
    """K06"""
    page = (FILES / "kinfile.1").read_text("utf-8").replace("\\-", "-")
    told = _parser(Language("en")).format_help()
    options = re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", told, re.MULTILINE)
    assert options
    assert [option for option in options if option not in page] == []


def test_version_and_day_are_filled_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """K06, K07"""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795343938")
    monkeypatch.setattr(package, "STAGED", tmp_path / "staged")
    monkeypatch.setattr(dev, "run", lambda *_words, **_given: None)
    package.stage("1.2.3")
    page = (tmp_path / "staged" / "kinfile-cli.1.gz").read_bytes()
    assert b'"2026-11-22" "Kinfile 1.2.3"' in gzip.decompress(page)
    package.stage("1.2.3")
    assert (tmp_path / "staged" / "kinfile-cli.1.gz").read_bytes() == page
    written = gzip.decompress((tmp_path / "staged" / "changelog.Debian.gz").read_bytes()).decode()
    assert written.startswith("kinfile (1.2.3-1) stable; urgency=medium\n")
    assert "  Sun, 22 Nov 2026 10:38:58 +0000\n" in written
    metainfo = ET.parse(tmp_path / "staged" / package.METAINFO).getroot()  # noqa: S314  (ours)
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2026-11-22"}


def test_the_time_is_that_of_the_last_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """K07"""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert environment.epoch() > 1_700_000_000
    monkeypatch.setattr(subprocess, "run", fails)
    assert environment.epoch() == int((dev.ROOT / "CHANGELOG.md").stat().st_mtime)


def fails(*_words: object, **_given: object) -> None:
    raise FileNotFoundError("git")


def test_nothing_of_this_machine_reaches_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """K07"""
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12")
    given = environment.settings()
    assert "PYTHONPATH" not in given
    assert (given["SOURCE_DATE_EPOCH"], given["PYTHONHASHSEED"]) == ("12", "1")


def test_the_window_is_found_by_its_name() -> None:
    """K08"""
    source = (dev.ROOT / "desktop" / "kinfile" / "ui" / "application.py").read_text("utf-8")
    assert 'setDesktopFileName("kinfile")' in source
    assert (FILES / "kinfile.desktop").is_file()
