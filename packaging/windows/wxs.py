# SPDX-License-Identifier: Apache-2.0
"""The installer's table of contents: a .wxs file for wixl.

Every identity is derived and none is drawn by lot, so that two builds are the same and Windows
knows a file again in the next version: a component's GUID comes from its path, the product's from
the version. UPGRADE_CODE never changes.

The folder cannot be chosen. Windows forgets such a choice when the program is repaired, and a
program in a folder that users may write to can be replaced by them.
"""

import hashlib
import uuid
import xml.etree.ElementTree as Tree
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from windows import events
from windows.places import Refused

UPGRADE_CODE = "B5F5E6E6-9D1C-5A53-8F0B-4D6C1B0F7A11"
NAMES = uuid.UUID("6a0c7a3e-4f0b-5b0e-9d5e-2b1d0f3c9e57")
"""The namespace of every derived GUID. Changing it breaks upgrades."""

MAKER = "The Kinfile authors"
KEY = r"SOFTWARE\Kinfile"
CLASS = "Kinfile.FormPack"
OLDEST_WINDOWS = 17763
"""Windows 10 1809, the oldest that Qt 6 runs on."""
CURRENT_VERSION = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"

TOO_OLD = "Kinfile needs Windows 10 version 1809 or later, 64-bit."
NEWER_IS_THERE = "A newer Kinfile is installed already. Nothing was changed."

ICON = "kinfile.ico"
"""Beside the .wxs, as the payload's folder is: wixl knows no other paths."""

PROPERTIES = (
    ("ARPPRODUCTICON", ICON),
    ("ARPNOMODIFY", "1"),
    # Every file is put down whatever its version: a library may have a lower one than before.
    ("REINSTALLMODE", "amus"),
)

NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"


def guid(*parts: str) -> str:
    """The GUID of something, from its name: the same in every build and version."""
    return str(uuid.uuid5(NAMES, "/".join(parts))).upper()


def identifier(kind: str, path: str) -> str:
    """A key of the installer's tables for a path; they take 72 letters of a small alphabet."""
    return f"{kind}_{hashlib.sha256(path.encode()).hexdigest()[:24]}"


def expect_version(version: str) -> None:
    """Raises Refused unless Windows Installer can tell this version from another.

    It compares three numbers and no more; the first two are below 256, the third below 65,536.
    """
    parts = version.split(".")
    is_number = len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts)
    if not is_number or any(
        int(part) > most for part, most in zip(parts, (255, 255, 65535), strict=True)
    ):
        raise Refused(f"{version} is no version of an installer: three numbers, 1.2.3")


def wxs(folder: Path, version: str) -> bytes:
    """The .wxs of the payload in `folder`. Raises Refused for a version that cannot be told."""
    expect_version(version)
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    wix = Tree.Element("Wix", xmlns=NAMESPACE)
    product = _add(
        wix, "Product", Id=guid("product", version), UpgradeCode=UPGRADE_CODE, Name="Kinfile",
        Version=version, Manufacturer=MAKER, Language="2057", Codepage="1252",
    )  # fmt: skip
    _add(
        product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
        Description="Kinfile", Manufacturer=MAKER, Languages="2057",
        Keywords="Installer", Comments="Records are kept elsewhere and never removed.",
    )  # fmt: skip
    _conditions(product)
    _add(product, "Media", Id="1", Cabinet="kinfile.cab", EmbedCab="yes")
    _add(product, "Icon", Id=ICON, SourceFile=ICON)
    for name, value in PROPERTIES:
        _add(product, "Property", Id=name, Value=value)
    components = _folders(product, folder, files, version)
    feature = _add(product, "Feature", Id="Kinfile", Title="Kinfile", Level="1", Absent="disallow")
    for component in components:
        _add(feature, "ComponentRef", Id=component)
    Tree.indent(wix)
    written: bytes = Tree.tostring(wix, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _conditions(product: Tree.Element) -> None:
    """What has to hold before anything is installed."""
    _add(product, "MajorUpgrade", DowngradeErrorMessage=NEWER_IS_THERE)
    build = _add(product, "Property", Id="WINDOWSBUILD")
    # VersionNT says 6.3 on every later Windows, so the number that winver shows is looked up.
    _add(
        build, "RegistrySearch", Id="WindowsBuild", Root="HKLM", Key=CURRENT_VERSION,
        Name="CurrentBuildNumber", Type="raw", Win64="yes",
    )  # fmt: skip
    holds = f"Installed OR (VersionNT64 AND WINDOWSBUILD >= {OLDEST_WINDOWS})"
    _add(product, "Condition", Message=TOO_OLD).text = holds


def _folders(
    product: Tree.Element, folder: Path, files: Iterable[str], version: str
) -> Iterable[str]:
    """The tree of folders with one component a file; the components' keys."""
    target = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    menu = _add(target, "Directory", Id="ProgramMenuFolder", Name="Programs")
    programs = _add(target, "Directory", Id="ProgramFiles64Folder", Name="PFiles")
    home = _add(programs, "Directory", Id="INSTALLDIR", Name="Kinfile")
    made = {PurePosixPath("."): home}
    keys = []
    for name in files:
        inside = PurePosixPath(name)
        parent = _folder(made, inside.parent)
        key = identifier("c", name)
        component = _add(parent, "Component", Id=key, Guid=guid("file", name), Win64="yes")
        _add(
            component, "File", Id=identifier("f", name), Name=inside.name, KeyPath="yes",
            Source=f"{folder.name}/{name}", DiskId="1",
        )  # fmt: skip
        if name == "kinfile.exe":
            _add(
                component, "Shortcut", Id="Shortcut", Directory=menu.get("Id", ""),
                Name="Kinfile", Target=f"[INSTALLDIR]{name}", WorkingDirectory="INSTALLDIR",
                Icon=ICON, Description="Fill in safeguarding assessments",
            )  # fmt: skip
        keys.append(key)
    keys += [_entries(home, name, rows) for name, rows in registry(version)]
    return keys


def _folder(made: dict[PurePosixPath, Tree.Element], path: PurePosixPath) -> Tree.Element:
    if path not in made:
        parent = _folder(made, path.parent)
        key = identifier("d", path.as_posix())
        made[path] = _add(parent, "Directory", Id=key, Name=path.name)
    return made[path]


def registry(version: str) -> Iterator[tuple[str, list[tuple[str, str, str, str]]]]:
    """What is written into HKLM: by component, rows of key, name, type and value.

    An empty name stands for what a key says of itself.
    """
    program = "[INSTALLDIR]kinfile.exe"
    yield (
        "product",
        [
            (KEY, "Version", "string", version),
            (KEY, "InstallDir", "string", "[INSTALLDIR]"),
        ],
    )
    yield (
        "events",
        [
            (events.KEY, "EventMessageFile", "string", program),
            (events.KEY, "TypesSupported", "integer", str(events.TYPES)),
        ],
    )
    yield (
        "association",
        [
            (r"SOFTWARE\Classes\.kfpack", "", "string", CLASS),
            (rf"SOFTWARE\Classes\{CLASS}", "", "string", "Kinfile form pack"),
            (rf"SOFTWARE\Classes\{CLASS}\DefaultIcon", "", "string", f"{program},0"),
            (rf"SOFTWARE\Classes\{CLASS}\shell\open\command", "", "string", f'"{program}" "%1"'),
        ],
    )


def _entries(home: Tree.Element, name: str, rows: list[tuple[str, str, str, str]]) -> str:
    key = f"r_{name}"
    component = _add(home, "Component", Id=key, Guid=guid("registry", name), Win64="yes")
    for number, (path, entry, kind, value) in enumerate(rows):
        words = {"Root": "HKLM", "Key": path, "Type": kind, "Value": value}
        if entry:
            words["Name"] = entry
        if number == 0:
            words["KeyPath"] = "yes"
        _add(component, "RegistryValue", Id=f"{key}_{number}", **words)
    return key


def _add(parent: Tree.Element, tag: str, **words: str) -> Tree.Element:
    return Tree.SubElement(parent, tag, words)
