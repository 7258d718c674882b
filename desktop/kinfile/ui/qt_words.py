# SPDX-License-Identifier: Apache-2.0
"""Qt's own words in the language of the window.

Menus of text boxes, scroll bars and the file dialog speak through Qt's translation files, and Qt
has none for Welsh. This gives Qt our catalogue instead. Names of keys stay as keyboards have them.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from kinfile.i18n import N_, Language

_BUTTONS = (
    *(N_("OK"), N_("Cancel"), N_("Close"), N_("Help"), N_("Open"), N_("Save")),
    *(N_("&Yes"), N_("&No"), N_("&OK"), N_("&Cancel"), N_("&Close"), N_("Apply"), N_("Reset")),
)
_TEXT_BOXES = (
    *(N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete")),
    *(N_("Select All"), N_("Copy &Link Location"), N_("&Step up"), N_("Step &down"), N_("Clear")),
)
_SCROLL_BARS = (
    *(N_("Scroll here"), N_("Top"), N_("Bottom"), N_("Left edge"), N_("Right edge")),
    *(N_("Page up"), N_("Page down"), N_("Page left"), N_("Page right")),
    *(N_("Scroll up"), N_("Scroll down"), N_("Scroll left"), N_("Scroll right")),
)
_FILES = (
    *(N_("&Choose"), N_("&Delete"), N_("&Look in:"), N_("&New Folder"), N_("&Open")),
    *(N_("&Rename"), N_("&Save"), N_("All Files (*)"), N_("Back"), N_("Forward")),
    *(N_("Change to detail view mode"), N_("Change to list view mode"), N_("Detail View")),
    *(N_("List View"), N_("Create New Folder"), N_("Create a New Folder"), N_("New Folder")),
    *(N_("Directories"), N_("Directory:"), N_("File &name:"), N_("Files"), N_("Files of &type:")),
    *(N_("Go back"), N_("Go forward"), N_("Go to the parent directory"), N_("Parent Directory")),
    *(N_("List of places and bookmarks"), N_("Show "), N_("Show &hidden files"), N_("Sidebar")),
    *(N_("Computer"), N_("Date Modified"), N_("Name"), N_("Size"), N_("Type"), N_("Drive")),
    *(N_("Folder"), N_("File"), N_("Find Directory"), N_("Save As"), N_("Recent Places")),
    *(N_("Remove"), N_("Unknown"), N_("Could not delete directory.")),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("Are you sure you want to delete '%1'?"),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
)
WORDS = frozenset((*_BUTTONS, *_TEXT_BOXES, *_SCROLL_BARS, *_FILES))
"""What Qt 6.11 was seen to ask for on Linux, and what its file dialog says when something fails."""


class QtWords(QTranslator):
    """Qt's words in one language. What is not in WORDS stays as Qt has it."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speaks = language

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        return self.speaks.text(sourceText) if sourceText in WORDS else ""


def speak(language: Language, before: QtWords | None = None) -> QtWords:
    """Let Qt speak `language` from now on, and no longer as `before`."""
    if before is not None:
        QCoreApplication.removeTranslator(before)
    words = QtWords(language, QCoreApplication.instance())
    QCoreApplication.installTranslator(words)
    return words
