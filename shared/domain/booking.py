"""A booking: the code that its visitor types, and whether the hall can serve it at its time."""

import datetime
import re
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall, Span
from shared.domain.words import Instant, TimeOfDay
from shared.text.dates import date_in_figures, time_of_day_words, weekday_words
from shared.text.languages import ENGLISH, pick

LONGEST_CODE = 20
"""What the kiosk's keyboard takes for a code."""
_AHEAD = datetime.timedelta(days=366)
_TYPED = re.compile(r"[A-Za-z0-9-]+")
_DIGITS = re.compile(r"[\s.\-/()]")
_NATIONAL_ID = re.compile(r"\d{16}")
_TELEPHONE = re.compile(r"(?:\+62|62|0)8\d{7,11}")


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment without a person's name: a code that the visitor brings, a service, a time."""

    code: str
    service: str
    day: str
    at: Instant
    priority: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a booking cannot be taken: about its ``code``, ``service``, ``date`` or ``time``, and what to do."""

    about: str
    reason: str
    remedy: str


def code_key(code: str) -> str:
    """The form in which a code is looked up: capitals without hyphens and spaces, however it was typed."""
    return "".join(code.upper().split()).replace("-", "")


def place(hall: Hall, date: datetime.date, time: TimeOfDay) -> tuple[str, Instant]:
    """The business day and the instant of a date and a time as people write them.

    00.30 of the 24th belongs to the 23rd in a hall that is open until 25.00, and so does 24.30 of the 23rd.
    """
    at = calendar.instant_of(hall, date, time)
    return calendar.business_day(hall, at).isoformat(), at


def personal(text: str) -> str | None:
    """What a text looks like that must not be in a file of bookings; None for anything else."""
    digits = _DIGITS.sub("", text)
    if _NATIONAL_ID.fullmatch(digits):
        return "an identity number (NIK)"
    return "a telephone number" if _TELEPHONE.fullmatch(digits) else None


def doubt_of_code(code: str) -> Doubt | None:
    """Why no visitor could type this code at a kiosk."""
    looks_like = personal(code)
    if looks_like:
        return Doubt("code", f"looks like {looks_like}", "Give codes that say nothing about the visitor.")
    if not code:
        return Doubt("code", "is empty", "Give each booking a code.")
    if not _TYPED.fullmatch(code) or not code_key(code):
        wrong = next((repr(c) for c in code if not _TYPED.fullmatch(c)), "only hyphens")
        return Doubt("code", f"cannot be typed at a kiosk ({wrong})", "Use A to Z, 0 to 9 and -.")
    if len(code) > LONGEST_CODE:
        return Doubt("code", f"has {len(code)} characters", f"A kiosk takes {LONGEST_CODE}: shorten the code.")
    return None


def doubt_of_date(hall: Hall, date: datetime.date, now: Instant) -> Doubt | None:
    """Why nobody can be booked for a date, whatever the service."""
    today = calendar.business_day(hall, now)
    if date < today - datetime.timedelta(days=1):  # yesterday's may still be today's business day
        return _past(today)
    if date > today + _AHEAD:
        return Doubt("date", f"is more than a year after today, {date_in_figures(today)}", "Check the year.")
    return None


def doubt(hall: Hall, booking: Booking, now: Instant) -> Doubt | None:
    """Why the hall cannot serve a booking; None when it can."""
    day, today = datetime.date.fromisoformat(booking.day), calendar.business_day(hall, now)
    service = hall.service.get(booking.service)
    if service is None:
        return Doubt("service", "is not a service of this hall", "Use a code of [service] in the hall file.")
    if service.closed:
        return Doubt("service", "is not offered for now (`closed = true` in the hall file)", "Choose another service.")
    if day < today:
        return _past(today)
    return doubt_of_date(hall, day, now) or _doubt_of_day(hall, booking.service, day) or _doubt_of_time(hall, booking)


def _past(today: datetime.date) -> Doubt:
    return Doubt("date", f"is past: today is {date_in_figures(today)}", "Delete the row, or give the new date.")


def _doubt_of_day(hall: Hall, service: str, day: datetime.date) -> Doubt | None:
    if calendar.served_on(hall, day, service):
        return None
    agency = hall.agency_of(service)
    holiday = calendar.holiday_on(hall, day, agency)
    if holiday is not None and holiday.hours is None:
        why = f"{pick(holiday.name)}: no service"
    elif calendar.hours_on(hall, day) is None:
        why = "the hall is closed"
    elif calendar.hours_on(hall, day, agency) is None:
        why = f"{agency} is closed"
    else:
        why = f"{service} is not served"
    return Doubt("date", f"is not a day of this service ({_named(day)}: {why})", "Give a day on which it is served.")


def _doubt_of_time(hall: Hall, booking: Booking) -> Doubt | None:
    day = datetime.date.fromisoformat(booking.day)
    time = calendar.time_on(hall, day, booking.at)
    spans = calendar.service_spans(hall, day, booking.service)
    if not any(_within(span, time) for span in spans):
        hours = ", ".join(map(_span, spans))
        reason = f"is outside the service's hours ({_named(day)}: {hours})"
        return Doubt("time", reason, "Give a time within them; past midnight write 24.30 with the day before.")
    hours = calendar.hours_on(hall, day, hall.agency_of(booking.service))
    found = next((span for span in hours.breaks if _within(span, time)), None) if hours else None
    if found is not None:
        return Doubt("time", f"is in the break {_span(found)}", "Give a time before or after it.")
    return None


def _within(span: Span, time: float) -> bool:
    return span.start <= time < span.end


def _span(span: Span) -> str:
    return "-".join(time_of_day_words(time) for time in (span.start, span.end))


def _named(day: datetime.date) -> str:
    return f"{weekday_words(day, ENGLISH)} {date_in_figures(day)}"
