"""Which clocks a hall accepts: a pretended one only for practice, and none that is on another day than the share's.

Opening a business day settles what the day before left, and a number of another day cannot be called, so the clock
that says "it is tomorrow" is compared with the share's own before that. A share whose clock lies behind the day that
is already open is clearly wrong itself (a server that started in 1970) and is ignored.
"""

import datetime
from collections.abc import Callable

from shared.clock import VARIABLE, Clock, HallClock, PretendedClock, machine_clock
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.text.languages import pick

_REMEDY = "Set this PC's clock (and time zone), or the server's; `antrean check` shows both."


def refuse_pretended(hall: Hall, clock: Clock) -> None:
    """Raise an EnvironmentFault if a pretended clock is used with a hall that is not for practice."""
    if isinstance(clock, PretendedClock) and not hall.hall.practice:
        raise EnvironmentFault(
            Kind.PRETENDED,
            f"{pick(hall.hall.name)} is a real hall, and {VARIABLE} gives this program another time.",
            f"Unset {VARIABLE}. (A hall to practise with says `practice = true` under [hall] in its hall file.)",
        )


def refuse_false_morning(
    clock: Clock,
    hall: Hall,
    last: str | None,
    skew_ms: Callable[[], int],
) -> None:
    """Raise an EnvironmentFault when this PC wants to open a day that the share's clock has not reached.

    ``last`` is the business day that is open in the file, ``skew_ms`` measures this PC's clock against the share's.
    Only the machine's own clock can be wrong.
    """
    if last is None or not isinstance(clock, HallClock) or clock.share_is_wrong:
        return
    try:
        there = Instant(machine_clock() - skew_ms())
    except OSError:
        return  # a share on which nothing can be made fails the write itself, with its own sentence
    mine, shares = business_day(hall, clock()), business_day(hall, there)
    if shares >= mine or shares < datetime.date.fromisoformat(last):
        return
    raise EnvironmentFault(
        Kind.CLOCK,
        f"This PC's clock says {mine}, the share's says {shares}: one of them is wrong, so no new day is opened.",
        _REMEDY,
    )


def clock_trouble(hall: Hall, clock: Clock) -> Kind | None:
    """CLOCK while this PC's clock is on another business day than the hall's time, SKEW while one of them is off."""
    if not isinstance(clock, HallClock):
        return None
    ahead = clock.ahead_ms
    if not ahead:
        return Kind.SKEW if clock.share_is_wrong else None
    now = clock()
    return Kind.SKEW if business_day(hall, now) == business_day(hall, Instant(now + ahead)) else Kind.CLOCK


def refuse_number(hall: Hall, clock: Clock) -> None:
    """Raise an EnvironmentFault when a number would be given on a PC that is on another business day."""
    if clock_trouble(hall, clock) is not Kind.CLOCK:
        return
    assert isinstance(clock, HallClock)
    now = clock()
    mine, shares = business_day(hall, Instant(now + clock.ahead_ms)), business_day(hall, now)
    raise EnvironmentFault(
        Kind.CLOCK,
        f"This PC's clock says {mine}, the share's says {shares}: one of them is wrong, so no number is given.",
        _REMEDY,
    )
