"""``antrean book | bookings | move-booking | cancel-booking | check-in``: appointments, without names."""

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from shared import bookings as files
from shared.bookings import cells
from shared.cli.acts import act, issued_reply, officer_option, print_paper
from shared.cli.common import (
    Reply,
    given_day,
    hall_option,
    json_option,
    known,
    opened,
    plain,
    print_at_option,
    request_option,
    sheet_content,
    visitor_options,
    words,
)
from shared.cli.floor import hall_act
from shared.domain.answers import BookingChanged, BookingsTaken, Refused
from shared.domain.booking import Booking, doubt_of_date, place
from shared.domain.calendar import business_day, local, time_on
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, TimeOfDay
from shared.faults import UsageFault
from shared.store import acts
from shared.store.questions.bookings import BookingRow, all_bookings, bookings_of_days, one_booking
from shared.text import event_words
from shared.text.dates import time_of_day_words

_T = TypeVar("_T")
_TOLD = (
    ("new", "new"),
    ("moved", "moved"),
    ("unchanged", "as they were"),
    ("used", "checked in already, left so"),
    ("cancelled", "cancelled here, left so"),
    ("missing", "booked, but not in this file"),
)


@click.argument("file", type=click.Path(path_type=Path))
@hall_act
def book(**given: Any) -> Reply | Refused:
    """Take over bookings from a FILE (CSV or XLSX): code, service, date, time, priority."""
    path: Path = given["file"]
    content = sheet_content(path)
    with act(given) as (file, request):
        with file.reading() as db:
            hall = file.hall(db)
            there = {key: row.booking for key, row in all_bookings(db).items()}
        found = files.read(content, hall, file.clock(), str(path), there)
        return _taken(acts.import_bookings(file, request, found, given["officer"]))


def _taken(answer: BookingsTaken | Refused) -> Reply | Refused:
    if isinstance(answer, Refused):
        return answer
    lines: list[str] = []
    for name, became in _TOLD:
        codes: tuple[str, ...] = getattr(answer, name)
        if codes:
            listed = "" if name == "unchanged" else f": {', '.join(codes)}"
            lines.append(f"{len(codes)} {became}{listed}")
    data = plain(answer) | {"changes": [*answer.new, *answer.moved]}
    return Reply(data, lines or ["no bookings in the file"])


@click.command("bookings")
@hall_option
@click.option("--from", "first", metavar="YYYY-MM-DD", help="The first day; today's business day if missing.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="The last day; all that follow if missing.")
@click.option("--all", "every", is_flag=True, help="Also those that were checked in or cancelled.")
@json_option
def bookings(hall: str | None, first: str | None, last: str | None, every: bool) -> Reply:
    """List the bookings whose visitors may still come."""
    with opened(hall) as file, file.reading() as db:
        data = file.hall(db)
        begin = given_day(first) or business_day(data, file.clock()).isoformat()
        end = given_day(last) or "9999-12-31"
        if begin > end:
            raise UsageFault(f"{begin} is after {end}.", "Give --from the earlier day.")
        rows = bookings_of_days(db, begin, end)
    shown = [row for row in rows if every or row.is_open]
    lines = [_line(data, row) for row in shown]
    return Reply({"bookings": [_entry(data, row) for row in shown]}, lines or ["no bookings"])


def _line(hall: Hall, row: BookingRow) -> str:
    entry = _entry(hall, row)
    lane = ["priority"] if row.booking.priority else []
    state = [] if row.is_open else [f"{row.state} as {row.label}" if row.label else row.state]
    return "  ".join([entry["day"], entry["time"], entry["service"], entry["code"], *lane, *state])


def _entry(hall: Hall, row: BookingRow) -> dict[str, Any]:
    booking = row.booking
    return {
        "code": booking.code, "service": booking.service, "day": booking.day, "time": _time(hall, booking),
        "at": booking.at, "priority": booking.priority, "state": row.state.replace(" ", "_"), "label": row.label,
    }  # fmt: skip


def _time(hall: Hall, booking: Booking) -> str:
    minutes = time_on(hall, datetime.date.fromisoformat(booking.day), booking.at)
    return time_of_day_words(TimeOfDay(round(minutes)))


@click.argument("code")
@click.option("--date", "date", metavar="DATE", help="The new day: 2026-11-24 or 24/11/2026.")
@click.option("--time", "time", metavar="TIME", help="The new time: 09.30.")
@click.option("--service", metavar="SERVICE", help="Another service.")
@click.option("--priority/--no-priority", default=None, help="Move it into the priority lane, or out of it.")
@hall_act
def move_booking(**given: Any) -> Reply | Refused:
    """Move the booking with this CODE to another day, time or service."""
    if all(given[name] is None for name in ("date", "time", "service", "priority")):
        raise UsageFault("Nothing to change was named.", "Give --date, --time, --service or --priority.")
    with act(given) as (file, request):
        with file.reading() as db:
            hall, row = file.hall(db), one_booking(db, given["code"])
        if given["service"] is not None:
            known("service", given["service"], hall.service)
        wanted = _moved(hall, row, given, file.clock())
        return _changed(hall, acts.move_booking(file, request, wanted, given["officer"]))


def _moved(hall: Hall, row: BookingRow | None, given: dict[str, Any], now: Instant) -> Booking:
    """The booking as it should become; the act itself refuses one that does not exist."""
    if row is None:
        return Booking(given["code"], "", "2000-01-01", now)
    booking = row.booking
    at = local(hall, booking.at)
    date = _understood(given["date"], cells.date) or at.date()
    time = _understood(given["time"], lambda text: cells.time(text, hall.hall.time_zone))
    if time is None:
        time = TimeOfDay(at.hour * 60 + at.minute)
    doubt = doubt_of_date(hall, date, now)
    if doubt is not None:
        raise UsageFault(f"The date {doubt.reason}.", doubt.remedy)
    day, instant = place(hall, date, time)
    service = given["service"] or booking.service
    priority = booking.priority if given["priority"] is None else given["priority"]
    return dataclasses.replace(booking, service=service, day=day, at=instant, priority=priority)


def _understood(text: str | None, meaning: Callable[[str], _T]) -> _T | None:
    """What an option means, written as in a file of bookings; None when it was not given."""
    try:
        return None if text is None else meaning(text)
    except cells.UnclearError as unclear:
        raise UsageFault(f'"{text}" {unclear.reason}.', unclear.remedy) from None


@click.argument("code")
@hall_act
def cancel_booking(**given: Any) -> Reply | Refused:
    """The visitor of the booking with this CODE does not come."""
    with act(given) as (file, request):
        with file.reading() as db:
            hall = file.hall(db)
        return _changed(hall, acts.cancel_booking(file, request, given["code"], given["officer"]))


def _changed(hall: Hall, answer: BookingChanged | Refused) -> Reply | Refused:
    if isinstance(answer, Refused):
        return answer
    booking = Booking(answer.code, answer.service, answer.day, answer.at, answer.priority)
    time = _time(hall, booking)
    told = f"{words(event_words.of(answer.what))}: {answer.code}, {answer.service}, {answer.day} {time}"
    return Reply(plain(answer) | {"time": time}, [told])


@click.command()
@hall_option
@click.argument("code")
@visitor_options
@print_at_option
@officer_option
@request_option
@json_option
def check_in(**given: Any) -> Reply | Refused:
    """The visitor of a booking is here: a number that is called at the booked time."""
    with act(given) as (file, request):
        answer = acts.check_in(
            file, request, given["code"], visual=given["visual"], lang=given["lang"], kiosk=given["kiosk"],
            print_at=given["print_at"], officer=given["officer"],
        )  # fmt: skip
        if isinstance(answer, Refused):
            return answer
        fate = print_paper(file, answer, given["kiosk"]) if given["paper"] else "none"
        return issued_reply(answer, fate, file.learned)
