"""The results: one row for each day, hour, agency ... with every figure, and what is told of counters and the lane."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.statistics.day_facts import Caveat
from shared.domain.statistics.spread import NOTHING, Spread


class Grouping(StrEnum):
    """What the rows of a table stand for. Hours are those in which the number was taken, in the hall's zone."""

    DAY = "day"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    WEEKDAY_HOUR = "weekday_hour"
    ZONE = "zone"
    AGENCY = "agency"
    SERVICE = "service"
    COUNTER = "counter"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Told:
    """How good the promised range was: of ``count`` waits that were promised, how many ended within it, sooner, later.

    ``width`` is the mean width of the range in minutes, ``off`` the mean minutes by which it was missed (0 within).
    """

    count: int = 0
    within: int = 0
    sooner: int = 0
    later: int = 0
    width: float | None = None
    off: float | None = None


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """The figures of one row; what each is exactly stands in ``measures``. Shares are from 0 to 1, times in minutes."""

    key: str
    visits: int = 0
    priority: int = 0
    booked: int = 0
    finished: int = 0
    one_attendance: int = 0
    one_attendance_share: float | None = None
    steps_per_visit: float | None = None
    taken: int = 0
    served: int = 0
    no_show: int = 0
    no_show_share: float | None = None
    cancelled: int = 0
    expired: int = 0
    transferred: int = 0
    open: int = 0
    within: int = 0
    within_share: float | None = None
    wait: Spread = NOTHING
    walk: Spread = NOTHING
    service: Spread = NOTHING
    in_hall: Spread = NOTHING
    told: Told = Told()


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter's time in minutes: by the timetable, open, open within the timetable, on breaks, busy, idle."""

    key: str
    agency: str
    days: int
    promised: int
    opened: int
    kept: int
    kept_share: float | None
    breaks: int
    busy: int
    idle: int
    served: int


@dataclass(frozen=True, slots=True)
class PriorityLane:
    """Ordinary visitors and the priority lane: their waits, and what the lane cost the others.

    Attributes:
        ordinary, priority: the waits of both.
        overtaken: ordinary calls before which a priority visitor who came later was called for the same service.
        overtaken_share: their share of all ordinary calls.
        cost: the mean minutes of counter time that those who went ahead took, over all ordinary calls.
    """

    ordinary: Spread = NOTHING
    priority: Spread = NOTHING
    overtaken: int = 0
    overtaken_share: float | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class DayMark:
    """Why a day is to be read with care; ``count`` where it counts something."""

    day: str
    mark: Caveat
    count: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that was counted over some days.

    Attributes:
        target_minutes: the hall's own promise: called within this many minutes.
        days: how many business days there were.
        total: all of them.
        rows: the tables, each in its order.
        counters, all_counters: counter times, and their sum.
        refused: numbers that were refused, by reason.
        booked, kept: appointments, and those whose visitor came.
        lane: what the priority lane did.
        marks: days to be read with care.
        outcomes: what came of completed services, by service and the hall's code ("" where it was not said); only
            services of which an outcome was said are in it.
    """

    target_minutes: int
    days: int
    total: StatisticsRow
    rows: Mapping[Grouping, tuple[StatisticsRow, ...]]
    counters: tuple[CounterRow, ...]
    all_counters: CounterRow
    refused: Mapping[str, int]
    booked: int
    kept: int
    lane: PriorityLane
    marks: tuple[DayMark, ...]
    outcomes: Mapping[str, Mapping[str, int]]
