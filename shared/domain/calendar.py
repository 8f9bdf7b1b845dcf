"""The business day and its hours, in the hall's time zone, never the PC's."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from shared.domain.hall_data.hall import DayHours, Hall, Holiday, Season, Span, Weekday
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.words import Instant, TimeOfDay
from shared.text.dates import wall_clock

FIRST_DAY = datetime.date(2020, 1, 1)
"""No hall's records and no survey that it keeps begin before this day."""
NOON = TimeOfDay(12 * 60)
MIDNIGHT = 24 * 60
_WEEK = tuple(Weekday)
_LOOK_AHEAD_DAYS = 60


def local(hall: Hall, instant: Instant) -> datetime.datetime:
    """The wall clock of the hall at an instant."""
    return wall_clock(instant, hall.hall.time_zone)


def hour_of(hall: Hall, instant: Instant) -> int:
    """The hour that the hall's wall clock shows at an instant; remembered by the minute: many acts ask."""
    return _hour_in_minute(hall, instant // 60_000)


@remembered
def _hour_in_minute(hall: Hall, minute: int) -> int:
    return local(hall, Instant(minute * 60_000)).hour


def instant_of(hall: Hall, day: datetime.date, time: TimeOfDay) -> Instant:
    """The instant of a time of a business day; 25.00 is one o'clock of the next calendar day."""
    return _instant(hall.hall.time_zone, day, time)


@lru_cache(maxsize=256)
def _instant(zone: str, day: datetime.date, time: TimeOfDay) -> Instant:
    extra, minutes = divmod(time, MIDNIGHT)
    wall = datetime.datetime.combine(
        day + datetime.timedelta(days=extra), datetime.time(minutes // 60, minutes % 60), ZoneInfo(zone)
    )
    return Instant(round(wall.timestamp() * 1000))


def meant(hall: Hall, now: Instant, time: TimeOfDay) -> Instant:
    """The instant of a time of day as people say it: at 23.00, 00.30 is tonight while the hall is open then."""
    day = business_day(hall, now)
    at = instant_of(hall, day, time)
    if at < now and time + MIDNIGHT <= end_of_day(hall, day):
        return instant_of(hall, day, TimeOfDay(time + MIDNIGHT))
    return at


def time_on(hall: Hall, day: datetime.date, instant: Instant) -> float:
    """Minutes after the midnight that begins ``day``: the TimeOfDay of an instant, with fractions."""
    return (instant - instant_of(hall, day, TimeOfDay(0))) / 60_000


def weekday(day: datetime.date) -> Weekday:
    """The day of the week."""
    return _WEEK[day.weekday()]


def season_on(hall: Hall, day: datetime.date) -> Season | None:
    """The season whose hours hold on a day; the first in the file where two overlap."""
    return next((season for season in hall.season.values() if season.first <= day <= season.last), None)


def holiday_on(hall: Hall, day: datetime.date, agency: str | None = None) -> Holiday | None:
    """The holiday that a day is for the whole hall, or for an agency."""
    holiday = hall.holiday.get(day)
    if holiday is None or (holiday.agencies and agency not in holiday.agencies):
        return None
    return holiday


@remembered
def hours_on(hall: Hall, day: datetime.date, agency: str | None = None) -> DayHours | None:
    """The hours of the hall, or of an agency, on a day; None when closed.

    Hours of that single day come first, then a holiday, then an agency's closed days, then its own week. On a day with
    other hours of the hall, and in a season (Ramadan), an agency's own hours are cut to the hall's.
    """
    if agency is not None and day in hall.agency[agency].hours_on:
        return hall.agency[agency].hours_on[day]
    holiday = holiday_on(hall, day, agency)
    single = hall.hours_on.get(day)
    if holiday is not None and (single is None or holiday.agencies):
        return None if agency is not None and weekday(day) in hall.agency[agency].closed_days else holiday.hours
    season = season_on(hall, day)
    common = single or (season.week if season else hall.week).get(weekday(day))
    if agency is None:
        return common
    booth = hall.agency[agency]
    if weekday(day) in booth.closed_days:
        return None
    own = booth.week.get(weekday(day))
    if own is None:
        return common
    return own if season is None and single is None else _cut(own, common)


def _cut(own: DayHours, season: DayHours | None) -> DayHours | None:
    """An agency's own hours within the season's."""
    if season is None:
        return None
    start, end = max(own.open, season.open), min(own.close, season.close)
    if start >= end:
        return None
    take_from = own.take_from if own.open == start else season.take_from
    take_until = own.take_until if own.close == end else season.take_until
    return DayHours(start, end, take_from, take_until, season.breaks or own.breaks)


def is_within_hours(hall: Hall, now: Instant) -> bool:
    """Whether anybody serves or gives numbers at an instant, by the timetable."""
    day = business_day(hall, now)
    return any(
        instant_of(hall, day, min(take_from(hours), hours.open)) <= now <= instant_of(hall, day, hours.close)
        for hours in _all_hours(hall, day)
    )


def end_of_day(hall: Hall, day: datetime.date) -> TimeOfDay:
    """When a business day gives way to the next: midnight, or ``day_tail_minutes`` after a late closing.

    The last visitors of a hall that closes about midnight are served on their own day.
    """
    closings = [hours.close for hours in _all_hours(hall, day)]
    if not closings:
        return TimeOfDay(MIDNIGHT)
    return TimeOfDay(max(MIDNIGHT, max(closings) + hall.hall.day_tail_minutes))


def business_day(hall: Hall, now: Instant) -> datetime.date:
    """The hall's day at an instant: the calendar day, or the day before while that one still lasts."""
    wall = local(hall, now)
    yesterday = wall.date() - datetime.timedelta(days=1)
    past_midnight = MIDNIGHT + wall.hour * 60 + wall.minute
    today_begins = min((take_from(hours) for hours in _all_hours(hall, wall.date())), default=TimeOfDay(2 * MIDNIGHT))
    if past_midnight < min(end_of_day(hall, yesterday), MIDNIGHT + today_begins):
        return yesterday
    return wall.date()


def take_from(hours: DayHours) -> TimeOfDay:
    """When number-taking begins."""
    return hours.open if hours.take_from is None else hours.take_from


def take_until(hall: Hall, hours: DayHours) -> TimeOfDay:
    """When number-taking ends: as the file says, or the cut-off before closing."""
    if hours.take_until is not None:
        return hours.take_until
    return TimeOfDay(max(hours.open, hours.close - hall.rules.taking.cut_off_minutes))


@remembered
def served_on(hall: Hall, day: datetime.date, service: str) -> bool:
    """Whether a service is served at all on a day: its agency's hours and its weekly timetable."""
    what = hall.service[service]
    return (
        not what.closed
        and hours_on(hall, day, hall.agency_of(service)) is not None
        and (not what.days or weekday(day) in what.days)
        and bool(service_spans(hall, day, service))
    )


@remembered
def service_spans(hall: Hall, day: datetime.date, service: str) -> tuple[Span, ...]:
    """The stretches of a day in which a service is served, its own hours cut to its agency's, breaks left in."""
    hours = hours_on(hall, day, hall.agency_of(service))
    if hours is None:
        return ()
    spans = hall.service[service].hours or (Span(hours.open, hours.close),)
    cut = (
        Span(max(span.start, hours.open), min(span.end, hours.close)) for span in sorted(spans, key=lambda s: s.start)
    )
    return tuple(span for span in cut if span.start < span.end)


def next_taking(hall: Hall, day: datetime.date, service: str | None = None) -> Instant | None:
    """When numbers are next given out after ``day``, for a service or for the hall; None within two months."""
    for ahead in range(1, _LOOK_AHEAD_DAYS + 1):
        later = day + datetime.timedelta(days=ahead)
        if service is not None:
            if not served_on(hall, later, service):
                continue
            hours = hours_on(hall, later, hall.agency_of(service))
        else:
            hours = hours_on(hall, later)
        if hours is not None:
            return instant_of(hall, later, take_from(hours))
    return None


def _all_hours(hall: Hall, day: datetime.date) -> tuple[DayHours, ...]:
    """The hall's hours and those of agencies with hours of their own."""
    own = (agency for agency, booth in hall.agency.items() if booth.week or booth.hours_on)
    found = (hours_on(hall, day), *(hours_on(hall, day, agency) for agency in own))
    return tuple(hours for hours in found if hours is not None)
