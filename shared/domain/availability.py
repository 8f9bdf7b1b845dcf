"""May a number be taken now? One function, one answer: kiosk, command line and displays all use it."""

import datetime
import itertools
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.answers import Issued, Refused
from shared.domain.hall_data.hall import BeyondClosing, DayHours, Hall, Span
from shared.domain.hall_data.per_hall_cache import remembered
from shared.domain.promise import is_long
from shared.domain.words import Instant, Refusal, Text, TimeOfDay
from shared.text.refusals import refuse


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A service that is interrupted, with the reason that the public is told."""

    reason: Text
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """The whole hall is paused, with the reason that the public is told."""

    reason: Text
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the hall knows of a service at a moment.

    ``taken`` and ``taken_priority`` (part of it) count the day's numbers; ``earliest_return`` is when the first
    counter on a break is back; ``estimate`` is the wait in minutes, from and to.
    """

    now: Instant
    day: datetime.date
    service: str
    taken: int = 0
    taken_priority: int = 0
    open_counters: int = 0
    counters_on_break: int = 0
    earliest_return: Instant | None = None
    disturbed: Disturbance | None = None
    paused: Pause | None = None
    day_closed: bool = False
    estimate: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """A number may be taken. ``remaining`` of the day's quota (None: no limit) and what the visitor should know."""

    remaining: int | None = None
    warning: Refused | None = None


def may_take(hall: Hall, situation: Situation, priority: bool = False) -> Available | Refused:
    """Whether a visitor may take a number for a service now."""
    refused = _day(hall, situation) or _clock(hall, situation) or _stopped(hall, situation)
    if refused is not None:
        return refused
    remaining = remaining_numbers(hall, situation, priority)
    if remaining is not None and remaining <= 0:
        return _later(hall, situation, Refusal.QUOTA_USED_UP)
    warning = _counters(hall, situation)
    if warning is not None and hall.rules.taking.need_open_counter:
        return warning
    closing = _beyond_closing(hall, situation)
    if closing is not None and hall.rules.taking.beyond_closing is BeyondClosing.REFUSE:
        return closing
    return Available(remaining, closing or warning or _long(hall, situation))


def step_warning(hall: Hall, issued: Issued, at: int) -> Refused | None:
    """What the visitor was warned of with a step's number, in words; with the next day where that is the advice."""
    step = issued.steps[at]
    if step.warning is None:
        return None
    advised = step.warning in (Refusal.BEYOND_CLOSING, Refusal.LONG_WAIT)
    day = datetime.date.fromisoformat(issued.day)
    back = calendar.next_taking(hall, day, step.service) if advised and step.service in hall.service else None
    return refuse(step.warning, hall, back_at=back, now=issued.taken_at)


def remaining_numbers(hall: Hall, situation: Situation, priority: bool = False) -> int | None:
    """Numbers left today for a lane; None if there is no quota.

    ``quota_priority`` of the quota are kept for the priority lane: ordinary visitors cannot use them up, priority
    visitors may go on with what ordinary ones left.
    """
    service = hall.service[situation.service]
    quota = service.quota_on.get(situation.day, service.quota)
    if quota is None:
        return None
    total = quota - situation.taken
    if priority or service.quota_priority is None:
        return max(0, total)
    ordinary = quota - service.quota_priority - (situation.taken - situation.taken_priority)
    return max(0, min(total, ordinary))


def _later(hall: Hall, situation: Situation, code: Refusal, **texts: Text) -> Refused:
    """Come back on the next day that the service is served."""
    back = calendar.next_taking(hall, situation.day, situation.service)
    return refuse(code, hall, back_at=back, now=situation.now, **texts)


def _day(hall: Hall, situation: Situation) -> Refused | None:
    """Reasons that apply to the whole day."""
    if situation.day_closed:
        return _later(hall, situation, Refusal.DAY_CLOSED)
    if calendar.served_on(hall, situation.day, situation.service):
        return None
    service = hall.service[situation.service]
    agency = hall.agency_of(situation.service)
    if service.closed:
        return refuse(Refusal.NOT_OFFERED, hall, now=situation.now)
    if calendar.hours_on(hall, situation.day, agency) is None:
        holiday = calendar.holiday_on(hall, situation.day, agency)
        if holiday is not None and holiday.hours is None:
            return _later(hall, situation, Refusal.HOLIDAY, name=holiday.name)
        closed = calendar.hours_on(hall, situation.day) is None
        return _later(hall, situation, Refusal.HALL_CLOSED_TODAY if closed else Refusal.AGENCY_CLOSED)
    return _later(hall, situation, Refusal.NOT_TODAY)


@dataclass(frozen=True, slots=True)
class _Times:
    """A service's day for taking numbers: calculated once, because every press asks for it."""

    hours: DayHours
    spans: tuple[Span, ...]
    begins: TimeOfDay
    until: TimeOfDay


@remembered
def _times(hall: Hall, day: datetime.date, service: str) -> _Times:
    """The times of a service on a day on which it is served."""
    hours = calendar.hours_on(hall, day, hall.agency_of(service))
    assert hours is not None  # _day looked
    spans = calendar.service_spans(hall, day, service)
    begins = spans[0].start if spans[0].start > hours.open else calendar.take_from(hours)
    return _Times(hours, spans, begins, calendar.take_until(hall, hours))


def _clock(hall: Hall, situation: Situation) -> Refused | None:
    """Reasons of the time of day."""
    times = _times(hall, situation.day, situation.service)
    time = calendar.time_on(hall, situation.day, situation.now)
    if time < times.begins:
        return _today(hall, situation, Refusal.NOT_YET_OPEN, times.begins)
    if time >= times.hours.close or time >= times.spans[-1].end:
        return _later(hall, situation, Refusal.AFTER_CLOSING if time >= times.hours.close else Refusal.CUT_OFF)
    if time >= times.until:
        return _later(hall, situation, Refusal.CUT_OFF)
    return _pause_of_the_day(hall, situation, times.hours, times.spans, time)


def _pause_of_the_day(
    hall: Hall, situation: Situation, hours: DayHours, spans: tuple[Span, ...], time: float
) -> Refused | None:
    """Breaks, and gaps between the service's own hours."""
    for earlier, later in itertools.pairwise(spans):
        if earlier.end <= time < later.start:
            return _today(hall, situation, Refusal.NOT_YET_OPEN, later.start)
    for span in hours.breaks:
        if span.start <= time < span.end and not hall.rules.taking.in_breaks:
            return _today(hall, situation, Refusal.BREAK, span.end)
    return None


def _today(hall: Hall, situation: Situation, code: Refusal, time: TimeOfDay) -> Refused:
    back = calendar.instant_of(hall, situation.day, time)
    return refuse(code, hall, back_at=back, now=situation.now)


def _stopped(hall: Hall, situation: Situation) -> Refused | None:
    """The hall is paused or the service disturbed, by hand."""
    if situation.paused is not None:
        pause = situation.paused
        return refuse(Refusal.HALL_PAUSED, hall, back_at=pause.until, now=situation.now, reason=pause.reason)
    if situation.disturbed is not None:
        stop = situation.disturbed
        return refuse(Refusal.DISTURBED, hall, back_at=stop.until, now=situation.now, reason=stop.reason)
    return None


def _counters(hall: Hall, situation: Situation) -> Refused | None:
    """Nobody serves this at the moment; before opening that is normal."""
    if situation.open_counters:
        return None
    hours = calendar.hours_on(hall, situation.day, hall.agency_of(situation.service))
    assert hours is not None  # _day looked
    if calendar.time_on(hall, situation.day, situation.now) < hours.open:
        return None
    if situation.counters_on_break:
        back = situation.earliest_return
        return refuse(Refusal.LAST_OFFICER_ON_BREAK, hall, back_at=back, now=situation.now)
    return refuse(Refusal.NO_COUNTER, hall, now=situation.now)


def _beyond_closing(hall: Hall, situation: Situation) -> Refused | None:
    """The middle of the predicted wait passes the end of the service's day."""
    if situation.estimate is None or hall.rules.taking.beyond_closing is BeyondClosing.IGNORE:
        return None
    end = calendar.service_spans(hall, situation.day, situation.service)[-1].end
    wait = sum(situation.estimate) / 2 * 60_000
    if situation.now + wait <= calendar.instant_of(hall, situation.day, end):
        return None
    return _later(hall, situation, Refusal.BEYOND_CLOSING)


def _long(hall: Hall, situation: Situation) -> Refused | None:
    """So long a wait that another day or another service is offered with the number."""
    return _later(hall, situation, Refusal.LONG_WAIT) if is_long(situation.estimate) else None
