"""A table of words: rows with a key, laid against the rows before, so that only what differs is told to the view.

A reset would lose the marked row and the scroll position each second.
"""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from counter.localise import Localiser
from counter.screen_text import Word
from counter.style.widgets import breakable

AnyIndex = QModelIndex | QPersistentModelIndex
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1
"""What a search field looks in."""
_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellsModel(QAbstractTableModel):
    """Rows of words under translated headers."""

    def __init__(self, headers: Sequence[Word], right: frozenset[int], parent: QObject | None = None) -> None:
        """``right`` are the columns of numbers and times, which stand at the right."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._right = right
        self._tongue = Localiser()
        self._keys: list[Hashable] = []
        self._cells: list[tuple[str, ...]] = []
        self._inks: list[str] = []

    # ----- what Qt asks

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """So many rows."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """As many as headers."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, how they stand, their colour, and what a search looks in."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        words, ink = self._cells[row][column], self._inks[row]
        answers: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: breakable(words),
            Qt.ItemDataRole.ToolTipRole: words,
            Qt.ItemDataRole.AccessibleTextRole: f"{self._tongue.translate(self._headers[column])}: {words}",
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if column in self._right else None,
            Qt.ItemDataRole.ForegroundRole: QColor(ink) if ink else None,
            SEARCH_ROLE: " ".join((str(self._keys[row]), *self._cells[row])),
        }
        return answers.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names, standing as their cells do."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._tongue.translate(self._headers[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return _RIGHT
        return None

    # ----- what is told

    def retranslate(self, tongue: Localiser) -> None:
        """Another language; the rows are laid anew by whoever knows them."""
        self._tongue = tongue
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headers) - 1)

    def set_rows(self, keys: Sequence[Hashable], cells: Sequence[tuple[str, ...]], inks: Sequence[str] = ()) -> None:
        """Lay rows against the present ones. ``inks`` are colours by row, empty for the ordinary one."""
        wanted = set(keys)
        for at in range(len(self._keys) - 1, -1, -1):
            if self._keys[at] not in wanted:
                self._remove(at)
        here = set(self._keys)
        for at, key in enumerate(keys):
            ink = inks[at] if inks else ""
            if key not in here:
                self._insert(at, key, cells[at], ink)
            elif self._keys[at] != key:
                self._move(self._keys.index(key, at + 1), at)
            self._replace(at, cells[at], ink)

    # ----- exact changes

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(_ROOT, at, at)
        del self._keys[at], self._cells[at], self._inks[at]
        self.endRemoveRows()

    def _insert(self, at: int, key: Hashable, cells: tuple[str, ...], ink: str) -> None:
        self.beginInsertRows(_ROOT, at, at)
        self._keys.insert(at, key)
        self._cells.insert(at, cells)
        self._inks.insert(at, ink)
        self.endInsertRows()

    def _move(self, start: int, end: int) -> None:
        self.beginMoveRows(_ROOT, start, start, _ROOT, end)
        for column in (self._keys, self._cells, self._inks):
            column.insert(end, column.pop(start))  # pyright: ignore[reportArgumentType]  # each list its own kind
        self.endMoveRows()

    def _replace(self, at: int, new: tuple[str, ...], ink: str) -> None:
        old, old_ink = self._cells[at], self._inks[at]
        self._cells[at], self._inks[at] = new, ink
        changed = [column for column in range(len(new)) if new[column] != old[column]]
        if ink != old_ink:
            changed = [0, len(new) - 1]
        if changed:
            roles = [int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)]
            self.dataChanged.emit(self.index(at, changed[0]), self.index(at, changed[-1]), roles)
