"""A file of bookings, taken completely or not at all: everything that cannot be taken is named."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from shared import sheets
from shared.bookings import cells
from shared.bookings.headings import REQUIRED, Column, column_of, counts_rows, is_personal
from shared.domain import booking as rules
from shared.domain.booking import Booking, Doubt
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.hidden_characters import hidden_character, printable
from shared.domain.words import Instant
from shared.faults import UsageFault
from shared.records import nearest
from shared.sheets import Cell, SheetRow, Table, column_letter

_T = TypeVar("_T")
_SHOWN = 20
_HEAD = 20  # a title may stand above the headings
_EXAMPLE = "The columns are code, service, date, time and priority (kode, layanan, tanggal, jam, prioritas)."


@dataclass(frozen=True, slots=True)
class _Head:
    """The line of the headings: where each column is, and what every column is called."""

    line: int
    columns: Mapping[Column, int]
    titles: tuple[str, ...]


class _Reader:
    """Reads one file and collects what is wrong in it."""

    def __init__(self, hall: Hall, now: Instant, name: str, known: Mapping[str, Booking]) -> None:
        self.hall, self.now, self.name, self.known = hall, now, name, known
        self.wrong: list[str] = []
        self.lines: dict[str, int] = {}
        self.names = services_by_name(hall)

    def table(self, table: Table) -> tuple[Booking, ...]:
        """The bookings of a table; UsageFault with everything that is wrong."""
        if not table.rows:
            raise UsageFault(f"{self.name} is empty.", _EXAMPLE)
        at, head = self._head(table)
        rows = [row for row in table.rows[at + 1 :] if self._says_something(head, row)]
        for row in rows:
            self._look_through(head, row)
        found = [] if self.wrong else [self._booking(head, row) for row in rows]
        if self.wrong:
            more = f"\n... and {len(self.wrong) - _SHOWN} more" if len(self.wrong) > _SHOWN else ""
            raise UsageFault("\n".join(self.wrong[:_SHOWN]) + more, "Correct this; nothing was taken over.")
        return tuple(booking for booking in found if booking is not None)

    def _head(self, table: Table) -> tuple[int, _Head]:
        """The row with the most headings among the first; UsageFault for what it lacks, has twice or must not have."""
        known = [len({column_of(cells.shown(cell)) for cell in row.cells} - {None}) for row in table.rows[:_HEAD]]
        at = known.index(max(known))
        row = table.rows[at]
        titles = tuple(cells.shown(cell) for cell in row.cells)
        columns: dict[Column, int] = {}
        for index, title in enumerate(titles):
            column = column_of(title)
            where = f'{self.name}, line {row.line}, column {column_letter(index)}: "{printable(title)}"'
            if hidden_character(title) is not None:
                self.wrong.append(f"{where} contains an invisible character. Type the heading again.")
            elif column in columns:
                self.wrong.append(f"{where} is there twice, as {column}. Leave one of the columns in the file.")
            elif column is not None:
                columns[column] = index
            elif is_personal(title):
                self.wrong.append(f"{where} is about a person. Delete this column: bookings are kept without names.")
            elif not counts_rows(title):
                self.wrong.append(f"{where} is not a column of a booking{self._alike(title)}. Rename or delete it.")
        missing = [column for column in REQUIRED if column not in columns]
        if missing:
            self.wrong.append(f"{self.name}, line {row.line}: the columns {', '.join(missing)} are missing. {_EXAMPLE}")
        if self.wrong:
            raise UsageFault("\n".join(self.wrong[:_SHOWN]), "Correct the headings; nothing was taken over.")
        return at, _Head(row.line, columns, titles)

    def _alike(self, title: str) -> str:
        """A similar column name, as a question."""
        found = nearest(title, [*Column, "kode", "layanan", "tanggal", "jam", "prioritas"], 1)
        return f" (do you mean {found[0]}?)" if found else ""

    def _says_something(self, head: _Head, row: SheetRow) -> bool:
        """Whether a row has more than its number and blanks."""
        counting = {index for index, title in enumerate(head.titles) if counts_rows(title)}
        return any(cells.shown(cell) for index, cell in enumerate(row.cells) if index not in counting)

    def _look_through(self, head: _Head, row: SheetRow) -> None:
        """What must not be in any cell: hidden characters, identity and telephone numbers, a cell without a heading."""
        for index, cell in enumerate(row.cells):
            text = cells.shown(cell)
            looks_like = rules.personal(text)
            if hidden_character(text) is not None:
                self._say(head, row, index, "contains an invisible character", "Type it again.")
            elif looks_like:
                self._say(head, row, index, f"looks like {looks_like}", "Bookings are kept without such numbers.")
            elif text and (index >= len(head.titles) or not head.titles[index]):
                self._say(head, row, index, "is in a column without a heading", "Delete it, or give a heading.")

    def _booking(self, head: _Head, row: SheetRow) -> Booking | None:
        """The booking of a row; None, with the reason noted, if it cannot be taken."""
        before = len(self.wrong)
        code = self._read(head, row, Column.CODE, cells.code)
        service = self._read(head, row, Column.SERVICE, self._service)
        date = self._read(head, row, Column.DATE, cells.date)
        time = self._read(head, row, Column.TIME, lambda cell: cells.time(cell, self.hall.hall.time_zone))
        priority = self._read(head, row, Column.PRIORITY, cells.priority)
        self._doubt(head, row, self._of_code(code, row) if code is not None else None)
        if date is not None:
            self._doubt(head, row, self._of_date(code, date))
        if len(self.wrong) > before or code is None or service is None or date is None or time is None:
            return None
        day, at = rules.place(self.hall, date, time)
        booking = Booking(code, service, day, at, bool(priority))
        if not self._stands(booking):
            self._doubt(head, row, rules.doubt(self.hall, booking, self.now))
        return booking

    def _stands(self, booking: Booking) -> bool:
        """The hall has it already in the same form: it is not checked again, because its day may be over by now."""
        known = self.known.get(rules.code_key(booking.code))
        return known is not None and (known.service, known.at) == (booking.service, booking.at)

    def _of_code(self, code: str, row: SheetRow) -> Doubt | None:
        doubt = rules.doubt_of_code(code)
        first = self.lines.setdefault(rules.code_key(code), row.line)
        if doubt is None and first != row.line:
            return Doubt("code", f"is there twice: line {first} has it too", "Give each booking its own code.")
        return doubt

    def _of_date(self, code: str | None, date: datetime.date) -> Doubt | None:
        """A date so far away that its times need no check; not the one that the hall has already."""
        known = self.known.get(rules.code_key(code or ""))
        if known is not None and abs(date - datetime.date.fromisoformat(known.day)).days <= 1:
            return None
        return rules.doubt_of_date(self.hall, date, self.now)

    def _service(self, cell: Cell) -> str:
        """A service by its code, or by its name."""
        text = cells.shown(cell)
        found = self.names.get(" ".join(text.casefold().split()))
        if found is None:
            alike = nearest(text, self.hall.service)
            asked = f"Did you mean {' or '.join(alike)}? " if alike else ""
            reason = "is empty" if not text else "is not a service of this hall"
            raise cells.UnclearError(reason, f"{asked}Codes look like {next(iter(self.hall.service), 'AB.1')}.")
        return found

    def _read(self, head: _Head, row: SheetRow, column: Column, meaning: Callable[[Cell], _T]) -> _T | None:
        index = head.columns.get(column)
        cell = row.cells[index] if index is not None and index < len(row.cells) else ""
        try:
            return meaning(cell)
        except cells.UnclearError as unclear:
            self._say(head, row, index or 0, unclear.reason, unclear.remedy)
            return None

    def _doubt(self, head: _Head, row: SheetRow, doubt: Doubt | None) -> None:
        if doubt is not None:
            self._say(head, row, head.columns[Column(doubt.about)], doubt.reason, doubt.remedy)

    def _say(self, head: _Head, row: SheetRow, index: int, reason: str, remedy: str) -> None:
        title = head.titles[index] if index < len(head.titles) else ""
        value = printable(cells.shown(row.cells[index])) if index < len(row.cells) else ""
        named = f'column {column_letter(index)} "{title}"' if title else f"column {column_letter(index)}"
        self.wrong.append(f'{self.name}, line {row.line}, {named}: "{value}" {reason}. {remedy}')


def services_by_name(hall: Hall) -> dict[str, str]:
    """Every service by its code and, where no other has it, by its name in any language."""
    names: dict[str, str] = {}
    twice: set[str] = set()
    for code, name in _names(hall):
        twice.update({name} if names.setdefault(name, code) != code else ())
    return {name: code for name, code in names.items() if name not in twice}


def _names(hall: Hall) -> Iterator[tuple[str, str]]:
    for code, service in hall.service.items():
        for text in {code, *service.name.values()}:
            yield code, " ".join(text.casefold().split())


def read(
    content: bytes, hall: Hall, now: Instant, name: str = "bookings.csv", known: Mapping[str, Booking] | None = None
) -> tuple[Booking, ...]:
    """The bookings in a file. UsageFault naming file, line, column, value and remedy for whatever cannot be taken.

    ``known`` are the hall's bookings by :func:`rules.code_key`: what is there in the same form is not checked again.
    """
    table = sheets.read(content, name, lambda text: column_of(text) is not None)
    return _Reader(hall, now, name, known or {}).table(table)
