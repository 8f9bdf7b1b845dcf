"""A PC whose clock is a day ahead must not end the hall's day for everybody.

Opening a business day settles what the day before left, so the clock that says "it is tomorrow" is compared with
the share's own before that. A share whose clock lies behind the day that is already open is evidently wrong itself
(a box that woke up in 1970) and is not heeded.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

from shared.clock import Clock, machine_clock
from shared.domain.calendar import business_day
from shared.domain.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.share_clock import skew_ms


def refuse_false_morning(
    folder: Path,
    clock: Clock,
    hall: Hall,
    last: str | None,
    *,
    skew: Callable[[Path], int] = skew_ms,
) -> None:
    """Raise an EnvironmentFault when this PC wants to open a day that the share's clock has not reached.

    ``last`` is the business day that is open in the file. A process on a pretended clock (training, demo, tests)
    is believed: only the machine's own clock can be wrong.
    """
    if last is None or clock is not machine_clock:
        return
    now = clock()
    try:
        there = Instant(now - skew(folder))
    except OSError:
        return  # a share on which nothing can be made fails the write itself, with its own sentence
    mine, shares = business_day(hall, now), business_day(hall, there)
    if shares >= mine or shares < datetime.date.fromisoformat(last):
        return
    raise EnvironmentFault(
        Kind.CLOCK,
        f"This PC's clock says {mine}, the share's says {shares}: one of them is wrong, so no new day is begun.",
        "Set this PC's clock (and time zone), or the server's; `antrean check` shows both.",
    )
