"""A table of words under translated headers, whose rows follow the hall while the marked one stays marked."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from counter.localise import Localiser
from counter.screen_text import Word
from counter.style.widgets import breakable
from shared.qt.keyed_rows import NOWHERE, KeyedRows

AnyIndex = QModelIndex | QPersistentModelIndex
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a search field looks in."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its key, its words by column, and its colour; an empty one is the ordinary colour."""

    key: Hashable
    cells: tuple[str, ...]
    ink: str


class CellsModel(QAbstractTableModel):
    """Rows of words under translated headers."""

    def __init__(self, headers: Sequence[Word], right: frozenset[int], parent: QObject | None = None) -> None:
        """``right`` are the columns of numbers and times, aligned to the right."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._right = right
        self._localiser = Localiser()
        self._keyed: KeyedRows[TableRow] = KeyedRows(self, lambda row: row.key, self._changed)
        self._rows = self._keyed.rows

    # ----- what Qt asks

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """As many as there are headers."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, alignment, colour, and the text for searches."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        words = row.cells[column]
        answers: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: breakable(words),
            Qt.ItemDataRole.ToolTipRole: words,
            Qt.ItemDataRole.AccessibleTextRole: f"{self._localiser.translate(self._headers[column])}: {words}",
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if column in self._right else None,
            Qt.ItemDataRole.ForegroundRole: QColor(row.ink) if row.ink else None,
            SEARCH_ROLE: " ".join((str(row.key), *row.cells)),
        }
        return answers.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names, standing as their cells do."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._localiser.translate(self._headers[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return _RIGHT
        return None

    # ----- what is told

    def retranslate(self, localiser: Localiser) -> None:
        """Another language for the headers; who knows the rows sets them again."""
        self._localiser = localiser
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headers) - 1)

    def set_rows(self, keys: Sequence[Hashable], cells: Sequence[tuple[str, ...]], inks: Sequence[str] = ()) -> None:
        """Become these rows. ``inks`` are colours by row, empty for the ordinary one."""
        colours = inks or [""] * len(keys)
        self._keyed.become([TableRow(*row) for row in zip(keys, cells, colours, strict=True)])

    def _changed(self, at: int, old: TableRow, new: TableRow) -> None:
        columns = [column for column, words in enumerate(new.cells) if words != old.cells[column]]
        first, last = (0, len(new.cells) - 1) if new.ink != old.ink else (columns[0], columns[-1])
        roles = [int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)]
        self.dataChanged.emit(self.index(at, first), self.index(at, last), roles)
