"""How long it will take: an honest range from people ahead, open counters and observed service times."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.hall import Hall
from shared.domain.words import Instant


@dataclass(frozen=True, slots=True)
class Observed:
    """Service times seen lately for one service: how many, their mean and their standard deviation, in seconds."""

    count: int
    mean: float
    deviation: float = 0.0


@dataclass(frozen=True, slots=True)
class LineState:
    """What a wait is reckoned from.

    Attributes:
        now: the present.
        day: the business day.
        service: the service to be had.
        ahead: how many will be called before, by service: all that the same counters serve, not only this service.
        open_counters: how many open counters serve this service.
        busy: those now at these counters, as (service, minutes since the call).
        back_at: when counters of this service that are on a break come back.
        observed: service times seen lately, by service; services without any fall back to the catalogue's minutes.
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


def wait_range(hall: Hall, state: LineState) -> tuple[int, int]:
    """The wait in whole minutes, from and to."""
    counters = max(1, state.open_counters + len(state.back_at))
    work = sum(count * _minutes(hall, state, service) for service, count in state.ahead.items())
    work += sum(max(1.0, _minutes(hall, state, service) - done) for service, done in state.busy)
    free = max(0, counters - len(state.busy))
    if free and sum(state.ahead.values()) < free:
        return 0, 2
    middle = work / counters
    spread = 0.8 * math.sqrt(middle * _minutes(hall, state, state.service) / counters) + 1
    return max(0, math.floor(middle - spread)), math.ceil(middle + spread)


def _minutes(hall: Hall, state: LineState, service: str) -> float:
    seen = state.observed.get(service)
    given = hall.service[service].minutes
    if seen is None:
        return given
    weight = seen.count / (seen.count + 5)
    return weight * seen.mean / 60 + (1 - weight) * given
