"""The table of waiting, held or missed numbers: exact row and cell changes, never a reset.

A reset would lose the officer's selection and scroll position each second; so a new list is laid against the
old one by step, and only what differs is told to the view.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter import words
from counter.tongue import Tongue
from counter.view import Row
from shared.domain.words import Instant, StepState

AnyIndex = QModelIndex | QPersistentModelIndex
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1
"""What the search field looks in: number, service code, service name."""
_ROOT = QModelIndex()


class Column(IntEnum):
    """The table's columns."""

    LABEL = 0
    SERVICE = 1
    SINCE = 2
    WAITED = 3
    MARKS = 4
    NOTE = 5


_HEADERS = {
    Column.LABEL: words.COLUMN_LABEL,
    Column.SERVICE: words.COLUMN_SERVICE,
    Column.SINCE: words.COLUMN_SINCE,
    Column.WAITED: words.COLUMN_WAITED,
    Column.MARKS: words.COLUMN_MARKS,
    Column.NOTE: words.COLUMN_NOTE,
}


class LinesModel(QAbstractTableModel):
    """Rows of one state, in line order."""

    def __init__(self, service_name: Callable[[str], str], parent: QObject | None = None) -> None:
        """``service_name`` turns a service's code into its name in the officer's language."""
        super().__init__(parent)
        self._service_name = service_name
        self._tongue = Tongue()
        self._now = Instant(0)
        self._rows: list[Row] = []
        self._cells: list[tuple[str, ...]] = []

    # ----- what Qt asks

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """So many numbers."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Always all columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, how they stand, and what the search looks in."""
        if not index.isValid():
            return None
        cells = self._cells[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._header(index.column())}: {cells[index.column()]}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (Column.SINCE, Column.WAITED):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == SEARCH_ROLE:
            row = self._rows[index.row()]
            return f"{row.label} {row.service} {cells[Column.SERVICE]}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._header(section)
        return None

    # ----- what the desk tells

    def row(self, number: int) -> Row:
        """The record behind a row."""
        return self._rows[number]

    def show(self, rows: Sequence[Row], now: Instant) -> None:
        """Lay a new list against the present one."""
        self._now = now
        wanted = {row.step for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].step not in wanted:
                self._remove(at)
        here = {row.step for row in self._rows}
        for at, row in enumerate(rows):
            if row.step not in here:
                self._insert(at, row)
            elif self._rows[at].step != row.step:
                self._move(self._find(row.step, at + 1), at)
            self._replace(at, row)

    def tick(self, now: Instant) -> None:
        """Time went on: tell the cells whose words changed, mostly none."""
        self._now = now
        for at, row in enumerate(self._rows):
            self._replace(at, row)

    def speak(self, tongue: Tongue) -> None:
        """Another language."""
        self._tongue = tongue
        for at, row in enumerate(self._rows):
            self._replace(at, row)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # ----- exact changes

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(_ROOT, at, at)
        del self._rows[at], self._cells[at]
        self.endRemoveRows()

    def _insert(self, at: int, row: Row) -> None:
        self.beginInsertRows(_ROOT, at, at)
        self._rows.insert(at, row)
        self._cells.insert(at, self._words_of(row))
        self.endInsertRows()

    def _move(self, start: int, end: int) -> None:
        self.beginMoveRows(_ROOT, start, start, _ROOT, end)
        self._rows.insert(end, self._rows.pop(start))
        self._cells.insert(end, self._cells.pop(start))
        self.endMoveRows()

    def _replace(self, at: int, row: Row) -> None:
        old, new = self._cells[at], self._words_of(row)
        self._rows[at] = row
        if new == old:
            return
        self._cells[at] = new
        changed = [column for column in Column if new[column] != old[column]]
        self.dataChanged.emit(
            self.index(at, changed[0]), self.index(at, changed[-1]), [int(Qt.ItemDataRole.DisplayRole)]
        )

    def _find(self, step: int, start: int) -> int:
        return next(at for at in range(start, len(self._rows)) if self._rows[at].step == step)

    # ----- words

    def _header(self, section: int) -> str:
        return self._tongue.say(_HEADERS[Column(section)])

    def _words_of(self, row: Row) -> tuple[str, ...]:
        marks = [words.PRIORITY] * row.priority + [words.VISUAL] * row.visual
        return (
            row.label,
            self._service_name(row.service),
            self._tongue.time(row.since),
            self._tongue.duration((self._now - row.since) / 1000),
            ", ".join(self._tongue.say(mark) for mark in marks),
            self._note(row),
        )

    def _note(self, row: Row) -> str:
        say = self._tongue.say
        if row.state is StepState.HELD:
            if row.until is not None:
                return say(
                    words.HELD_UNTIL, reason=row.note, time=self._tongue.time(row.until), counter=row.counter or "–"
                )
            return say(words.HELD_AT, reason=row.note, counter=row.counter or "–")
        if row.state is StepState.NO_SHOW and row.counter:
            return say(words.ABSENT_AT, counter=row.counter)
        if row.state is StepState.WAITING and row.counter:
            return say(words.ONLY_COUNTER, counter=row.counter)
        return row.note
