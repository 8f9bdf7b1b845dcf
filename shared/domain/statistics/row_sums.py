"""The steps and visits of one row of a table, and the figures that they make."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.domain.report import Step, Visit
from shared.domain.statistics.spread import share, spread
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


@dataclass(frozen=True, slots=True)
class VisitOutcome:
    """What became of a visit: how many of its steps were done, and how long it was in the hall."""

    visit: Visit
    done: int
    finished: bool
    complete: bool
    in_hall: int | None


@dataclass(slots=True, eq=False)
class RowSums:
    """One row."""

    steps: list[StepTimes] = field(default_factory=list[StepTimes])
    visits: list[VisitOutcome] = field(default_factory=list[VisitOutcome])

    def row(self, key: str, target: int) -> StatisticsRow:
        """What it comes to; ``target`` is the promised wait in milliseconds."""
        ends = Counter([one.step.state for one in self.steps])
        served, no_show = ends[StepState.DONE], ends[StepState.NO_SHOW]
        closed = (StepState.CANCELLED, StepState.EXPIRED, StepState.TRANSFERRED)
        cancelled, expired, transferred = (ends[state] for state in closed)
        opened = len(self.steps) - served - no_show - cancelled - expired - transferred
        waits = [one.waited for one in self.steps if one.waited is not None]
        within = sum([one <= target for one in waits])
        count, done = len(self.visits), sum([one.done for one in self.visits])
        finished, complete = sum([v.finished for v in self.visits]), sum([v.complete for v in self.visits])
        return StatisticsRow(
            key, count, sum([one.visit.priority for one in self.visits]),
            sum([one.visit.booked for one in self.visits]),
            finished, complete, share(complete, finished),
            None if not count else (200 * done + count) // (2 * count) / 100,
            sum([not one.step.carried for one in self.steps]), served, no_show, share(no_show, served + no_show),
            cancelled, expired, transferred, opened, within, share(within, len(waits)), spread(waits),
            spread([one.walked for one in self.steps if one.walked is not None]),
            spread([one.served for one in self.steps if one.served is not None]),
            spread([one.in_hall for one in self.visits if one.in_hall is not None]), told(self.steps),
        )  # fmt: skip


def told(steps: Sequence[StepTimes]) -> Told:
    """How good the promised ranges were: within from the first to the end of the last minute of the range."""
    compared = [(*one.range, one.told_wait) for one in steps if one.range is not None and one.told_wait is not None]
    count = len(compared)
    if not count:
        return Told()
    early = [low * _MINUTE - waited for low, _, waited in compared if waited < low * _MINUTE]
    late = [waited - (high + 1) * _MINUTE for _, high, waited in compared if waited >= (high + 1) * _MINUTE]
    width = round(sum([high - low for low, high, _ in compared]) / count, 1)
    off = round((sum(early) + sum(late)) / count / _MINUTE, 1)
    return Told(count, count - len(early) - len(late), len(early), len(late), width, off)
