"""Bookings, without names: brought in from a file, moved, cancelled, and checked in when the visitor comes."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from shared.domain import booking as rules
from shared.domain.answers import BookingChanged, BookingsTaken, Issued, Refused
from shared.domain.booking import Booking, code_key
from shared.domain.calendar import NOON, instant_of
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store.acts.issue import Order, issue_in
from shared.store.engine import Db, Engine
from shared.store.questions.bookings import BookingRow, all_bookings, one_booking
from shared.store.record.clock_guard import refuse_number
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


def import_bookings(
    hall_file: Engine, request: str, bookings: Sequence[Booking], officer: str = ""
) -> BookingsTaken | Refused:
    """Enter bookings, all or none. A code that is known and open is moved; one that is used or cancelled stays so.

    UsageFault for one that the hall cannot serve.
    """

    def body(tx: Tx) -> BookingsTaken:
        known = all_bookings(tx.db)
        taken = _sorted(tx, bookings, known)
        written = {*taken.new, *taken.moved}
        for booking in bookings:
            if booking.code in written:
                _check(tx, booking)
                _write(tx.db, booking)
        if taken.new or taken.moved:
            moved = {code: known[code_key(code)].place for code in taken.moved}
            tx.event(What.BOOKED, data={"new": taken.new, "moved_from": moved})
        return taken

    return once(hall_file, request, "book", body, officer=officer)


def _sorted(tx: Tx, bookings: Sequence[Booking], known: dict[str, BookingRow]) -> BookingsTaken:
    """What happens to each booking of a file, and which open ones are missing in it."""
    heaps: dict[str, list[str]] = {name: [] for name in ("new", "moved", "unchanged", "used", "cancelled")}
    for booking in bookings:
        row = known.get(code_key(booking.code))
        heaps[_fate(booking, row)].append(booking.code)
    keys = {code_key(booking.code) for booking in bookings}
    first = max(tx.day, min((booking.day for booking in bookings), default=""))
    last = max((booking.day for booking in bookings), default="")
    missing = [
        row.booking.code
        for key, row in known.items()
        if row.is_open and first <= row.booking.day <= last and key not in keys
    ]
    return BookingsTaken(
        What.BOOKED, tx.day, **{name: tuple(codes) for name, codes in heaps.items()}, missing=tuple(missing)
    )


def _fate(booking: Booking, row: BookingRow | None) -> str:
    if row is None:
        return "new"
    if not row.is_open:
        return "cancelled" if row.cancelled_at is not None else "used"
    return "unchanged" if replace(booking, code=row.booking.code) == row.booking else "moved"


def _check(tx: Tx, booking: Booking) -> None:
    doubt = rules.doubt_of_code(booking.code) or rules.doubt(tx.hall, booking, tx.now)
    if doubt is not None:
        raise UsageFault(f"Booking {booking.code}: the {doubt.about} {doubt.reason}.", doubt.remedy)


def _write(db: Db, booking: Booking) -> None:
    db.execute(
        "INSERT INTO bookings (code, written, day, service, at, priority) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (code)"
        " DO UPDATE SET written = excluded.written, day = excluded.day, service = excluded.service, at = excluded.at,"
        " priority = excluded.priority",
        (code_key(booking.code), booking.code, booking.day, booking.service, booking.at, int(booking.priority)),
    )


def move_booking(hall_file: Engine, request: str, booking: Booking, officer: str = "") -> BookingChanged | Refused:
    """Give an open booking, named by the code in ``booking``, another day, time, service or lane.

    NO_SUCH_BOOKING, BOOKING_USED, BOOKING_CANCELLED; UsageFault for a time at which the hall cannot serve it.
    """

    def body(tx: Tx) -> BookingChanged | Refused:
        row = _open(tx, booking.code)
        if isinstance(row, Refused):
            return row
        moved = replace(booking, code=row.booking.code)
        _check(tx, moved)
        if moved != row.booking:
            _write(tx.db, moved)
            data = {"from": row.place, "to": BookingRow(moved).place}
            tx.event(What.BOOKING_MOVED, service=moved.service, reason=moved.code, data=data)
        return _changed(What.BOOKING_MOVED, moved)

    return once(hall_file, request, "move_booking", body, officer=officer)


def cancel_booking(hall_file: Engine, request: str, code: str, officer: str = "") -> BookingChanged | Refused:
    """The visitor of a booking does not come. NO_SUCH_BOOKING, BOOKING_USED, BOOKING_CANCELLED."""

    def body(tx: Tx) -> BookingChanged | Refused:
        row = _open(tx, code)
        if isinstance(row, Refused):
            return row
        booking = row.booking
        tx.db.execute("UPDATE bookings SET cancelled_at = ? WHERE code = ?", (tx.now, code_key(code)))
        tx.event(What.BOOKING_CANCELLED, service=booking.service, reason=booking.code, data={"from": row.place})
        return _changed(What.BOOKING_CANCELLED, booking)

    return once(hall_file, request, "cancel_booking", body, officer=officer)


def _changed(what: What, booking: Booking) -> BookingChanged:
    return BookingChanged(what, booking.code, booking.service, booking.day, booking.at, booking.priority)


def _open(tx: Tx, code: str) -> BookingRow | Refused:
    """The open booking of a code, in any spelling, or why there is none."""
    row = one_booking(tx.db, code)
    if row is None:
        return refuse(Refusal.NO_SUCH_BOOKING, tx.hall, details={"booking": code.strip()})
    if row.label is not None:
        return refuse(Refusal.BOOKING_USED, tx.hall, details={"label": row.label, "day": row.booking.day})
    if row.cancelled_at is not None:
        return refuse(Refusal.BOOKING_CANCELLED, tx.hall)
    return row


def check_in(
    hall_file: Engine, request: str, code: str, *, visual: bool = False, lang: str = "id", kiosk: str | None = None,
    print_at: str | None = None, officer: str = "",
) -> Issued | Refused:  # fmt: skip
    """The visitor of a booking is here: a number that is called at the booked time; ``print_at`` as for an Order.

    NO_SUCH_BOOKING, BOOKING_USED (with the label that it got), BOOKING_CANCELLED, BOOKED_FOR_ANOTHER_DAY,
    BOOKING_WITHOUT_SERVICE, or why the service is not available now. Who comes later than the rules allow joins the
    ordinary line. CLOCK on a PC that is on another day.
    """

    def body(tx: Tx) -> Issued | Refused:
        refuse_number(tx.hall, hall_file.clock)
        row = _open(tx, code)
        if isinstance(row, Refused):
            return row
        booking = row.booking
        if booking.day != tx.day:
            noon = instant_of(tx.hall, datetime.date.fromisoformat(tx.day), NOON)
            return refuse(Refusal.BOOKED_FOR_ANOTHER_DAY, tx.hall, back_at=booking.at, now=noon)
        if booking.service not in tx.hall.service:
            return refuse(Refusal.BOOKING_WITHOUT_SERVICE, tx.hall)
        order = Order((booking.service,), booking.priority, visual, lang, kiosk, print_at=print_at)
        answer = issue_in(tx, order, booked_for=booking.at)
        if isinstance(answer, Issued):
            tx.db.execute("UPDATE bookings SET ticket = ? WHERE code = ?", (answer.ticket, code_key(code)))
        return answer

    return once(hall_file, request, "check_in", body, officer=officer, device=kiosk)
