"""The steps and visits of one row of a table, and the figures that they make."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.domain.report import Step, Visit
from shared.domain.statistics.spread import Durations, share, tenth
from shared.domain.statistics.statistics_rows import StatisticsRow, Told
from shared.domain.words import StepState

_MINUTE = 60_000


class StepTimes:
    """The times of one step, in milliseconds; None for what was not measured."""

    __slots__ = ("begun", "range", "served", "step", "told_wait", "waited", "walked")

    def __init__(self, visit: Visit, step: Step, free_at: int | None, told: tuple[int, int] | None) -> None:
        called, started, ended = step.called_at, step.started_at, step.ended_at
        self.step = step
        self.begun: int = step.since
        self.waited = self.walked = self.served = self.told_wait = self.range = None
        if called is None:
            return
        if free_at is not None and step.since < free_at <= called:
            self.begun = free_at  # nobody waits in two places at once
        self.waited = called - self.begun if called > self.begun else 0
        if started is not None:
            self.walked = started - called if started > called else 0
        if step.state is StepState.DONE and ended is not None:
            at = started or called
            self.served = ended - at if ended > at else 0
        if told is not None and not step.moved:
            # what was promised with the number is compared while the step kept the place it was promised for
            self.range, self.told_wait = told, max(0, called - visit.taken_at)


class VisitOutcome(NamedTuple):
    """What became of a visit: how many of its steps were done or are open, and how long it was in the hall."""

    visit: Visit
    done: int
    open: int
    complete: bool
    in_hall: int | None


@dataclass(slots=True, eq=False)
class RowSums:
    """Steps and visits that are counted together."""

    steps: list[StepTimes] = field(default_factory=list[StepTimes])
    visits: list[VisitOutcome] = field(default_factory=list[VisitOutcome])

    def totals(self, target: int) -> "RowTotals":
        """What they come to; ``target`` is the promised wait in milliseconds."""
        counts = Counter[str]([one.step.state for one in self.steps])
        waits = [one.waited for one in self.steps if one.waited is not None]
        counts.update(
            visits=len(self.visits), priority=sum([one.visit.priority for one in self.visits]),
            booked=sum([one.visit.booked for one in self.visits]), of_visits=sum([one.done for one in self.visits]),
            finished=sum([not one.open for one in self.visits]), complete=sum([one.complete for one in self.visits]),
            taken=sum([not one.step.carried for one in self.steps]), steps=len(self.steps),
            within=sum([one <= target for one in waits]),
        )  # fmt: skip
        return RowTotals(
            counts, Durations.of(waits),
            Durations.of([one.walked for one in self.steps if one.walked is not None]),
            Durations.of([one.served for one in self.steps if one.served is not None]),
            Durations.of([one.in_hall for one in self.visits if one.in_hall is not None]),
            _promises(self.steps),
        )  # fmt: skip


_CLOSED = (StepState.DONE, StepState.NO_SHOW, StepState.CANCELLED, StepState.EXPIRED, StepState.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class RowTotals:
    """What steps and visits come to, so that those of several hours, places or halls can be added up exactly."""

    counts: Counter[str] = field(default_factory=Counter[str])
    wait: Durations = field(default_factory=Durations)
    walk: Durations = field(default_factory=Durations)
    service: Durations = field(default_factory=Durations)
    in_hall: Durations = field(default_factory=Durations)
    promises: Counter[str] = field(default_factory=Counter[str])

    def add(self, other: "RowTotals") -> None:
        """Count the other's in."""
        self.counts.update(other.counts)
        self.promises.update(other.promises)
        for mine, its in (
            (self.wait, other.wait), (self.walk, other.walk), (self.service, other.service),
            (self.in_hall, other.in_hall),
        ):  # fmt: skip
            mine.add(its)

    def row(self, key: str) -> StatisticsRow:
        """The figures."""
        counts, wait = self.counts, self.wait.spread()
        served, no_show, cancelled, expired, transferred = (counts[state] for state in _CLOSED)
        opened = counts["steps"] - served - no_show - cancelled - expired - transferred
        visits, done, finished, complete = (counts[name] for name in ("visits", "of_visits", "finished", "complete"))
        return StatisticsRow(
            key, visits, counts["priority"], counts["booked"], finished, complete, share(complete, finished),
            None if not visits else (200 * done + visits) // (2 * visits) / 100,
            counts["taken"], served, no_show, share(no_show, served + no_show),
            cancelled, expired, transferred, opened, counts["within"], share(counts["within"], wait.count), wait,
            self.walk.spread(), self.service.spread(), self.in_hall.spread(), _told(self.promises),
        )  # fmt: skip


def added(parts: Iterable[RowTotals]) -> RowTotals:
    """All of them together."""
    found = RowTotals()
    for part in parts:
        found.add(part)
    return found


def _promises(steps: Sequence[StepTimes]) -> Counter[str]:
    """How good the promised ranges were: within from the first to the end of the last minute of the range."""
    compared = [(*one.range, one.told_wait) for one in steps if one.range is not None and one.told_wait is not None]
    early = [low * _MINUTE - waited for low, _, waited in compared if waited < low * _MINUTE]
    late = [waited - (high + 1) * _MINUTE for _, high, waited in compared if waited >= (high + 1) * _MINUTE]
    return Counter(
        count=len(compared), sooner=len(early), later=len(late), width=sum([high - low for low, high, _ in compared]),
        off=sum(early) + sum(late),
    )  # fmt: skip


def _told(promises: Counter[str]) -> Told:
    count, sooner, later = (promises[name] for name in ("count", "sooner", "later"))
    if not count:
        return Told()
    width, off = tenth(promises["width"], count), tenth(promises["off"], count * _MINUTE)
    return Told(count, count - sooner - later, sooner, later, width, off)
