# SPDX-License-Identifier: Apache-2.0
"""What the wheels bring and Kinfile on Windows never uses.

Smaller is quicker to scan and to install, and a part that is not there cannot be attacked. What
is left out is checked by the self-test of the installed program, which does the whole job.
"""

from fnmatch import fnmatchcase

ANYWHERE = (
    "*.c", "*.cc", "*.cmake", "*.cpp", "*.dist-info/RECORD", "*.dist-info/WHEEL",
    "*.dist-info/INSTALLER", "*.dist-info/REQUESTED", "*.dist-info/sboms/*",
    "*.dist-info/top_level.txt", "*.dist-info/licen[sc]es/*", "*.dist-info/LICEN*",
    "*.dist-info/AUTHORS*", "*.dist-info/COPYING*", "*.dist-info/NOTICE*", "*.h", "*.lib",
    "*.pxd", "*.pxi", "*.pyi", "*.pyx", "*/py.typed",
    "*/tests/*", "*/test/*", "*.debug",
)  # fmt: skip

LEFT_OUT = (
    # Only Python's own copy of the C runtime, or a newer one beside it, is loaded.
    "PySide6/conc*140.dll", "PySide6/vc*140*.dll", "PySide6/msvcp140*.dll",
    "shiboken6/conc*140.dll", "shiboken6/vc*140*.dll", "shiboken6/msvcp140*.dll",
    "lxml/html/*", "lxml/includes/*", "lxml/isoschematron/*", "lxml/objectify.*",
    "PIL/_avif.*", "PIL/_webp.*", "PIL/_imagingtk.*", "PIL/_imagingcms.*", "PIL/_imagingft.*",
    "pikepdf/pdfa/data/*", "pypdfium2_cli/*", "uharfbuzz/_harfbuzz_test.*",
    "reportlab/fonts/*", "reportlab/graphics/*", "aiohttp/*.pyd", "aiohttp/.hash/*",
    "oscrypto/_mac/*", "oscrypto/_openssl/*",
    "pycparser/*", "pycparser-*", "cffi/recompiler.py", "cffi/setuptools_ext.py",
)  # fmt: skip

QT = (
    "PySide6/*.py", "PySide6/support/*.py",
    "PySide6/QtCore.pyd", "PySide6/QtGui.pyd", "PySide6/QtSvg.pyd", "PySide6/QtWidgets.pyd",
    "PySide6/Qt6Core.dll", "PySide6/Qt6Gui.dll", "PySide6/Qt6Svg.dll", "PySide6/Qt6Widgets.dll",
    "PySide6/pyside6.abi3.dll", "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "PySide6/plugins/iconengines/qsvgicon.dll", "PySide6/plugins/imageformats/qsvg.dll",
    "PySide6/plugins/imageformats/qico.dll", "PySide6/plugins/imageformats/qjpeg.dll",
)  # fmt: skip
"""All of PySide6 that is kept: no network, no QML, no web, no OpenGL."""

LOCALES = frozenset({"root", "en", "en_001", "en_150", "en_GB", "cy", "cy_GB"})
"""The languages whose dates and numbers Babel is asked for: those that Kinfile is shown in."""

CATALOGUE_SOURCES = (".po", ".pot")
"""Compiled catalogues are read; what they were compiled from stays with the source."""

LANGUAGE_DATA = "babel/locale-data/"


def is_kept(path: str) -> bool:
    """Whether a wheel's file, by its path in the wheel, goes into the payload."""
    if path.startswith(LANGUAGE_DATA):
        return path.removeprefix(LANGUAGE_DATA).removesuffix(".dat") in LOCALES
    if path.startswith("kinfile/"):
        return not path.endswith(CATALOGUE_SOURCES)
    if any(fnmatchcase(path, pattern) for pattern in (*ANYWHERE, *LEFT_OUT)):
        return False
    if path.startswith("PySide6/"):
        return any(_matches_whole(path, pattern) for pattern in QT)
    return True


def _matches_whole(path: str, pattern: str) -> bool:
    """Fnmatch whose star stops at a folder."""
    return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)


LIBRARIES = "libraries.zip"

ZIPPED = frozenset(
    {
        "aiohappyeyeballs", "aiosignal", "asn1crypto", "attr", "attrs", "et_xmlfile", "idna",
        "openpyxl", "oscrypto", "packaging", "platformdirs", "pyhanko", "pyhanko_certvalidator",
        "reportlab", "typing_extensions.pyc", "tzdata", "tzlocal", "uritools",
    }
)  # fmt: skip
"""What holds modules only, and is as good in one .zip: a third of the files to install."""
