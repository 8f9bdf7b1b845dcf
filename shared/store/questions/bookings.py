"""The hall's bookings and their state."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.booking import Booking, code_key, doubt
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.engine import Db, Row

_SELECT = (
    "SELECT b.code, coalesce(b.written, b.code), b.service, b.day, b.at, b.priority, b.cancelled_at, t.label"
    " FROM bookings b LEFT JOIN tickets t ON t.id = b.ticket"
)


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking, when it was cancelled, or the label that its visitor got."""

    booking: Booking
    cancelled_at: Instant | None = None
    label: str | None = None

    @property
    def is_open(self) -> bool:
        """Its visitor may still come."""
        return self.cancelled_at is None and self.label is None

    @property
    def state(self) -> str:
        """One word for it."""
        return "open" if self.is_open else "cancelled" if self.cancelled_at is not None else "checked in"

    @property
    def place(self) -> dict[str, str | int | bool]:
        """The parts that can be moved, for the audit."""
        one = self.booking
        return {"service": one.service, "day": one.day, "at": one.at, "priority": one.priority}


def _row(row: Row) -> BookingRow:
    _, written, service, day, at, priority, cancelled_at, label = row
    return BookingRow(Booking(written, service, day, Instant(at), bool(priority)), cancelled_at, label)


def one_booking(db: Db, code: str) -> BookingRow | None:
    """The booking of a code, whatever its case and hyphens."""
    row = db.execute(f"{_SELECT} WHERE b.code = ?", (code_key(code),)).fetchone()
    return None if row is None else _row(row)


def all_bookings(db: Db) -> dict[str, BookingRow]:
    """Every booking of the live file by the key of its code, by day and time."""
    return {row[0]: _row(row) for row in db.execute(f"{_SELECT} ORDER BY b.day, b.at, b.code").fetchall()}


def bookings_of_days(db: Db, first: str, last: str = "9999-12-31") -> tuple[BookingRow, ...]:
    """The bookings of some days, by day and time."""
    rows = db.execute(f"{_SELECT} WHERE b.day BETWEEN ? AND ? ORDER BY b.day, b.at, b.code", (first, last))
    return tuple(map(_row, rows.fetchall()))


def open_bookings(db: Db, first: str) -> tuple[BookingRow, ...]:
    """The bookings from a day on whose visitors may still come."""
    return tuple(row for row in bookings_of_days(db, first) if row.is_open)


def unserved(db: Db, hall: Hall, now: Instant) -> tuple[BookingRow, ...]:
    """Open bookings that the hall cannot serve any more: their day or hour was closed since."""
    today = business_day(hall, now).isoformat()
    return tuple(row for row in open_bookings(db, today) if doubt(hall, row.booking, now) is not None)


def named(rows: Iterable[BookingRow], most: int = 8) -> str:
    """Bookings for a sentence: ``K7-P (2026-11-23), K8 (2026-11-24) and 12 more``."""
    every = list(rows)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(f"{row.booking.code} ({row.booking.day})" for row in every[:most]) + more
