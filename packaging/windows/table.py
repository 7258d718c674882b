# SPDX-License-Identifier: Apache-2.0
"""Reads the tables of a finished installer again, and compares them with what was meant.

It needs no Windows: `msiinfo` of msitools reads the file as msiexec would. What Windows does with
the tables is tried under wine (wine/test_msi.py) and on Windows (packaging/ci/windows.yml).
"""

from collections.abc import Mapping
from pathlib import Path

from windows import fixmsi, wxs
from windows.places import Refused, run

Rows = list[dict[str, str]]

FORBIDDEN = ("Binary", "CustomAction", "ServiceInstall", "RemoveFile", "Environment")
"""Tables with which an installer runs code of its own or deletes what it did not install."""


def rows(msi: Path, table: str) -> Rows:
    """The rows of a table, by column; none where the installer has no such table."""
    lines = run(["msiinfo", "export", msi, table]).replace("\r", "").split("\n")
    # Names, types and the keys of the table come first.
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=False)) for line in lines[3:] if line]


def tables(msi: Path) -> set[str]:
    return set(run(["msiinfo", "tables", msi]).split())


def expect_table(msi: Path, *, version: str, files: Mapping[str, int], programs: int) -> None:
    """Raises Refused, saying what, unless the installer holds what it should and nothing else.

    `files`: bytes of each file by path in the payload. `programs`: how many have a version.
    """
    wrong = [*_odd_rows(msi, version), *_odd_files(msi, files, programs)]
    wrong += [f"a table {name}" for name in FORBIDDEN if name in tables(msi) and rows(msi, name)]
    if wrong:
        raise Refused("The installer is not what was meant: " + "; ".join(wrong))


def _odd_rows(msi: Path, version: str) -> list[str]:
    held = {row["Property"]: row["Value"] for row in rows(msi, "Property")}
    meant = {
        "ProductVersion": version,
        "ProductCode": "{" + wxs.guid("product", version) + "}",
        "UpgradeCode": "{" + wxs.UPGRADE_CODE + "}",
        "ALLUSERS": "1",
        "Manufacturer": wxs.MAKER,
        **dict(wxs.PROPERTIES),
    }
    wrong = [f"Property {name}" for name, value in meant.items() if held.get(name) != value]
    related = {(row["VersionMin"], row["VersionMax"]) for row in rows(msi, "Upgrade")}
    if related != {("", version), (version, "")}:
        wrong.append("Upgrade")
    if len(rows(msi, "LaunchCondition")) != 2:
        wrong.append("LaunchCondition")
    steps = {row["Action"]: row["Sequence"] for row in rows(msi, "InstallExecuteSequence")}
    if steps["RemoveExistingProducts"] != str(fixmsi.AFTER_INITIALIZE):
        wrong.append("InstallExecuteSequence")
    written = {(row["Key"], row["Name"], row["Value"]) for row in rows(msi, "Registry")}
    if written != registry(version):
        wrong.append("Registry")
    return wrong


def registry(version: str) -> set[tuple[str, str, str]]:
    """Key, name and value of every row, as the installer writes them: numbers behind a #."""
    return {
        (key, name, f"#{value}" if kind == "integer" else value)
        for _, entries in wxs.registry(version)
        for key, name, kind, value in entries
    }


def _odd_files(msi: Path, files: Mapping[str, int], programs: int) -> list[str]:
    wrong = []
    held = {row["File"]: row for row in rows(msi, "File")}
    if set(held) != {wxs.identifier("f", name) for name in files}:
        wrong.append("File")
    elif any(
        held[wxs.identifier("f", name)]["FileSize"] != str(size) for name, size in files.items()
    ):
        wrong.append("File sizes")
    if sum(bool(row["Version"]) for row in held.values()) != programs:
        wrong.append("File versions")
    guids = {row["Component"]: row["ComponentId"] for row in rows(msi, "Component")}
    for name in files:
        if guids.get(wxs.identifier("c", name)) != "{" + wxs.guid("file", name) + "}":
            wrong.append(f"Component of {name}")
            break
    if len(set(guids.values())) != len(guids):
        wrong.append("Component GUIDs")
    return wrong
