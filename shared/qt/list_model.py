"""A list model over frozen records that tells views exactly what changed: rows, moves, and the roles of a row.

Rows are dataclasses; each field is a role under its camelCase name. ``set_rows`` compares by key, so one ticket's
change never resets a list. Works alike in QML and in Widgets (the first field is the display role).
"""

import dataclasses
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from shared.qt.properties import Property

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def camel(name: str) -> str:
    """``wait_low`` as ``waitLow``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows of one dataclass, known by one of its fields."""

    count_changed = Signal()

    def __init__(self, kind: type[Row], key: str = "code", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._fields = [field.name for field in dataclasses.fields(kind)]  # pyright: ignore[reportArgumentType] - a dataclass
        self._roles = {Qt.ItemDataRole.UserRole + at: name for at, name in enumerate(self._fields, start=1)}
        self._rows: list[Row] = []

    # ----- what views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows; a row has no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One field of one row; the first field as display role."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        name = self._fields[0] if role == Qt.ItemDataRole.DisplayRole else self._roles.get(role)
        return None if name is None else getattr(self._rows[index.row()], name)

    def roleNames(self) -> dict[int, QByteArray]:
        """The fields' names for QML."""
        return {role: QByteArray(camel(name).encode()) for role, name in self._roles.items()}

    @Property(int, notify=count_changed)
    def count(self) -> int:
        """How many rows, for QML."""
        return len(self._rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    # ----- what the view model does

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Become these rows, by the fewest steps; keys must be unique."""
        before = len(self._rows)
        wanted = {self._key_of(row) for row in rows}
        if len(wanted) != len(rows):
            raise ValueError(f"two rows with the same {self._key}")
        self._drop_others(wanted)
        for at, row in enumerate(rows):
            self._settle(at, row)
        if len(self._rows) != before:
            self.count_changed.emit()

    def _key_of(self, row: Row) -> object:
        return getattr(row, self._key)

    def _drop_others(self, wanted: set[object]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._key_of(self._rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._key_of(self._rows[first - 1]) not in wanted:
                first -= 1
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _settle(self, at: int, row: Row) -> None:
        key = self._key_of(row)
        found = next((i for i in range(at, len(self._rows)) if self._key_of(self._rows[i]) == key), None)
        if found is None:
            self.beginInsertRows(_NOWHERE, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if found != at:
            self.beginMoveRows(_NOWHERE, found, found, _NOWHERE, at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()
        self._change(at, row)

    def _change(self, at: int, row: Row) -> None:
        old = self._rows[at]
        if old == row:
            return
        self._rows[at] = row
        changed = [role for role, name in self._roles.items() if getattr(old, name) != getattr(row, name)]
        if self._roles[changed[0]] == self._fields[0]:
            changed.append(Qt.ItemDataRole.DisplayRole)
        index = self.index(at)
        self.dataChanged.emit(index, index, changed)
