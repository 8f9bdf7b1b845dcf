"""The input of a simulated day, before any rule is applied: who comes when, for what, and how officers work.

Everything about a visitor is decided in advance (how long each service takes, whether they walk away, how late they
are), so that the same day can be run again under other rules.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.domain.words import Instant


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing a visitor comes for.

    ``seconds`` is how long it takes at the counter, the way there not included. ``cashier_after`` sends the visitor to
    the cashier after this many seconds and back to the same counter; ``hold_after`` puts the visitor on hold after this
    many seconds for ``hold_seconds``; ``moved_to`` is the service that was really needed (a transfer).
    """

    service: str
    seconds: float
    cashier_after: float | None = None
    cashier_seconds: float = 0.0
    hold_after: float | None = None
    hold_seconds: float = 0.0
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visitor.

    ``walk_seconds`` is the way to a counter. ``leaves_after`` is when a visitor gives up and leaves, in seconds from
    arrival; ``away_seconds`` is how long one who misses the first call stays away from it.
    """

    number: int
    at: Instant
    matters: tuple[Matter, ...]
    priority: bool = False
    visual: bool = False
    walk_seconds: float = 30.0
    leaves_after: float | None = None
    away_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """An officer's day at a counter: when the counter opens and closes, and the breaks in between."""

    counter: str
    officer: str
    opens: Instant
    closes: Instant
    breaks: tuple[tuple[Instant, Instant], ...] = ()


@dataclass(frozen=True, slots=True)
class Interruption:
    """An agency that cannot serve for a while (its system is down)."""

    agency: str
    services: tuple[str, ...]
    counters: tuple[str, ...]
    begins: Instant
    ends: Instant


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day to be run."""

    day: datetime.date
    visits: Sequence[PlannedVisit]
    shifts: Sequence[Shift]
    stops: Sequence[Interruption] = ()
    kiosks: int = 1
    kiosk_seconds: float = 25.0
    closes: Instant = field(default=Instant(0))
