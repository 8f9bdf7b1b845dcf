"""Cards beside each other, as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget


class FittingGrid(QWidget):
    """Its widgets in rows, in the order in which they were added.

    Args:
        columns: how many may stand in a row, the most first; the last one is taken where there is room for none.
        least: so many pixels are wide enough for one.
    """

    def __init__(self, parent: QWidget, columns: Sequence[int], least: int) -> None:
        super().__init__(parent)
        self._choices, self._least = columns, least
        self._widgets: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.columns = columns[-1]

    def add(self, widget: QWidget) -> None:
        """One more, at the end."""
        self._widgets.append(widget)
        self._place(len(self._widgets) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows are made anew where another number fits."""
        super().resizeEvent(event)
        fitting = (one for one in self._choices if one * self._least <= event.size().width())
        columns = next(fitting, self._choices[-1])
        if columns != self.columns:
            self.columns = columns
            for at, widget in enumerate(self._widgets):
                self._grid.removeWidget(widget)
                self._place(at)
            for column in range(self._choices[0]):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _place(self, at: int) -> None:
        row, column = divmod(at, self.columns)
        self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self._widgets[at], row, column)
