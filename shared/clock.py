"""The one place that asks the machine what time it is.

``ANTREAN_CLOCK=2026-11-23T09:00:00+08:00`` sets a process's clock to that instant, from which it runs on, for training,
demo and tests; only a hall for practice accepts it (``shared.store.record.clock_guard``). Durations are measured on the
monotonic clock, never with :class:`Clock`.
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
_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", None)
TOLERATED_MS = 120_000
"""A PC's clock that is off by no more than this is accepted: drift makes seconds, a wrong setting makes hours."""


def machine_clock() -> Instant:
    """This PC's own time."""
    return Instant(time.time_ns() // 1_000_000)


def steady_ms() -> int:
    """Milliseconds on the clock that cannot be set and that goes on while the PC sleeps."""
    return (time.monotonic_ns() if _STEADY is None else time.clock_gettime_ns(_STEADY)) // 1_000_000


def steady() -> float:
    """The same in seconds: for whatever is over after a while, also when the PC slept through it."""
    return steady_ms() / 1000


class HallClock:
    """What time it is in the hall: this PC's own time, or the share's if the two differ too much.

    The share's time is read now and then (``shared.store.live.clock_watch``) and continued by the clock that cannot be
    set. So a change of the PC's clock is noticed at once, without a request to the share.

    Attributes:
        share_is_wrong: whether it is the share's clock that is off, so that this PC's own counts.
    """

    def __init__(self) -> None:
        self.share_is_wrong = False
        self._share_less_steady: int | None = None

    def __call__(self) -> Instant:
        """The present instant, in the hall."""
        own = machine_clock()
        return Instant(own - self._ahead(own))

    @property
    def ahead_ms(self) -> int:
        """How far this PC's own clock is ahead of the hall's time; 0 within what is tolerated."""
        return self._ahead(machine_clock())

    def learn(self, ahead_ms: int) -> None:
        """This PC's own clock is that far ahead of the share's."""
        self.share_is_wrong = False
        self._share_less_steady = machine_clock() - ahead_ms - steady_ms()

    def doubt_share(self) -> None:
        """The share's clock is wrong: this PC's own counts."""
        self.share_is_wrong = True
        self._share_less_steady = None

    def _ahead(self, own: Instant) -> int:
        if self._share_less_steady is None:
            return 0
        ahead = own - self._share_less_steady - steady_ms()
        return ahead if abs(ahead) > TOLERATED_MS else 0


class PretendedClock:
    """A clock that shows ``start`` now and runs on from it."""

    def __init__(self, start: Instant) -> None:
        self._start = start
        self._begun = time.monotonic_ns()

    def __call__(self) -> Instant:
        """The pretended instant."""
        return Instant(self._start + (time.monotonic_ns() - self._begun) // 1_000_000)


def clock_from(start: Instant) -> Clock:
    """A clock that shows ``start`` now and runs on from it."""
    return PretendedClock(start)


def parse_instant(text: str) -> Instant:
    """An ISO 8601 instant with its offset from UTC; ValueError without one."""
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC (write 2026-11-23T09:00:00+08:00)")
    return Instant(round(moment.timestamp() * 1000))


def pretended() -> str | None:
    """What ANTREAN_CLOCK says, or None if this process uses the machine's clock."""
    return os.environ.get(VARIABLE) or None


def process_clock() -> Clock:
    """The clock this process runs by: the hall's, or the pretended one. Call it once, at start-up."""
    text = pretended()
    if text is None:
        return HallClock()
    try:
        return clock_from(parse_instant(text))
    except ValueError as error:
        raise UsageFault(f"{VARIABLE}: {error}", f"unset {VARIABLE} or write 2026-11-23T09:00:00+08:00") from None
