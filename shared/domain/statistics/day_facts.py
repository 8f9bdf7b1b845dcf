"""What is known of one business day: what every figure of a report is counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.report import Visit
from shared.domain.words import Instant


class CounterTurn(StrEnum):
    """What happened to a counter."""

    OPENED = "opened"
    CLOSED = "closed"
    BREAK = "break"


class Caveat(StrEnum):
    """Why a day's figures are to be read with care."""

    GOING_ON = "going_on"
    UNCLOSED = "unclosed"
    CLOCK = "clock"
    UNFINISHED = "unfinished"
    NO_RECORD = "no_record"
    NOTHING_EARLIER = "nothing_earlier"
    NO_ARCHIVE = "no_archive"


@dataclass(frozen=True, slots=True)
class CounterChange:
    """A counter opened, closed or went on a break."""

    at: Instant
    counter: str
    change: CounterTurn


@dataclass(frozen=True, slots=True)
class CounterStay:
    """A visitor was at a counter for that service, and the step itself tells another call or another end.

    One who was held, sent to pay, or missed and came later was called more than once; one who was put aside and never
    came back ended with the day.
    """

    counter: str
    service: str
    since: Instant
    until: Instant


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One business day.

    Attributes:
        day: ``YYYY-MM-DD``.
        opened_at, closed_at: when it was; None for what did not happen.
        visits: everybody who took a number that day.
        told: the range of minutes that each step was promised with its number, by step; None: no wait was promised.
        changes: what happened to the counters, in order.
        stays: at counters, but those that a step tells which was done or missed there at last.
        refused: how many numbers were refused, by reason (``words.Refusal``) and service.
        booked, kept: appointments that were not cancelled, and of these those whose visitor came, by service.
        clock_doubted: whether a PC's clock was found to be wrong.
    """

    day: str
    opened_at: Instant | None
    closed_at: Instant | None
    visits: tuple[Visit, ...]
    told: Mapping[int, tuple[int, int] | None] = field(default_factory=dict[int, "tuple[int, int] | None"])
    changes: tuple[CounterChange, ...] = ()
    stays: tuple[CounterStay, ...] = ()
    refused: Mapping[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    booked: Mapping[str, int] = field(default_factory=dict[str, int])
    kept: Mapping[str, int] = field(default_factory=dict[str, int])
    clock_doubted: bool = False
