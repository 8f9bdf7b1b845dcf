"""The buttons in rows: four in a row as the F-keys lie, fewer where the screen is too narrow for their words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from counter.bar.act_button import ActButton
from counter.style import style

SPACING = 6


class ButtonGrid(QWidget):
    """All buttons of the bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: Sequence[ActButton] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self._laid: tuple[int, int] = (0, 0)

    def put(self, cells: Sequence[ActButton]) -> None:
        """These are the buttons, in the order of the keyboard."""
        self.cells = cells
        self.lay(4)

    def needed(self, columns: int) -> int:
        """Pixels that the words need in so many columns."""
        widest = (max(cell.words_width() for cell in self.cells[at::columns]) for at in range(columns))
        return sum(widest) + (columns - 1) * SPACING

    def fitting(self, width: int) -> int:
        """How many columns fit."""
        return next((columns for columns in (4, 3, 2) if self.needed(columns) <= width), 1)

    def height_of(self, columns: int) -> int:
        """Pixels for all rows."""
        s = style.sizes()
        rows = -(-len(self.cells) // columns)
        return s.body_height + (rows - 3) * (s.key_row + SPACING)

    def least_height(self, columns: int) -> int:
        """Pixels for all rows at their least."""
        s = style.sizes()
        return s.main_row + (-(-len(self.cells) // columns) - 1) * (s.key_row + SPACING)

    def in_one_row(self, width: int) -> int:
        """How many buttons fit beside each other."""
        used = 0
        for count, cell in enumerate(self.cells):
            used += cell.words_width() + (SPACING if count else 0)
            if used > width:
                return count
        return len(self.cells)

    def lay(self, columns: int, shown: int | None = None) -> None:
        """Lay them in columns; with ``shown`` only the first ones, in one row."""
        wanted = (columns, len(self.cells) if shown is None else shown)
        if wanted == self._laid:
            return
        self._laid = wanted
        for cell in self.cells:
            self._grid.removeWidget(cell)
            cell.low = shown is not None
        for column in range(len(self.cells)):
            self._grid.setColumnStretch(column, int(column < columns))
            self._grid.setRowStretch(column, 0)
        for at, cell in enumerate(self.cells):
            self._grid.addWidget(cell, at // columns, at % columns)
            cell.setVisible(at < wanted[1])
        for row in range(-(-wanted[1] // columns)):
            self._grid.setRowStretch(row, 2 if row else 3)
