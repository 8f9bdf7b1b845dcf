"""What a visitor is promised: a wait only where somebody serves or will by the timetable, long ones in words."""

import datetime
import math
from collections.abc import Mapping, Sequence

from shared.domain import calendar
from shared.domain.estimate import LineState, Observed, in_a_row, wait_range
from shared.domain.hall_data.hall import Hall
from shared.domain.visit import comes_before
from shared.domain.words import LONG, Instant

_ALL_HERE = 8.0  # minutes after opening or a break; whoever is still away then is not counted on

Wait = tuple[int, int] | None


def promised(hall: Hall, state: LineState) -> Wait:
    """The wait in minutes, from and to; None where nobody serves and nobody is expected by the timetable."""
    return wait_range(hall, state) if _served(hall, state) else None


def _served(hall: Hall, state: LineState) -> bool:
    """Whether a counter is open for the service, comes back at a known time, or is due to open."""
    if state.open_counters or state.back_at:
        return True
    hours = calendar.hours_on(hall, state.day, hall.agency_of(state.service))
    if hours is None:
        return False
    now = calendar.time_on(hall, state.day, state.now)
    return now < hours.open + _ALL_HERE or any(span.start <= now < span.end + _ALL_HERE for span in hours.breaks)


def until_the_end(hall: Hall, service: str, day: datetime.date, now: Instant) -> tuple[int, int]:
    """Where no wait is promised: from now until the service's day ends, which is all that is certain."""
    spans = calendar.service_spans(hall, day, service)
    return 0, max(0, math.ceil(spans[-1].end - calendar.time_on(hall, day, now))) if spans else 0


def is_long(wait: Wait) -> bool:
    """Whether the middle of a wait is beyond two hours."""
    return wait is not None and sum(wait) / 2 > LONG


def middles(waits: Mapping[str, Wait]) -> dict[str, float]:
    """The middle of each wait that is promised, by service."""
    return {service: sum(wait) / 2 for service, wait in waits.items() if wait is not None}


def promised_in_a_row(
    hall: Hall, steps: Sequence[tuple[str, Wait]], observed: Mapping[str, Observed] | None = None
) -> tuple[Wait, ...]:
    """The waits of a visit's steps, had in this order.

    A step that nobody serves has none and holds no other up, but those that depend on it.
    """
    nobody = [service for service, wait in steps if wait is None]
    known = [(s, wait) for s, wait in steps if wait is not None and not comes_before(hall, s, nobody)]
    told = dict(zip((service for service, _ in known), in_a_row(hall, known, observed), strict=True))
    return tuple(told.get(service) for service, _ in steps)
