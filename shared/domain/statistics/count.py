"""Counts days into statistics: each step and visit once, into every row that it belongs to."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.report import Step, Visit, in_order
from shared.domain.statistics.counter_sums import CounterSums
from shared.domain.statistics.day_facts import Caveat, DayFacts
from shared.domain.statistics.lane_sums import LaneSums
from shared.domain.statistics.row_sums import RowSums, RowTotals, StepTimes, VisitOutcome
from shared.domain.statistics.statistics_rows import DayMark, Grouping, Statistics
from shared.domain.words import Instant, StepState, TimeOfDay

_OPEN = frozenset({StepState.WAITING, StepState.CALLED, StepState.SERVING, StepState.HELD})
USUAL = (
    Grouping.DAY, Grouping.MONTH, Grouping.WEEKDAY, Grouping.HOUR, Grouping.WEEKDAY_HOUR, Grouping.ZONE,
    Grouping.AGENCY, Grouping.SERVICE, Grouping.COUNTER,
)  # fmt: skip
"""All tables but the officers', which is counted only when it is asked for."""
_WELL = frozenset({StepState.DONE, StepState.TRANSFERRED})
_HOUR = 3_600_000


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
        self._target = hall.rules.records.wait_target_minutes * 60_000
        self._total = RowSums()
        self._tables: dict[Grouping, dict[str, RowSums]] = {cut: {} for cut in scope.cuts}
        self._counters = CounterSums(hall, self._counters_of())
        self._lane = LaneSums()
        self._refused: Counter[str] = Counter()
        self._outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._days = self._booked = self._kept = 0
        self._marks: list[DayMark] = []

    def _counters_of(self) -> str | None:
        scope = self._scope
        return scope.agency if scope.service is None else scope.service.partition(".")[0]

    def day(self, facts: DayFacts) -> None:
        self._days += 1
        steps: list[Step] = []
        unfinished = 0
        rows = _Rows(self._hall, self._total, self._tables, facts.day)
        for visit in facts.visits:
            unfinished += self._visit(visit, facts, rows, steps)
        self._lane.end_day()
        going_on = facts.day == self._scope.today and facts.closed_at is None
        self._counters.day(facts, steps, self._scope.now if going_on else None)
        for (reason, service), count in facts.refused.items():
            self._refused[reason] += count if self._scope.has(service) else 0
        self._booked += sum(count for service, count in facts.booked.items() if self._scope.has(service))
        self._kept += sum(count for service, count in facts.kept.items() if self._scope.has(service))
        self._mark(facts, unfinished, going_on=going_on)

    def _visit(self, visit: Visit, facts: DayFacts, rows: "_Rows", steps: list[Step]) -> int:
        """Count one visit in; answers how many of its steps are still open."""
        free_at: int | None = None
        met: list[RowSums] = []
        counted: list[Step] = []
        ordered = visit.steps if len(visit.steps) == 1 else sorted(visit.steps, key=_in_time)
        for step in ordered:
            times = StepTimes(visit, step, free_at, facts.told.get(step.id))
            free_at = step.ended_at or free_at
            if self._scope.has(step.service):
                counted.append(step)
                self._lane.step(times, priority=visit.priority)
                own = rows.of(visit, step)
                for row in own:
                    row.steps.append(times)
                met += own if not met else [row for row in own if not any(row is other for other in met)]
        if not counted:
            return 0
        steps += counted
        for step in counted:
            if step.state is StepState.DONE:
                self._outcomes[step.service][step.outcome or ""] += 1
        end = _ended(visit, counted)
        for row in met:
            row.visits.append(end)
        return sum(step.state in _OPEN for step in counted)

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
        rows = {
            cut: tuple(table[key].row(key, self._target) for key in sorted(table, key=in_order))
            for cut, table in self._tables.items()
        }
        return Statistics(
            self._hall.rules.records.wait_target_minutes, self._days,
            self._total.row("total", self._target), rows, counters,
            together, dict(self._refused.most_common()), self._booked, self._kept, self._lane.lane(),
            tuple(self._marks), self._came(),
        )  # fmt: skip

    def totals(self) -> RowTotals:
        """The row of all, as it can be added to another hall's."""
        return self._total.totals(self._target)

    def _came(self) -> dict[str, dict[str, int]]:
        """Of the services that have outcomes, or had some when these days were."""
        with_some = (service for service, came in self._outcomes.items() if came.keys() - {""})
        return {service: dict(self._outcomes[service].most_common()) for service in sorted(with_some, key=in_order)}


def _in_time(step: Step) -> int:
    return step.called_at or step.since


def _ended(visit: Visit, steps: list[Step]) -> VisitOutcome:
    """What became of a visit, by those of its steps that are counted."""
    done = [step for step in steps if step.state is StepState.DONE]
    finished = not any(step.state in _OPEN for step in steps)
    complete = finished and bool(done) and all(step.state in _WELL for step in steps)
    left = max((step.ended_at for step in done if step.ended_at is not None), default=None)
    in_hall = None if left is None or not finished else max(0, left - visit.taken_at)
    return VisitOutcome(visit, len(done), finished, complete, in_hall)


_Tables = Mapping[Grouping, dict[str, RowSums]]


class _Rows:
    """The rows that the steps of one day belong to."""

    def __init__(self, hall: Hall, total: RowSums, tables: _Tables, day: str) -> None:
        date = datetime.date.fromisoformat(day)
        self._hall, self._tables = hall, tables
        self._weekday = str(date.isoweekday())
        self._midnight = calendar.instant_of(hall, date, TimeOfDay(0))
        of_the_day = {Grouping.DAY: day, Grouping.MONTH: day[:7], Grouping.WEEKDAY: self._weekday}
        self._same = [total, *(self._row(cut, key) for cut, key in of_the_day.items() if cut in tables)]
        self._hours: dict[str, list[RowSums]] = {}
        self._places: dict[tuple[str, str | None, str | None], list[RowSums]] = {}

    def of(self, visit: Visit, step: Step) -> list[RowSums]:
        """All rows of a step."""
        hour = self._hour(visit)
        if hour not in self._hours:
            keys = {Grouping.HOUR: hour, Grouping.WEEKDAY_HOUR: f"{self._weekday}.{hour}"}
            self._hours[hour] = [self._row(cut, key) for cut, key in keys.items() if cut in self._tables]
        place = (step.service, step.counter, step.officer)
        if place not in self._places:
            self._places[place] = [
                self._row(cut, key) for cut, key in self._keys(step).items() if cut in self._tables and key is not None
            ]
        return [*self._same, *self._hours[hour], *self._places[place]]

    def _keys(self, step: Step) -> dict[Grouping, str | None]:
        agency = self._hall.agency_of(step.service)
        zone = self._hall.agency[agency].zone if agency in self._hall.agency else None
        if step.counter is not None and step.counter in self._hall.counter:
            zone = self._hall.zone_of(step.counter)
        return {
            Grouping.ZONE: zone, Grouping.AGENCY: agency, Grouping.SERVICE: step.service,
            Grouping.COUNTER: step.counter,
            Grouping.OFFICER: step.officer or None,
        }  # fmt: skip

    def _hour(self, visit: Visit) -> str:
        """Past 23 after midnight; of a ticket whose PC had another day, the clock's."""
        hours = (visit.taken_at - self._midnight) // _HOUR
        return f"{hours if 0 <= hours < 48 else calendar.local(self._hall, visit.taken_at).hour:02d}"

    def _row(self, cut: Grouping, key: str) -> RowSums:
        return self._tables[cut].setdefault(key, RowSums())


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
