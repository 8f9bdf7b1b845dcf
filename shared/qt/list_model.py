"""A list model over frozen records that tells views exactly what changed: rows, moves, and the roles of a row.

Rows are dataclasses; each field is a role under its camelCase name. ``set_rows`` compares by key, so one ticket's
change never resets a list. Works alike in QML and in Widgets (the first field is the display role).
"""

import dataclasses
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from shared.qt.keyed_rows import NOWHERE, KeyedRows
from shared.qt.properties import Property

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


def camel(name: str) -> str:
    """``wait_low`` as ``waitLow``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows of one dataclass, known by one of its fields."""

    count_changed = Signal()

    def __init__(self, kind: type[Row], key: str = "code", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key_of = attrgetter(key)
        self._fields = [field.name for field in dataclasses.fields(kind)]  # pyright: ignore[reportArgumentType] - a dataclass
        self._roles = {Qt.ItemDataRole.UserRole + at: name for at, name in enumerate(self._fields, start=1)}
        self._keyed: KeyedRows[Row] = KeyedRows(self, self._key_of, self._changed)
        self._rows = self._keyed.rows

    # ----- what views ask

    def rowCount(self, parent: Index = NOWHERE) -> int:
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
        self._keyed.become(rows)
        if len(self._rows) != before:
            self.count_changed.emit()

    def _changed(self, at: int, old: Row, new: Row) -> None:
        changed = [role for role, name in self._roles.items() if getattr(old, name) != getattr(new, name)]
        if self._roles[changed[0]] == self._fields[0]:
            changed.append(Qt.ItemDataRole.DisplayRole)
        index = self.index(at)
        self.dataChanged.emit(index, index, changed)
