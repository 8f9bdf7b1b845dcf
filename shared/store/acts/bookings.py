"""Appointments: brought in from a file or by staff, without names, and checked in when the visitor comes."""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.answers import HallChanged, Issued, Refused
from shared.domain.calendar import instant_of
from shared.domain.hall import Hall
from shared.domain.sentences import refuse
from shared.domain.words import Instant, Refusal
from shared.faults import UsageFault
from shared.records import time_of_day
from shared.store.acts.issue import Order, issue_in
from shared.store.connection import HallFile
from shared.store.day_guard import refuse_number
from shared.store.events import What
from shared.store.hall_index import need_service
from shared.store.transaction import Tx, once

COLUMNS = ("code", "service", "date", "time", "priority")
"""Columns of a file of bookings; ``priority`` (yes or empty) may be left out."""


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment: a code that the visitor brings, a service, a time."""

    code: str
    service: str
    day: str
    at: Instant
    priority: bool = False


def read_bookings(text: str, hall: Hall, name: str = "bookings.csv") -> tuple[Booking, ...]:
    """The bookings in a CSV text; UsageFault naming file, line and reason for each line that is wrong."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [column for column in COLUMNS[:4] if column not in (reader.fieldnames or ())]
    if missing:
        raise UsageFault(
            f"{name}: the columns {', '.join(missing)} are missing.", f"The first line is {','.join(COLUMNS)}."
        )
    found: list[Booking] = []
    wrong: list[str] = []
    for row in reader:
        try:
            found.append(_booking(row, hall))
        except (ValueError, UsageFault) as error:
            wrong.append(f"{name}, line {reader.line_num}: {error}")
    if wrong:
        raise UsageFault("\n".join(wrong), "Correct these lines; nothing was taken over.")
    return tuple(found)


def _booking(row: dict[str, str], hall: Hall) -> Booking:
    code, service = row["code"].strip(), row["service"].strip()
    if not code:
        raise ValueError("the code is empty")
    need_service(hall, service)
    day = datetime.date.fromisoformat(row["date"].strip())
    at = instant_of(hall, day, time_of_day(row["time"]))
    priority = (row.get("priority") or "").strip().casefold() in {"1", "yes", "ya", "true"}
    return Booking(code, service, day.isoformat(), at, priority)


def import_bookings(
    hall_file: HallFile, request: str, bookings: Sequence[Booking], officer: str = ""
) -> HallChanged | Refused:
    """Enter bookings. A code that is known already and not checked in is changed; one that is used stays."""

    def body(tx: Tx) -> HallChanged:
        changed: list[str] = []
        for booking in bookings:
            need_service(tx.hall, booking.service)
            done = tx.db.execute(
                "INSERT INTO bookings (code, day, service, at, priority) VALUES (?, ?, ?, ?, ?) ON CONFLICT (code)"
                " DO UPDATE SET day = excluded.day, service = excluded.service, at = excluded.at,"
                " priority = excluded.priority WHERE ticket IS NULL AND (day, service, at, priority)"
                " <> (excluded.day, excluded.service, excluded.at, excluded.priority)",
                (booking.code, booking.day, booking.service, booking.at, booking.priority),
            )
            if done.rowcount:
                changed.append(booking.code)
        if changed:
            tx.event(What.BOOKED, data={"bookings": len(changed)})
        return HallChanged(What.BOOKED, tx.day, changes=tuple(changed))

    return once(hall_file, request, "book", body, officer=officer)


def check_in(
    hall_file: HallFile, request: str, code: str, *, visual: bool = False, lang: str = "id", kiosk: str | None = None
) -> Issued | Refused:
    """The visitor of a booking is here: a number that is called at the booked time.

    NO_SUCH_BOOKING, BOOKING_USED (with the label that it got), BOOKED_FOR_ANOTHER_DAY, or why the service cannot be
    had now. Who comes later than the rules allow joins the ordinary line. CLOCK on a PC that is on another day.
    """

    def body(tx: Tx) -> Issued | Refused:
        refuse_number(tx.hall, hall_file.clock)
        row = tx.db.execute(
            "SELECT b.*, t.label FROM bookings b LEFT JOIN tickets t ON t.id = b.ticket WHERE b.code = ?",
            (code.strip(),),
        ).fetchone()
        if row is None:
            return refuse(Refusal.NO_SUCH_BOOKING, tx.hall, details={"booking": code.strip()})
        if row["ticket"] is not None:
            return refuse(Refusal.BOOKING_USED, tx.hall, details={"label": row["label"]})
        if row["day"] != tx.day:
            return refuse(Refusal.BOOKED_FOR_ANOTHER_DAY, tx.hall, back_at=row["at"], now=tx.now)
        order = Order((row["service"],), bool(row["priority"]), visual, lang, kiosk)
        answer = issue_in(tx, order, booked_for=row["at"])
        if isinstance(answer, Issued):
            tx.db.execute("UPDATE bookings SET ticket = ? WHERE code = ?", (answer.ticket, row["code"]))
        return answer

    return once(hall_file, request, "check_in", body, device=kiosk)
