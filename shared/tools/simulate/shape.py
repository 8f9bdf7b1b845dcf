"""When people come: the shape of a day and of a week, as public sources describe it.

People wait at the door before numbers are given out, the first two hours are the busiest, a second smaller wave
comes after the break; Mondays and Tuesdays bring a quarter more, a short Friday less, the day after a long holiday
twice as many and six times as many for one service. Sources and figures: docs/estimates.md.
"""

import datetime
import random
from collections.abc import Sequence

from shared.domain import calendar
from shared.domain.hall_data.hall import DayHours, Hall, Weekday

AT_THE_DOOR = 0.20
"""Share of the day's visitors who wait for the kiosks to open."""
DOOR_MINUTES = 40.0
LONG_HOLIDAY_DAYS = 3
RUSH_AFTER_HOLIDAY = 2.0
RUSH_OF_ONE_SERVICE = 6.0
_WEEKDAY = {Weekday.MONDAY: 1.25, Weekday.TUESDAY: 1.25, Weekday.FRIDAY: 0.75}
_STEP = 10  # minutes


def day_factor(hall: Hall, day: datetime.date) -> float:
    """How many times an ordinary day's visitors come on a day."""
    factor = _WEEKDAY.get(calendar.weekday(day), 1.0)
    return factor * (RUSH_AFTER_HOLIDAY if after_long_holiday(hall, day) else 1.0)


def after_long_holiday(hall: Hall, day: datetime.date) -> bool:
    """Whether the hall was closed for three days or more just before."""
    return all(
        calendar.hours_on(hall, day - datetime.timedelta(days=back)) is None for back in range(1, LONG_HOLIDAY_DAYS + 1)
    )


def open_days(hall: Hall, first: datetime.date, count: int) -> list[datetime.date]:
    """The next ``count`` days from ``first`` on which the hall serves."""
    found: list[datetime.date] = []
    day = first
    while len(found) < count:
        if calendar.hours_on(hall, day) is not None:
            found.append(day)
        day += datetime.timedelta(days=1)
        if (day - first).days > 366 and not found:
            raise ValueError("the hall has no open day within a year")
    return found


def arrivals(hall: Hall, hours: DayHours, count: int, dice: random.Random) -> list[float]:
    """Minutes after midnight at which people come, in order."""
    begins, ends = calendar.take_from(hours), calendar.take_until(hall, hours)
    slots = list(range(begins, ends + _STEP, _STEP))
    weights = [_busy(hours, ends, slot) for slot in slots]
    found: list[float] = []
    for _ in range(count):
        if dice.random() < AT_THE_DOOR:
            found.append(begins - DOOR_MINUTES * dice.random() ** 1.5)
        else:
            found.append(dice.choices(slots, weights)[0] + dice.random() * _STEP)
    return sorted(found)


def _busy(hours: DayHours, ends: int, time: float) -> float:
    """How busy the kiosks are at a time of day, relative to other times."""
    if time >= ends:
        return 0.05  # some come too late
    if time < hours.open:
        return 1.2
    if any(span.start <= time < span.end for span in hours.breaks):
        return 0.25
    if time < hours.open + 120:
        return 1.6
    after = max((span.end for span in hours.breaks), default=hours.close)
    if time < after:
        return 0.9
    return 1.2 if time < after + 60 else 0.6


def pick(codes: Sequence[str], weights: Sequence[float], dice: random.Random) -> str:
    """One code by weight."""
    return dice.choices(codes, weights)[0]
