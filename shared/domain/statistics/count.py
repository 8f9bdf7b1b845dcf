"""Counts days into statistics: each step and visit once, into every row that it belongs to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.report import Step, Visit, in_order
from shared.domain.statistics.counter_sums import CounterSums
from shared.domain.statistics.day_facts import Caveat, DayFacts
from shared.domain.statistics.lane_sums import LaneSums
from shared.domain.statistics.row_sums import RowTotals, StepTimes, VisitOutcome
from shared.domain.statistics.statistics_rows import DayMark, Grouping, Statistics
from shared.domain.statistics.table_sums import TableSums
from shared.domain.words import Instant, StepState

_OPEN = frozenset({StepState.WAITING, StepState.CALLED, StepState.SERVING, StepState.HELD})
USUAL = (
    Grouping.DAY, Grouping.MONTH, Grouping.WEEKDAY, Grouping.HOUR, Grouping.WEEKDAY_HOUR, Grouping.ZONE,
    Grouping.AGENCY, Grouping.SERVICE, Grouping.COUNTER,
)  # fmt: skip
"""All tables but the officers', which is counted only when it is asked for."""


@dataclass(frozen=True, slots=True)
class CountScope:
    """What is counted: of one agency or one service only; which tables; the day that is going on, and the present."""

    agency: str | None = None
    service: str | None = None
    cuts: tuple[Grouping, ...] = USUAL
    today: str | None = None
    now: Instant | None = None

    def has(self, service: str) -> bool:
        """Whether a service is counted."""
        if self.service is not None:
            return service == self.service
        return self.agency is None or service.partition(".")[0] == self.agency


class _Count:
    """The sums of all days so far."""

    def __init__(self, hall: Hall, scope: CountScope) -> None:
        self._hall, self._scope = hall, scope
        self._everything = scope.agency is None and scope.service is None
        self._tables = TableSums(hall, scope.cuts, hall.rules.records.wait_target_minutes * 60_000)
        self._counters = CounterSums(hall, self._counters_of())
        self._lane = LaneSums()
        self._refused: Counter[str] = Counter()
        self._came: Counter[tuple[str, str]] = Counter()
        self._days = self._booked = self._kept = 0
        self._marks: list[DayMark] = []

    def _counters_of(self) -> str | None:
        scope = self._scope
        return scope.agency if scope.service is None else scope.service.partition(".")[0]

    def day(self, facts: DayFacts) -> None:
        self._days += 1
        met: list[StepTimes] = []
        unfinished = 0
        self._tables.begin_day(facts.day)
        for visit in facts.visits:
            counted = self._counted(visit, facts)
            if counted:
                ended = _ended(visit, counted)
                unfinished += ended.open
                self._tables.visit(counted, ended)
                self._lane.visit(counted, priority=visit.priority)
                met += counted
        self._tables.end_day()
        steps = [times.step for times in met]
        self._came.update([(step.service, step.outcome or "") for step in steps if step.state is StepState.DONE])
        self._lane.end_day()
        going_on = facts.day == self._scope.today and facts.closed_at is None
        stays = [stay for stay in facts.stays if self._scope.has(stay.service)]
        self._counters.day(facts, steps, self._scope.now if going_on else None, stays)
        for (reason, service), count in facts.refused.items():
            self._refused[reason] += count if self._scope.has(service) else 0
        self._booked += sum(count for service, count in facts.booked.items() if self._scope.has(service))
        self._kept += sum(count for service, count in facts.kept.items() if self._scope.has(service))
        self._mark(facts, unfinished, going_on=going_on)

    def _counted(self, visit: Visit, facts: DayFacts) -> list[StepTimes]:
        """The times of those steps of a visit that are counted, in the order in which they came."""
        free_at: int | None = None
        found: list[StepTimes] = []
        for step in visit.steps if len(visit.steps) == 1 else sorted(visit.steps, key=_in_time):
            if self._everything or self._scope.has(step.service):
                found.append(StepTimes(visit, step, free_at, facts.told.get(step.id)))
            free_at = step.ended_at or free_at
        return found

    def _mark(self, facts: DayFacts, unfinished: int, *, going_on: bool) -> None:
        if going_on:
            self._marks.append(DayMark(facts.day, Caveat.GOING_ON))
        elif facts.closed_at is None:
            self._marks.append(DayMark(facts.day, Caveat.UNCLOSED))
        if unfinished and not going_on:
            self._marks.append(DayMark(facts.day, Caveat.UNFINISHED, unfinished))
        if facts.clock_doubted:
            self._marks.append(DayMark(facts.day, Caveat.CLOCK))

    def statistics(self) -> Statistics:
        counters, together = self._counters.rows()
        return Statistics(
            self._hall.rules.records.wait_target_minutes, self._days, self.totals().row("total"), self._tables.rows(),
            counters, together, dict(self._refused.most_common()), self._booked, self._kept, self._lane.lane(),
            tuple(self._marks), self._outcomes(),
        )  # fmt: skip

    def totals(self) -> RowTotals:
        """The row of all, as it can be added to another hall's."""
        return self._tables.total()

    def _outcomes(self) -> dict[str, dict[str, int]]:
        """Of the services that have outcomes, or had some when these days were."""
        found: dict[str, dict[str, int]] = {}
        for (service, outcome), times in self._came.most_common():
            found.setdefault(service, {})[outcome] = times
        return {service: found[service] for service in sorted(found, key=in_order) if found[service].keys() - {""}}


def _in_time(step: Step) -> int:
    return step.called_at or step.since


def _ended(visit: Visit, steps: Sequence[StepTimes]) -> VisitOutcome:
    """What became of a visit, by those of its steps that are counted."""
    done = unfinished = 0
    well = True
    left: int | None = None
    for times in steps:
        state, ended = times.step.state, times.step.ended_at
        if state is StepState.DONE:
            done += 1
            left = ended if left is None or (ended is not None and ended > left) else left
        elif state in _OPEN:
            unfinished += 1
        elif state is not StepState.TRANSFERRED:
            well = False
    finished = not unfinished
    in_hall = None if left is None or not finished else max(0, left - visit.taken_at)
    return VisitOutcome(visit, done, unfinished, finished and well and done > 0, in_hall)


def count(hall: Hall, days: Iterable[DayFacts], scope: CountScope | None = None) -> Statistics:
    """Everything that a report says of these days."""
    return _counted(hall, days, scope).statistics()


def count_to_add(hall: Hall, days: Iterable[DayFacts], scope: CountScope | None = None) -> tuple[Statistics, RowTotals]:
    """The same, and the row of all as it can be added to other halls'."""
    sums = _counted(hall, days, scope)
    return sums.statistics(), sums.totals()


def _counted(hall: Hall, days: Iterable[DayFacts], scope: CountScope | None) -> _Count:
    sums = _Count(hall, scope or CountScope())
    for facts in days:
        sums.day(facts)
    return sums
