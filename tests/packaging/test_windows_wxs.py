# SPDX-License-Identifier: Apache-2.0
"""The Windows installer's table of contents (packaging/windows/wxs.py).

W01 Two builds give the same bytes; every identity follows from a path or the version.
W02 The upgrade code never changes, a component keeps its GUID from version to version, the
    product's code is another in each.
W03 One file a component, which is that component's key; all of it is 64-bit.
W04 The folder is not on offer, and nothing of the installer runs code of its own.
W05 Windows before 10 1809 and older versions over newer ones are refused.
W06 HKLM holds version and folder, the event source, and .kfpack and no other kind of file.
W07 A version that Windows Installer could not compare is refused.
"""

import xml.etree.ElementTree as Tree
from pathlib import Path

import pytest
from windows import events, wxs
from windows.places import Refused

SPACE = {"w": wxs.NAMESPACE}
FILES = ("kinfile.exe", "kinfile-cli.exe", "app/PySide6/Qt6Core.dll", "app/a file.txt")


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / "payload" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return tmp_path / "payload"


def product(payload: Path, version: str = "1.2.3") -> Tree.Element:
    whole = Tree.fromstring(wxs.wxs(payload, version))  # noqa: S314  (our own)
    found = whole.find("w:Product", SPACE)
    assert found is not None
    return found


def guids(payload: Path, version: str) -> dict[str, str]:
    found = product(payload, version).iterfind(".//w:Component", SPACE)
    return {one.get("Id", ""): one.get("Guid", "") for one in found}


def test_two_builds_are_the_same(payload: Path) -> None:
    """W01"""
    assert wxs.wxs(payload, "1.2.3") == wxs.wxs(payload, "1.2.3")


def test_versions_share_what_has_to_stay(payload: Path) -> None:
    """W02"""
    old, new = product(payload, "1.2.3"), product(payload, "1.3.0")
    assert wxs.UPGRADE_CODE == "B5F5E6E6-9D1C-5A53-8F0B-4D6C1B0F7A11"
    assert old.get("UpgradeCode") == new.get("UpgradeCode") == wxs.UPGRADE_CODE
    assert old.get("Id") != new.get("Id")
    assert guids(payload, "1.2.3") == guids(payload, "1.3.0")
    assert len(set(guids(payload, "1.2.3").values())) == len(guids(payload, "1.2.3"))


def test_each_file_has_a_component(payload: Path) -> None:
    """W03"""
    components = product(payload).findall(".//w:Component", SPACE)
    held = [one.findall("w:File", SPACE) for one in components]
    assert sorted(file.get("Source", "") for files in held for file in files) == sorted(
        f"payload/{name}" for name in FILES
    )
    assert all(len(files) <= 1 for files in held)
    assert all(file.get("KeyPath") == "yes" for files in held for file in files)
    assert {one.get("Win64") for one in components} == {"yes"}
    referred = {one.get("Id") for one in product(payload).iterfind(".//w:ComponentRef", SPACE)}
    assert referred == {one.get("Id") for one in components}


def test_nothing_is_chosen_and_nothing_runs(payload: Path) -> None:
    """W04"""
    whole = product(payload)
    secure = [one for one in whole.iterfind("w:Property", SPACE) if one.get("Secure")]
    assert not secure
    assert not [one for one in whole.iter() if "CustomAction" in one.tag or "UI" in one.tag]
    package = whole.find("w:Package", SPACE)
    assert package is not None
    assert package.get("InstallScope") == "perMachine"


def test_old_windows_and_downgrades_are_refused(payload: Path) -> None:
    """W05"""
    whole = product(payload)
    condition = whole.find("w:Condition", SPACE)
    upgrade = whole.find("w:MajorUpgrade", SPACE)
    assert condition is not None
    assert upgrade is not None
    assert "WINDOWSBUILD >= 17763" in str(condition.text)
    assert "1809" in condition.get("Message", "")
    assert upgrade.get("DowngradeErrorMessage") == wxs.NEWER_IS_THERE
    assert upgrade.get("AllowDowngrades") is None


def test_the_registry_says_what_is_there() -> None:
    """W06"""
    written = {
        (key, name): value for _, rows in wxs.registry("1.2.3") for key, name, _, value in rows
    }
    assert written[(r"SOFTWARE\Kinfile", "Version")] == "1.2.3"
    assert written[(r"SOFTWARE\Kinfile", "InstallDir")] == "[INSTALLDIR]"
    assert written[(events.KEY, "EventMessageFile")].endswith("kinfile.exe")
    kinds = [key for key, _ in written if key.startswith(r"SOFTWARE\Classes\.")]
    assert kinds == [r"SOFTWARE\Classes\.kfpack"]
    command = written[(rf"SOFTWARE\Classes\{wxs.CLASS}\shell\open\command", "")]
    assert command == '"[INSTALLDIR]kinfile.exe" "%1"'


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.x", "256.0.0", "1.0.65536", "1.2.３"])
def test_a_version_is_three_numbers(version: str, payload: Path) -> None:
    """W07"""
    with pytest.raises(Refused, match="three numbers"):
        wxs.wxs(payload, version)
