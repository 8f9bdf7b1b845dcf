"""What happened in the hall, in order: the audit log, the change feed and the source of statistics in one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.words import Instant
from shared.store.engine import Db, Row
from shared.store.record.hall_index import marks


class What(StrEnum):
    """The kinds of events."""

    ISSUED = "issued"
    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    HELD = "held"
    RESUMED = "resumed"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJOINED = "rejoined"
    REOPENED = "reopened"
    REORDERED = "reordered"
    UNDONE = "undone"
    VISIT_NOTE = "visit_note"
    COUNTER_OPENED = "counter_opened"
    COUNTER_CLOSED = "counter_closed"
    BREAK_STARTED = "break_started"
    BREAK_ENDED = "break_ended"
    HALL_PAUSED = "hall_paused"
    HALL_RESUMED = "hall_resumed"
    SERVICE_DISTURBED = "service_disturbed"
    ANNOUNCED = "announced"
    ANNOUNCEMENT_ENDED = "announcement_ended"
    SERVICE_RESTORED = "service_restored"
    DAY_OPENED = "day_opened"
    DAY_CLOSED = "day_closed"
    HALL_CHANGED = "hall_changed"
    BOOKED = "booked"
    BOOKING_MOVED = "booking_moved"
    BOOKING_CANCELLED = "booking_cancelled"
    SURVEY_TAKEN = "survey_taken"
    SURVEY_REMOVED = "survey_removed"
    SURVEY_TYPED = "survey_typed"
    FOLLOW_UP = "follow_up"
    PRINT_FATE = "print_fate"
    PRINTER_HEALTH = "printer_health"
    LEASE_TAKEN = "lease_taken"
    LEASE_RETURNED = "lease_returned"
    SETTLED = "settled"
    SETTLE_REFUSED = "settle_refused"
    BACKUP_MADE = "backup_made"
    RESTORED = "restored"
    NOTE = "note"
    HELP_REQUESTED = "help_requested"
    HELP_ACCEPTED = "help_accepted"
    ALARM_ACKNOWLEDGED = "alarm_acknowledged"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    DEVICE_ENROLLED = "device_enrolled"
    DEVICE_REVOKED = "device_revoked"


HELP_WANTED = "Help wanted at kiosk"
"""The beginning of the note that a kiosk keeps of a visitor who called the staff while the share was gone."""
CLOCK_AHEAD = "clock_ahead_ms"
"""The key in a note's data that marks a message about a PC's clock."""
NOT_OPEN = "not_open"
"""The key in a note's data that names a counter, not open, to which a visitor was sent."""
PRINT_AT = "print_at"
"""The key in the data of a number's first event that names the kiosk which is to print it."""
MOVED_TO = "moved_to"
"""The key in a closed counter's data that says where a supervisor sent its officer."""
FOR_STAFF = frozenset(
    {What.NOTE, What.SETTLE_REFUSED, What.HELP_REQUESTED, What.HELP_ACCEPTED, What.ALARM_ACKNOWLEDGED}
)
"""What a supervisor has to read besides the tables."""
_FOR_STAFF_BACK = 20_000  # events, about a busy day


@dataclass(frozen=True, slots=True)
class Event:
    """One row of ``events``. ``at`` is what the acting PC's clock said; order is ``sequence`` alone."""

    sequence: int
    at: Instant
    day: str
    what: What
    device: str
    officer: str | None
    ticket: int | None
    label: str | None
    step: int | None
    service: str | None
    counter: str | None
    call: int | None
    reason: str | None
    data: Mapping[str, Any]


_COLUMNS = "sequence, at, day, what, device, officer, ticket, label, step, service, counter, call, reason, data"


def event_of(row: Row | tuple[Any, ...]) -> Event:
    """The event that a row (in the order of the table's columns) holds."""
    values: list[Any] = list(row)
    values[3] = What(values[3])
    values[-1] = json.loads(values[-1]) if values[-1] else {}
    return Event(*values)


def events_after(db: Db, sequence: int, limit: int = 500) -> tuple[Event, ...]:
    """What came after a cursor, oldest first, at most ``limit``."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?", (sequence, limit))
    return tuple(map(event_of, rows))


def newest(db: Db) -> int:
    """The sequence of the newest event; 0 in a hall where nothing happened yet."""
    row = db.execute("SELECT max(sequence) FROM events").fetchone()
    return row[0] or 0


def for_staff(db: Db, limit: int = 100) -> tuple[Event, ...]:
    """The latest messages to the staff, oldest first, at most ``limit``."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM events WHERE sequence > ? AND what IN ({marks(len(FOR_STAFF))})"
        " ORDER BY sequence DESC LIMIT ?",
        (newest(db) - _FOR_STAFF_BACK, *sorted(FOR_STAFF), limit),
    )
    return tuple(map(event_of, reversed(rows.fetchall())))
