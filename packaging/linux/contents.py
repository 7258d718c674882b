# SPDX-License-Identifier: Apache-2.0
"""What the Linux packages hold of all that could be gathered, and what they ask the system for.

PyInstaller takes every library that happens to be on the machine that builds. Here each one is
named: a library is either taken along, or asked for as a dependency, or the build stops. What the
system has is never taken along, so that its security updates reach Kinfile too.
"""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

import dev

FOLDER = "lib"
"""Beside the program, inside its folder: everything that it loads."""

SEEN_BY_NOBODY = ("kinfile.__main__", "kinfile.cli")

LEFT_OUT = (
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest", "PySide6.QtSql",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtPrintSupport", "PySide6.QtXml",
    "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtHelp", "PySide6.QtConcurrent",
    "tkinter", "_tkinter", "sqlite3", "_sqlite3", "curses", "_curses", "readline", "dbm", "_dbm",
    "_gdbm", "nis", "ossaudiodev", "spwd", "idlelib", "lib2to3", "distutils", "ensurepip", "venv",
    "bz2", "_bz2", "lzma", "_lzma", "_uuid", "pip", "setuptools", "pkg_resources", "pytest",
    "pydoc", "doctest", "turtle", "test",
    "numpy", "pandas", "IPython", "matplotlib", "uvloop", "PIL.ImageTk", "PIL.ImageQt",
    "aiohttp.pytest_plugin", "aiohttp.test_utils", "uharfbuzz._harfbuzz_test",
)  # fmt: skip
"""Modules that some library could use and Kinfile does not."""

QT_LIBRARIES = frozenset(
    {
        "libQt6Core.so.6", "libQt6DBus.so.6", "libQt6Gui.so.6", "libQt6Svg.so.6",
        "libQt6WaylandClient.so.6", "libQt6Widgets.so.6", "libQt6WlShellIntegration.so.6",
        "libQt6XcbQpa.so.6", "libicudata.so.73", "libicui18n.so.73", "libicuuc.so.73",
    }
)  # fmt: skip

QT_PLUGINS = frozenset(
    {
        "iconengines/libqsvgicon.so",
        "imageformats/libqjpeg.so",
        "imageformats/libqsvg.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "platforms/libqxcb.so",
        "platformthemes/libqxdgdesktopportal.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    }
)

BASE: Mapping[str, Sequence[str]] = {
    "libc6": (
        "ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0",
        "librt.so.1", "libutil.so.1",
    ),
    "libgcc-s1": ("libgcc_s.so.1",),
    "libstdc++6": ("libstdc++.so.6",),
    "libffi8": ("libffi.so.8",),
    "libssl3": ("libcrypto.so.3", "libssl.so.3"),
    "libxcb1": ("libxcb.so.1",),
    "libzstd1": ("libzstd.so.1",),
    "zlib1g": ("libz.so.1",),
}  # fmt: skip
"""Libraries that every desktop has: by the name of their Debian package, as in dev.py."""

RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libssl3": "libssl3t64"}
"""Packages that have another name in newer releases of Debian and Ubuntu."""

LOCALES = ("root", "en", "en_001", "en_GB", "cy", "cy_GB")
"""Of the several hundred that Babel brings: those that Kinfile writes dates and numbers in."""

_DROPPED = (
    "PySide6/Qt/translations/*", "PySide6/Qt/qml/*", "PySide6/Qt/resources/*", "*.pyi", "*.pyx",
    "*.pxd", "*.po", "*.pot", "*/py.typed", "*/direct_url.json", "*/INSTALLER", "*/REQUESTED",
    "PIL/_avif*", "PIL/_webp*", "PIL/_imagingft*", "PIL/_imagingcms*", "PIL/_imagingmorph*",
    "reportlab/fonts/*", "lxml/includes/*", "lxml/isoschematron/*", "share/icons/*",
    "share/themes/*", "share/fontconfig/*", "PIL/_imagingtk*", "pytz/*",
)  # fmt: skip


def is_taken(name: str, source: str) -> bool:
    """Whether a file goes into the package: `name` inside it, `source` where it was found."""
    last = name.rsplit("/", 1)[-1]
    if name.startswith("PySide6/Qt/plugins/"):
        return name.removeprefix("PySide6/Qt/plugins/") in QT_PLUGINS
    if last.startswith(("libQt6", "libicu")):
        return last in QT_LIBRARIES
    if name.startswith("babel/locale-data/"):
        return last.removesuffix(".dat") in LOCALES
    if source.startswith(("/lib/", "/lib64/", "/usr/lib/")) and "/python3" not in source:
        return False
    return not any(fnmatchcase(name, pattern) for pattern in _DROPPED)


def tables() -> tuple[Mapping[str, Sequence[str]], ...]:
    """Which Debian package has which library: the system's, those of X11, those of Wayland."""
    return ({**BASE, **dev.LIBRARIES}, dev.X11_LIBRARIES, dev.WAYLAND_LIBRARIES)


def asked_of_the_system() -> frozenset[str]:
    """Every library that a package may depend on instead of holding it."""
    return frozenset(name for table in tables() for names in table.values() for name in names)
