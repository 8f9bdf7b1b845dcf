"""The opening hours as a display shows them: whether it is outside them now, and when the hall opens next."""

import datetime
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.hall_data.hall import DayHours, Hall
from shared.domain.words import CounterStatus, Instant, Text, TimeOfDay
from shared.store.questions.board import BoardState
from shared.text.board_words import text
from shared.text.dates import clock_words, date_words, wall_clock
from shared.text.languages import pick

_LOOK_AHEAD = 60


def is_outside(hall: Hall, seen: BoardState, now: Instant) -> bool:
    """Whether the hall is not open: before numbers are given, on a closed day, or when the last visitor has left."""
    if seen.day_closed:
        return True
    day = calendar.business_day(hall, now)
    hours = calendar.hours_on(hall, day)
    busy = any(seen.waiting.values()) or any(
        one.label is not None or one.status is not CounterStatus.CLOSED for one in seen.counters
    )
    if busy:
        return False
    if hours is None:
        return True
    time = calendar.time_on(hall, day, now)
    return time < calendar.take_from(hours) or time >= hours.close


@dataclass(frozen=True, slots=True)
class Opening:
    """The next opening, in the words of one language."""

    when: str
    day: str
    hours: str
    numbers: str
    why: str  # the holiday that today is


def opening(hall: Hall, seen: BoardState, now: Instant, lang: str) -> Opening | None:
    """When the hall opens next; None if it never does."""
    today = calendar.business_day(hall, now)
    found = _next(hall, seen, today, now)
    if found is None:
        return None
    day, hours = found
    holiday = calendar.holiday_on(hall, today)
    return Opening(
        pick(text("open_today" if day == today else "open_again"), lang),
        date_words(_moment(hall, day, hours.open), lang),
        _filled(
            "hours_from", lang, open=_clock(hall, day, hours.open, lang), close=_clock(hall, day, hours.close, lang)
        ),
        _filled("numbers_from", lang, time=_clock(hall, day, calendar.take_from(hours), lang)),
        pick(holiday.name, lang) if holiday else "",
    )


def _next(hall: Hall, seen: BoardState, today: datetime.date, now: Instant) -> tuple[datetime.date, DayHours] | None:
    for ahead in range(_LOOK_AHEAD):
        day = today + datetime.timedelta(days=ahead)
        hours = calendar.hours_on(hall, day)
        over = ahead == 0 and (seen.day_closed or (hours and calendar.time_on(hall, day, now) >= hours.close))
        if hours is not None and not over:
            return day, hours
    return None


def _moment(hall: Hall, day: datetime.date, time: TimeOfDay) -> datetime.datetime:
    return wall_clock(calendar.instant_of(hall, day, time), hall.hall.time_zone)


def _clock(hall: Hall, day: datetime.date, time: TimeOfDay, lang: str) -> str:
    return clock_words(_moment(hall, day, time), lang)


def _filled(key: str, lang: str, **values: str) -> str:
    words: Text = text(key, **values)
    return pick(words, lang)
