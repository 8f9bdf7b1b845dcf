"""What the bar shows, as plain records: read from the file on the worker, drawn by the widgets, compared in tests."""

from dataclasses import dataclass

from shared.domain.answers import Reason
from shared.domain.words import CounterStatus, Instant, StepState, Text


@dataclass(frozen=True, slots=True)
class Visitor:
    """The visit that stands at this counter.

    Attributes:
        since: when it joined this line.
        at: when it was called (last).
        times: how often it was called out.
        after: the services that this visit still has to visit, in order.
    """

    label: str
    ticket: int
    step: int
    service: str
    state: StepState
    priority: bool
    visual: bool
    lang: str
    since: Instant
    call: int | None = None
    called_at: Instant | None = None
    started_at: Instant | None = None
    last_call_at: Instant | None = None
    times: int = 1
    reason: Reason | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service's counts."""

    service: str
    waiting: int
    held: int
    no_show: int


@dataclass(frozen=True, slots=True)
class DetailRow:
    """A number in the lists: waiting, held or missed.

    Attributes:
        since: when it joined the line, was held, or was marked as missed.
        place: its order in line.
        counter: where it was held or missed, or the only counter that may call it.
    """

    step: int
    label: str
    service: str
    state: StepState
    priority: bool
    visual: bool
    since: Instant
    place: float
    counter: str | None = None
    note: str = ""
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything about one counter at one moment, read in one transaction.

    Attributes:
        at: the instant it was read.
        hall_id: the hall's random id.
        day: the business day, ``YYYY-MM-DD``.
        rows: the first of those who wait, then all who are held or missed, of this counter's services.
        paused: the public reason, while the whole hall is paused.
    """

    at: Instant
    hall_id: str
    day: str
    counter: str
    status: CounterStatus
    officer: str | None
    back_at: Instant | None
    visitor: Visitor | None
    lines: tuple[ServiceRow, ...]
    rows: tuple[DetailRow, ...] = ()
    paused: Text | None = None
    day_closed: bool = False

    def waiting(self) -> int:
        """How many wait for this counter's services."""
        return sum(line.waiting for line in self.lines)

    def held(self) -> int:
        """How many of them are set aside."""
        return sum(line.held for line in self.lines)

    def no_show(self) -> int:
        """How many of them did not come."""
        return sum(line.no_show for line in self.lines)
