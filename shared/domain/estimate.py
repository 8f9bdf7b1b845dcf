"""How long it will take: an honest range from people ahead, open counters and observed service times.

The line is simulated with mean times: each counter is free when its present visitor is expected to leave, when
its break ends, or at opening; the people ahead are taken one after the other by whichever counter is free first;
nobody is called in a break of the hall. The spread around that middle grows with the number of people ahead (their
times vary), shrinks with the number of counters, and has a part that more counters do not reduce: how fast the whole
day runs. ``antrean simulate --days 20`` measures how often the range holds: docs/estimates.md.
"""

import datetime
import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.words import AT_ONCE, Instant

WALK_MINUTES = 0.7
"""From the call until the visitor sits down; observed times include it, the catalogue's minutes do not."""
BETWEEN_MINUTES = 0.2
"""From one visitor to the next call."""
_LONG = 1.3  # a visit that lasts this many times its mean is not unusual
_TRUSTED_AFTER = 5.0  # this many observations count as much as the catalogue
_PLAYED = 40  # people ahead that are simulated one by one; the rest is spread evenly
_FAR = 36.0  # minutes; a longer wait is less and less predictable
_SLOW_DAY = 32.0  # minutes; beyond them a day that turns bad makes a wait longer
_SLOWER = 0.35  # by this part of what is beyond
_OVERTAKEN = 0.7  # how much of what priority saves is lost when the bound or the ratio lets others go first
_COMES_LATE = 1.5  # minutes after opening at which an officer is at the counter
_ALL_HERE = 8.0  # minutes after opening; counters still closed then are not counted on
_MAY_STILL_OPEN, _OPENS_IN = 75.0, 25.0  # minutes: a counter that is closed may open late in this time
_MAY_NOT_OPEN = 0.35  # part of what these counters would save that the range keeps, should they stay closed
_OVERDUE = 0.3  # part of the mean that a visitor still stays after it is over
_SOONEST = 0.4  # of several visitors the first leaves after this part of its mean rest


@dataclass(frozen=True, slots=True)
class Observed:
    """Service times seen lately for one service: how many, their mean and their standard deviation, in seconds."""

    count: int
    mean: float
    deviation: float = 0.0


@dataclass(frozen=True, slots=True)
class LineState:
    """What a wait is calculated from.

    Attributes:
        now: the present.
        day: the business day.
        service: the service to be had.
        ahead: how many will be called first, by service: all that the same counters serve, not only this service; of a
        line that other counters serve too, only the part of these counters.
        open_counters: how many open counters serve this service.
        busy: those now at these counters, as (service, minutes since the call).
        back_at: when counters of this service that are on a break come back.
        observed: service times seen lately, by service; services without any use the catalogue's minutes.
        priority: whether this is a ticket of the priority lane.
        ahead_priority: of ``ahead``, how many are in the priority lane.
    """

    now: Instant
    day: datetime.date
    service: str
    ahead: Mapping[str, int]
    open_counters: int
    busy: tuple[tuple[str, float], ...] = ()
    back_at: tuple[Instant, ...] = ()
    observed: Mapping[str, Observed] = field(default_factory=dict[str, Observed])
    priority: bool = False
    ahead_priority: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The middle of a wait and how far it may be off, in minutes."""

    middle: float
    below: float
    above: float


_AT_ONCE = Forecast(0.0, 0.0, 2.0)


def wait_range(hall: Hall, state: LineState) -> tuple[int, int]:
    """The wait in whole minutes, from and to: what eight in ten visitors who are told so meet, no wider."""
    forecast = foresee(hall, state)
    low = max(0, round(forecast.middle - forecast.below))
    return low, max(low + 1, round(forecast.middle + forecast.above))


def people_ahead(hall: Hall, state: LineState) -> int:
    """How many the visitor is told are ahead: all whom the same counters will call first, as in the range.

    Ahead of a ticket of the priority lane are those of its lane and the ordinary visitors whose turns come between;
    ahead of the pick-up line's next, at most the calls that the rule allows.
    """
    everybody = sum(state.ahead.values())
    lane = hall.rules.priority
    if state.priority:
        if not lane.priority:
            return everybody
        before = state.ahead_priority
        run = max(1, min(lane.priority, lane.cap) if lane.ordinary else lane.cap)
        between = lane.ordinary * (before // run + 1) if lane.ordinary else before // run
        return min(everybody, before + between)
    every = hall.rules.calls.pickup_every
    if hall.service[state.service].pickup and every:
        return min(everybody, every * (_of_pickup(hall, state) + 1) - 1)
    return everybody


def in_a_row(
    hall: Hall, steps: Sequence[tuple[str, tuple[int, int]]], observed: Mapping[str, Observed] | None = None
) -> tuple[tuple[int, int], ...]:
    """The waits of a visit's steps, had in this order: each from the taking of the number to its call.

    ``steps`` are services with the wait of each line by itself. The lines move on while the visitor is served in
    another one, so a step waits for its own line or for the visit's earlier steps, whichever takes longer; a line that
    comes to the visitor before its turn in this order may call first, which is why the low ends stay low.
    """
    ranges: list[tuple[int, int]] = []
    free_high = 0.0
    for place, (service, (low, high)) in enumerate(steps):
        minutes = _minutes_seen(hall, service, observed or {})
        others = [(s, wait) for at, (s, wait) in enumerate(steps) if at != place and wait[0] <= high]
        taken_up = (
            0.0
            if high <= AT_ONCE
            else max((wait[0] + _LONG * _minutes_seen(hall, s, observed or {}) for s, wait in others), default=0.0)
        )
        latest = max(float(high), free_high, taken_up)
        if place:
            latest += 0.4 * minutes
        ranges.append((low if place == 0 else round(0.7 * low), math.ceil(latest)))
        free_high = max(free_high, high) + _LONG * minutes
    return tuple(ranges)


def _minutes_seen(hall: Hall, service: str, observed: Mapping[str, Observed]) -> float:
    seen = observed.get(service)
    return hall.service[service].minutes + WALK_MINUTES if seen is None else seen.mean / 60


def foresee(hall: Hall, state: LineState) -> Forecast:
    """The wait as a middle with its errors."""
    opening, breaks = _to_come(hall, state)
    open_now = _free_at(hall, state, opening)
    free_at = _with_more(hall, state, open_now, opening)
    people = sum(state.ahead.values())
    if not people and _not_in_break(min(free_at), breaks) <= 0:
        return _AT_ONCE
    each = _each(hall, state, people)

    def behind(count: int) -> Forecast:
        wait = _play(free_at, count, each, breaks)
        forecast = _forecast(wait, each * math.sqrt(count + 1) / len(free_at), breaks)
        if free_at is open_now or forecast is _AT_ONCE:
            return forecast
        without = _play(open_now, count, each, breaks)
        return replace(forecast, above=forecast.above + _MAY_NOT_OPEN * (without - wait))

    everybody = behind(people)
    before = people_ahead(hall, state)
    if before == people or everybody is _AT_ONCE:
        return everybody
    return _overtaking(behind(before), everybody, _OVERTAKEN if state.priority else 0.0)


def _forecast(middle: float, uneven: float, breaks: Sequence[tuple[float, float]]) -> Forecast:
    """How far a wait may be off: by how unevenly those ahead keep their counters, and by how the whole day runs.

    The factors are fitted to simulated days so that eight in ten waits of every length lie inside: docs/estimates.md.
    """
    if middle <= 0:
        return _AT_ONCE
    work = middle - _standing(middle, breaks)
    far = (work / _FAR) ** 3
    slow = _SLOWER * max(0.0, middle - _SLOW_DAY)
    return Forecast(middle, 3.6 + 0.65 * uneven + far, 1.7 + 0.37 * uneven + 0.2 * work + far + slow)


def _overtaking(alone: Forecast, everybody: Forecast, overtaken: float) -> Forecast:
    """Those who may go first do so by a ratio and within a bound: later than that at times, never behind everybody."""
    later = overtaken * (everybody.middle - alone.middle)
    last = everybody.middle + everybody.above
    return Forecast(alone.middle, alone.below, max(1.0, min(alone.above + later, last - alone.middle)))


def _each(hall: Hall, state: LineState, people: int) -> float:
    """The minutes that each of those ahead takes on average."""
    if not people:
        return minutes_of(hall, state, state.service)
    return sum(count * minutes_of(hall, state, s) for s, count in state.ahead.items()) / people


def _of_pickup(hall: Hall, state: LineState) -> int:
    return sum(count for s, count in state.ahead.items() if hall.service[s].pickup)


def minutes_of(hall: Hall, state: LineState, service: str) -> float:
    """Minutes that a visitor needs at a counter: as observed lately, mixed with the catalogue if seen rarely."""
    given = hall.service[service].minutes + WALK_MINUTES
    seen = state.observed.get(service)
    if seen is None:
        return given + BETWEEN_MINUTES
    weight = seen.count / (seen.count + _TRUSTED_AFTER)
    return weight * seen.mean / 60 + (1 - weight) * given + BETWEEN_MINUTES


def _free_at(hall: Hall, state: LineState, opening: float) -> list[float]:
    """Minutes from now at which each counter is free."""
    free = [max(0.0, (back - state.now) / 60_000) for back in state.back_at]
    free += _leaving(hall, state)
    free += [max(0.0, opening)] * max(0, state.open_counters - len(state.busy))
    if opening > -_ALL_HERE:
        soon = max(0.0, opening + _COMES_LATE)
        free += [soon] * (_counters_of(hall, state.service) - len(free))
    return free or [max(0.0, opening)]


def _leaving(hall: Hall, state: LineState) -> list[float]:
    """When the visitors who are at the counters now leave: not all after the mean, the first of several sooner."""
    means = [(minutes_of(hall, state, service), spent) for service, spent in state.busy]
    rests = sorted(max(mean - spent, _OVERDUE * mean) for mean, spent in means)
    count = len(rests)
    return [rest * (_SOONEST + (1 - _SOONEST) * (place + 1) / count) for place, rest in enumerate(rests)]


def _with_more(hall: Hall, state: LineState, free_at: Sequence[float], opening: float) -> Sequence[float]:
    """The counters with those that have not opened yet but may, in the first part of the day."""
    missing = _counters_of(hall, state.service) - len(free_at)
    if missing <= 0 or opening < -_MAY_STILL_OPEN:
        return free_at
    return [*free_at, *[_OPENS_IN] * missing]


@remembered
def _counters_of(hall: Hall, service: str) -> int:
    agency = hall.agency_of(service)
    return sum(
        service in counter.services if counter.services else counter.agency == agency
        for counter in hall.counter.values()
    )


def _to_come(hall: Hall, state: LineState) -> tuple[float, tuple[tuple[float, float], ...]]:
    """Minutes to the opening (below 0 once it is over) and to the begin and end of each break ahead."""
    hours = calendar.hours_on(hall, state.day, hall.agency_of(state.service))
    if hours is None:
        return -math.inf, ()
    now = calendar.time_on(hall, state.day, state.now)
    ahead = (span for span in hours.breaks if span.end > now)
    return hours.open - now, tuple(sorted((span.start - now, span.end - now) for span in ahead))


def _play(free_at: Sequence[float], people: int, each: float, breaks: Sequence[tuple[float, float]]) -> float:
    """Minutes until a visitor behind ``people`` others is called."""
    counters = list(free_at)
    heapq.heapify(counters)
    if people > _PLAYED:
        counters = [_after_work(at, (people - _PLAYED) * each / len(counters), breaks) for at in counters]
        heapq.heapify(counters)
    for _ in range(min(people, _PLAYED)):
        begins = _not_in_break(heapq.heappop(counters), breaks)
        heapq.heappush(counters, begins + each)
    return _not_in_break(counters[0], breaks)


def _not_in_break(at: float, breaks: Sequence[tuple[float, float]]) -> float:
    for start, end in breaks:
        if start <= at < end:
            return end
    return at


def _after_work(at: float, work: float, breaks: Sequence[tuple[float, float]]) -> float:
    """When a counter that begins at ``at`` has worked this many minutes, without breaks."""
    at = _not_in_break(at, breaks)
    for start, end in breaks:
        if at < start < at + work:
            work -= start - at
            at = end
    return at + work


def _standing(middle: float, breaks: Sequence[tuple[float, float]]) -> float:
    """Minutes of the wait that are break."""
    return sum(max(0.0, min(end, middle) - max(0.0, start)) for start, end in breaks)
