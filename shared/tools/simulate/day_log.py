"""What is written down while a simulated day runs: plain records from which all figures of a report are calculated."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from shared.domain.words import Instant, StepState


@dataclass(slots=True)
class StepRecord:
    """One step of a ticket, from the number to its end. Instants are None until they happen.

    ``estimate`` is the range in minutes that was given with the number, ``naive`` what a plain mean would have said.
    """

    label: str
    step: int
    service: str
    priority: bool
    position: int
    taken_at: Instant
    estimate: tuple[int, int] | None = None
    naive: float | None = None
    called_at: Instant | None = None
    ended_at: Instant | None = None
    counter: str | None = None
    rule: str | None = None
    passed_over: int = 0
    end: StepState | None = None

    @property
    def waited(self) -> float | None:
        """Minutes from the number to the first call."""
        return None if self.called_at is None else (self.called_at - self.taken_at) / 60_000


@dataclass(slots=True)
class CounterRecord:
    """A counter's day. ``spans`` are the stretches in which it called, ``busy_ms`` the time it had visitors."""

    counter: str
    spans: list[tuple[Instant, Instant]] = field(default_factory=list[tuple[Instant, Instant]])
    busy_ms: int = 0
    served: int = 0

    @property
    def open_ms(self) -> int:
        """How long it was open, breaks left out."""
        return sum(end - start for start, end in self.spans)


@dataclass(slots=True)
class DayRecord:
    """A whole day."""

    day: datetime.date
    closes: Instant
    visits: int = 0
    steps: dict[int, StepRecord] = field(default_factory=dict[int, StepRecord])
    counters: dict[str, CounterRecord] = field(default_factory=dict[str, CounterRecord])
    calls: list[tuple[Instant, str]] = field(default_factory=list[tuple[Instant, str]])
    refused: Counter[str] = field(default_factory=Counter[str])
    warned: Counter[str] = field(default_factory=Counter[str])
    recalls: int = 0
    grace_over: int = 0
    acts: int = 0
    missed: set[str] = field(default_factory=set[str])  # labels that did not come when they were called

    def press_id(self) -> str:
        """The id of one more press: the same day of the same seed has the same ids."""
        self.acts += 1
        return f"{self.day.isoformat()}-{self.acts}"
