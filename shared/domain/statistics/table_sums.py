"""The tables of a report: each step and visit is kept in two heaps, its hour's and its place's; these make the rows.

So a year is looked through twice, not once for each of ten tables. Heaps are counted as soon as they can be, so that a
year's steps are never in memory together.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.report import Step, Visit, in_order
from shared.domain.statistics.row_sums import RowSums, RowTotals, StepTimes, VisitOutcome, added
from shared.domain.statistics.statistics_rows import Grouping, StatisticsRow
from shared.domain.words import TimeOfDay

_HOUR = 3_600_000
_MANY = 2_000
"""Steps of a place that are kept before they are counted."""
_DAYS = frozenset({Grouping.DAY, Grouping.MONTH, Grouping.WEEKDAY})
_TIMES = frozenset({*_DAYS, Grouping.HOUR, Grouping.WEEKDAY_HOUR})
_Key = tuple[Grouping, str]
_Found = defaultdict[_Key, RowTotals]


@dataclass(slots=True, eq=False)
class _Place:
    """What one counter did of one service, and the rows that it belongs to."""

    keys: tuple[_Key, ...]
    heap: RowSums = field(default_factory=RowSums)
    totals: RowTotals = field(default_factory=RowTotals)

    def count(self, target: int) -> RowTotals:
        """All of it, the heap as well."""
        self.totals.add(self.heap.totals(target))
        self.heap = RowSums()
        return self.totals


class TableSums:
    """The rows of some tables; ``target`` is the promised wait in milliseconds."""

    def __init__(self, hall: Hall, cuts: Iterable[Grouping], target: int) -> None:
        self._hall, self._cuts, self._target = hall, tuple(cuts), target
        self._by_place = not _TIMES.issuperset(self._cuts)
        self._by_day = not _DAYS.isdisjoint(self._cuts)
        self._day, self._midnight = datetime.date.min, 0
        self._heaps: defaultdict[int, RowSums] = defaultdict(RowSums)
        self._hours: defaultdict[tuple[int, int], RowTotals] = defaultdict(RowTotals)
        self._days: defaultdict[datetime.date, RowTotals] = defaultdict(RowTotals)
        self._places: dict[tuple[str, str | None, str | None], _Place] = {}
        self._shared: defaultdict[_Key, RowSums] = defaultdict(RowSums)

    def begin_day(self, day: str) -> None:
        """What comes now is of this day. It has a row, whoever comes."""
        self._day = datetime.date.fromisoformat(day)
        if self._by_day:
            self._days[self._day] = RowTotals()
        self._midnight = calendar.instant_of(self._hall, self._day, TimeOfDay(0))

    def visit(self, steps: Sequence[StepTimes], ended: VisitOutcome) -> None:
        """One visit with those of its steps that are counted."""
        heap = self._heaps[self._hour(ended.visit)]
        heap.steps += steps
        heap.visits.append(ended)
        if not self._by_place:
            return
        met: list[_Place] = []
        for one in steps:
            step = one.step
            place = self._places.get((step.service, step.counter, step.officer)) or self._new_place(step)
            place.heap.steps.append(one)
            if place not in met:
                met.append(place)
        if len(met) == 1:
            met[0].heap.visits.append(ended)
            return
        for key in {key for place in met for key in place.keys}:  # once in each row, whatever its steps there
            self._shared[key].visits.append(ended)

    def end_day(self) -> None:
        """All visits of the day are in."""
        for hour, heap in self._heaps.items():
            totals = heap.totals(self._target)
            self._hours[self._day.isoweekday(), hour].add(totals)
            if self._by_day:
                self._days[self._day].add(totals)
        self._heaps.clear()
        for place in self._places.values():
            if len(place.heap.steps) > _MANY:
                place.count(self._target)

    def total(self) -> RowTotals:
        """Everybody."""
        return added(self._hours.values())

    def rows(self) -> dict[Grouping, tuple[StatisticsRow, ...]]:
        """Each table, in its order."""
        found: _Found = defaultdict(RowTotals)
        for (weekday, hour), totals in self._hours.items():
            found[Grouping.WEEKDAY_HOUR, f"{weekday}.{hour:02d}"].add(totals)
            found[Grouping.HOUR, f"{hour:02d}"].add(totals)
        for day, totals in self._days.items():
            found[Grouping.DAY, day.isoformat()].add(totals)
            found[Grouping.MONTH, day.isoformat()[:7]].add(totals)
            found[Grouping.WEEKDAY, str(day.isoweekday())].add(totals)
        for place in self._places.values():
            totals = place.count(self._target)
            for key in place.keys:
                found[key].add(totals)
        for key, visits in self._shared.items():
            found[key].add(visits.totals(self._target))
        return {cut: _table(found, cut) for cut in self._cuts}

    def _new_place(self, step: Step) -> _Place:
        place = self._places[step.service, step.counter, step.officer] = _Place(tuple(self._keys(step)))
        return place

    def _keys(self, step: Step) -> Iterable[_Key]:
        agency = self._hall.agency_of(step.service)
        zone = self._hall.agency[agency].zone if agency in self._hall.agency else None
        if step.counter is not None and step.counter in self._hall.counter:
            zone = self._hall.zone_of(step.counter)
        keys = {
            Grouping.ZONE: zone, Grouping.AGENCY: agency, Grouping.SERVICE: step.service,
            Grouping.COUNTER: step.counter, Grouping.OFFICER: step.officer or None,
        }  # fmt: skip
        return [(cut, key) for cut, key in keys.items() if cut in self._cuts and key is not None]

    def _hour(self, visit: Visit) -> int:
        """Past 23 after midnight; of a ticket whose PC had another day, the clock's."""
        hours = (visit.taken_at - self._midnight) // _HOUR
        return hours if 0 <= hours < 48 else calendar.local(self._hall, visit.taken_at).hour


def _table(found: _Found, cut: Grouping) -> tuple[StatisticsRow, ...]:
    keys = sorted((key for group, key in found if group is cut), key=in_order)
    return tuple(found[cut, key].row(key) for key in keys)
