"""The rows of a Qt model by their keys: new rows are compared with the present ones, and what differs is told.

A reset would lose the view's marked row and its scroll position.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex

Row = TypeVar("Row")
NOWHERE = QModelIndex()


class KeyedRows(Generic[Row]):
    """The rows behind one model.

    Attributes:
        rows: as they are now.
    """

    def __init__(
        self, model: QAbstractItemModel, key: Callable[[Row], Hashable], changed: Callable[[int, Row, Row], None]
    ) -> None:
        """``changed`` hears of a row that is another now: where it is, what it was, what it is."""
        self._model = model
        self._key = key
        self._changed = changed
        self.rows: list[Row] = []

    def become(self, rows: Sequence[Row]) -> None:
        """Become these rows, by the fewest steps; ValueError if two have the same key."""
        wanted = {self._key(row) for row in rows}
        if len(wanted) != len(rows):
            raise ValueError("two rows with the same key")
        self._remove_others(wanted)
        for at, row in enumerate(rows):
            self._put(at, row)

    def _remove_others(self, wanted: set[Hashable]) -> None:
        last = len(self.rows) - 1
        while last >= 0:
            if self._key(self.rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._key(self.rows[first - 1]) not in wanted:
                first -= 1
            self._model.beginRemoveRows(NOWHERE, first, last)
            del self.rows[first : last + 1]
            self._model.endRemoveRows()
            last = first - 1

    def _put(self, at: int, row: Row) -> None:
        key = self._key(row)
        found = next((i for i in range(at, len(self.rows)) if self._key(self.rows[i]) == key), None)
        if found is None:
            self._model.beginInsertRows(NOWHERE, at, at)
            self.rows.insert(at, row)
            self._model.endInsertRows()
            return
        if found != at:
            self._model.beginMoveRows(NOWHERE, found, found, NOWHERE, at)
            self.rows.insert(at, self.rows.pop(found))
            self._model.endMoveRows()
        old, self.rows[at] = self.rows[at], row
        if old != row:
            self._changed(at, old, row)
