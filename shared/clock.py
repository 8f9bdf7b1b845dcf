"""The one place that asks the machine what time it is.

``ANTREAN_CLOCK=2026-11-23T09:00:00+08:00`` makes a process believe that instant and run on from it, for
training, demo and tests. Durations are measured on the monotonic clock, never with :class:`Clock`.
"""

import datetime
import os
import time
from collections.abc import Callable

from shared.domain.words import Instant
from shared.faults import UsageFault

VARIABLE = "ANTREAN_CLOCK"
Clock = Callable[[], Instant]
"""Answers the present instant."""


def machine_clock() -> Instant:
    """What this PC believes."""
    return Instant(time.time_ns() // 1_000_000)


def clock_from(start: Instant) -> Clock:
    """A clock that stands at ``start`` now and runs on from it."""
    begun = time.monotonic_ns()
    return lambda: Instant(start + (time.monotonic_ns() - begun) // 1_000_000)


def parse_instant(text: str) -> Instant:
    """An ISO 8601 instant with its offset from UTC; ValueError without one."""
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC (write 2026-11-23T09:00:00+08:00)")
    return Instant(round(moment.timestamp() * 1000))


def pretended() -> str | None:
    """What ANTREAN_CLOCK says, or None when this process believes its machine."""
    return os.environ.get(VARIABLE) or None


def process_clock() -> Clock:
    """The clock this process runs by: the machine's, or the pretended one. Call it once, at start-up."""
    text = pretended()
    if text is None:
        return machine_clock
    try:
        return clock_from(parse_instant(text))
    except ValueError as error:
        raise UsageFault(f"{VARIABLE}: {error}", f"unset {VARIABLE} or write 2026-11-23T09:00:00+08:00") from None
