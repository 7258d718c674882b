# SPDX-License-Identifier: Apache-2.0
"""Choosing from a list without keys or mouse, as a screen reader or voice control does.

Qt's accessibility can only select a line: it neither moves the keys there nor presses Enter, so a
list that waits for Enter would never hear of it. Keys and mouse always move both together. What is
selected while the keys are at another line was therefore chosen in this way.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox


class AssistiveChoice(QObject):
    """Listens to a list that has its model already, or to that of a combo box.

    It lives as long as `owner`.
    """

    chosen = Signal(int)
    """The row, at which the keys are too from now on."""

    def __init__(self, owner: QAbstractItemView | QComboBox) -> None:
        super().__init__(owner)
        # Keys select first and move then: only afterwards can the two be compared.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._compare)
        _view_of(owner).selectionModel().selectionChanged.connect(self._on_selected)

    def _on_selected(self) -> None:
        self._soon.start()

    def _compare(self) -> None:
        # Asked for anew: PySide may have let go of what it held of a combo box's own list.
        view = _view_of(self.parent())
        selected = view.selectionModel().selectedIndexes()
        if selected and selected[0].row() != view.currentIndex().row():
            view.setCurrentIndex(selected[0])
            self.chosen.emit(selected[0].row())


def _view_of(owner: QObject | None) -> QAbstractItemView:
    if isinstance(owner, QComboBox):
        return owner.view()
    if not isinstance(owner, QAbstractItemView):
        raise TypeError("neither a list nor a combo box")
    return owner
